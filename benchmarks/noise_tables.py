# SPDX-License-Identifier: MIT
"""Reckons the noise tables once, at high precision; the program carries the results as frozen integers.

Run by hand: python benchmarks/noise_tables.py [count | wide]. A test compares its output with what is frozen.
"""

from __future__ import annotations

import sys
from decimal import Decimal, localcontext

DIGITS = 80
HALVINGS = 240


def _weights(rate: Decimal, bound: int) -> list[Decimal]:
    return [(-rate * k * k).exp() for k in range(bound + 1)]


def _variance(rate: Decimal, bound: int) -> Decimal:
    weights = _weights(rate, bound)
    return 2 * sum(k * k * w for k, w in enumerate(weights)) / (weights[0] + 2 * sum(weights[1:]))


def thresholds(variance: int, bound: int) -> tuple[int, ...]:
    """The 2·bound cut points floor(2^64 · CDF) of P(k) ~ exp(-rate·k²), |k| <= bound, of this variance."""
    with localcontext() as context:
        context.prec = DIGITS
        low, high = Decimal(1) / (4 * variance), Decimal(2) / variance
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if _variance(middle, bound) > variance else (low, middle)
        half = _weights(low, bound)
        weights = [*half[:0:-1], *half]
        whole, running, cuts = sum(weights), Decimal(0), []
        for weight in weights[:-1]:
            running += weight
            cuts.append(int(running / whole * (1 << 64)))
        return tuple(cuts)


def wide_bound(cap: int) -> int:
    """9 · cap · √2, rounded up."""
    with localcontext() as context:
        context.prec = DIGITS
        return int((9 * cap * Decimal(2).sqrt()).to_integral_value(rounding="ROUND_CEILING"))


def wide(cap: int) -> tuple[int, ...]:
    """The cut points for a sum in which each child counts for at most cap: variance 2·cap²."""
    return thresholds(2 * cap * cap, wide_bound(cap))


WIDE_MODULE = '''# SPDX-License-Identifier: MIT
"""The frozen noise of sums capped at {cap} a child: variance {variance}, bound ±{bound}, {count} cut points.

Made once by benchmarks/noise_tables.py, never reckoned at run time: sixteen hexadecimal digits a cut point.
"""

CAP = {cap}
BOUND = {bound}

_CUTS = """
{rows}
"""

THRESHOLDS = tuple(int(word, 16) for word in _CUTS.split())
'''


def wide_module(cap: int) -> str:
    """The text of models/summaries/wide_noise.py."""
    words = [f"{cut:016x}" for cut in wide(cap)]
    rows = "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
    return WIDE_MODULE.format(
        cap=cap, variance=2 * cap * cap, bound=wide_bound(cap), count=len(words), rows=rows
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["wide"]:
        sys.stdout.write(wide_module(50))
    else:
        sys.stdout.write("".join(f"    {cut},\n" for cut in thresholds(2, 9)))
