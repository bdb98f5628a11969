# SPDX-License-Identifier: MIT
"""Small pictures as plain shapes, so that screen, print and PDF draw the same ones; needs no screen.

A picture is a tuple of shapes in a box of its own; colours are tokens of desktop.style.
"""

from __future__ import annotations

import math
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
