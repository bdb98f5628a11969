# SPDX-License-Identifier: MIT
"""How many runs chance alone gives: exact limits for run charts, in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb, log2

LEAST = 10
"""Useful points below which runs aren't tested."""

_TAIL = Fraction(25, 1000)


def _ways(runs: int, above: int, below: int) -> int:
    half, odd = divmod(runs, 2)
    if not odd:
        return 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)
    return comb(above - 1, half) * comb(below - 1, half - 1) + comb(above - 1, half - 1) * comb(
        below - 1, half
    )


@cache
def runs_limits(useful: int) -> tuple[int, int] | None:
    """Fewest and most runs that are still usual for so many useful points; None below ten.

    Two-sided 5 % limits of Swed and Eisenhart (1943), computed exactly for points split evenly by the median.
    Printed tables differ by one in places.
    """
    if useful < LEAST:
        return None
    above = useful // 2
    ways = [_ways(runs, above, useful - above) for runs in range(2, useful + 1)]
    return 2 + _first_past_tail(ways), useful - _first_past_tail(ways[::-1])


def _first_past_tail(ways: list[int]) -> int:
    total, running = sum(ways), 0
    for at, count in enumerate(ways):
        running += count
        if running > _TAIL * total:
            return at
    raise AssertionError("a whole distribution passes its own tail")


def longest_run_limit(useful: int) -> int:
    """The longest run still usual (Anhøj and Olesen 2014): log2 of the useful points, rounded, plus 3."""
    return round(log2(useful)) + 3


def crossings_limit(useful: int) -> int:
    """The fewest crossings of the median that are still usual: the 5 % quantile of Binomial(n - 1, 1/2)."""
    steps = useful - 1
    running = 0
    for crossings in range(steps + 1):
        running += comb(steps, crossings)
        if 20 * running >= 1 << steps:
            return crossings
    return steps
