# SPDX-License-Identifier: MIT
"""What a term says of one child beyond the census: its cycle, outcomes, waits, cost and verdict.

Personal data: it stays here. Whatever isn't recorded stays None and is never counted as no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.codes import Achievement, Area, Layer, Profession
from models.cycle_parts import Reader
from models.gather import gather
from models.money import with_rate
from models.records import (
    Cycle,
    Involvement,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Review,
    School,
    StaffRate,
)
from models.standing import standard_for
from thresholds.judge import judge, names_read
from thresholds.standard import Standard
from thresholds.verdict import Status

SCHOOL_WEEKS = 38
"""Weeks of a school year of 190 days (Education (School Day and School Year) (England) Regulations 1999)."""

_REACHED = (Achievement.AS_HOPED, Achievement.MORE, Achievement.MUCH_MORE)
_THERAPIES = {Profession.SALT: "salt", Profession.OT: "ot", Profession.PT: "pt"}
_VERDICTS = {Status.MET: "MET", Status.NOT_MET: "NOT", Status.UNKNOWN: "UNKNOWN"}


@dataclass(frozen=True, slots=True)
class Span:
    """A counted term: its first day, the last that counts for it, and the day on which stock is taken."""

    first: date
    last: date
    on: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in the counted term."""
        return day is not None and self.first <= day <= self.last


def cycle_mark(
    cycles: Sequence[Cycle], plans: Mapping[str, Plan], reviews: Mapping[str, Review], span: Span
) -> str | None:
    """NONE, OPEN, TIME or LATE of a child's cycles in a term; None where no review date was ever set.

    A review after its day, and one that is overdue on the count day, are late; one late cycle decides.
    """
    marks = [
        _mark(one, plans.get(one.id), reviews.get(one.id), span)
        for one in cycles
        if one.started_on <= span.on and (one.closed_on is None or one.closed_on >= span.first)
    ]
    known = [mark for mark in marks if mark]
    if not known:
        return None if marks else "NONE"
    return next(mark for mark in ("LATE", "TIME", "OPEN") if mark in known)


def _mark(cycle: Cycle, plan: Plan | None, review: Review | None, span: Span) -> str | None:
    due = plan.review_due_on if plan else None
    held = review.reviewed_on if review else None
    if held is not None and held <= span.last:
        if held < span.first:
            return None
        return None if due is None else "TIME" if held <= due else "LATE"
    if cycle.closed_on is not None and cycle.closed_on <= span.on:
        return None if due is None else "LATE"
    return "LATE" if due is not None and due < span.on else "OPEN"


def outcomes_mark(cycles: Iterable[Cycle], looked: Iterable[OutcomeReview], span: Span) -> tuple[int, int]:
    """Outcomes looked at, and of these those reached as hoped or better, of cycles closed in the term."""
    closed = {one.id for one in cycles if span.has(one.closed_on)}
    found = [one.achievement for one in looked if one.cycle_id in closed and one.achievement is not None]
    return len(found), sum(one in _REACHED for one in found)


def waits_mark(involvements: Iterable[Involvement], span: Span) -> dict[str, int]:
    """Days waited for each therapy: of those first seen in the term, and of those waiting on the count day.

    Of two requests for one therapy the longer wait counts; a request that was closed unseen is no wait.
    """
    waits: dict[str, int] = {}
    for one in involvements:
        service = _THERAPIES.get(one.profession)
        if service is None or one.requested_on > span.on:
            continue
        waiting = (one.seen_on is None or one.seen_on > span.on) and (
            one.closed_on is None or one.closed_on > span.on
        )
        if waiting or span.has(one.seen_on):
            until = span.on if waiting or one.seen_on is None else one.seen_on
            waits[service] = max(waits.get(service, 0), (until - one.requested_on).days)
    return waits


def cost_mark(provisions: Iterable[Provision], rates: Sequence[StaffRate], on: date) -> Decimal:
    """Pounds a year of what runs on a day, over 38 school weeks; what has no cost recorded adds nothing."""
    whole = Decimal(0)
    for one in provisions:
        begun = one.started_on is not None and one.started_on <= on
        if not begun or (one.ends_on is not None and one.ends_on < on):
            continue
        hours = one.hours_a_week
        rate = with_rate(one, rates).pounds_an_hour
        if hours is not None and rate is not None:
            whole += hours * rate * SCHOOL_WEEKS
    return whole


def verdict_marks(
    tx: Reader, school: School, standing: Mapping[str, tuple[Pupil, Layer, Area | None]], on: date
) -> dict[str, str]:
    """MET, NOT or UNKNOWN by pupil: the threshold of the present layer in the area of the primary need.

    standing: each child with its layer and area. A child without an area, or on a layer that the standard
    draws no threshold for, has no mark.
    """
    by_home: dict[str, Standard] = {}
    asked: dict[tuple[Standard, tuple[str, ...]], list[Pupil]] = defaultdict(list)
    for pupil, layer, area in standing.values():
        if area is not None and layer is not Layer.UNIVERSAL:
            standard = by_home.get(pupil.home_la) or standard_for(tx, pupil, school, on)
            by_home[pupil.home_la] = standard
            asked[standard, _asked(standard, layer, str(area))].append(pupil)
    marks: dict[str, str] = {}
    for (standard, ids), pupils in asked.items():
        evidence = gather(tx, pupils, on, standard, only=names_read(standard, ids))
        for pupil in pupils:
            for one in judge(standard, evidence[pupil.id], ids).thresholds:
                if one.status in _VERDICTS:
                    marks.setdefault(pupil.id, _VERDICTS[one.status])
    return marks


def _asked(standard: Standard, layer: Layer, area: str) -> tuple[str, ...]:
    """The id of the threshold that a layer has in an area; none where the standard draws none there."""
    return tuple(
        id
        for id, one in standard.thresholds.items()
        if one.area == area and one.layer == layer.value and not one.advice
    )[:1]
