# SPDX-License-Identifier: MIT
"""Beginning, going on with and closing a cycle, as records for the caller's transaction to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.codes import NextForOutcome, ReviewDecision
from models.cycle_parts import CycleParts
from models.records import Assessment, Cycle, Outcome, Plan, Provision, Pupil, Record, Review, new_id


@dataclass(frozen=True, slots=True)
class Begun:
    """A new cycle and the records that it begins with, in the order in which they are to be kept."""

    cycle: Cycle
    records: tuple[Record, ...]


def start_cycle(pupil: Pupil, number: int, on: date) -> Begun:
    """A first cycle: empty stages, ready to be written in."""
    cycle = Cycle(pupil_id=pupil.id, number=number, started_on=on)
    mine = {"pupil_id": pupil.id, "cycle_id": cycle.id}
    return Begun(cycle, (cycle, Assessment(**mine), Plan(**mine), Review(**mine)))


def next_cycle(parts: CycleParts, on: date) -> Begun:
    """The cycle after a reviewed one: what goes on is carried forward, what is done stays behind.

    Outcomes that are kept or changed go on from where they are now; provision for an outcome that goes on, or
    for none in particular, goes on where the decision isn't to end or to change the support. The day that was
    agreed for the next review is the new plan's, unless it is over.
    """
    old = parts.cycle
    cycle = Cycle(pupil_id=old.pupil_id, number=old.number + 1, started_on=on, continues_id=old.id)
    mine = {"pupil_id": old.pupil_id, "cycle_id": cycle.id}
    outcomes = _carried(parts, mine)
    agreed = parts.review.next_review_on if parts.review else None
    plan = Plan(
        **mine,
        adjustments=parts.plan.adjustments if parts.plan else "",
        review_due_on=agreed if agreed and agreed > on else None,
    )
    earlier = parts.review.impact if parts.review else ""
    assessment = Assessment(**mine, earlier_support=earlier)
    provisions = _going_on(parts, outcomes, mine, on)
    kept: tuple[Record, ...] = (cycle, assessment, plan, *outcomes.values(), *provisions, Review(**mine))
    return Begun(cycle, kept)


def _carried(parts: CycleParts, mine: dict[str, str]) -> dict[str, Outcome]:
    """The new outcome for each old one that goes on."""
    carried = {}
    for outcome in parts.outcomes:
        review = parts.review_of(outcome)
        if review is not None and review.next is NextForOutcome.END:
            continue
        baseline = review.now if review is not None and review.now else outcome.baseline
        changes = {"id": new_id(), "baseline": baseline, "continues_id": outcome.id, **mine}
        carried[outcome.id] = outcome.model_copy(update=changes)
    return carried


def _going_on(
    parts: CycleParts, outcomes: dict[str, Outcome], mine: dict[str, str], on: date
) -> list[Provision]:
    decision = parts.review.decision if parts.review else None
    if decision in (ReviewDecision.END, ReviewDecision.CHANGE):
        return []
    going = []
    for one in parts.provisions:
        now_for = tuple(outcomes[id].id for id in one.outcome_ids if id in outcomes)
        if one.outcome_ids and not now_for:
            continue
        changes = {"id": new_id(), "outcome_ids": now_for, "started_on": on, "ends_on": None, **mine}
        going.append(one.model_copy(update=changes))
    return going


def close_cycle(parts: CycleParts, on: date) -> Cycle:
    """The cycle closed on a day. Raises ValueError where the day lies before its start."""
    return Cycle.model_validate({**parts.cycle.model_dump(), "closed_on": on})
