# SPDX-License-Identifier: MIT
"""A funnel as plain shapes: schools by size, the borough's share, and the limits of chance and protection."""

from __future__ import annotations

from desktop.drawing import Disc, Line, Ring, Shape, Words
from models.summaries.charts import Band
from models.summaries.spread import Spread


def funnel_chart(found: Spread, width: float, height: float, letter: float = 11) -> tuple[Shape, ...]:
    """A funnel in a box of the given size; a school outside the limits is a ring, so shape says it too."""
    if found.centre is None:
        return ()
    left, right = letter * 3.4, width - letter
    top, foot = letter, height - letter * 3.2
    largest = max(size for size, _ in found.curve)
    tops = [found.centre, *(one.share for one in found.schools)]
    ceiling = min(1.0, max(0.2, -(-max(tops) * 10 // 1) / 10 + 0.1))

    def across(size: float) -> float:
        return left + (right - left) * size / largest

    def at(share: float) -> float:
        return foot - min(1.0, max(0.0, share / ceiling)) * (foot - top)

    shapes: list[Shape] = []
    for share in (0.0, ceiling / 2, ceiling):
        shapes.append(Line(((left, at(share)), (right, at(share))), 1, "line"))
        words = f"{100 * share:.0f} %"
        shapes.append(Words(left - letter * 0.5, at(share) + letter * 0.35, words, letter, "ink-quiet", 1))
    for tail in range(4):
        points = tuple((across(size), at(limits[tail])) for size, limits in found.curve)
        shapes.append(Line(points, 1, "ink-quiet", dashed=tail in (1, 2)))
    shapes.append(Line(((left, at(found.centre)), (right, at(found.centre))), 1.5, "accent"))
    for one in found.schools:
        x, y = across(one.base), at(one.share)
        inside = one.band is Band.INSIDE
        shapes.append(Disc(x, y, 3, "accent") if inside else Ring(x, y, 4.5, 2, "notmet"))
    for size in (0, largest // 2, largest):
        shapes.append(Words(across(size), foot + letter * 1.3, f"{size:,}", letter, "ink-quiet", 0))
    middle = (left + right) / 2
    shapes.append(Words(middle, height - letter * 0.4, "children counted", letter, "ink-quiet", 0))
    return tuple(shapes)
