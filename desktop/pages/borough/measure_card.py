# SPDX-License-Identifier: MIT
"""MeasureCard: one success measure with its figure, its chart, and the same as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.borough_series import series_of, short_term
from desktop.parts.blocks import Card, Fold
from desktop.parts.run_chart import RunChart
from models.summaries.progress import COURSE_WORDS, MeasureLine
from models.summaries.success import Figure


class MeasureCard(Card):
    """A measure's latest figure in words, its run chart with target and median, its figures in a table."""

    def __init__(self, line: MeasureLine) -> None:
        super().__init__(line.goal.title)
        self.add(theme.words(_said(line), "strong" if line.latest else "quiet"))
        aims = _aims(line)
        if aims:
            self.add(theme.words(aims, "small"))
        if line.latest is None:
            return
        chart = RunChart(line.goal.title, series_of(line))
        chart.setFixedHeight(theme.scaled(170))
        self.add(chart)
        self.add(Fold("As a table", _table(line.figures)))


def _said(line: MeasureLine) -> str:
    if line.latest is None:
        return line.words
    return f"{line.words} {line.course.capitalize()}. Over time: {line.reading}."


def _aims(line: MeasureLine) -> str:
    goal = line.goal
    year = f" ({goal.baseline_year})" if goal.baseline_year else ""
    parts = (
        f"baseline {goal.baseline:g} %{year}" if goal.baseline is not None else "",
        f"target {goal.target:g} %" if goal.target is not None else "",
    )
    told = ", ".join(part for part in parts if part)
    return " ".join(part for part in (f"{told[:1].upper()}{told[1:]}." if told else "", goal.note) if part)


def _table(figures: tuple[Figure, ...]) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(16, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(4, 1)
    for at, words in enumerate(("Term", "Figure", "Between", "Schools", "")):
        grid.addWidget(theme.words(words, "caption", wrap=False), 0, at)
    for row, one in enumerate(figures, start=1):
        for at, words in enumerate(_cells(one)):
            label = theme.words(words, "small", wrap=at == 4)
            grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop)
    return whole


def _cells(one: Figure) -> tuple[str, str, str, str, str]:
    if one.value is None or one.hidden:
        return short_term(one.term), "–", "–", str(one.schools), one.hidden
    between = f"{one.low:.1f} to {one.high:.1f} %" if one.low is not None and one.high is not None else "–"
    return short_term(one.term), f"{one.value:.1f} %", between, str(one.schools), COURSE_WORDS[one.course]
