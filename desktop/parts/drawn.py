# SPDX-License-Identifier: MIT
"""Drawn: a picture of plain shapes on the page, with what it says read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop import painting, theme
from desktop.drawing import Shape

DrawIn = Callable[[float, float, float], Sequence[Shape]]
"""Width, height and the height of letters, in pixels, to the picture's shapes."""


class Drawn(QWidget):
    """Shows what draw_in makes of its size; a page puts the same figures in a table beside it."""

    def __init__(self, title: str, tall: int = 260) -> None:
        super().__init__()
        self._draw_in: DrawIn | None = None
        self._tall = tall
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_picture(self, draw_in: DrawIn, said: str) -> None:
        """Show another picture; said is what a person hears instead."""
        self._draw_in = draw_in
        self.setAccessibleDescription(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(480), theme.scaled(self._tall))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(200))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._draw_in is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        shapes = self._draw_in(box.width(), box.height(), theme.scaled(12))
        painting.paint(painter, shapes, box, unit=1)
        painter.end()
