# SPDX-License-Identifier: MIT
"""MeasuresTab: every success measure as a small chart, all of them at a glance; each opens large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.borough_series import series_of
from desktop.layouts import flowing
from desktop.pages.borough.measure_card import MeasureCard
from desktop.parts.blocks import Card, EmptyPlace, WritingColumn, button, empty
from desktop.parts.row_button import RowButton
from desktop.parts.run_chart import RunChart
from desktop.quiet_box import QuietBox
from models.summaries.progress import MeasureLine
from models.summaries.reading import RULES

TILE = 300
"""Pixels that a tile takes at least, at 100 %."""


class MeasureTile(RowButton):
    """One measure small: title, latest figure, where it stands, its chart; pressed, it opens large."""

    def __init__(self, line: MeasureLine) -> None:
        inside = QWidget()
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 4, 0, 4)
        down.setSpacing(2)
        latest = line.latest
        figure = f"{latest.value:.1f} %" if latest is not None and latest.value is not None else "–"
        across = QHBoxLayout()
        across.addWidget(theme.words(figure, "title", wrap=False))
        across.addWidget(theme.words(_standing(line), "small"), 1, Qt.AlignmentFlag.AlignBottom)
        down.addLayout(across)
        down.addWidget(theme.words(_aim(line), "small"))
        if latest is not None:
            chart = RunChart(line.goal.title, series_of(line, is_small=True))
            chart.setFixedHeight(theme.scaled(92))
            down.addWidget(chart)
        super().__init__(line.goal.title, below=inside, role="strong")
        self.say(line.goal.title, f"{line.goal.title}. {line.words} {_standing(line)}. Opens large.")


def _standing(line: MeasureLine) -> str:
    if line.latest is None:
        return line.words.rstrip(".")
    return line.course if line.latest.target is not None else "no target is set"


def _aim(line: MeasureLine) -> str:
    latest, goal = line.latest, line.goal
    between = ""
    if latest is not None and latest.is_authoritys:
        between = "the authority’s own figure"
    elif latest is not None and latest.low is not None and latest.high is not None:
        between = f"between {latest.low:.1f} and {latest.high:.1f} %" if latest.low < latest.high else ""
    target = f"target {goal.target:g} %" if goal.target is not None else ""
    return " · ".join(part for part in (between, target) if part)


class MeasuresTab(QStackedWidget):
    """The tiles, and one measure large with its table; Escape leads back.

    rules_chosen(str)      charts are to be read by another set of rules
    benefits_wanted(str)   the report of a school year
    """

    rules_chosen = Signal(str)
    benefits_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[MeasureLine, ...] = ()
        self._columns = 0
        self.rules = QuietBox()
        self.rules.setAccessibleName("Read the charts by")
        for id, words in RULES.items():
            self.rules.addItem(words, id)
        self.rules.activated.connect(lambda _at: self.rules_chosen.emit(self.rules.currentData()))
        self.all = WritingColumn(wide=True, narrow=True)
        self.large = WritingColumn()
        self.back = button("All measures", icon="arrow-left")
        self.back.clicked.connect(self.show_all)
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.years = QuietBox()
        self.years.setAccessibleName("School year of the benefits report")
        report = button("Save benefits report…", icon="file-pdf")
        report.clicked.connect(lambda: self.benefits_wanted.emit(self.years.currentText()))
        named = QLabel("Read the charts by")
        named.setBuddy(self.rules)
        self._top = flowing(named, self.rules, self.years, report)
        self.notes = QWidget()
        self._notes = QVBoxLayout(self.notes)
        self._notes.setContentsMargins(0, 0, 0, 0)
        for widget in (self.notes, self._top, self._tiles):
            self.all.add(widget)
        self._top.hide()
        self.addWidget(self.all)
        self.addWidget(self._one())

    def show_empty(self, place: EmptyPlace) -> None:
        """Show the first step while nothing was read."""
        self._notes.addWidget(place)

    def show_measures(
        self, lines: Sequence[MeasureLine], years: Sequence[str], warnings: Sequence[str]
    ) -> None:
        """Show these measures in place of the others, warnings above them; years: a report can be of."""
        chosen = self.years.currentText()
        self.years.clear()
        self.years.addItems(list(reversed(years)))
        self.years.setCurrentIndex(max(0, self.years.findText(chosen)))
        at = self._large_at()
        self._lines = tuple(lines)
        empty(self._notes)
        for sentence in warnings:
            card = Card()
            card.add(theme.words(sentence, "warn"))
            self._notes.addWidget(card)
        self._top.setVisible(bool(years))
        self._columns = 0
        self._place()
        if at is not None:
            self.open(at)

    def open(self, id: str) -> None:
        """Show one measure large, with its chart and its table."""
        line = next((one for one in self._lines if one.goal.id == id), None)
        if line is None:
            self.show_all()
            return
        self.large.clear()
        card = MeasureCard(line)
        card.setProperty("measure", id)
        self.large.add(card)
        self.setCurrentIndex(1)
        self.back.setFocus()

    def show_all(self) -> None:
        """Show all measures small, the one that was large under the keyboard."""
        at = self._large_at()
        self.setCurrentIndex(0)
        for tile in self._tiles.findChildren(MeasureTile):
            if tile.property("measure") == at:
                tile.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentIndex() == 1:
            self.show_all()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_grid"):
            self._place()

    def _large_at(self) -> str | None:
        if self.currentIndex() != 1:
            return None
        cards = [card for card in self.large.findChildren(MeasureCard) if card.isVisibleTo(self.large)]
        return cards[-1].property("measure") if cards else None

    def _one(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(0, 12, 0, 0)
        down.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self.large, 1)
        return whole

    def _place(self) -> None:
        """As many tiles side by side as there is room for."""
        columns = max(1, (self.width() - 40) // theme.scaled(TILE))
        if columns == self._columns or not self._lines:
            return
        self._columns = columns
        empty(self._grid)
        for at in range(max(self._grid.columnCount(), columns)):
            self._grid.setColumnStretch(at, int(at < columns))
        for at, line in enumerate(self._lines):
            tile = MeasureTile(line)
            tile.setProperty("measure", line.goal.id)
            tile.clicked.connect(lambda _on=False, id=line.goal.id: self.open(id))
            card = Card()
            card.column.setContentsMargins(4, 4, 4, 4)
            card.column.addWidget(tile)
            card.column.addStretch(1)
            self._grid.addWidget(card, at // columns, at % columns)
