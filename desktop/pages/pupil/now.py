# SPDX-License-Identifier: MIT
"""Now: the cycle that is looked at, its four stages, what is missing, and the way into the next cycle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop import theme
from desktop.pages.page import Page
from desktop.pages.pupil.review import ReviewPanel
from desktop.pages.pupil.stages import AssessPanel, DoPanel, PlanPanel, StagePanel
from desktop.pages.pupil.tab import Child, Tab
from desktop.parts.blocks import EmptyPlace
from desktop.parts.cycle_track import CycleTrack
from desktop.parts.stages import shown_stages
from desktop.workspace import Remembering
from models.codes import Stage
from models.cycle_parts import CycleParts
from models.guidance import StageState, next_step, present_stage, stage_states
from models.records import Score

PANELS: tuple[type[StagePanel], ...] = (AssessPanel, PlanPanel, DoPanel, ReviewPanel)


class NowTab(Tab):
    """The cycle track with the chosen stage below it.

    start_wanted()  the first cycle is wanted
    next_wanted()   this cycle is done and the next is wanted
    """

    start_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._cycle_id = ""
        self.stage = Stage.ASSESS
        self._panels: dict[Stage, StagePanel] = {}
        self._parts: CycleParts | None = None
        self._scores: tuple[Score, ...] = ()
        self.step = theme.words("", "lead")
        self.about = theme.words("", "quiet")
        self.track = CycleTrack()
        self.track.stage_chosen.connect(self.choose)
        self.missing = theme.words("")
        self.nothing = EmptyPlace(
            "No cycle yet",
            "A cycle of assess, plan, do and review begins with what is known about the child.",
            press="Start a cycle",
            pressed=self.start_wanted.emit,
        )
        for widget in (self.nothing, self.step, self.about, self.track, self.missing):
            self.add(widget)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        parts = self._parts = child.parts
        for widget in (self.step, self.about, self.track, self.missing):
            widget.setVisible(parts is not None)
        self.nothing.setVisible(parts is None)
        if parts is None:
            self._cycle_id = ""
            self._show_panel(None)
            return
        self._scores = tuple(sorted(tx.find(Score, pupil_id=child.pupil.id), key=lambda s: s.assessed_on))
        states = stage_states(parts, self.workspace.today)
        if parts.cycle.id != self._cycle_id:
            self._cycle_id = parts.cycle.id
            self.stage = next_step(parts, self.workspace.today).stage
            if parts.cycle.closed_on is not None:
                self.stage = present_stage(states)
        self._show_cycle(parts, states)

    def choose(self, stage: Stage) -> None:
        """Show another stage; what was typed into this one is kept."""
        self.stage = stage
        if self._parts is not None:
            self._show_cycle(self._parts, stage_states(self._parts, self.workspace.today))
            self.verticalScrollBar().setValue(0)

    @override
    def reveal(self, record_id: str) -> bool:
        if self._parts is None:
            return False
        for stage in (self.stage, *Stage):
            if _is_of(self._parts, stage, record_id):
                self.choose(stage)
                super().reveal(record_id)
                return True
        return False

    def _show_cycle(self, parts: CycleParts, states: tuple[StageState, ...]) -> None:
        today, cycle = self.workspace.today, parts.cycle
        due = parts.plan.review_due_on if parts.plan else None
        self.step.setText(next_step(parts, today).words)
        began = f"Cycle {cycle.number}, begun on {cycle.started_on.day} {cycle.started_on:%B %Y}"
        ended = f", closed on {cycle.closed_on.day} {cycle.closed_on:%B %Y}" if cycle.closed_on else ""
        self.about.setText(f"{began}{ended}.")
        self.track.show_stages(shown_stages(states, cycle, due, today), self.stage)
        here = next(one for one in states if one.stage is self.stage)
        gaps = "; ".join(here.missing)
        self.missing.setText(f"Still missing: {gaps}." if gaps else f"{self.stage.label} is complete.")
        panel = self._panel(self.stage)
        panel.show_stage(parts, self._scores)
        self._show_panel(panel)

    def _panel(self, stage: Stage) -> StagePanel:
        if stage not in self._panels:
            kind = next(kind for kind in PANELS if kind.stage is stage)
            panel = self._panels[stage] = kind(self.page)
            if isinstance(panel, ReviewPanel):
                panel.next_wanted.connect(self.next_wanted)
            self.add(panel)
        return self._panels[stage]

    def _show_panel(self, panel: QWidget | None) -> None:
        for one in self._panels.values():
            one.setVisible(one is panel)


def _is_of(parts: CycleParts, stage: Stage, record_id: str) -> bool:
    """Whether a record belongs to a stage of this cycle."""
    records = {
        Stage.ASSESS: (parts.assessment, *parts.voices),
        Stage.PLAN: (parts.plan, *parts.outcomes, *parts.provisions),
        Stage.DO: parts.deliveries,
        Stage.REVIEW: (parts.review, *parts.outcome_reviews),
    }[stage]
    return any(one is not None and one.id == record_id for one in records)
