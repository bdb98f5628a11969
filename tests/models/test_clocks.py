# SPDX-License-Identifier: MIT
"""The law's clocks: weeks are calendar days, months end with the month, appeals end on a working day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import bank_holidays
from models.clocks import (
    Clock,
    appeal_until,
    clocks_of_request,
    clocks_of_review,
    first_review_due,
    months_after,
    next_review_due,
    transfer_deadline,
    weeks_after,
)
from models.records import AnnualReview, EhcRequest
from models.records.ehc import AskedBy, AssessmentDecision, DelayReason, PlanDecision, ReviewOutcome
from tests.models.conftest import child

ASKED = date(2026, 9, 14)
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


def request(**more: Any) -> EhcRequest:
    return EhcRequest(pupil_id=child().id, requested_on=ASKED, asked_by=AskedBy.SCHOOL, **more)


def review(**more: Any) -> AnnualReview:
    return AnnualReview(pupil_id=child().id, due_on=date(2027, 1, 31), **more)


def by_name(clocks: tuple[Clock, ...]) -> dict[str, Clock]:
    return {one.name: one for one in clocks}


def test_a_request_runs_to_weeks_6_16_and_20() -> None:
    clocks = by_name(clocks_of_request(request()))
    assert {name: one.due_on for name, one in clocks.items()} == {
        "decide": date(2026, 10, 26),
        "plan": date(2027, 1, 4),
        "final": date(2027, 2, 1),
    }
    assert all(one.was_kept is None and one.done_on is None for one in clocks.values())
    assert clocks["decide"].days_left(date(2026, 10, 20)) == 6
    assert clocks["decide"].days_left(date(2026, 10, 27)) == -1


@given(DAYS, st.integers(0, 60))
def test_weeks_are_calendar_days_and_end_on_the_same_weekday(day: date, weeks: int) -> None:
    last = weeks_after(day, weeks)
    assert (last - day).days == 7 * weeks
    assert last.weekday() == day.weekday()


@given(DAYS, st.integers(0, 36))
def test_months_end_on_the_same_day_or_at_the_end_of_the_month(day: date, months: int) -> None:
    last = months_after(day, months)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day == day.day or (last.day < day.day and (last + timedelta(1)).day == 1)


def test_the_schools_advice_has_six_weeks_of_its_own() -> None:
    clocks = by_name(
        clocks_of_request(
            request(
                decided_on=date(2026, 10, 27),
                decision=AssessmentDecision.ASSESS,
                advice_asked_on=date(2026, 10, 28),
                advice_given_on=date(2026, 12, 9),
            )
        )
    )
    assert clocks["decide"].was_kept is False
    assert clocks["advice"].due_on == date(2026, 12, 9)
    assert clocks["advice"].was_kept is True
    assert [name for name, one in clocks.items() if one.by_school] == ["advice"]


def test_a_reason_that_the_law_names_excuses_and_moves_no_day() -> None:
    late = by_name(clocks_of_request(request(delays=(DelayReason.SCHOOL_CLOSED,))))
    assert all(one.is_excused for one in late.values())
    assert late["decide"].due_on == date(2026, 10, 26)


def test_a_refusal_ends_the_clocks_and_opens_the_window_for_an_appeal() -> None:
    refused = request(decided_on=date(2026, 10, 20), decision=AssessmentDecision.REFUSE)
    assert not refused.is_open
    clocks = by_name(clocks_of_request(refused))
    assert set(clocks) == {"decide", "appeal"}
    assert clocks["appeal"].due_on == date(2026, 12, 21)
    certified = refused.model_copy(update={"certificate_on": date(2026, 12, 10)})
    assert by_name(clocks_of_request(certified))["appeal"].due_on == date(2027, 1, 11)


def test_no_plan_after_the_assessment_can_be_appealed_too_and_so_can_the_plan() -> None:
    assess = {"decided_on": date(2026, 10, 20), "decision": AssessmentDecision.ASSESS}
    none = request(**assess, plan_decided_on=date(2026, 12, 15), plan_decision=PlanDecision.REFUSE)
    assert set(by_name(clocks_of_request(none))) == {"decide", "plan", "appeal"}
    assert by_name(clocks_of_request(none))["appeal"].due_on == date(2027, 2, 15)
    issued = request(**assess, draft_on=date(2026, 12, 20), final_on=date(2027, 2, 1))
    clocks = by_name(clocks_of_request(issued))
    assert set(clocks) == {"decide", "plan", "final", "appeal"}
    assert clocks["final"].was_kept is True
    assert clocks["appeal"].due_on == date(2027, 4, 1)


def test_the_family_has_fifteen_days_for_the_draft() -> None:
    assess = {"decided_on": date(2026, 10, 20), "decision": AssessmentDecision.ASSESS}
    drafted = request(**assess, draft_on=date(2026, 12, 20))
    assert by_name(clocks_of_request(drafted))["draft_views"].due_on == date(2027, 1, 4)


def test_a_withdrawn_request_has_no_clock() -> None:
    assert clocks_of_request(request(withdrawn_on=date(2026, 10, 1))) == ()


@pytest.mark.parametrize(
    ("decided", "certificate", "last"),
    [
        # Two months; a shorter month ends the window on its last day.
        (date(2026, 12, 31), None, date(2027, 3, 1)),
        (date(2026, 4, 9), None, date(2026, 6, 9)),
        # On a Saturday it goes on to the Monday.
        (date(2026, 3, 6), date(2026, 4, 20), date(2026, 5, 20)),
        (date(2026, 3, 2), date(2026, 3, 9), date(2026, 5, 5)),
        # Any day in August is the first working day of September.
        (date(2026, 6, 18), None, date(2026, 9, 1)),
        (date(2027, 6, 30), None, date(2027, 9, 1)),
        # From 25 December to 1 January it is the first working day after.
        (date(2026, 10, 27), None, date(2027, 1, 4)),
        (date(2026, 11, 1), None, date(2027, 1, 4)),
        (date(2025, 10, 30), None, date(2026, 1, 2)),
    ],
)
def test_until_when_an_appeal_may_be_made(decided: date, certificate: date | None, last: date) -> None:
    assert appeal_until(decided, certificate) == last


@given(DAYS, st.none() | st.integers(0, 400))
def test_an_appeal_never_ends_early_or_on_a_day_off(decided: date, later: int | None) -> None:
    certificate = None if later is None else decided + timedelta(later)
    last = appeal_until(decided, certificate)
    assert last >= months_after(decided, 2)
    assert certificate is None or last >= months_after(certificate, 1)
    assert last.weekday() < 5 and last not in bank_holidays(last.year)
    assert last.month != 8
    assert not (last.month == 12 and last.day >= 25) and (last.month, last.day) != (1, 1)


def test_a_review_counts_its_papers_from_the_meeting() -> None:
    assert [one.name for one in clocks_of_review(review())] == ["review"]
    held = review(
        meeting_on=date(2027, 1, 20),
        papers_on=date(2027, 1, 7),
        report_on=date(2027, 2, 3),
        decided_on=date(2027, 2, 17),
        decision=ReviewOutcome.AMEND,
    )
    clocks = by_name(clocks_of_review(held))
    assert {name: (one.due_on, one.was_kept) for name, one in clocks.items()} == {
        "review": (date(2027, 1, 31), False),
        "papers": (date(2027, 1, 6), False),
        "report": (date(2027, 2, 3), True),
        "review_decision": (date(2027, 2, 17), True),
        "amended": (date(2027, 4, 14), None),
    }


def test_the_next_review_is_in_a_year_and_under_five_in_half_a_year() -> None:
    assert next_review_due(date(2027, 2, 1), date(2018, 3, 9)) == date(2028, 2, 1)
    assert next_review_due(date(2027, 2, 1), date(2023, 5, 2)) == date(2027, 8, 1)
    # Six months on the child is five already.
    assert next_review_due(date(2027, 2, 1), date(2022, 8, 1)) == date(2028, 2, 1)
    assert first_review_due(request(), date(2018, 3, 9)) is None
    assess = {"decided_on": date(2026, 10, 20), "decision": AssessmentDecision.ASSESS}
    assert first_review_due(request(**assess, final_on=date(2027, 2, 1)), date(2018, 3, 9)) == date(
        2028, 2, 1
    )


def test_plans_are_amended_before_a_move() -> None:
    assert transfer_deadline(2027, to_post_16=False) == date(2027, 2, 15)
    assert transfer_deadline(2027, to_post_16=True) == date(2027, 3, 31)
