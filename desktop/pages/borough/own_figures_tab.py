# SPDX-License-Identifier: MIT
"""OwnFiguresTab: what only the authority knows, typed in or brought in, and who has sent a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.borough_series import short_term
from desktop.pages.borough.places import ask_files
from desktop.parts.blocks import button
from desktop.quiet_box import QuietBox
from desktop.tables import Column, RowsTable
from models.summaries.authority_lists import FigureLine, read_figure
from models.summaries.goals import TARGET, Goals

ABOUT = (
    "Some measures no school can know: young people in education, employment or training, EHC plans in time, "
    "growth of plans. Type them in, or bring in a CSV file with the columns measure, term and value. They "
    "are kept as figures.csv beside the summaries. A figure of your own goes before the schools’ sum. Under "
    "Target you set what a measure is held against, as where the plan says “20 % above national”."
)
FIGURES: tuple[Column[FigureLine], ...] = (
    Column("Measure", lambda r: r.title, width=48),
    Column("Term", lambda r: short_term(r.term), width=9),
    Column("Figure, %", lambda r: r.value, figures=True, width=10),
)


class OwnFiguresTab(QWidget):
    """A line to type a figure, a button to bring a file in, and the figures that are there.

    given(dict)     a figure: measure and term to its value, or to None where it is taken away
    brought(Path)   a file of figures
    """

    given = Signal(object)
    brought = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.measures, self.terms, self.value = QuietBox(), QuietBox(), QLineEdit()
        self.measures.setAccessibleName("Measure")
        self.terms.setAccessibleName("Term of the figure")
        self.value.setAccessibleName("Figure in per cent")
        self.value.setMaximumWidth(theme.scaled(90))
        self.keep = button("Keep the figure")
        self.keep.clicked.connect(self._give)
        self.value.returnPressed.connect(self._give)
        self.bring = button("Bring in a file…")
        self.bring.clicked.connect(self.choose)
        self.said = theme.words("", "warn")
        self.said.hide()
        self.figures: RowsTable[FigureLine] = RowsTable(
            "figures", FIGURES, lambda row: f"{row.measure}.{row.term}"
        )
        self.figures.setAccessibleName("The authority’s own figures")
        self._lay_out()

    def show_figures(
        self, goals: Goals, terms: tuple[str, ...], figures: Mapping[tuple[str, str], float]
    ) -> None:
        """Show the figures that are known, and the measures and terms to choose from."""
        if not self.measures.count():
            order = sorted(goals.measures, key=lambda goal: not hasattr(goal.estimate, "authority"))
            for goal in order:
                self.measures.addItem(goal.title, goal.id)
        chosen = self.terms.currentData()
        self.terms.clear()
        for term in reversed(terms):
            self.terms.addItem(short_term(term), term)
        self.terms.addItem("Target", TARGET)
        self.terms.setCurrentIndex(max(0, self.terms.findData(chosen)))
        titles = {goal.id: goal.title for goal in goals.measures}
        self.figures.show_rows(
            [FigureLine(measure, titles[measure], term, value) for (measure, term), value in figures.items()]
        )

    def choose(self) -> None:
        """Choose a file of figures."""
        ask_files(self, "Bring in figures", "Figures (*.csv)", self._bring)

    def _bring(self, files: list[Path]) -> None:
        for file in files:
            self.brought.emit(file)

    def _give(self) -> None:
        measure, term = self.measures.currentData(), self.terms.currentData()
        if measure is None or term is None:
            return
        text = self.value.text().strip()
        value = read_figure(text)
        is_wrong = bool(text) and value is None
        self.said.setText(f"“{text}” is no figure in per cent. Write it as 87 or 86.5.")
        self.said.setVisible(is_wrong)
        if not is_wrong:
            self.value.clear()
            self.given.emit({(measure, term): value})

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 12, 0, 0)
        down.setSpacing(8)
        down.addWidget(theme.words(ABOUT, "quiet"))
        across = QHBoxLayout()
        across.setSpacing(8)
        for words, box in (("Measure", self.measures), ("Term", self.terms), ("Per cent", self.value)):
            named = QLabel(words)
            named.setBuddy(box)
            across.addWidget(named)
            across.addWidget(box)
        across.addWidget(self.keep)
        across.addWidget(self.bring)
        across.addStretch(1)
        down.addLayout(across)
        down.addWidget(self.said)
        down.addWidget(self.figures, 1)
