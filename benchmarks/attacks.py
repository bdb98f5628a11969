# SPDX-License-Identifier: MIT
"""Runs the named attacks at length and prints the figures that stand in docs/anonymity.md; takes minutes.

Run by hand from the project's folder: python -m benchmarks.attacks
"""

from __future__ import annotations

from tests.models.summaries.attackers import (
    SECRETS,
    averaging,
    census_reader,
    strong,
    two_files,
    versions,
)

NINE_TERMS = [f"{year}-{year - 1999:02}.{n}" for year in (2026, 2027, 2028) for n in (1, 2, 3)]


def main() -> None:
    """Print each attack with what it found."""
    for secret in SECRETS:
        print(f"strong, {secret}, one file: right, base, sure %:", strong(3000, secret).percent, flush=True)
    print("census reader, attendance: right, base, sure %:", census_reader(1500).percent, flush=True)
    print("two files, whole profiles in 1,000, by luck:", two_files(3000), flush=True)
    print("three versions before and after:", versions(1500, 3), flush=True)
    print("two files against careless noise:", two_files(300, careless=True), flush=True)
    print("strong, unchanged layer, one term:", averaging(3000, NINE_TERMS[:1]).percent, flush=True)
    print("strong, unchanged layer, nine terms:", averaging(1500, NINE_TERMS).percent, flush=True)


if __name__ == "__main__":
    main()
