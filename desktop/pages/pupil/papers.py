# SPDX-License-Identifier: MIT
"""History and Documents: what happened when, and the papers that can be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.pages.printing import ask_where, look, make
from desktop.pages.pupil.attached import AttachedPapers
from desktop.pages.pupil.authority_forms import AuthorityForms
from desktop.pages.pupil.leaving import LeavingCard
from desktop.pages.pupil.lists import day
from desktop.pages.pupil.tab import Child, Tab
from desktop.paper.kinds import KINDS
from desktop.parts.blocks import Card, button, empty
from desktop.parts.row_button import RowButton
from desktop.record_cards import Shown
from desktop.workspace import Remembering
from models.chronology import chronology, first_line, joined
from models.records import AuthorityForm, LegalHold, SenStatus

SHOWN = 60
"""Lines of the timeline that are shown at once."""


HOLDS = Shown(
    LegalHold,
    "Legal holds",
    "hold",
    lambda h: joined(
        first_line(h.reason), f"from {day(h.placed_on)}", f"until {day(h.until)}" if h.until else "no end yet"
    ),
    about="A hold keeps this file whatever the rules say, and stops it from being erased.",
    nothing="Nothing holds this file.",
)


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
        told = chronology(tx, child.pupil)[::-1]
        for one in told[:SHOWN]:
            when = theme.words(day(one.on), "quiet")
            when.setFixedWidth(theme.scaled(96))
            line = RowButton(before=when)
            line.say(one.words, f"{day(one.on)}: {one.words}. Go to it.")
            line.clicked.connect(lambda _on=False, id=one.record_id, who=child.pupil.id: self._go(who, id))
            self._lines.addWidget(line)
        if len(told) > SHOWN:
            self._lines.addWidget(theme.words(f"and {len(told) - SHOWN} earlier ones", "quiet"))
        if not told:
            self._lines.addWidget(theme.words("Nothing has a date yet.", "quiet"))

    def _go(self, pupil_id: str, record_id: str) -> None:
        self.page.go(Place("pupil", pupil_id, record_id))


class DocumentsTab(Tab):
    """Papers about the child, made as PDF beside the screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._child: Child | None = None
        card = Card(
            "Papers", about="They are made from what is recorded now, as PDF, and stay on this computer."
        )
        self.buttons: dict[str, QPushButton] = {}
        self.looks: dict[str, QPushButton] = {}
        for kind in KINDS.values():
            if kind.per_child:
                one = button(f"Save the {kind.title[:1].lower()}{kind.title[1:]}…", icon="file-pdf")
                one.clicked.connect(lambda _on=False, name=kind.name: self.ask(name))
                self.buttons[kind.name] = one
                seen = button("Look at it", role="link", name=f"Look at the {kind.title.lower()}")
                seen.clicked.connect(lambda _on=False, name=kind.name: self.look(name))
                self.looks[kind.name] = seen
                row = QHBoxLayout()
                row.addWidget(one)
                row.addWidget(seen)
                row.addStretch(1)
                card.column.addLayout(row)
        self._without = theme.words("Start a cycle first; then there is a plan to print.", "quiet")
        card.add(self._without)
        self.add(card)
        self._papers = AttachedPapers(page)
        self.add_list(
            self._papers.shown,
            lambda a: -(getattr(a, "dated_on") or page.workspace.today).toordinal(),  # noqa: B009
        )
        self.forms = AuthorityForms(page)
        self.add(self.forms)
        self.add_list(HOLDS, lambda h: -getattr(h, "placed_on").toordinal())  # noqa: B009
        self.leaving = LeavingCard(page)
        self.add(self.leaving)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        self._child = child
        self.forms.show_forms(tx.find(AuthorityForm), child.pupil.id)
        self._papers.pupil_id = child.pupil.id
        self.leaving.show_child(tx, child.pupil)
        for name, one in (*self.buttons.items(), *self.looks.items()):
            one.setEnabled(child.parts is not None or not KINDS[name].needs_cycle)
        self._without.setVisible(child.parts is None)

    def ask(self, name: str) -> None:
        """Ask where, then make the document of this kind."""
        kind = KINDS[name]
        if self._child is None or (kind.needs_cycle and self._child.parts is None):
            return
        ask_where(self.page, name, self._child.pupil)

    def look(self, name: str) -> None:
        """Show the document of this kind as it would be printed."""
        if self._child is not None:
            look(self.page, name, self._child.pupil)

    def write(self, name: str, path: Path) -> None:
        """Make a document at a path, beside the screen."""
        if self._child is not None:
            make(self.page, name, path, self._child.pupil)
