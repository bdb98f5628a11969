# SPDX-License-Identifier: MIT
"""SpreadTab: one question asked of every school, as a funnel and as a table; no school is ranked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop import theme
from desktop.borough_series import short_term
from desktop.funnel_drawing import funnel_chart
from desktop.parts.blocks import Fold, WritingColumn
from desktop.parts.drawn import Drawn
from desktop.quiet_box import QuietBox
from desktop.tables import Column, RowsTable
from models.summaries.borough import BoroughPicture
from models.summaries.spread import (
    QUESTIONS,
    Question,
    SpreadLine,
    consistency_lines,
    spread,
    spread_lines,
)

ABOUT = (
    "A dot is a school that can’t be told from the others; a ring lies outside the dashed limits (19 of 20 "
    "cases) or the outer ones (998 of 1,000). The limits allow for chance and for protection alike."
)
SCHOOLS: tuple[Column[SpreadLine], ...] = (
    Column("URN", lambda r: r.urn, figures=True, width=9),
    Column("School", lambda r: r.name or None, width=28),
    Column("Share, %", lambda r: r.share, figures=True, width=9),
    Column("Children", lambda r: r.base, figures=True, width=9),
    Column("Limit below, %", lambda r: r.low, figures=True, width=13),
    Column("Limit above, %", lambda r: r.high, figures=True, width=13),
    Column("How it lies", lambda r: r.words, width=46),
)


TALL = 250
"""Pixels that the table takes, at 100 %; the page scrolls where the window is lower."""


class SpreadTab(WritingColumn):
    """Question and term chosen above, the funnel in the middle, the same figures as a table below."""

    def __init__(self) -> None:
        super().__init__(wide=True, narrow=True)
        self.layout_of_column.setSpacing(8)
        self._picture: BoroughPicture | None = None
        self._names: Mapping[int, str] = {}
        self.questions, self.terms = QuietBox(), QuietBox()
        self.questions.setAccessibleName("Question")
        self.terms.setAccessibleName("Term of the question")
        for one in QUESTIONS:
            self.questions.addItem(one.title, one.id)
        for box in (self.questions, self.terms):
            box.activated.connect(lambda _at: self._draw())
        self.said = theme.words("")
        self.over = theme.words("", "quiet")
        self.about = theme.words("", "quiet")
        self.chart = Drawn("Schools in a funnel")
        self.schools: RowsTable[SpreadLine] = RowsTable(
            "schools", SCHOOLS, lambda row: str(row.urn), keeps_order=True
        )
        self.schools.setAccessibleName("Schools of the funnel, by URN")
        self._lay_out()

    def show_picture(self, picture: BoroughPicture, names: Mapping[int, str]) -> None:
        """Show another borough."""
        self._picture, self._names = picture, names
        self.terms.clear()
        for term in reversed(picture.terms):
            self.terms.addItem(short_term(term), term)
        self._draw()

    def _draw(self) -> None:
        term = self.terms.currentData()
        if self._picture is None or term is None:
            return
        question = QUESTIONS[self.questions.currentIndex()]
        found = spread(self._picture, question, term)
        self.said.setText(found.words)
        self.over.setText(over_the_terms(self._picture, question))
        self.over.setVisible(bool(self.over.text()))
        self.about.setText(" ".join(words for words in (question.about, ABOUT) if words))
        self.chart.show_picture(
            lambda wide, tall, letter: funnel_chart(found, wide, tall, letter), found.words
        )
        self.schools.show_rows(list(spread_lines(found, self._names)))

    def _lay_out(self) -> None:
        top = QWidget()
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        for words, box in (("Question", self.questions), ("Term", self.terms)):
            named = QLabel(words)
            named.setBuddy(box)
            across.addWidget(named)
            across.addWidget(box)
        across.addStretch(1)
        self.chart.setFixedHeight(theme.scaled(TALL))
        self.schools.setFixedHeight(theme.scaled(TALL))
        how = Fold("How to read it", self.about)
        for part in (top, self.said, self.over, self.chart, self.schools, how):
            self.add(part)


def over_the_terms(picture: BoroughPicture, question: Question) -> str:
    """How far schools differed beyond chance in each term, in a sentence; empty where that says nothing."""
    lines = consistency_lines(picture, (question,))
    if len(lines) < 2 or max(one.beyond for one in lines) < 0.5:
        return ""
    said = ", ".join(f"{short_term(one.term)} {one.beyond:.0f}" for one in lines)
    return f"Percentage points beyond chance over the terms: {said}. Falling means that schools come closer."
