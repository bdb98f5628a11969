# SPDX-License-Identifier: MIT
"""LayersTab: layers over the terms and how they moved, need by layer and phase, as pictures and tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.borough_series import scale_of, short_term
from desktop.drawing import Point, Series
from desktop.parts.blocks import Card, Fold, WritingColumn
from desktop.parts.run_chart import RunChart
from models.summaries.borough import BoroughPicture
from models.summaries.flows import Grid, LayerLine, layer_lines, need_grids, since_first

FLOWS = (
    "Movements are what is more or fewer than in the term before, over schools that sent both terms. A child "
    "is never followed: what is seen is where the numbers went, not who went."
)
DASH = "A dash stands where a total is too rough or has too few schools to be shown."


class LayersTab(WritingColumn):
    """One card for each layer, and the latest term's grids."""

    def __init__(self) -> None:
        super().__init__()

    def show_picture(self, picture: BoroughPicture) -> None:
        """Show another borough."""
        self.clear()
        about = Card("Layers over the terms")
        moved = since_first(picture)
        about.add(theme.words(FLOWS, "quiet"))
        if moved:
            about.add(theme.words(moved))
        self.add(about)
        by_layer: dict[str, list[LayerLine]] = {}
        for line in layer_lines(picture):
            by_layer.setdefault(line.layer, []).append(line)
        for layer, lines in by_layer.items():
            self.add(_layer(layer, lines))
        for grid in need_grids(picture, picture.terms[-1]) if picture.terms else ():
            self.add(_grid(grid, picture.terms[-1]))


def layer_series(lines: Sequence[LayerLine]) -> Series:
    """A layer's share of all counted children, term by term, with its interval."""
    points = []
    for one in lines:
        if one.share is None or one.share.hidden:
            points.append(Point(short_term(one.term), None))
            continue
        value, half = 100 * one.share.value, 100 * one.share.half_width
        points.append(Point(short_term(one.term), round(value, 1), value - half, value + half))
    floor, ceiling = scale_of([v for p in points for v in (p.value, p.low, p.high) if v is not None])
    return Series(tuple(points), floor, ceiling, unit=" %")


def _layer(layer: str, lines: Sequence[LayerLine]) -> Card:
    card = Card(layer)
    last = lines[-1]
    many = f"{last.value:,} children (± {last.half_width})" if last.value is not None else last.hidden
    card.add(theme.words(f"{short_term(last.term)}: {many}; since the term before: {last.moved_words}."))
    chart = RunChart(f"{layer}, share of the children counted", layer_series(lines))
    chart.setFixedHeight(theme.scaled(150))
    card.add(chart)
    rows = [
        (
            short_term(one.term),
            "–" if one.value is None else f"{one.value:,} ± {one.half_width}",
            f"{100 * one.share.value:.1f} %" if one.share and not one.share.hidden else "–",
            one.moved_words,
        )
        for one in lines
    ]
    card.add(Fold("As a table", _table(("Term", "Children", "Share", "Since the term before"), rows)))
    return card


def _grid(grid: Grid, term: str) -> Card:
    card = Card(f"{grid.title}, {short_term(term)}")
    card.add(_table(grid.head, grid.rows))
    card.add(theme.words(DASH, "small"))
    return card


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(len(head), 1)
    for at, words in enumerate(head):
        grid.addWidget(theme.words(words, "caption", wrap=False), 0, at)
    for row, cells in enumerate(rows, start=1):
        for at, words in enumerate(cells):
            label = theme.words(words, "small", wrap=False)
            label.setAccessibleName(f"{cells[0]}, {head[at]}: {words}" if at else words)
            grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop)
    return whole
