# SPDX-License-Identifier: MIT
"""XmR charts: process limits from moving ranges, and the four signals, as Making Data Count codes them.

Rules and order as in NHSRplotthedots 0.2.2 (nhs-r-community), written anew from their description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from models.summaries.run_chart import Points

_LIMIT = 2.66
_SCREEN = 3.267
_RUN = 7
FIRM = 12
"""Points from which limits are more than trial limits."""


class Assurance(StrEnum):
    """Whether the process as it runs will meet its target."""

    PASSES = "consistently_passes"
    FAILS = "consistently_fails"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class XmrChart:
    """Mean and limits, and the places (from 0) of the points that signal."""

    mean: float
    lower: float
    upper: float
    outside: tuple[int, ...]
    shift: tuple[int, ...]
    trend: tuple[int, ...]
    two_of_three: tuple[int, ...]
    is_trial: bool

    def assurance(self, target: float, *, more_is_better: bool) -> Assurance:
        """Target beyond a limit: the process passes or fails it consistently; between them, neither."""
        if self.lower <= target <= self.upper:
            return Assurance.INCONSISTENT
        return Assurance.PASSES if (target < self.lower) == more_is_better else Assurance.FAILS


def read_xmr(points: Points, baseline: int | None = None, *, screen: bool = False) -> XmrChart | None:
    """The chart of the points that are there; None where there are fewer than two.

    baseline: how many of the first points give mean and limits. screen: drop moving ranges of 3.267 times
    their mean and more, once. A missing point is passed over: its neighbours follow one another.
    """
    places = [at for at, y in enumerate(points) if y is not None]
    there = [y for y in points if y is not None]
    within = [y for y in points[:baseline] if y is not None]
    if len(within) < 2:
        return None
    mean, reach = fmean(within), _LIMIT * _moving_range(within, screen=screen)
    lower, upper = mean - reach, mean + reach
    outside = {at for at, y in enumerate(there) if not lower <= y <= upper}
    near = {at for at, y in enumerate(there) if at not in outside and abs(y - mean) > reach * 2 / 3}
    sides = [(y > mean) - (y < mean) for y in there]
    steps = [(b > a) - (b < a) for a, b in pairwise(there)]

    def placed(found: set[int]) -> tuple[int, ...]:
        return tuple(places[at] for at in sorted(found))

    return XmrChart(
        mean=mean,
        lower=lower,
        upper=upper,
        outside=placed(outside),
        shift=placed(_stretches(sides, _RUN)),
        trend=placed({at + more for at in _stretches(steps, _RUN - 1) for more in (0, 1)}),
        two_of_three=placed(_two_of_three(sides, near)),
        is_trial=len(within) < FIRM,
    )


def _moving_range(values: Sequence[float], *, screen: bool) -> float:
    ranges = [abs(b - a) for a, b in pairwise(values)]
    mean = fmean(ranges)
    if not screen:
        return mean
    kept = [moved for moved in ranges if moved < _SCREEN * mean]
    return fmean(kept) if kept else mean


def _stretches(signs: Sequence[int], length: int) -> set[int]:
    """Places in stretches of at least so many equal signs; a zero breaks."""
    found: set[int] = set()
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if signs[start] and at - start >= length:
                found.update(range(start, at))
            start = at
    return found


def _two_of_three(sides: Sequence[int], near: set[int]) -> set[int]:
    """Near-limit points in three neighbours on one side of the mean, two of them at least near the limit."""
    found: set[int] = set()
    for first in range(len(sides) - 2):
        window = range(first, first + 3)
        if abs(sum(sides[at] for at in window)) == 3 and len(near.intersection(window)) >= 2:
            found |= near.intersection(window)
    return found
