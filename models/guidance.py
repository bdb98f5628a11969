# SPDX-License-Identifier: MIT
"""Where a pupil stands in assess, plan, do, review; what is missing and due. One rule for "overdue"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.codes import Stage, Whose
from models.cycle_parts import CycleParts

STALLED_AFTER = 21
"""Days after which a stage that was begun and not gone on with is called stalled."""

SOON = 14
"""Days before a review within which it is called due soon; annual review papers go out two weeks ahead."""


class State(StrEnum):
    """How far a stage is."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage with its state and what the Code asks of it that isn't there yet, in words."""

    stage: Stage
    state: State
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: a sentence with a verb, the stage it belongs to, and when it is due, if it is."""

    words: str
    stage: Stage
    due_on: date | None
    is_overdue: bool


def is_overdue(due_on: date | None, on: date) -> bool:
    """The one rule: due on a day that has passed."""
    return due_on is not None and due_on < on


def stage_states(parts: CycleParts, on: date) -> tuple[StageState, ...]:
    """The four stages by what the Code of Practice (6.45 to 6.56) asks each to record."""
    del on
    return (_assess(parts), _plan(parts), _do(parts), _review(parts))


def _state(stage: Stage, asked: list[tuple[bool, str]], *, begun: bool) -> StageState:
    missing = tuple(words for there, words in asked if not there)
    state = State.DONE if not missing else State.BEGUN if begun else State.EMPTY
    return StageState(stage, state, missing)


def _says(parts: CycleParts, whose: Whose) -> bool:
    return any(voice.whose is whose and voice.words.strip() for voice in parts.voices)


def _assess(parts: CycleParts) -> StageState:
    one = parts.assessment
    asked = [
        (bool(one and one.teacher_view.strip()), "what the teachers see"),
        (
            bool(one and (one.attainment.strip() or one.slower_than_peers is not None)),
            "attainment and progress",
        ),
        (_says(parts, Whose.CHILD), "what the child says"),
        (_says(parts, Whose.PARENT), "what the parents say"),
        (bool(parts.needs), "a need"),
        (bool(one and one.assessed_on), "the date of the analysis"),
    ]
    # A need alone is no beginning: it goes on from cycle to cycle.
    begun = any(there for there, words in asked if words != "a need")
    return _state(Stage.ASSESS, asked, begun=begun)


def _plan(parts: CycleParts) -> StageState:
    one = parts.plan
    asked = [
        (bool(parts.outcomes), "an outcome"),
        (
            all(o.baseline.strip() and o.target.strip() for o in parts.outcomes),
            "baseline and target of each outcome",
        ),
        (bool(parts.provisions), "the support"),
        (bool(one and one.parents_told_on), "when parents were told"),
        (bool(one and one.review_due_on), "the date of the review"),
    ]
    dated = one is not None and any((one.planned_on, one.parents_told_on, one.review_due_on))
    return _state(Stage.PLAN, asked, begun=bool(parts.outcomes or parts.provisions or dated))


def _do(parts: CycleParts) -> StageState:
    logged = {delivery.provision_id for delivery in parts.deliveries}
    unlogged = [one.name for one in parts.provisions if one.sessions_a_week and one.id not in logged]
    asked = [
        (bool(parts.provisions), "the support"),
        (not unlogged, f"sessions of {' and '.join(unlogged[:2])}"),
    ]
    return _state(Stage.DO, asked, begun=bool(parts.deliveries))


def _review(parts: CycleParts) -> StageState:
    one = parts.review
    reviewed = {review.outcome_id for review in parts.outcome_reviews if review.achievement is not None}
    asked = [
        (all(outcome.id in reviewed for outcome in parts.outcomes), "how far each outcome was reached"),
        (bool(one and one.reviewed_on), "the date of the review"),
        (bool(one and one.progress), "progress in this cycle"),
        (bool(one and one.decision), "a decision"),
    ]
    return _state(Stage.REVIEW, asked, begun=bool(reviewed) or any(there for there, _ in asked[1:]))


def present_stage(states: tuple[StageState, ...]) -> Stage:
    """The stage that one works in now: the first that isn't done; Review where all are."""
    return next((one.stage for one in states if one.state is not State.DONE), Stage.REVIEW)


def next_step(parts: CycleParts, on: date) -> NextStep:
    """The one thing to do next. A review that is due comes before a gap in an earlier stage."""
    states = stage_states(parts, on)
    due = parts.plan.review_due_on if parts.plan else None
    if parts.cycle.closed_on is not None:
        return NextStep("Start the next cycle, or end SEN Support.", Stage.ASSESS, None, False)
    if due is not None and due <= on + timedelta(SOON) and states[3].state is not State.DONE:
        words = "Hold the review." if due >= on else f"Hold the review: it was due on {due.day} {due:%B}."
        return NextStep(words, Stage.REVIEW, due, is_overdue(due, on))
    first = next((one for one in states if one.state is not State.DONE), None)
    if first is None:
        return NextStep("Close this cycle and start the next.", Stage.REVIEW, None, False)
    return NextStep(
        f"Add {first.missing[0]}.", first.stage, due if first.stage is Stage.REVIEW else None, False
    )
