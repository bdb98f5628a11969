# SPDX-License-Identifier: MIT
"""Krippendorff's alpha for named answers: how far people agree beyond chance, with its interval.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for nominal data of any number
of observers with answers missing. Which person gave which answer doesn't enter: only how many gave each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Unit = Mapping[str, str]
"""One thing that was judged: each person's answer. Who gave none is not in it."""

REPLICATES = 2_000
SEED = 2026
"""The interval of the same judgements is the same on every computer."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """alpha is 1 for perfect agreement and 0 for what chance would give; None where it can't be told.

    low, high   ends of the 95 % interval; None where too little was judged
    units       things that two people or more judged
    answers     answers given to these
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    answers: int


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a group of units adds: answers, how often each was given, and the disagreement within units."""

    disagreement: float
    counts: tuple[int, ...]


def alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's nominal alpha.

    None where no unit has two answers, or where everybody gave one and the same answer throughout: then
    nothing varies, and agreement can't be told from habit.
    """
    shared = _shared(units)
    return _alpha([_sum(shared, _names(shared))])


def agreement(
    groups: Iterable[Sequence[Unit]], *, replicates: int = REPLICATES, seed: int = SEED
) -> Agreement:
    """Alpha over all units, with a percentile bootstrap that draws whole groups.

    The units of a group (a vignette's thresholds) hang together, so they are drawn together. A draw in which
    nothing varies says nothing and is left out. Neither the order of groups nor people's names matter.
    """
    shared = [found for group in groups if (found := _shared(group))]
    flat = [unit for group in shared for unit in group]
    names = _names(flat)
    sums = sorted((_sum(group, names) for group in shared), key=lambda one: (one.counts, one.disagreement))
    value = _alpha(sums)
    low, high = _interval(sums, replicates, seed) if value is not None else (None, None)
    return Agreement(value, low, high, len(flat), sum(len(unit) for unit in flat))


def differing(units: Iterable[Unit]) -> float:
    """The share of pairs of answers to the same unit that differ: 0 where all agree, at most 1."""
    differ = pairs = 0
    for unit in _shared(units):
        size = len(unit)
        pairs += size * (size - 1)
        differ += size * size - sum(count * count for count in Counter(unit.values()).values())
    return differ / pairs if pairs else 0.0


def _shared(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if len(unit) >= 2]


def _names(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(sorted({answer for unit in units for answer in unit.values()}))


def _sum(units: Sequence[Unit], names: Sequence[str]) -> _Sum:
    total: Counter[str] = Counter()
    # Rounding depends on the order in which fractions are added; the disagreements by size don't.
    by_size: Counter[int] = Counter()
    for unit in units:
        counts = Counter(unit.values())
        total.update(counts)
        size = len(unit)
        by_size[size] += size * size - sum(count * count for count in counts.values())
    disagreement = sum(found / (size - 1) for size, found in sorted(by_size.items()))
    return _Sum(disagreement, tuple(total[name] for name in names))


def _alpha(sums: Sequence[_Sum]) -> float | None:
    counts = [sum(column) for column in zip(*(one.counts for one in sums), strict=True)]
    answers = sum(counts)
    expected = answers * answers - sum(count * count for count in counts)
    if not expected:
        return None
    observed = sum(one.disagreement for one in sums)
    return float(1 - (answers - 1) * observed / expected)


def _interval(sums: Sequence[_Sum], replicates: int, seed: int) -> tuple[float | None, float | None]:
    if len(sums) < 2:
        return None, None
    random = Random(seed)
    drawn = (_alpha(random.choices(sums, k=len(sums))) for _ in range(replicates))
    found = sorted(one for one in drawn if one is not None)
    if len(found) < replicates // 2:
        return None, None
    return found[round(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]
