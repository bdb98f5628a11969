# SPDX-License-Identifier: MIT
"""RunChart: a measure over terms, drawn; one draw() for the screen and for a printer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop import painting, theme
from desktop.drawing import Series, run_chart


def draw(painter: QPainter, rect: QRectF, series: Series, letter: float = 11) -> None:
    """Draw a run chart into a rectangle; letter is the height of its words in the painter's measure."""
    painting.paint(painter, run_chart(series, rect.width(), rect.height(), letter), rect, unit=1)


class RunChart(QWidget):
    """Shows a Series. The figures are read aloud; a page puts the same figures in a table behind it."""

    def __init__(self, title: str, series: Series) -> None:
        super().__init__()
        self._title = title
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_series(series)

    def show_series(self, series: Series) -> None:
        """Show other figures."""
        self._series = series
        said = (
            f"{point.label} {'not known' if point.value is None else f'{point.value:g}{series.unit}'}"
            for point in series.points
        )
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.scaled(180))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(110))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, QRectF(self.rect()), self._series, theme.scaled(12))
        painter.end()
