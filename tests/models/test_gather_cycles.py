# SPDX-License-Identifier: MIT
"""What cycles and support tell, term by term, and what was written down in a standard's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.calendar import Calendar
from models.codes import (
    Achievement,
    ReviewDecision,
)
from models.gather import gather
from models.records import (
    Attestation,
    Cycle,
    DocumentHeld,
    Happening,
    Observed,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    TermDates,
)
from models.store import Store
from tests.models.conftest import ON, full_record, keep, reading, seen_of, value
from thresholds.packs import in_force

TOMORROW = ON + timedelta(1)
WHOLE = full_record()
PUPIL = next(one for one in WHOLE if isinstance(one, Pupil))
CYCLES = [one for one in WHOLE if isinstance(one, Cycle)]
PROVISIONS = [one for one in WHOLE if isinstance(one, Provision)]
ROTHERHAM = in_force("372", ON)


def reviewed(reached: Sequence[bool | None]) -> list[Record]:
    """A child with a cycle for each answer; None where the outcome wasn't looked at."""
    records: list[Record] = [PUPIL]
    for at, met in enumerate(reached):
        day = date(2026, 1, 5) + timedelta(40 * at)
        cycle = Cycle(pupil_id=PUPIL.id, number=at + 1, started_on=day)
        mine = {"pupil_id": PUPIL.id, "cycle_id": cycle.id}
        outcome = Outcome(**mine, text="Read a page.")
        held = Review(**mine, reviewed_on=day + timedelta(39), decision=ReviewDecision.CONTINUE)
        records += [cycle, outcome, held]
        if met is not None:
            reach = Achievement.AS_HOPED if met else Achievement.LESS
            records.append(OutcomeReview(**mine, outcome_id=outcome.id, achievement=reach))
    return records


@pytest.mark.parametrize(
    ("reached", "least", "most"),
    [
        ([True, True, True], 3, None),
        ([True, False, True], 1, None),
        ([True, True, False], 0, None),
        ([True, None, True], 1, 3),
        ([True, True, None], 0, 3),
        ([False, None, True], 1, 2),
        ([None, False, True], 1, None),
        ([], None, None),
    ],
)
def test_reviews_in_a_row_are_counted_back_from_the_latest(
    reached: list[bool | None], least: int | None, most: int | None
) -> None:
    read = reading(seen_of(reviewed(reached)), "reviews_met_in_a_row")
    assert (read.value, read.high) == (least, most)


def test_a_cycle_counts_only_when_its_review_was_held_and_decided() -> None:
    (review,) = (one for one in WHOLE if isinstance(one, Review))
    rest = [one for one in WHOLE if one is not review]
    for missing in ("reviewed_on", "decision"):
        evidence = seen_of([*rest, review.model_copy(update={missing: None})])
        assert "apdr_cycle" not in evidence.events
        assert not {"reviews_met_in_a_row", "outcomes_measured_percent"} & set(evidence.observations)


@pytest.mark.parametrize(
    ("ended", "weeks", "long_enough"),
    [
        (date(2026, 10, 9), 5, "no"),
        (date(2026, 10, 12), 6, "yes"),
        (date(2027, 1, 22), 18, "yes"),  # the Christmas holidays are no weeks of school
        (date(2027, 1, 25), 19, "no"),
    ],
)
def test_a_cycle_is_long_enough_from_six_to_eighteen_weeks_of_school_after_the_plan(
    ended: date, weeks: int, long_enough: str
) -> None:
    planned = date(2026, 9, 7)
    cycle = Cycle(pupil_id=PUPIL.id, started_on=date(2026, 7, 1))
    mine = {"pupil_id": PUPIL.id, "cycle_id": cycle.id}
    held = Review(**mine, reviewed_on=ended, decision=ReviewDecision.CONTINUE)
    assert Calendar().school_weeks(planned, ended) == weeks
    (event,) = seen_of([PUPIL, cycle, Plan(**mine, planned_on=planned), held], ended).events["apdr_cycle"]
    assert event.fields["long_enough"] == long_enough


def test_a_provision_that_ended_before_the_two_years_touches_none_of_their_terms() -> None:
    old = PROVISIONS[0].model_copy(update={"started_on": date(2024, 9, 9), "ends_on": date(2024, 10, 18)})
    cycle = CYCLES[0]
    assert value(seen_of([PUPIL, cycle, old], date(2026, 10, 18)), "support_terms") == 1
    assert value(seen_of([PUPIL, cycle, old], date(2026, 10, 19)), "support_terms") is None


def test_terms_of_support_are_the_schools_own(store: Store) -> None:
    keep(store, PUPIL, CYCLES[1], PROVISIONS[1])
    late = TermDates(term="2026-27.2", starts_on=date(2027, 1, 25), ends_on=date(2027, 3, 25))
    on = date(2027, 1, 20)
    with store.transaction() as tx:
        usual = gather(tx, [PUPIL], on)[PUPIL.id]
        tx.put(late)
        own = gather(tx, [PUPIL], on)[PUPIL.id]
    assert (value(usual, "support_terms"), value(own, "support_terms")) == (2, 1)


# A standard's own words


def test_what_was_written_down_in_the_standards_words_is_read_by_the_kind_of_its_fact(store: Store) -> None:
    mine = {"pupil_id": PUPIL.id, "observed_on": date(2026, 10, 2)}
    keep(
        store,
        PUPIL,
        Observed(**mine, fact="subjects_limited_by_language", value="4", source="Round robin"),
        Observed(**mine, fact="stammer_distress", value="no"),
        Observed(**mine, fact="communication_support_daily", value="9999"),
        Observed(**mine, fact="asked_by_another_standard", value="yes"),
        Happening(pupil_id=PUPIL.id, event="parent_meeting", dated="2026-03"),
        Happening(pupil_id=PUPIL.id, event="of_another_standard", dated="2026-03"),
        DocumentHeld(pupil_id=PUPIL.id, document="ebsa_profile", dated_on=date(2026, 9, 30)),
    )
    with store.reading() as tx:
        evidence = gather(tx, [PUPIL], ON, ROTHERHAM)[PUPIL.id]
        without = gather(tx, [PUPIL], ON)[PUPIL.id]
    assert {name: [one.value for one in all_] for name, all_ in evidence.observations.items()} == {
        "age": [Decimal(8)],
        "year_group": [Decimal(4)],
        "weeks_on_roll": [Decimal(168)],
        "subjects_limited_by_language": [Decimal(4)],
        # A no that somebody gave is a no; what doesn't fit the fact's range is no evidence.
        "stammer_distress": [False],
    }
    (meeting,) = evidence.events["parent_meeting"]
    assert (meeting.earliest, meeting.latest) == (date(2026, 3, 1), date(2026, 3, 31))
    # What was noted of a meeting and what wasn't: nobody said whether the concern was first raised there.
    assert meeting.fields == {"first_concern": None}
    assert set(evidence.events) == {"parent_meeting"}
    assert [one.on for one in evidence.documents["ebsa_profile"]] == [date(2026, 9, 30)]
    assert not without.events and "stammer_distress" not in without.observations


def test_own_words_stand_beside_what_the_records_say() -> None:
    told = Happening(pupil_id=PUPIL.id, event="parent_meeting", dated="2026-09-15")
    evidence = seen_of([*WHOLE, told], ON, ROTHERHAM)
    assert [one.earliest for one in evidence.events["parent_meeting"]] == [
        date(2026, 4, 22),
        date(2026, 9, 15),
    ]


def test_the_latest_word_that_all_are_recorded_counts() -> None:
    days = [date(2026, 9, 1), date(2026, 11, 1), date(2026, 10, 1), TOMORROW]
    said = [Attestation(pupil_id=PUPIL.id, of="suspension", attested_on=day) for day in days]
    assert seen_of([PUPIL, *said]).complete == {"suspension": date(2026, 11, 1)}
