# SPDX-License-Identifier: MIT
"""Runs the named attacks at length and prints the figures that stand in docs/anonymity.md; takes minutes.

Run by hand from the project's folder: python -m benchmarks.attacks
"""

from __future__ import annotations

from tests.models.summaries.attackers import averaging, strong, two_files

NINE_TERMS = [f"{year}-{year - 1999:02}.{n}" for year in (2026, 2027, 2028) for n in (1, 2, 3)]


def main() -> None:
    """Print each attack with what it found."""
    print("strong, attendance band, one file: right, base, sure %:", strong(6000).percent)
    print("two files, whole profiles in 1,000, by luck:", two_files(3000))
    print("the same against careless noise:", two_files(300, careless=True))
    print("strong, unchanged layer, one term:", averaging(3000, NINE_TERMS[:1]).percent)
    print("strong, unchanged layer, nine terms:", averaging(1500, NINE_TERMS).percent)


if __name__ == "__main__":
    main()
