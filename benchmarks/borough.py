# SPDX-License-Identifier: MIT
"""How long an authority waits: many schools' files made, then read, verified and summed; memory beside it.

Run by hand from the project's folder: python -m benchmarks.borough [schools] [terms] [processes]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from models.summaries.arrivals import Authority, read_folder
from models.summaries.borough import roll_up
from models.summaries.document import make
from models.summaries.goals import read_goals
from models.summaries.seal import plain_file
from tests.models.summaries.school import heading, true_tables

TERMS = [f"{year}-{year - 1999:02}.{n}" for year in range(2026, 2032) for n in (1, 2, 3)]


def fill(folder: Path, schools: int, terms: int) -> None:
    """Files of so many schools and terms, a folder for each term."""
    for at, term in enumerate(TERMS[:terms]):
        (folder / term).mkdir()
        true = true_tables(at)
        for urn in range(100001, 100001 + schools):
            made = make(heading(urn, term), true, urn.to_bytes(32))
            (folder / term / f"{made.name}.json").write_bytes(plain_file(made, urn.to_bytes(32)))


def main(schools: int = 120, terms: int = 9, workers: int = 1) -> None:
    """Print the seconds of each step and the largest memory of any process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, schools, terms)
        start = time.perf_counter()
        arrived = read_folder(folder, Authority("372"), workers=workers)
        read = time.perf_counter()
        picture = roll_up(arrived.standing, read_goals())
        summed = time.perf_counter()
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{arrived.files} files, {picture.schools} schools, {len(arrived.rejected)} refused:"
        f" read {read - start:.2f} s, summed {summed - read:.2f} s, memory {memory / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
