# SPDX-License-Identifier: MIT
"""Adding up protected counts: totals, changes and shares, each with the interval that protection leaves.

A figure is hidden where its half-width exceeds a quarter of it, where fewer than three schools stand behind
it, or where a share's base is less than twenty times its own standard deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt

from models.summaries.protect import THRESHOLDS, VARIANCE_FRESH, VARIANCE_PERSISTENT

FEWEST_SCHOOLS = 3
ROUNDED_FROM = 60
"""Cells behind a total from which it is shown to the nearest ten."""

VARIANCE = VARIANCE_PERSISTENT + VARIANCE_FRESH
_NORMAL = 1.96
_EXACT_BELOW = 10


@cache
def half_width(cells: int) -> int:
    """Half the 95 % interval that protection leaves on a sum of so many cells.

    By exact convolution of the frozen table below ten cells, by the normal law from there on.
    """
    if cells >= _EXACT_BELOW:
        return round(_NORMAL * sqrt(VARIANCE * cells))
    if not cells:
        return 0
    ways = _ways(2 * cells)
    middle, whole = len(ways) // 2, sum(ways)
    inside, reach = ways[middle], 0
    while 20 * inside < 19 * whole:
        reach += 1
        inside += ways[middle + reach] + ways[middle - reach]
    return reach


@cache
def _ways(draws: int) -> tuple[int, ...]:
    """The law of a sum of draws in whole numbers: in how many of 2^(64·draws) ways each value comes about."""
    one = tuple(high - low for low, high in pairwise((0, *THRESHOLDS, 1 << 64)))
    if draws == 1:
        return one
    before = _ways(draws - 1)
    found = [0] * (len(before) + len(one) - 1)
    for at, many in enumerate(before):
        for more, few in enumerate(one):
            found[at + more] += many * few
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of published cells: signed, never clipped before it was summed.

    value       the sum as it is
    schools     that stand behind it
    cells       school-cells summed
    variance    that protection added to it
    """

    value: int
    schools: int
    cells: int
    variance: int

    @property
    def half_width(self) -> int:
        """Half of its 95 % interval."""
        return half_width(self.variance // VARIANCE)

    @property
    def hidden(self) -> str:
        """Why it isn't shown to people; empty where it is."""
        if self.schools < FEWEST_SCHOOLS:
            return "fewer than three schools"
        return "too rough" if 4 * self.half_width > abs(self.value) else ""

    @property
    def shown(self) -> int | None:
        """The figure for people: to the nearest ten from sixty cells on; None where it is hidden."""
        if self.hidden:
            return None
        return round(self.value, -1) if self.cells >= ROUNDED_FROM else self.value


def joined(totals: Sequence[Total]) -> Total:
    """Several cells' totals as one, as of all layers of an area.

    Behind it stand the schools of the cell that most schools have.
    """
    return Total(
        value=sum(one.value for one in totals),
        schools=max((one.schools for one in totals), default=0),
        cells=sum(one.cells for one in totals),
        variance=sum(one.variance for one in totals),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A share A/(A+B) of protected sums, as a fraction, and half its 95 % interval from protection alone."""

    value: float
    half_width: float
    base: int
    schools: int
    hidden: str = ""


def share(part: Total, rest: Total) -> Share | None:
    """The share that part has of part and rest; None where there is nothing to share."""
    base = part.value + rest.value
    if base <= 0:
        return None
    value = part.value / base
    variance = ((1 - value) ** 2 * part.variance + value**2 * rest.variance) / base**2
    schools = min(part.schools, rest.schools)
    hidden = ""
    if schools < FEWEST_SCHOOLS:
        hidden = "fewer than three schools"
    elif base < 20 * sqrt(part.variance + rest.variance):
        hidden = "too few children"
    return Share(value, _NORMAL * sqrt(variance), base, schools, hidden)


def mean_half_width(cells: int, terms: int) -> float:
    """Half the 95 % interval of the mean of one total over terms of one epoch: the persistent part stays."""
    return _NORMAL * sqrt(cells * (VARIANCE_PERSISTENT + VARIANCE_FRESH / terms))
