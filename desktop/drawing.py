# SPDX-License-Identifier: MIT
"""Small pictures as plain shapes, so that screen, print and PDF draw the same ones; needs no screen.

A picture is a tuple of shapes in a box of its own; colours are tokens of desktop.style.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from thresholds.verdict import Status


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Ring:
    """An open circle with a line of the given width."""

    x: float
    y: float
    radius: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; dashed where it is a guide and not a value."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text whose baseline is at y; lean is -1 where x is its left end, 0 its middle, 1 its right end."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    lean: int = -1
    strong: bool = False


Shape = Disc | Ring | Line | Box | Words

STATUS_TOKEN = {
    Status.MET: "met",
    Status.NOT_MET: "notmet",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "na",
}

STATUS_WORD = {
    Status.MET: "met",
    Status.NOT_MET: "not met",
    Status.UNKNOWN: "not yet evidenced",
    Status.NOT_APPLICABLE: "not applicable",
}
"""The word that always stands beside the mark: shape, shade and word each say it alone."""


def mark(status: Status) -> tuple[Shape, ...]:
    """The mark of a status in a box of 1 by 1: filled disc, ring, dotted ring or dash."""
    colour = STATUS_TOKEN[status]
    if status is Status.MET:
        tick = ((0.30, 0.52), (0.45, 0.67), (0.71, 0.36))
        return (Disc(0.5, 0.5, 0.44, colour), Line(tick, 0.10, "surface"))
    if status is Status.NOT_MET:
        return (Ring(0.5, 0.5, 0.38, 0.11, colour),)
    if status is Status.UNKNOWN:
        turns = (math.tau * n / 8 for n in range(8))
        return tuple(Disc(0.5 + 0.38 * math.cos(t), 0.5 + 0.38 * math.sin(t), 0.075, colour) for t in turns)
    return (Line(((0.2, 0.5), (0.8, 0.5)), 0.13, colour),)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a run chart. value None leaves a gap; low and high are the ends of its interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart over terms shows. floor and ceiling are the ends of its scale; unit follows its figures.

    middle   mean or median, and its word; limits an XmR chart's; marked the places of points that signal
    """

    points: tuple[Point, ...]
    floor: float
    ceiling: float
    middle: float | None = None
    target: float | None = None
    unit: str = ""
    middle_word: str = "median"
    limits: tuple[float, float] | None = None
    marked: tuple[int, ...] = ()


def run_chart(series: Series, width: float, height: float, letter: float = 11) -> tuple[Shape, ...]:
    """A run chart in a box of the given size; letter is the height of its words in the same measure."""
    left, right = letter * 3.2, width - letter * 4.5
    top, foot = letter, height - letter * 2

    def at(value: float) -> float:
        share = (value - series.floor) / ((series.ceiling - series.floor) or 1)
        return foot - share * (foot - top)

    def across(place: int) -> float:
        return left + (right - left) * (place / max(1, len(series.points) - 1))

    shapes: list[Shape] = []
    for value in (series.floor, (series.floor + series.ceiling) / 2, series.ceiling):
        shapes.append(Line(((left, at(value)), (right, at(value))), 1, "line"))
        words = f"{value:g}{series.unit}"
        shapes.append(Words(left - letter * 0.5, at(value) + letter * 0.35, words, letter, "ink-quiet", 1))
    shapes += _guides(series, (left, right), at, letter)
    shapes += _labels(series, across, height - letter * 0.4, letter)
    return (*shapes, *_values(series, across, at, letter))


def _guides(
    series: Series, ends: tuple[float, float], at: Callable[[float], float], letter: float
) -> list[Shape]:
    """Target, middle and limits across the chart, each with its word where there is room for it."""
    left, right = ends
    lower, upper = series.limits or (None, None)
    guides = (
        (series.target, "target", "accent", 1.5),
        (series.middle, series.middle_word, "ink-quiet", 1.5),
        (upper, "limit", "ink-quiet", 0.75),
        (lower, "limit", "ink-quiet", 0.75),
    )
    shapes: list[Shape] = []
    said: list[float] = []
    for guide, word, colour, width in guides:
        if guide is None or not series.floor <= guide <= series.ceiling:
            continue
        y = at(guide)
        shapes.append(Line(((left, y), (right, y)), width, colour, dashed=True))
        if all(abs(y - other) >= letter for other in said):
            shapes.append(Words(right + letter * 0.5, y + letter * 0.35, word, letter, colour))
            said.append(y)
    return shapes


def _labels(series: Series, across: Callable[[int], float], height: float, letter: float) -> list[Shape]:
    """The points' names under the chart, as many as there is room for."""
    widest = max((len(point.label) for point in series.points), default=1) * letter * 0.6
    room = across(1) - across(0) if len(series.points) > 1 else widest
    every = max(1, math.ceil(widest / max(room, 1)))
    return [
        Words(across(n), height, point.label, letter, "ink-quiet", 0)
        for n, point in enumerate(series.points)
        if n % every == 0
    ]


def _values(
    series: Series, across: Callable[[int], float], at: Callable[[float], float], letter: float
) -> list[Shape]:
    shapes: list[Shape] = []
    stretch: list[tuple[float, float]] = []
    for n, point in enumerate(series.points):
        if point.value is None:
            shapes += [Line(tuple(stretch), 1.5, "accent")] if len(stretch) > 1 else []
            stretch = []
            continue
        stretch.append((across(n), at(point.value)))
        if point.low is not None and point.high is not None:
            shapes.append(Line(((across(n), at(point.low)), (across(n), at(point.high))), 1.5, "na"))
    shapes += [Line(tuple(stretch), 1.5, "accent")] if len(stretch) > 1 else []
    known = [(across(n), at(p.value)) for n, p in enumerate(series.points) if p.value is not None]
    marked = {across(n) for n in series.marked}
    rings = (Ring(x, y, letter * 0.5, 1.2, "accent") for x, y in known if x in marked)
    return [*shapes, *(Disc(x, y, letter * 0.28, "accent") for x, y in known), *rings]
