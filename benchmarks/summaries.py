# SPDX-License-Identifier: MIT
"""What a school's export costs, how large its file is, and how near a borough's sums come to the truth.

Run by hand from the project's folder: python -m benchmarks.summaries [pupils]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from desktop.files import put
from desktop.paper.shareable_summary import leaving_files
from models.calendar import read_term
from models.codes import SchoolPhase
from models.issuing import ready
from models.records import School
from models.sample import PASSPHRASE, fill
from models.store import Store
from tests.models.summaries.accuracy import Cell, cells

TODAY = date(2026, 12, 18)
SCHOOL = School(name="Benchmark", la="372", estab="4001", urn=100001, phase=SchoolPhase.SECONDARY)


def export(pupils: int) -> None:
    """Print the seconds from a click to the files on the disk; the first with the standard still unread."""
    with tempfile.TemporaryDirectory() as name:
        store = Store.create(
            Path(name) / "s.gr", PASSPHRASE, SCHOOL, now=lambda: datetime(2026, 12, 18, tzinfo=UTC)
        )
        fill(store, pupils=pupils, terms=3, seed=1, until=TODAY)
        taken = []
        for _ in range(6):
            start = time.perf_counter()
            found = ready(store, read_term("2026-27.1"), TODAY, "0.1.0")
            files = leaving_files(found.summary, store.signing_key, None)
            for name_of, content in files.items():
                put(Path(name) / name_of, content)
            taken.append(time.perf_counter() - start)
        store.close()
    plain = next(len(content) for name_of, content in files.items() if name_of.endswith(".json"))
    print(
        f"export of {pupils} pupils, {found.true.cohort} counted: first {taken[0]:.2f} s, "
        f"then {statistics.median(taken[1:]):.2f} s (median of five); plain file {plain} bytes"
    )


def accuracy(schools: int = 120, terms: int = 9, seeds: Sequence[int] = (1, 2, 3, 4)) -> None:
    """Print how many totals lie within their intervals, and how near they come by size."""
    boroughs = [list(cells(schools, terms, seed)) for seed in seeds]
    found = [one for each in boroughs for one in each]
    each = ", ".join(f"{_share(one):.1f}" for one in boroughs)
    print(f"{schools} schools, {terms} terms, {len(found)} totals of {len(seeds)} boroughs:")
    print(f"  within their interval {_share(found):.1f} % ({each})")
    for low, high in ((1000, 10**9), (200, 1000), (50, 200)):
        there = [one for one in found if low <= one.true < high]
        near = [100 * sum(one.is_within(share) for one in there) / len(there) for share in (0.05, 0.1)]
        furthest = 100 * max(abs(one.published - one.true) / one.true for one in there)
        print(
            f"  {len(there)} of {low} and more: within 5 % {near[0]:.1f} %, within 10 % {near[1]:.1f} %, "
            f"the furthest {furthest:.1f} % off"
        )


def _share(found: Sequence[Cell]) -> float:
    return 100 * sum(one.is_covered for one in found) / len(found)


if __name__ == "__main__":
    export(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    accuracy()
