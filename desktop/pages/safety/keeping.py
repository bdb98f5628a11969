# SPDX-License-Identifier: MIT
"""KeptUntilCard: whose file is due for a look, soon due or held; each line leads to the child."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from desktop import theme
from desktop.parts.blocks import Card, empty
from desktop.parts.row_button import RowButton
from models.cycle_parts import Reader
from models.records import School
from models.retention import KeptUntil, Rule, review, to_look_at

MOST = 40
"""Lines that are shown at once."""


class KeptUntilCard(Card):
    """The review list of retention. chosen(pupil_id) when a line is pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            "Kept until",
            about="A SEN file is kept to the 31st birthday, another to the 25th; a primary school passes it "
            "on. Nothing is erased by itself: open a child's documents to send, hold or erase the file.",
        )
        self.counted = theme.words("")
        self.counted.setAccessibleName("How many files to look at")
        self.add(self.counted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.column.addLayout(self._lines)

    @staticmethod
    def read(tx: Reader, school: School, on: date) -> tuple[KeptUntil, ...]:
        """What there is to look at on a day."""
        return to_look_at(review(tx, school, on), on)

    def show_lines(self, lines: tuple[KeptUntil, ...]) -> None:
        """Show whose files are to be looked at."""
        empty(self._lines)
        due = sum(one.is_due for one in lines)
        held = sum(one.hold is not None for one in lines)
        soon = len(lines) - due - held
        self.counted.setText(
            f"{due} due, {soon} due within a year, {held} held."
            if lines
            else "No file is due within a year, and none is held."
        )
        for one in lines[:MOST]:
            line = RowButton(before=self._when(one))
            words = f"{one.pupil.known_as}: {_said(one)}"
            line.say(words, f"{_day(one)}: {words} Open the documents.")
            line.clicked.connect(lambda _on=False, id=one.pupil.id: self.chosen.emit(id))
            self._lines.addWidget(line)
        if len(lines) > MOST:
            self._lines.addWidget(theme.words(f"and {len(lines) - MOST} more", "quiet"))

    @staticmethod
    def _when(one: KeptUntil) -> QLabel:
        label = theme.words(_day(one), "quiet")
        label.setFixedWidth(theme.scaled(96))
        return label


def _day(one: KeptUntil) -> str:
    if one.hold is not None:
        return "Held"
    return "Due" if one.is_due else f"{one.due_on.day} {one.due_on:%b %Y}"


def _said(one: KeptUntil) -> str:
    if one.hold is not None:
        until = f", until {one.hold.until.day} {one.hold.until:%B %Y}" if one.hold.until else ""
        return f"{one.hold.reason.strip().splitlines()[0]}{until} ({one.hold.placed_by})."
    return one.why if one.rule in (Rule.PASS_ON, Rule.PASSED_ON) else f"{one.rule.label}. {one.why}"
