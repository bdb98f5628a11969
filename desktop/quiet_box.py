# SPDX-License-Identifier: MIT
"""QuietBox: a box that folds out, with our own arrow, which the wheel can't change by accident."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from desktop import theme


class QuietBox(QComboBox):
    """A box to choose from that the wheel can't change by accident."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink-quiet"), 1.5))
        x, y, half = self.width() - theme.scaled(16), self.height() / 2 - 2, theme.scaled(4)
        painter.drawPolyline(QPolygonF([QPointF(x - half, y), QPointF(x, y + half), QPointF(x + half, y)]))
        painter.end()
