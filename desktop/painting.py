# SPDX-License-Identifier: MIT
"""Draws the pictures of desktop.drawing on the screen and on a printer, in the colours that are worn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from desktop import theme
from desktop.drawing import Box, Disc, Line, Ring, Shape, Words


def paint(painter: QPainter, shapes: Sequence[Shape], rect: QRectF, unit: float | None = None) -> None:
    """Draw a picture of desktop.drawing into a rectangle.

    unit is the length in pixels of the picture's 1; by default the smaller side of the rectangle, for marks.
    """
    size = min(rect.width(), rect.height()) if unit is None else unit
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    for shape in shapes:
        _paint_shape(painter, shape, size)
    painter.restore()


def _paint_shape(painter: QPainter, shape: Shape, size: float) -> None:
    tint = theme.colour(shape.colour)
    if isinstance(shape, Line):
        pen = QPen(tint, max(1.0, shape.width * size))
        pen.setStyle(Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x * size, y * size) for x, y in shape.points]))
    elif isinstance(shape, Words):
        _paint_words(painter, shape, size)
    elif isinstance(shape, Ring):
        painter.setPen(QPen(tint, max(1.0, shape.width * size)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(_around(shape, size))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        if isinstance(shape, Disc):
            painter.drawEllipse(_around(shape, size))
        elif isinstance(shape, Box):
            painter.drawRect(QRectF(shape.x * size, shape.y * size, shape.width * size, shape.height * size))


def _around(shape: Disc | Ring, size: float) -> QRectF:
    wide = 2 * shape.radius * size
    return QRectF((shape.x - shape.radius) * size, (shape.y - shape.radius) * size, wide, wide)


def _paint_words(painter: QPainter, shape: Words, size: float) -> None:
    face = QFont(theme.FACE)
    face.setPixelSize(max(1, round(shape.size * size)))
    face.setWeight(QFont.Weight.DemiBold if shape.strong else QFont.Weight.Normal)
    painter.setFont(face)
    painter.setPen(theme.colour(shape.colour))
    width = painter.fontMetrics().horizontalAdvance(shape.text)
    painter.drawText(QPointF(shape.x * size - width * (shape.lean + 1) / 2, shape.y * size), shape.text)
