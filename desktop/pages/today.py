# SPDX-License-Identifier: MIT
"""Today: what needs me, at most nine lines, what slips first at the top."""

from __future__ import annotations

from typing_extensions import override

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Card, EmptyPlace, WritingColumn, rule
from desktop.parts.first_steps_card import FirstStepsCard
from desktop.parts.row_button import RowButton
from desktop.workspace import Changes
from models.first_steps import first_steps
from models.records import Pupil
from models.today import TodayLine, today_lines

NOTHING = "Nothing is slipping", "Reviews, waits and meetings that need you will stand here."
STEPS_LEAD_TO = {
    "pupils": Place("school"),
    "terms": Place("school", part="terms"),
    "sheet": Place("safety", part="keys"),
    "standard": Place("standard"),
}


class TodayPage(Page):
    """Each line is a sentence with a name and a verb, and leads to its child."""

    @override
    def build(self) -> None:
        self.column = WritingColumn()
        self.buttons: list[RowButton] = []
        self.fill_with(self.column)
        self.workspace.copies.made.connect(self._on_copied)

    @override
    def refresh(self, changes: Changes | None) -> None:
        today = self.workspace.today
        self.look_through(lambda tx: (today_lines(tx, today), tx.find(Pupil)), self._show)

    def _on_copied(self) -> None:
        self.refresh(None)

    def _warn(self) -> None:
        """Say above everything else that the file has no recent copy."""
        warning = self.workspace.copies.warning
        if warning:
            go = RowButton("Back up the school’s file.", below=theme.words(warning, "quiet"), role="strong")
            go.setAccessibleDescription(warning)
            go.clicked.connect(lambda: self.go(Place("safety")))
            card = Card()
            card.column.setContentsMargins(8, 6, 8, 6)
            card.column.addWidget(go)
            self.column.add(card)

    def _show(self, found: tuple[tuple[TodayLine, ...], list[Pupil]]) -> None:
        lines, pupils = found
        self.column.clear()
        self.buttons = []
        if not pupils:
            self._show_first_steps()
            return
        self._warn()
        self.column.add(self._listed(lines) if lines else EmptyPlace(*NOTHING))
        self._show_first_steps()

    def _listed(self, lines: tuple[TodayLine, ...]) -> Card:
        card = Card()
        card.column.setContentsMargins(8, 6, 8, 6)
        card.column.setSpacing(2)
        for line in lines:
            if self.buttons:
                card.add(rule())
            card.column.addWidget(self._line(line))
        return card

    def _show_first_steps(self) -> None:
        """What is still to be set up; a school to look around in needs nothing."""
        workspace = self.workspace
        has_sheet = workspace.store.has_recovery_sheet
        with workspace.reading() as tx:
            steps = first_steps(tx, workspace.school, workspace.today, has_sheet=has_sheet)
        is_looking_around = workspace.school.is_fictional and steps[0].is_done
        if is_looking_around or all(one.is_done for one in steps):
            return
        card = FirstStepsCard(steps)
        card.wanted.connect(lambda name: self.go(STEPS_LEAD_TO[name]))
        self.column.add(card)

    @property
    @override
    def subheading(self) -> str:
        today = self.workspace.today
        return f"{today:%A}, {today.day} {today:%B %Y}"

    def _line(self, line: TodayLine) -> RowButton:
        go = RowButton(line.words, below=theme.words(line.why, "quiet"), role="strong")
        go.setAccessibleDescription(line.why)
        go.clicked.connect(lambda: self.go(Place("pupil", line.pupil_id, part=line.part)))
        self.buttons.append(go)
        return go
