# SPDX-License-Identifier: MIT
"""shown_stages: a cycle's four stages in the form that track and dots draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.parts.cycle_track import StageShown, State
from models.codes import Stage
from models.guidance import StageState, is_overdue, present_stage
from models.guidance import State as Reached
from models.records import Cycle


def shown_stages(
    states: Sequence[StageState], cycle: Cycle | None, due_on: date | None, today: date
) -> tuple[StageShown, ...]:
    """The four stages as they stand; none where there is no cycle. due_on is the day of the review."""
    now = present_stage(tuple(states)) if states and cycle and cycle.closed_on is None else None
    return tuple(_shown(one, one.stage is now, due_on, today) for one in states)


def _shown(one: StageState, is_now: bool, due_on: date | None, today: date) -> StageShown:
    if one.state is Reached.DONE:
        return StageShown(one.stage, "done")
    if one.stage is Stage.REVIEW and is_overdue(due_on, today):
        return StageShown(one.stage, "overdue", f"due {due_on.day} {due_on:%b}" if due_on else "")
    state: State = "now" if is_now or one.state is Reached.BEGUN else "next"
    missing = len(one.missing)
    note = f"{missing} missing" if state == "now" else ""
    if one.stage is Stage.REVIEW and due_on:
        note = f"{due_on.day} {due_on:%b}"
    return StageShown(one.stage, state, note)
