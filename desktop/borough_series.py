# SPDX-License-Identifier: MIT
"""A success measure as the series that a run chart draws, on screen and on paper alike."""

from __future__ import annotations

from desktop.drawing import Point, Series
from models.summaries.goals import TARGET
from models.summaries.progress import MeasureLine

LEAST_SPAN = 10.0
"""Percentage points that the scale shows at least, so that small changes don't look like great ones."""


def series_of(line: MeasureLine, *, is_small: bool = False) -> Series:
    """The points of a measure with target, middle and limits; what may not be shown leaves a gap.

    is_small: without middle and limits, which a small chart has no room for.
    """
    points = tuple(
        Point(short_term(one.term), None if one.hidden else one.value, one.low, one.high)
        for one in line.figures
    )
    read = line.chart
    drawn = None if is_small else read
    limits = (
        (drawn.lower, drawn.upper) if drawn and drawn.lower is not None and drawn.upper is not None else None
    )
    known = [value for one in points for value in (one.value, one.low, one.high) if value is not None]
    known += [value for value in (line.goal.target, line.goal.baseline, *(limits or ())) if value is not None]
    floor, ceiling = scale_of(known)
    return Series(
        points,
        floor,
        ceiling,
        middle=drawn.middle if drawn else None,
        middle_word=drawn.middle_word if drawn else "",
        target=line.goal.target,
        unit=" %",
        limits=limits,
        marked=read.marked if read else (),
    )


def scale_of(known: list[float]) -> tuple[float, float]:
    """The ends of a scale of per cent that shows all of these with some room around them."""
    if not known:
        return 0.0, 100.0
    low, high = min(known), max(known)
    spare = max(LEAST_SPAN - (high - low), 2.0) / 2
    ceiling = 5 * -(-(high + spare) // 5)
    return max(0.0, 5 * ((low - spare) // 5)), min(ceiling, 100.0) if high <= 100 else ceiling


def short_term(term: str) -> str:
    """A term as it fits under a chart: "2026-27.1" is "Aut 26"; "target" stays what it is."""
    if term == TARGET:
        return "Target"
    year, _, number = term.partition("-")
    season = number.partition(".")[2]
    name = {"1": "Aut", "2": "Spr", "3": "Sum"}.get(season, "")
    calendar_year = int(year) + (season != "1") if year.isdigit() else 0
    return f"{name} {calendar_year % 100:02d}"
