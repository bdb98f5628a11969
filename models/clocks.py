# SPDX-License-Identifier: MIT
"""Clocks: the days by which the law expects something, as pure functions of the dates on record.

Weeks are counted in calendar days; a week of the holidays is a week. An exception that the law names stops no
clock: the day stays, and being late is excused.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.calendar import bank_holidays
from models.records.ehc import AnnualReview, EhcRequest, PlanDecision, ReviewOutcome

DECIDE_WEEKS, ADVICE_WEEKS, PLAN_WEEKS, FINAL_WEEKS = 6, 6, 16, 20
"""SEND Regulations 2014, regulations 5(1), 8(1), 10(1), 13(2); all but the advice count from the request."""

DRAFT_DAYS = 15
"""Days that parents or the young person have at least for their views on a draft (regulation 13(1)(a))."""

PAPER_WEEKS, REPORT_WEEKS, REVIEW_DECISION_WEEKS, AMENDED_WEEKS = 2, 2, 4, 12
"""Before the meeting, and after it three times: regulation 20; the last by R (L, M and P) v Devon, 2022."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One day by which something is expected.

    name        stable, for tests and pages: "decide", "advice", "plan", "draft_views", "final", "appeal" …
    words       what is expected, as a sentence without its end
    by_school   whether it is the school that has to act
    is_excused  whether the law excuses being late here
    """

    name: str
    words: str
    due_on: date
    done_on: date | None
    law: str
    by_school: bool = False
    is_excused: bool = False

    @property
    def was_kept(self) -> bool | None:
        """Whether it was done by its day; None while it runs."""
        return None if self.done_on is None else self.done_on <= self.due_on

    def days_left(self, on: date) -> int:
        """Calendar days from a day to the last; below nought once it has passed."""
        return (self.due_on - on).days


def weeks_after(day: date, weeks: int) -> date:
    """The last day of so many weeks: six weeks from a Monday end on a Monday."""
    return day + timedelta(weeks * 7)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def appeal_until(decided_on: date, certificate_on: date | None = None) -> date:
    """The last day for an appeal: two months from the decision, or one from the certificate if that is later.

    A last day in August, between 25 December and 1 January, or on no working day moves on to the next working
    day (HESC Rules 2008, rules 12 and 20; Code 11.39).
    """
    last = months_after(decided_on, 2)
    if certificate_on is not None:
        last = max(last, months_after(certificate_on, 1))
    while not _is_working_day(last):
        last += timedelta(1)
    return last


def _is_working_day(day: date) -> bool:
    """Whether the tribunal's time for an appeal may end on a day."""
    between_the_years = (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
    return (
        day.month != 8 and not between_the_years and day.weekday() < 5 and day not in bank_holidays(day.year)
    )


def clocks_of_request(request: EhcRequest) -> tuple[Clock, ...]:
    """Every clock of a request that has been set going, in the order of the law; none after a withdrawal."""
    return () if request.withdrawn_on else tuple(_of_request(request))


def _of_request(one: EhcRequest) -> Iterator[Clock]:
    excused = bool(one.delays)
    start = one.requested_on
    yield Clock(
        "decide",
        "The authority says whether it will assess",
        weeks_after(start, DECIDE_WEEKS),
        one.decided_on,
        "SEND Regulations 2014, regulation 5(1)",
        is_excused=excused,
    )
    if one.advice_asked_on:
        yield Clock(
            "advice",
            "The school gives its advice",
            weeks_after(one.advice_asked_on, ADVICE_WEEKS),
            one.advice_given_on,
            "SEND Regulations 2014, regulation 8(1)",
            by_school=True,
            is_excused=excused,
        )
    if one.is_open or one.plan_decision or one.final_on:
        yield Clock(
            "plan",
            "The authority says whether there is a plan, and sends a draft",
            weeks_after(start, PLAN_WEEKS),
            one.plan_decided_on or one.draft_on or one.final_on,
            "SEND Regulations 2014, regulation 10(1); Code 9.44",
            is_excused=excused,
        )
    yield from _to_the_end(one, excused)


def _to_the_end(one: EhcRequest, excused: bool) -> Iterator[Clock]:
    if one.draft_on and not one.final_on:
        yield Clock(
            "draft_views",
            "Parents or the young person say what they think of the draft",
            one.draft_on + timedelta(DRAFT_DAYS),
            one.draft_answered_on,
            "SEND Regulations 2014, regulation 13(1)",
        )
    if one.is_open or one.final_on:
        yield Clock(
            "final",
            "The authority issues the final plan",
            weeks_after(one.requested_on, FINAL_WEEKS),
            one.final_on,
            "SEND Regulations 2014, regulation 13(2)",
            is_excused=excused,
        )
    if one.appealable_on:
        yield Clock(
            "appeal",
            "Parents or the young person may appeal",
            appeal_until(one.appealable_on, one.certificate_on),
            one.appealed_on,
            "Children and Families Act 2014, section 51; HESC Rules 2008, rule 20",
        )


def clocks_of_review(review: AnnualReview) -> tuple[Clock, ...]:
    """The clocks of a review of an EHC plan: until there is a meeting, only the day by which it is due."""
    return tuple(_of_review(review))


def _of_review(one: AnnualReview) -> Iterator[Clock]:
    law = "SEND Regulations 2014, regulation 20; Code 9.176"
    yield Clock(
        "review",
        "The review is complete",
        one.due_on,
        one.decided_on,
        "Children and Families Act 2014, section 44(1)",
    )
    if one.meeting_on is None:
        return
    meeting = one.meeting_on
    before = meeting - timedelta(PAPER_WEEKS * 7)
    yield Clock("papers", "Papers go round", before, one.papers_on, law, by_school=True)
    report = weeks_after(meeting, REPORT_WEEKS)
    yield Clock("report", "The report goes to the authority", report, one.report_on, law, by_school=True)
    decide = weeks_after(meeting, REVIEW_DECISION_WEEKS)
    yield Clock("review_decision", "The authority decides about the plan", decide, one.decided_on, law)
    if one.decision is ReviewOutcome.AMEND:
        yield Clock(
            "amended",
            "The authority issues the amended plan",
            weeks_after(meeting, AMENDED_WEEKS),
            one.amended_on,
            "SEND Regulations 2014, regulation 22(3) and (4)",
        )


def next_review_due(last: date, born: date) -> date:
    """The day by which an EHC plan is reviewed next: after twelve months, under five after six.

    Source: Children and Families Act 2014, section 44(1); Code 9.178 (under five every three to six months).
    """
    in_half_a_year = months_after(last, 6)
    return in_half_a_year if in_half_a_year < months_after(born, 60) else months_after(last, 12)


def transfer_deadline(moves_in: int, *, to_post_16: bool) -> date:
    """The day by which a plan is amended before a move in September of a year (regulation 18(1))."""
    return date(moves_in, 3, 31) if to_post_16 else date(moves_in, 2, 15)


def first_review_due(request: EhcRequest, born: date) -> date | None:
    """The day by which a new plan is first reviewed; None while there is no plan."""
    if request.final_on is None or request.plan_decision is PlanDecision.REFUSE:
        return None
    return next_review_due(request.final_on, born)
