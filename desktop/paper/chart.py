# SPDX-License-Identifier: MIT
"""Chart: a picture of desktop.drawing on paper, the same shapes as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import Flowable

from desktop.drawing import Box, Disc, Line, Ring, Shape, Words
from desktop.paper import faces
from desktop.paper.sheet import WIDTH, ink


class Chart(Flowable):
    """A picture as wide as the text. draw_in(width, height) gives its shapes, in points."""

    def __init__(self, draw_in: Callable[[float, float], Sequence[Shape]], height: float) -> None:
        super().__init__()
        self._draw_in = draw_in
        self._height = height

    def wrap(self, _wide: float, _tall: float) -> tuple[float, float]:
        """The room that it takes, in points."""
        return WIDTH, self._height

    def draw(self) -> None:
        """Put the shapes on the page; paper counts upwards, pictures downwards."""
        for shape in self._draw_in(WIDTH, self._height):
            _draw(self.canv, shape, self._height)


def _draw(canvas: Any, shape: Shape, tall: float) -> None:
    tint = ink(shape.colour)
    canvas.setStrokeColor(tint)
    canvas.setFillColor(tint)
    if isinstance(shape, Line):
        canvas.setLineWidth(shape.width * 0.6)
        canvas.setDash(*((3, 2) if shape.dashed else ()))
        path = canvas.beginPath()
        for at, (x, y) in enumerate(shape.points):
            (path.lineTo if at else path.moveTo)(x, tall - y)
        canvas.drawPath(path)
        canvas.setDash()
    elif isinstance(shape, Words):
        canvas.setFont(faces.BOLD if shape.strong else faces.BODY, shape.size)
        width = canvas.stringWidth(shape.text, faces.BOLD if shape.strong else faces.BODY, shape.size)
        canvas.drawString(shape.x - width * (shape.lean + 1) / 2, tall - shape.y, shape.text)
    elif isinstance(shape, Box):
        canvas.rect(shape.x, tall - shape.y - shape.height, shape.width, shape.height, stroke=0, fill=1)
    elif isinstance(shape, Ring):
        canvas.setLineWidth(shape.width)
        canvas.circle(shape.x, tall - shape.y, shape.radius, stroke=1, fill=0)
    elif isinstance(shape, Disc):
        canvas.circle(shape.x, tall - shape.y, shape.radius, stroke=0, fill=1)
