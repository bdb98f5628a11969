# SPDX-License-Identifier: MIT
"""Funnel plots for schools: what chance alone, and chance with protection, makes of one true share.

Exact binomial limits: Spiegelhalter, Statistics in Medicine 2005. Over-dispersion as CQC, SHMI and
FunnelPlotR (nhs-r-community) reckon it. There is no ranking here and none can be made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

TAILS = (0.001, 0.025, 0.975, 0.999)
LEAST_BASE = 20
"""Children below which a school's share isn't drawn."""
FEWEST = 10
"""Schools below which nothing is said of how far they differ beyond chance."""


def exact_limit(share: float, size: int, tail: float) -> float:
    """The exact binomial limit for a school of this size, interpolated between whole counts.

    share lies strictly between 0 and 1, and so do tail and the answer, 0 and 1 included there.
    """
    below = cumulative = 0.0
    count = -1
    while cumulative <= tail and count < size:
        count += 1
        below = cumulative
        cumulative += _chance(share, size, count)
    weight = (cumulative - tail) / (cumulative - below)
    return min(1.0, max(0.0, (count - weight) / size))


def _chance(share: float, size: int, count: int) -> float:
    # By logarithms, because a secondary school's binomial coefficients are too large for a float.
    ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
    return exp(ways + count * log(share) + (size - count) * log1p(-share))


def protected_limit(
    share: float, size: float, tail: float, variance: float = 4, rest: float | None = None, between: float = 0
) -> float:
    """The limit for a protected share: chance and noise together; may lie outside 0 and 1.

    variance: what protection adds to the count of those who have it; rest: to the others, the same where
    nothing is said; between: the variance by which schools differ beyond both, as a share squared.
    """
    chance = share * (1 - share) / size
    noise = share_noise(share, size, variance, variance if rest is None else rest)
    return share + NormalDist().inv_cdf(tail) * sqrt(chance + noise + between)


def share_noise(share: float, size: float, variance: float, rest: float) -> float:
    """What protection adds to the variance of a share of this size."""
    return (variance * (1 - share) ** 2 + rest * share**2) / size**2


def between_schools(
    counts: Sequence[float], sizes: Sequence[float], variance: float, rest: float
) -> tuple[float, float]:
    """How schools differ beyond chance and protection: phi, and the variance of their true shares.

    phi is about 1 where chance and protection explain everything; the noise is taken out of it. (1, 0) for
    fewer schools than FEWEST, and where nobody or everybody has it.
    """
    share = min(1.0, max(0.0, sum(counts) / sum(sizes))) if sizes and sum(sizes) else 0.0
    if len(sizes) < FEWEST or not 0 < share < 1:
        return 1.0, 0.0
    # A share's variance on the arcsine scale is its own divided by 4p(1-p).
    scale = 4 * share * (1 - share)
    noises = [share_noise(share, size, variance, rest) / scale for size in sizes]
    found = dispersion(counts, sizes, noises)
    return found.phi, found.tau_squared * scale


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more the schools differ than chance explains, and each school's z with that allowed for."""

    share: float
    z: tuple[float, ...]
    phi: float
    tau_squared: float
    z_adjusted: tuple[float, ...]


def dispersion(
    counts: Sequence[float], sizes: Sequence[float], noises: Sequence[float] | None = None
) -> Dispersion:
    """Additive over-dispersion on the arcsine scale, z winsorised at the 10 % and 90 % quantiles.

    noises: what protection adds to each school's variance on that scale; nothing where they are left out.
    Raises ValueError for fewer than two schools.
    """
    if len(sizes) < 2:
        raise ValueError("the spread of schools needs two of them at least")
    share = min(1.0, max(0.0, sum(counts) / sum(sizes)))
    centre = asin(sqrt(share))
    apart = [asin(sqrt(min(1.0, max(0.0, n / size)))) - centre for n, size in zip(counts, sizes, strict=True)]
    own = [1 / (4 * size) + noise for size, noise in zip(sizes, noises or [0.0] * len(sizes), strict=True)]
    z = [gap / sqrt(variance) for gap, variance in zip(apart, own, strict=True)]
    low, high = _quantile(z, 0.1), _quantile(z, 0.9)
    phi = sum(min(high, max(low, value)) ** 2 for value in z) / len(z)
    weights = [1 / variance for variance in own]
    spread = sum(weights) - sum(w * w for w in weights) / sum(weights)
    tau_squared = max(0.0, (len(z) * phi - (len(z) - 1)) / spread)
    adjusted = [gap / sqrt(variance + tau_squared) for gap, variance in zip(apart, own, strict=True)]
    return Dispersion(share, tuple(z), phi, tau_squared, tuple(adjusted))


def _quantile(values: Sequence[float], at: float) -> float:
    """Hyndman and Fan's type 7, as R's default."""
    ordered = sorted(values)
    place = at * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (place - lower) * (ordered[upper] - ordered[lower])
