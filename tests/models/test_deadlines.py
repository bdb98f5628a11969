# SPDX-License-Identifier: MIT
"""Clocks and agreed days become lines of today: when they need somebody's eye, and no longer than they do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from models.codes import SenProvision, YearGroup
from models.deadlines import deadlines, review_not_planned
from models.experts import for_children
from models.records import (
    AnnualReview,
    ArrangementReview,
    BasePlacement,
    EhcRequest,
    Involvement,
    PartTimeTimetable,
    Pupil,
    Record,
    ReturnPlan,
    SenStatus,
    WiderRequest,
)
from models.records.checked import checked
from models.store import Store
from models.today import today_lines
from tests.models.conftest import ON, child, keep

AMIRA = child(year_group=YearGroup.Y4, joined_on=date(2023, 9, 4))
MINE = {"pupil_id": AMIRA.id}


def request(**more: Any) -> EhcRequest:
    return checked(EhcRequest, MINE | {"requested_on": "2026-09-14", "asked_by": "school"} | more)


def review(**more: Any) -> AnnualReview:
    return checked(AnnualReview, MINE | {"due_on": "2027-01-31"} | more)


ASSESS = {"decided_on": "2026-10-20", "decision": "assess"}


def lines(store: Store, *records: Record, on: date = ON) -> list[str]:
    keep(store, AMIRA, *records)
    with store.reading() as tx:
        return [f"{line.words} {line.why}" for line in today_lines(tx, on)]


def shown(store: Store, on: date) -> dict[str, tuple[date, str]]:
    with store.reading() as tx:
        return {
            one.words: (one.due_on, one.part) for one in deadlines(tx, [AMIRA], on) if one.shown_from <= on
        }


# Requests


def test_the_authority_is_asked_once_its_six_weeks_are_over(store: Store) -> None:
    keep(store, AMIRA, request())
    assert shown(store, date(2026, 10, 26)) == {}
    assert shown(store, date(2026, 10, 27)) == {
        "Ask the authority whether it will assess Amira Khalil.": (date(2026, 10, 26), "ehc")
    }


def test_a_child_without_sen_support_has_its_clocks_too(store: Store) -> None:
    (line,) = lines(store, request())
    assert line == "Ask the authority whether it will assess Amira Khalil. It was due on 26 October."


def test_a_delay_that_the_law_excuses_is_not_chased(store: Store) -> None:
    assert lines(store, request(delays=["personal"])) == []


def test_the_schools_advice_is_shown_a_fortnight_ahead_until_it_is_given(store: Store) -> None:
    asked = request(**ASSESS, advice_asked_on="2026-10-28")
    keep(store, AMIRA, asked)
    assert shown(store, date(2026, 11, 24)) == {}
    words = "Send the authority the school’s advice on Amira Khalil."
    assert words in shown(store, date(2026, 11, 25))
    assert words in shown(store, date(2026, 12, 20)), "late, and still to be done"
    with store.transaction() as tx:
        tx.put(asked.model_copy(update={"advice_given_on": date(2026, 11, 30)}))
    assert words not in shown(store, date(2026, 12, 1))


def test_the_family_is_told_of_the_last_day_for_an_appeal_and_not_after_it(store: Store) -> None:
    keep(store, AMIRA, request(decided_on="2026-10-20", decision="refuse"))
    words = "Tell Amira Khalil’s family until when they may appeal."
    assert shown(store, date(2026, 12, 6)) == {}
    assert shown(store, date(2026, 12, 7)) == {words: (date(2026, 12, 21), "ehc")}
    assert words in shown(store, date(2026, 12, 21))
    assert shown(store, date(2026, 12, 22)) == {}


def test_a_request_that_is_over_is_silent(store: Store) -> None:
    keep(store, AMIRA, request(withdrawn_on="2026-09-20"))
    assert shown(store, date(2027, 6, 1)) == {}


# Reviews of a plan


def test_a_review_is_arranged_so_that_papers_and_decision_fit_before_its_day(store: Store) -> None:
    keep(store, AMIRA, review())
    assert shown(store, date(2026, 11, 21)) == {}
    assert shown(store, date(2026, 11, 22)) == {
        "Set the day of Amira Khalil’s annual review.": (date(2026, 12, 20), "ehc")
    }


def test_papers_report_and_decision_follow_one_another(store: Store) -> None:
    known = review(meeting_on="2027-01-20")
    keep(store, AMIRA, known)
    papers = "Send round the papers for Amira Khalil’s annual review."
    report = "Send the report of Amira Khalil’s annual review to the authority."
    decided = "Ask the authority what it decided after Amira Khalil’s annual review."
    assert shown(store, date(2026, 12, 23)) == {papers: (date(2027, 1, 6), "ehc")}
    with store.transaction() as tx:
        tx.put(known := known.model_copy(update={"papers_on": date(2027, 1, 5)}))
    assert shown(store, date(2027, 1, 20)) == {report: (date(2027, 2, 3), "ehc")}
    with store.transaction() as tx:
        tx.put(known.model_copy(update={"report_on": date(2027, 2, 1)}))
    assert shown(store, date(2027, 2, 17)) == {}
    assert shown(store, date(2027, 2, 18)) == {decided: (date(2027, 2, 17), "ehc")}


def test_a_plan_without_a_review_on_record_is_noticed(store: Store) -> None:
    final = request(**ASSESS, final_on="2026-11-02")
    assert review_not_planned(AMIRA, [final], []) == date(2027, 11, 2)
    assert review_not_planned(AMIRA, [final], [review()]) is None, "one is on its way"
    held = {"meeting_on": "2027-01-20", "decided_on": "2027-02-10"}
    assert review_not_planned(AMIRA, [final], [review(**held, decision="keep")]) == date(2028, 1, 20)
    assert review_not_planned(AMIRA, [final], [review(**held, decision="cease")]) is None
    assert review_not_planned(AMIRA, [request()], []) is None
    keep(store, AMIRA, final)
    assert shown(store, date(2027, 9, 1)).keys() == {"Plan Amira Khalil’s next annual review."}


# Arrangements


def timetable(**more: Any) -> PartTimeTimetable:
    known = {"started_on": "2026-10-05", "ends_on": "2026-12-11", "sessions_a_week": 6, "reason": "return"}
    return checked(PartTimeTimetable, MINE | known | {"review_due_on": "2026-11-16"} | more)


def test_a_part_time_timetable_is_looked_at_again_and_ends(store: Store) -> None:
    assert lines(store, timetable()) == [
        "Look again at Amira Khalil’s part-time timetable. It was due on 16 November."
    ]
    assert shown(store, date(2026, 11, 27)).keys() == {
        "Look again at Amira Khalil’s part-time timetable.",
        "Bring Amira Khalil back full time.",
    }
    assert shown(store, date(2026, 12, 12)) == {}


def test_the_next_look_moves_the_line(store: Store) -> None:
    one = timetable()
    held = ArrangementReview(
        **MINE, timetable_id=one.id, reviewed_on=date(2026, 11, 16), next_review_on=date(2026, 12, 9)
    )
    keep(store, AMIRA, one, held)
    assert shown(store, ON) == {}
    assert shown(store, date(2026, 11, 25)) == {
        "Look again at Amira Khalil’s part-time timetable.": (date(2026, 12, 9), "attendance")
    }


@pytest.mark.parametrize(
    ("kind", "values", "whose", "part"),
    [
        (ReturnPlan, {"made_on": "2026-11-02"}, "plan to return", "attendance"),
        (
            BasePlacement,
            {"model": "support", "reason": "need", "proposed_on": "2026-11-02", "started_on": "2026-11-02"},
            "place in the base",
            "ehc",
        ),
    ],
)
def test_what_has_no_day_to_be_looked_at_gets_one(
    store: Store, kind: type[Record], values: dict[str, str], whose: str, part: str
) -> None:
    keep(store, AMIRA, checked(kind, MINE | values))
    words = f"Agree when Amira Khalil’s {whose} is looked at again."
    assert shown(store, date(2026, 11, 15)) == {}
    assert shown(store, date(2026, 11, 16)) == {words: (date(2026, 11, 30), part)}


def test_what_has_ended_or_is_only_proposed_is_silent(store: Store) -> None:
    over = checked(ReturnPlan, MINE | {"made_on": "2026-09-01", "ended_on": "2026-10-01"})
    proposed = checked(
        BasePlacement, MINE | {"model": "support", "reason": "need", "proposed_on": "2026-09-01"}
    )
    keep(store, AMIRA, over, proposed)
    assert shown(store, date(2027, 6, 1)) == {}


# The whole of today


def test_a_group_that_waits_is_one_line_on_the_page_of_a_child_of_it(store: Store) -> None:
    other = child(2, "Ben", "Ward")
    waits = checked(
        WiderRequest,
        {"profession": "ot", "level": "group", "group": "the Year 4 group", "requested_on": "2026-07-20"},
    )
    keep(store, other, waits, *for_children(waits, [other]))
    k = [SenStatus(pupil_id=other.id, provision=SenProvision.SUPPORT, started_on=date(2025, 9, 1))]
    found = lines(store, *k)
    assert (
        "Ask when the Year 4 group will be seen by the occupational therapist. "
        "Waiting for 18 weeks; 18 are the aim." in found
    )


def test_a_child_that_left_has_no_lines(store: Store) -> None:
    gone = child(3, left_on=date(2026, 10, 30))
    keep(
        store,
        gone,
        checked(EhcRequest, {"pupil_id": gone.id, "requested_on": "2026-09-14", "asked_by": "school"}),
    )
    assert lines(store, Involvement(**MINE, profession="ep", requested_on=ON - timedelta(200))) == []


def test_without_children_there_is_nothing(store: Store) -> None:
    with store.reading() as tx:
        none: list[Pupil] = []
        assert deadlines(tx, none, ON) == ()
