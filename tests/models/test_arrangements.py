# SPDX-License-Identifier: MIT
"""Back into school and into lessons: always for a time, looked at again, and never a sanction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.arrangements import review_due, runs_on, steps_of, weeks_of
from models.records import (
    ArrangementReview,
    Attestation,
    BasePlacement,
    BaseWeek,
    EbsaProfile,
    GradedStep,
    PartTimeTimetable,
    Record,
    ReturnPlan,
    Suspension,
)
from models.records.checked import checked
from tests.models.conftest import ON, child, seen_of, value
from thresholds.problems import Problems

MINE = {"pupil_id": child().id}


def timetable(first: str = "2026-10-05", last: str = "2026-12-11", **more: Any) -> PartTimeTimetable:
    known = {"started_on": first, "ends_on": last, "sessions_a_week": 6, "reason": "return"}
    return checked(PartTimeTimetable, MINE | known | {"review_due_on": last} | more)


def plan(**more: Any) -> ReturnPlan:
    return checked(ReturnPlan, MINE | {"made_on": "2026-11-02"} | more)


def place(**more: Any) -> BasePlacement:
    known = {"model": "support", "proposed_on": "2026-06-15", "reason": "need"}
    return checked(BasePlacement, MINE | known | more)


def week(of: BasePlacement, monday: str, mainstream: int) -> BaseWeek:
    return BaseWeek(
        **MINE, placement_id=of.id, week_of=date.fromisoformat(monday), lessons=25, mainstream=mainstream
    )


def looked(on: str, next_on: str | None = None, **of: str) -> ArrangementReview:
    return checked(ArrangementReview, MINE | of | {"reviewed_on": on, "next_review_on": next_on})


def told(kind: type[Record], **values: Any) -> str:
    with pytest.raises(Problems) as found:
        checked(kind, MINE | values)
    return " ".join(one.sentence for one in found.value.problems)


TIMETABLE = {
    "started_on": "2026-10-05",
    "ends_on": "2026-12-11",
    "review_due_on": "2026-10-19",
    "sessions_a_week": 6,
    "reason": "return",
}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": None}, "Until"),
        ({"ends_on": "2026-10-05", "review_due_on": "2026-10-05"}, "ends after it begins"),
        ({"review_due_on": "2027-01-08"}, "between the first and the last day"),
        ({"review_due_on": None}, "Looked at again on"),
        ({"sessions_a_week": 10}, "full time"),
        ({"reason": "behaviour"}, "not one of the answers"),
        ({"ended_on": "2027-01-08"}, "Write down a new one"),
        ({"ended_on": "2026-10-05"}, "after it began"),
    ],
)
def test_a_part_time_timetable_has_an_end_a_review_and_a_reason(values: Any, sentence: str) -> None:
    assert sentence in told(PartTimeTimetable, **TIMETABLE | values)


@pytest.mark.parametrize(
    "words", ["As a sanction for leaving class.", "Punishment", "After two detentions.", "A SANCTION"]
)
def test_a_sanction_is_never_a_reason_for_a_base(words: str) -> None:
    values = {"model": "support", "proposed_on": "2026-06-15", "reason": "need", "need": words}
    assert "never a sanction" in told(BasePlacement, **values)


def test_what_is_said_of_a_base_in_good_faith_is_taken() -> None:
    assert place(need="This is not a sanction: she needs a quiet room to learn phonics.").need
    assert "not one of the answers" in told(
        BasePlacement, model="support", proposed_on="2026-06-15", reason="sanction"
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"started_on": "2026-06-01"}, "day of the proposal or later"),
        ({"started_on": "2026-09-01", "parents_agree": False}, "agree"),
        ({"ended_on": "2026-09-01"}, "can't end before it begins"),
        ({"after": "mainstream"}, "When was it decided"),
        ({"target": 140}, "100"),
    ],
)
def test_a_place_in_a_base_that_contradicts_itself_is_refused(values: Any, sentence: str) -> None:
    known = {"model": "support", "proposed_on": "2026-06-15", "reason": "need"}
    assert sentence in told(BasePlacement, **known | values)


def test_steps_and_reviews_belong_to_one_arrangement() -> None:
    one, other = plan(), place()
    assert "belongs to" in told(GradedStep, number=1, text="The gate.")
    assert "belongs to" in told(GradedStep, number=1, text="The gate.", plan_id=one.id, placement_id=other.id)
    assert "belongs to" in told(ArrangementReview, reviewed_on="2026-11-02")
    assert "When was the step tried" in told(
        GradedStep, number=1, text="The gate.", plan_id=one.id, result="reached"
    )
    assert "after this one" in told(
        ArrangementReview, reviewed_on="2026-11-02", next_review_on="2026-11-02", plan_id=one.id
    )
    assert "More lessons" in told(
        BaseWeek, placement_id=other.id, week_of="2026-11-02", lessons=20, mainstream=21
    )


def test_a_suspension_lasts_and_a_permanent_exclusion_needs_no_sessions() -> None:
    assert "a session or more" in told(Suspension, started_on="2026-10-05", sessions=0)
    assert "A reason stands once" in told(
        Suspension, started_on="2026-10-05", sessions=2, reasons=("PP", "PP")
    )
    assert "before the first day" in told(
        Suspension, started_on="2026-10-05", sessions=2, parents_told_on="2026-10-04"
    )
    gone = checked(Suspension, MINE | {"started_on": "2026-10-05", "sessions": 0, "is_permanent": True})
    assert gone.words == "Permanent exclusion"
    assert seen_of([child(), gone]).events["suspension"][0].fields == {"permanent": "yes"}


# When it runs and when it is due


def test_the_next_look_is_as_agreed_at_the_last_one() -> None:
    one = plan(review_due_on="2026-11-16")
    held = [looked("2026-11-16", "2026-12-07", plan_id=one.id), looked("2026-11-20", plan_id=plan().id)]
    assert review_due(one, held, date(2026, 11, 15)) == date(2026, 11, 16)
    assert review_due(one, held, ON) == date(2026, 12, 7)
    assert review_due(one, [*held, looked("2026-12-07", None, plan_id=one.id)], date(2026, 12, 8)) is None


def test_it_runs_from_its_first_to_its_last_day() -> None:
    one = timetable("2026-10-05", "2026-12-11", ended_on="2026-11-16")
    assert [runs_on(one, date(2026, *day)) for day in ((10, 4), (10, 5), (11, 15), (11, 16))] == [
        False,
        True,
        True,
        False,
    ]
    assert not runs_on(place(), ON), "only proposed"
    assert runs_on(place(started_on="2026-09-07"), ON)


def test_steps_stand_in_order_and_a_week_counts_when_it_is_over() -> None:
    one, of = plan(), place(started_on="2026-09-07")
    steps = [GradedStep(**MINE, plan_id=one.id, number=number, text="A step.") for number in (3, 1, 2)]
    assert [
        step.number
        for step in steps_of(one, [*steps, GradedStep(**MINE, plan_id=plan().id, number=1, text="Other.")])
    ] == [1, 2, 3]
    weeks = [week(of, "2026-11-18", 12), week(of, "2026-11-09", 10)]
    assert weeks[0].week_of == date(2026, 11, 16), "any day of it will do"
    assert [one.mainstream for one in weeks_of(of, weeks, date(2026, 11, 19))] == [10]
    assert [one.mainstream for one in weeks_of(of, weeks, date(2026, 11, 20))] == [10, 12]


# Facts


def test_part_time_weeks_count_from_the_first_of_an_unbroken_run() -> None:
    first, second = timetable("2026-09-07", "2026-10-02"), timetable("2026-10-05", "2026-12-11")
    assert value(seen_of([child(), second]), "part_time_weeks") == 7
    assert value(seen_of([child(), second, first]), "part_time_weeks") == 11
    # A fortnight of full time between them begins the count anew.
    earlier = timetable("2026-09-07", "2026-09-18")
    assert value(seen_of([child(), second, earlier]), "part_time_weeks") == 7


def test_after_its_end_a_child_is_full_time() -> None:
    evidence = seen_of([child(), timetable("2026-09-07", "2026-10-02")])
    assert value(evidence, "part_time_weeks") == 0
    assert value(evidence, "part_time_unreviewed") is False
    back = timetable("2026-10-05", "2026-12-11", ended_on="2026-11-23")
    assert value(seen_of([child(), back]), "part_time_weeks") == 0
    assert value(seen_of([child(), back], date(2026, 11, 16)), "part_time_weeks") == 6


def test_no_timetable_on_record_is_no_nought_until_somebody_says_so() -> None:
    assert value(seen_of([child()]), "part_time_weeks") is None
    said = Attestation(**MINE, of="part_time_timetable", attested_on=ON)
    assert value(seen_of([child(), said]), "part_time_weeks") == 0
    assert value(seen_of([child(), said]), "part_time_unreviewed") is False


def test_a_timetable_whose_day_has_passed_is_unreviewed() -> None:
    one = timetable(review_due_on="2026-10-19")
    assert value(seen_of([child(), one], date(2026, 10, 19)), "part_time_unreviewed") is False
    assert value(seen_of([child(), one], date(2026, 10, 20)), "part_time_unreviewed") is True
    held = looked("2026-10-26", "2026-11-23", timetable_id=one.id)
    assert value(seen_of([child(), one, held]), "part_time_unreviewed") is False


@given(st.integers(1, 200), st.integers(0, 400))
def test_weeks_never_run_past_the_day_or_the_end(length: int, later: int) -> None:
    first = date(2026, 1, 5)
    one = timetable(str(first), str(first + timedelta(length)))
    evidence = seen_of([child(), one], first + timedelta(later))
    weeks = [float(found.value) for found in evidence.observations["part_time_weeks"]]
    assert weeks[0] == pytest.approx(min(length, later) / 7)
    assert weeks[1:] == ([0.0] if later > length else [])


def test_a_plan_that_says_nothing_of_a_person_or_steps_leaves_it_open() -> None:
    bare = seen_of([child(), plan()])
    for name in ("reintegration_named_adult", "reintegration_steps", "reintegration_review"):
        assert value(bare, name) is None, name
    one = plan(key_adult="Mr Okafor", review_due_on="2026-12-14")
    step = GradedStep(**MINE, plan_id=one.id, number=1, text="The gate.")
    evidence = seen_of([child(), one, step])
    assert value(evidence, "reintegration_named_adult") is True
    assert value(evidence, "reintegration_steps") is None, "one step isn't graded steps, and more may come"
    assert value(evidence, "reintegration_review") is False, "six weeks on"


def test_a_plan_that_ended_answers_no_more() -> None:
    over = plan(key_adult="Mr Okafor", ended_on="2026-11-20")
    assert value(seen_of([child(), over]), "reintegration_named_adult") is None


def test_only_a_profile_made_with_child_and_parents_is_the_document() -> None:
    alone = EbsaProfile(**MINE, made_on=date(2026, 11, 6), with_child=True)
    both = EbsaProfile(**MINE, made_on=date(2026, 11, 6), with_child=True, with_parents=True)
    assert "ebsa_profile" not in seen_of([child(), alone]).documents
    assert len(seen_of([child(), alone, both]).documents["ebsa_profile"]) == 1


def test_the_share_reaches_its_target_exactly() -> None:
    one = place(started_on="2026-09-07", target=64)
    for mainstream, reached in ((15, False), (16, True), (17, True)):
        evidence = seen_of([child(), one, week(one, "2026-11-09", mainstream)])
        assert value(evidence, "base_target_reached") is reached
        assert value(evidence, "base_mainstream_share") == mainstream * 4


def test_a_share_rises_between_two_reviews_with_a_week_before_each() -> None:
    one = place(started_on="2026-09-07")
    reviews = [looked("2026-10-12", placement_id=one.id), looked("2026-11-16", placement_id=one.id)]
    early = week(one, "2026-10-05", 12)
    for now, rose in ((11, False), (12, True), (13, True)):
        records = [child(), one, *reviews, early, week(one, "2026-11-09", now)]
        assert value(seen_of(records), "base_share_rising") is rose
    assert value(seen_of([child(), one, *reviews, early]), "base_share_rising") is None
    assert value(seen_of([child(), one, reviews[1], early]), "base_share_rising") is None


def test_what_follows_is_decided_with_the_family_or_it_is_not() -> None:
    for with_family, after, told_ in ((True, "mainstream", True), (True, None, None), (False, None, False)):
        one = place(decided_on="2026-11-18", with_family=with_family, after=after)
        assert value(seen_of([child(), one]), "base_outcome_decided") is told_
