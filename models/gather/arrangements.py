# SPDX-License-Identifier: MIT
"""Providers for what is arranged for a time: part-time timetables, plans to return, bases, adulthood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from models.arrangements import last_looked_at, review_due, reviews_of, runs_on, steps_of, weeks_of
from models.gather.folder import Folder, key
from models.records import (
    ArrangementReview,
    BasePlacement,
    BaseWeek,
    Cycle,
    GradedStep,
    Outcome,
    PartTimeTimetable,
    Plan,
    ReturnPlan,
)
from thresholds.evidence import Observation

FOUR_WEEKS = 28
"""Days within which a plan to return is looked at again (EBSA pathways of several authorities)."""


def _percent(share: Fraction) -> Decimal:
    return Decimal(share.numerator * 100) / Decimal(share.denominator)


def _timetables(folder: Folder) -> list[PartTimeTimetable]:
    """Those that have begun, oldest first, as they were known on the day."""
    begun = [one for one in folder.all(PartTimeTimetable) if one.started_on <= folder.on]
    known = [
        one.model_copy(update={"ended_on": None}) if one.ended_on and one.ended_on > folder.on else one
        for one in begun
    ]
    return sorted(known, key=lambda one: one.started_on)


def _go_on(folder: Folder, before: PartTimeTimetable, after: PartTimeTimetable) -> bool:
    """Whether no school day of full time lies between two."""
    first, last = before.last_day + timedelta(1), after.started_on - timedelta(1)
    return first > last or folder.calendar.school_weeks(first, last) == 0


def part_time_weeks(folder: Folder) -> Iterator[Observation]:
    """Weeks of the latest unbroken run up to the day, and 0 from the day after its end."""
    begun = _timetables(folder)
    if not begun:
        if folder.is_complete("part_time_timetable"):
            yield Observation(folder.on, Decimal(0), "", "all timetables recorded")
        return
    first = latest = begun[-1]
    for one in reversed(begun[:-1]):
        if not _go_on(folder, one, first):
            break
        first = one
    until = min(latest.last_day, folder.on)
    weeks = Decimal((until - first.started_on).days) / 7
    yield Observation(until, weeks, key(latest), "part-time timetable")
    if until < folder.on:
        yield Observation(until + timedelta(1), Decimal(0), key(latest), "back full time")


def part_time_unreviewed(folder: Folder) -> Iterator[Observation]:
    """Whether the agreed day has passed without a review; no from the day after the end."""
    begun = _timetables(folder)
    if not begun:
        if folder.is_complete("part_time_timetable"):
            yield Observation(folder.on, False, "", "all timetables recorded")
        return
    latest = begun[-1]
    if runs_on(latest, folder.on):
        due = review_due(latest, folder.all(ArrangementReview), folder.on)
        late = due is not None and due < folder.on
        yield Observation(folder.on, late, key(latest), "part-time timetable")
    else:
        yield Observation(latest.last_day + timedelta(1), False, key(latest), "back full time")


def _plan_to_return(folder: Folder) -> tuple[ReturnPlan, date] | None:
    """The latest plan that runs on the day, and when it was last looked at."""
    running = [one for one in folder.all(ReturnPlan) if runs_on(one, folder.on)]
    if not running:
        return None
    plan = max(running, key=lambda one: one.made_on)
    return plan, last_looked_at(plan, folder.all(ArrangementReview), folder.on)


def reintegration_named_adult(folder: Folder) -> Iterator[Observation]:
    """Yes where the plan names somebody."""
    found = _plan_to_return(folder)
    if found and found[0].key_adult.strip():
        yield Observation(found[1], True, key(found[0]), "plan to return")


def reintegration_steps(folder: Folder) -> Iterator[Observation]:
    """Yes where the plan has two steps or more."""
    found = _plan_to_return(folder)
    if found and len(steps_of(found[0], folder.all(GradedStep))) > 1:
        yield Observation(found[1], True, key(found[0]), "plan to return")


def reintegration_review(folder: Folder) -> Iterator[Observation]:
    """Whether the next review lies within four weeks of the last look; nothing where none is agreed."""
    found = _plan_to_return(folder)
    if found is None:
        return
    plan, looked = found
    due = review_due(plan, folder.all(ArrangementReview), folder.on)
    if due is not None:
        yield Observation(looked, (due - looked).days <= FOUR_WEEKS, key(plan), "plan to return")


def _place(folder: Folder) -> BasePlacement | None:
    known = [one for one in folder.all(BasePlacement) if one.proposed_on <= folder.on]
    return max(known, key=lambda one: one.proposed_on, default=None)


def base_parents_agree(folder: Folder) -> Iterator[Observation]:
    """As recorded with the latest place."""
    place = _place(folder)
    if place and place.parents_agree is not None:
        yield Observation(place.proposed_on, place.parents_agree, key(place), "place in a base")


def base_aim_written(folder: Folder) -> Iterator[Observation]:
    """Yes where the latest place has an aim."""
    place = _place(folder)
    if place and place.aim.strip():
        yield Observation(place.proposed_on, True, key(place), "place in a base")


def base_mainstream_share(folder: Folder) -> Iterator[Observation]:
    """The exact share of each week of the latest place."""
    place = _place(folder)
    for week in weeks_of(place, folder.all(BaseWeek), folder.on) if place else ():
        words = f"{week.mainstream} of {week.lessons} lessons"
        yield Observation(week.ends_on, _percent(week.share), key(week), words)


def base_target_reached(folder: Folder) -> Iterator[Observation]:
    """The latest week's share beside the place's target."""
    place = _place(folder)
    weeks = weeks_of(place, folder.all(BaseWeek), folder.on) if place else ()
    if place and weeks and place.target is not None:
        # Compared as whole lessons, so that two of three is never a rounding away from its target.
        reached = weeks[-1].share * 100 >= Fraction(place.target)
        yield Observation(weeks[-1].ends_on, reached, key(weeks[-1]), "place in a base")


def base_share_rising(folder: Folder) -> Iterator[Observation]:
    """Whether the share rose or held between the latest weeks before the last two reviews."""
    place = _place(folder)
    held = reviews_of(place, folder.all(ArrangementReview), folder.on) if place else ()
    if place is None or len(held) < 2:
        return
    past = [weeks_of(place, folder.all(BaseWeek), review.reviewed_on) for review in held[-2:]]
    if all(past) and past[0][-1].id != past[1][-1].id:
        rose = past[1][-1].share >= past[0][-1].share
        yield Observation(held[-1].reviewed_on, rose, key(held[-1]), "review of the place")


def base_outcome_decided(folder: Folder) -> Iterator[Observation]:
    """Whether what follows was decided, and with the family."""
    place = _place(folder)
    if place is None or place.decided_on is None or place.decided_on > folder.on:
        return
    if place.with_family is False or (place.with_family and place.after is not None):
        yield Observation(place.decided_on, place.with_family, key(place), "place in a base")


def pathways_with_outcome(folder: Folder) -> Iterator[Observation]:
    """How many pathways have an outcome, in the latest cycle that names any."""
    begun = sorted(
        (one for one in folder.all(Cycle) if one.started_on <= folder.on), key=lambda one: one.number
    )
    for cycle in reversed(begun):
        mine = [one for one in folder.all(Outcome) if one.cycle_id == cycle.id and one.pathway]
        if mine:
            plan = next((one for one in folder.all(Plan) if one.cycle_id == cycle.id), None)
            agreed = plan.planned_on if plan and plan.planned_on else cycle.started_on
            number = Decimal(len({one.pathway for one in mine}))
            yield Observation(min(agreed, folder.on), number, key(mine[0]), f"cycle {cycle.number}")
            return


ARRANGED = {
    "part_time_weeks": part_time_weeks,
    "part_time_unreviewed": part_time_unreviewed,
    "reintegration_named_adult": reintegration_named_adult,
    "reintegration_steps": reintegration_steps,
    "reintegration_review": reintegration_review,
    "base_parents_agree": base_parents_agree,
    "base_aim_written": base_aim_written,
    "base_mainstream_share": base_mainstream_share,
    "base_target_reached": base_target_reached,
    "base_share_rising": base_share_rising,
    "base_outcome_decided": base_outcome_decided,
    "pathways_with_outcome": pathways_with_outcome,
}
"""One provider for each fact of an arrangement."""
