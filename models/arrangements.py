# SPDX-License-Identifier: MIT
"""Arrangements for a time (plan to return, part-time timetable, place in a base): running, reviewed, due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.records import (
    ArrangementReview,
    BasePlacement,
    BaseWeek,
    GradedStep,
    PartTimeTimetable,
    ReturnPlan,
)

Arrangement = ReturnPlan | PartTimeTimetable | BasePlacement


def runs_on(one: Arrangement, on: date) -> bool:
    """Whether it has begun and isn't over on a day; a place that is only proposed doesn't run."""
    if isinstance(one, BasePlacement) and one.started_on is None:
        return False
    return one.begins_on <= on and (one.last_day is None or one.last_day >= on)


def reviews_of(
    one: Arrangement, reviews: Iterable[ArrangementReview], on: date
) -> tuple[ArrangementReview, ...]:
    """The looks at it up to a day, oldest first."""
    mine = (review for review in reviews if review.of_id == one.id and review.reviewed_on <= on)
    return tuple(sorted(mine, key=lambda review: review.reviewed_on))


def review_due(one: Arrangement, reviews: Iterable[ArrangementReview], on: date) -> date | None:
    """The day by which it is looked at next, as agreed at the last look; None where none was agreed."""
    held = reviews_of(one, reviews, on)
    return held[-1].next_review_on if held else one.review_due_on


def last_looked_at(one: Arrangement, reviews: Iterable[ArrangementReview], on: date) -> date:
    """The day on which it was agreed or last looked at."""
    held = reviews_of(one, reviews, on)
    if held:
        return held[-1].reviewed_on
    return one.proposed_on if isinstance(one, BasePlacement) else one.begins_on


def steps_of(one: ReturnPlan | BasePlacement, steps: Iterable[GradedStep]) -> tuple[GradedStep, ...]:
    """Its steps in their order."""
    return tuple(sorted((step for step in steps if step.of_id == one.id), key=lambda step: step.number))


def weeks_of(one: BasePlacement, weeks: Iterable[BaseWeek], on: date) -> tuple[BaseWeek, ...]:
    """The weeks of a place in a base that are over by a day, oldest first."""
    mine = (week for week in weeks if week.placement_id == one.id and week.ends_on <= on)
    return tuple(sorted(mine, key=lambda week: week.week_of))
