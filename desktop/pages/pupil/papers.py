# SPDX-License-Identifier: MIT
"""History and Documents: what happened when, and the papers that can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout
from typing_extensions import override

from desktop import theme
from desktop.jobs import Progress
from desktop.pages.page import Page, Place
from desktop.pages.pupil.lists import day
from desktop.pages.pupil.record_cards import Shown
from desktop.pages.pupil.tab import Child, Tab, first_line, joined
from desktop.paper import cycle_record, pupil_plan
from desktop.parts.blocks import Card, button, empty
from desktop.parts.row_button import RowButton
from desktop.workspace import Remembering
from models.cycle_parts import CycleParts
from models.records import (
    Advice,
    Cycle,
    Decision,
    Involvement,
    Meeting,
    Pupil,
    Record,
    Review,
    Score,
    SenStatus,
    Suspension,
    Voice,
)

TOLD: tuple[tuple[type[Record], str, Callable[[Any], str]], ...] = (
    (Cycle, "started_on", lambda c: f"Cycle {c.number} begun"),
    (Cycle, "closed_on", lambda c: f"Cycle {c.number} closed"),
    (
        Review,
        "reviewed_on",
        lambda r: joined("Review", r.decision and r.decision.label, first_line(r.impact)),
    ),
    (Meeting, "held_on", lambda m: joined("Meeting with parents", m.who_came, first_line(m.notes))),
    (Voice, "said_on", lambda v: joined(v.whose.label, f"“{first_line(v.words)}”")),
    (Score, "assessed_on", lambda s: joined(s.domain.label, f"{s.score.normalize():f} ({s.scale.label})")),
    (Advice, "dated_on", lambda a: joined("Advice", a.profession.label, first_line(a.summary))),
    (Involvement, "requested_on", lambda i: joined("Asked for", i.profession.label, i.name)),
    (Involvement, "seen_on", lambda i: joined("First seen by", i.profession.label, i.name)),
    (Suspension, "started_on", lambda s: f"Suspension, {s.sessions} sessions"),
    (Decision, "decided_on", lambda d: joined(f"Layer decided: {d.layer.label}", first_line(d.reason))),
)
SHOWN = 60
"""Lines of the timeline that are shown at once."""


class HistoryTab(Tab):
    """SEN provision over time, and a line for everything with a date."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.add_list(
            Shown(
                SenStatus,
                "SEN provision",
                "period",
                lambda s: joined(
                    s.provision.label, f"from {day(s.started_on)}", s.ended_on and f"until {day(s.ended_on)}"
                ),
            ),
            lambda s: -getattr(s, "started_on").toordinal(),  # noqa: B009
        )
        card = Card("What happened")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        card.column.addLayout(self._lines)
        self.add(card)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        empty(self._lines)
        told = sorted(_told(tx, child.pupil), key=lambda line: line[0], reverse=True)
        for on, words, record_id in told[:SHOWN]:
            when = theme.words(day(on), "quiet")
            when.setFixedWidth(theme.scaled(96))
            line = RowButton(before=when)
            line.say(words, f"{day(on)}: {words}. Go to it.")
            line.clicked.connect(lambda _on=False, id=record_id, who=child.pupil.id: self._go(who, id))
            self._lines.addWidget(line)
        if len(told) > SHOWN:
            self._lines.addWidget(theme.words(f"and {len(told) - SHOWN} earlier ones", "quiet"))
        if not told:
            self._lines.addWidget(theme.words("Nothing has a date yet.", "quiet"))

    def _go(self, pupil_id: str, record_id: str) -> None:
        self.page.go(Place("pupil", pupil_id, record_id))


def _told(tx: Remembering, pupil: Pupil) -> Iterator[tuple[date, str, str]]:
    for kind, name, words in TOLD:
        for record in tx.find(kind, pupil_id=pupil.id):
            on = getattr(record, name)
            if on is not None:
                yield on, words(record), record.id


class DocumentsTab(Tab):
    """Papers about the child, made as PDF beside the screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._parts: CycleParts | None = None
        self._scores: tuple[Score, ...] = ()
        card = Card(
            "Papers", about="They are made from what is recorded now, as PDF, and stay on this computer."
        )
        self.plan = button("Save the plan for parents…", icon="file-pdf")
        self.plan.clicked.connect(self.save_plan)
        self.record = button("Save the cycle record…", icon="file-pdf")
        self.record.clicked.connect(self.save_cycle)
        card.add(self.plan)
        card.add(self.record)
        self._without = theme.words("Start a cycle first; then there is a plan to print.", "quiet")
        card.add(self._without)
        self.add(card)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        self._parts = child.parts
        self._scores = tuple(sorted(tx.find(Score, pupil_id=child.pupil.id), key=lambda s: s.assessed_on))
        for one in (self.plan, self.record):
            one.setEnabled(child.parts is not None)
        self._without.setVisible(child.parts is None)

    def save_plan(self) -> None:
        """Ask where, then make the plan."""
        self._ask("Support plan", self.write_plan)

    def save_cycle(self) -> None:
        """Ask where, then make the record of the cycle."""
        self._ask("Cycle record", self.write_cycle)

    def write_plan(self, path: Path) -> None:
        """Make the plan for parents at a path, beside the screen."""
        parts, school, today = self._parts, self.workspace.school, self.workspace.today
        if parts is not None:
            self._make(path, lambda _p: pupil_plan.write_plan(path, parts, school, today))

    def write_cycle(self, path: Path) -> None:
        """Make the record of the cycle at a path, beside the screen."""
        parts, school, today = self._parts, self.workspace.school, self.workspace.today
        scores = list(self._scores)
        if parts is not None:
            self._make(path, lambda _p: cycle_record.write_cycle(path, parts, school, scores, today))

    def _ask(self, title: str, then: Callable[[Path], None]) -> None:
        if self._parts is None:
            return
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{title} {self.workspace.today.isoformat()}.pdf")
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self, path: Path, write: Callable[[Progress], int]) -> None:
        def say(pages: int) -> None:
            self.page.tell(f"{path.name} is saved, {pages} pages.")

        self.page.jobs.run(write, then=say, label="Making a PDF", owner=self)
