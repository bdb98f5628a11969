# SPDX-License-Identifier: MIT
"""Review: how far each outcome was reached, what is decided, and the next cycle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from desktop import theme
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page
from desktop.pages.pupil.stages import StagePanel, fill_form, mine
from desktop.parts.blocks import Card, button, empty
from models.chronology import first_line, joined
from models.codes import Stage
from models.cycle_parts import CycleParts
from models.records import Outcome, OutcomeReview, Review, Score

ASKED = ("achievement", "now", "comment", "next")


class ReviewPanel(StagePanel):
    """One row for each outcome, the review's own form, and a button to go on.

    next_wanted()   close this cycle and start the next
    """

    stage = Stage.REVIEW
    next_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._rows: dict[str, _OutcomeRow] = {}
        self._outcomes = QVBoxLayout()
        self._outcomes.setSpacing(16)
        self.column.addLayout(self._outcomes)
        self._nothing = theme.words("This cycle has no outcomes; they are set under Plan.", "quiet")
        self.column.addWidget(self._nothing)
        self.form = self.add_form(
            Review, "Impact and decision", "Impact of the support (Code, 6.53 to 6.56)."
        )
        going_on = Card(
            "Go on",
            about="Outcomes that are kept or changed begin the next cycle from where they are now; "
            "what is done stays in the history.",
        )
        self.next = button("Close this cycle and start the next", role="primary")
        self.next.clicked.connect(self.next_wanted)
        going_on.add(self.next)
        self.column.addWidget(going_on)

    @override
    def show_stage(self, parts: CycleParts, scores: tuple[Score, ...]) -> None:
        if list(self._rows) != [one.id for one in parts.outcomes]:
            self._remake(parts)
        for one in parts.outcomes:
            self._rows[one.id].show_outcome(parts, one)
        self._nothing.setVisible(not parts.outcomes)
        fill_form(self.form, parts.review, parts.cycle.id, **mine(parts))
        closed = parts.cycle.closed_on is not None
        self.next.setText("Start the next cycle" if closed else "Close this cycle and start the next")

    def _remake(self, parts: CycleParts) -> None:
        for row in self._rows.values():
            row.form.flush()
        empty(self._outcomes)
        self._rows = {one.id: _OutcomeRow(self) for one in parts.outcomes}
        for row in self._rows.values():
            self._outcomes.addWidget(row)


class _OutcomeRow(Card):
    """One outcome: from where to where, and how far. The figures 1 to 5 answer how far."""

    def __init__(self, panel: StagePanel) -> None:
        super().__init__("Outcome")
        self._way = theme.words("", "quiet")
        self.add(self._way)
        self.form = RecordEditor(OutcomeReview, fields=ASKED, workspace=panel.workspace)
        self.add(self.form)

    def show_outcome(self, parts: CycleParts, outcome: Outcome) -> None:
        """Show an outcome and its review."""
        self.heading.setText(first_line(outcome.text, 200))
        self.setAccessibleName(outcome.text)
        self._way.setText(
            joined(joined(outcome.baseline, outcome.target, by=" → "), outcome.measure)
            or "No measure is set."
        )
        fill_form(self.form, parts.review_of(outcome), outcome.id, outcome_id=outcome.id, **mine(parts))
