# SPDX-License-Identifier: MIT
"""Run charts: median, shifts, trends and runs of a measure over terms, by rules that have names.

Perla, Provost and Murray, BMJ Quality & Safety 2011; Making Data Count (NHS England); Anhøj and Olesen,
PLoS ONE 2014. Where the definitions leave a case open, the choice is written down here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median
from typing import TypeAlias

from models.summaries.runs import LEAST, crossings_limit, longest_run_limit, runs_limits

Points: TypeAlias = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Signal:
    """A shift or a trend: first and last point (from 0), direction (+1 or -1), points that count."""

    first: int
    last: int
    direction: int
    points: int


@dataclass(frozen=True, slots=True)
class Anhoej:
    """Unusually long runs and unusually few crossings, by limits that grow with the number of points."""

    useful: int
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int

    @property
    def is_signal(self) -> bool:
        """Whether either limit is passed."""
        return self.longest_run > self.longest_run_max or self.crossings < self.crossings_min


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of rules: how long a shift and a trend must be; 0 where the rule isn't used."""

    id: str
    title: str
    shift: int
    trend: int
    tests_runs: bool = False
    is_anhoej: bool = False


PRESETS = {
    preset.id: preset
    for preset in (
        Preset("perla2011", "Perla, Provost and Murray 2011", shift=6, trend=5, tests_runs=True),
        Preset("mdc", "Making Data Count", shift=7, trend=7),
        Preset("anhoej2014", "Anhøj and Olesen 2014", shift=0, trend=0, is_anhoej=True),
    )
}


class Reading(StrEnum):
    """What a run chart says, or why it says nothing."""

    SIGNAL = "signal"
    NO_SIGNAL = "no_signal"
    TOO_FEW_POINTS = "too_few_points"
    MOSTLY_ON_MEDIAN = "mostly_on_median"


@dataclass(frozen=True, slots=True)
class RunChart:
    """One chart read by one preset; shifts, trends and runs are there even where no verdict is drawn."""

    median: float
    useful: int
    runs: int
    limits: tuple[int, int] | None
    shifts: tuple[Signal, ...]
    trends: tuple[Signal, ...]
    anhoej: Anhoej | None
    reading: Reading


def median_of(points: Points) -> float | None:
    """The median of the points that are there; of an even number, the mean of the middle two."""
    there = [y for y in points if y is not None]
    return median(there) if there else None


def useful_runs(points: Points, centre: float) -> list[Signal]:
    """The runs on one side of the centre, in order.

    Points on the centre and missing ones neither count nor break a run; a run spans its first to its last
    counted point.
    """
    sides = [(at, 1 if y > centre else -1) for at, y in enumerate(points) if y is not None and y != centre]
    runs = []
    for side, members in groupby(sides, key=lambda point: point[1]):
        places = [at for at, _ in members]
        runs.append(Signal(places[0], places[-1], side, len(places)))
    return runs


def shifts(points: Points, centre: float, length: int) -> tuple[Signal, ...]:
    """Runs of at least so many points on one side of the centre."""
    return tuple(run for run in useful_runs(points, centre) if run.points >= length)


def trends(points: Points, length: int, *, ties_break: bool = False) -> tuple[Signal, ...]:
    """At least so many points, all rising or all falling; the turning point belongs to both trends.

    A point equal to the one before is skipped (Perla), or ends the trend and may begin the next one
    (ties_break, as Making Data Count). Missing points are skipped; a trend may cross the median.
    """
    there = [(at, y) for at, y in enumerate(points) if y is not None]
    if not ties_break:
        there = [point for n, point in enumerate(there) if n == 0 or point[1] != there[n - 1][1]]
    steps = [(before, after, (y > x) - (y < x)) for (before, x), (after, y) in pairwise(there)]
    found = []
    for direction, members in groupby(steps, key=lambda step: step[2]):
        taken = list(members)
        if direction and len(taken) + 1 >= length:
            found.append(Signal(taken[0][0], taken[-1][1], direction, len(taken) + 1))
    return tuple(found)


def anhoej(runs: Sequence[Signal]) -> Anhoej | None:
    """Longest run and crossings beside their limits; None where no point is off the median."""
    useful = sum(run.points for run in runs)
    if not useful:
        return None
    return Anhoej(
        useful=useful,
        longest_run=max(run.points for run in runs),
        longest_run_max=longest_run_limit(useful),
        crossings=len(runs) - 1,
        crossings_min=crossings_limit(useful),
    )


def read_chart(points: Points, preset: Preset, baseline: int | None = None) -> RunChart | None:
    """The chart read by a preset; None where there are no points at all.

    baseline: how many of the first points give the median; all of them where it is None. A verdict needs ten
    useful points, and at least half of the points off the median.
    """
    centre = median_of(points[:baseline])
    if centre is None:
        return None
    runs = useful_runs(points, centre)
    useful = sum(run.points for run in runs)
    found = RunChart(
        median=centre,
        useful=useful,
        runs=len(runs),
        limits=runs_limits(useful),
        shifts=shifts(points, centre, preset.shift) if preset.shift else (),
        trends=trends(points, preset.trend, ties_break=preset.id == "mdc") if preset.trend else (),
        anhoej=anhoej(runs) if preset.is_anhoej else None,
        reading=Reading.NO_SIGNAL,
    )
    there = sum(y is not None for y in points)
    return _with_reading(found, preset, there)


def _with_reading(chart: RunChart, preset: Preset, there: int) -> RunChart:
    if chart.useful * 2 < there:
        reading = Reading.MOSTLY_ON_MEDIAN
    elif chart.useful < LEAST:
        reading = Reading.TOO_FEW_POINTS
    else:
        unusual = preset.tests_runs and chart.limits and not chart.limits[0] <= chart.runs <= chart.limits[1]
        signals = chart.shifts or chart.trends or (chart.anhoej and chart.anhoej.is_signal)
        reading = Reading.SIGNAL if unusual or signals else Reading.NO_SIGNAL
    return replace(chart, reading=reading)
