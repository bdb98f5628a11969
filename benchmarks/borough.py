# SPDX-License-Identifier: MIT
"""How long an authority waits: schools' files verified, summed and made ready to draw; memory beside it.

Run by hand from the project's folder:
python -m benchmarks.borough [schools] [terms] [processes]     one size, a fictional borough of files
python -m benchmarks.borough linear                            120 x 9, then 1 % and 10 % of England
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from models.fictional_borough import FIRST_TERM, files_of, schools_of, terms_from
from models.summaries.arrivals import Authority, read_folder
from models.summaries.borough import roll_up
from models.summaries.charts import table_lines
from models.summaries.document import make
from models.summaries.goals import read_goals
from models.summaries.progress import measure_lines
from models.summaries.seal import plain_file
from tests.models.summaries.school import heading, true_tables

ENGLAND = 24_000
"""Schools; with fifteen terms 360,000 files."""


def fill(folder: Path, schools: int, terms: int) -> None:
    """A fictional borough's files; where there are many schools, one school's counts under each number."""
    if schools <= 200:
        for school in schools_of(schools, 1):
            for term, name, content in files_of(school, terms_from(FIRST_TERM, terms), "372", "0.1.0"):
                (folder / term).mkdir(exist_ok=True)
                (folder / term / name).write_bytes(content)
        return
    for at, term in enumerate(terms_from(FIRST_TERM, terms)):
        (folder / str(term)).mkdir()
        true = true_tables(at)
        for urn in range(100001, 100001 + schools):
            made = make(heading(urn, str(term)), true, urn.to_bytes(32))
            (folder / str(term) / f"{made.name}.json").write_bytes(plain_file(made, urn.to_bytes(32)))


def main(schools: int = 120, terms: int = 9, workers: int = 1) -> None:
    """Print the seconds of each step and the largest memory of any process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, schools, terms)
        start = time.perf_counter()
        arrived = read_folder(folder, Authority("372"), workers=workers)
        read = time.perf_counter()
        goals = read_goals()
        picture = roll_up(arrived.standing, goals)
        summed = time.perf_counter()
        measure_lines(picture, goals)
        table_lines(picture)
        drawn = time.perf_counter()
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{arrived.files} files, {picture.schools} schools, {len(arrived.rejected)} refused: "
        f"read {read - start:.2f} s, summed {summed - read:.2f} s, lines {drawn - summed:.2f} s, "
        f"each file {1000 * (drawn - start) / max(1, arrived.files):.2f} ms, memory {memory / 1024:.0f} MB"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["linear"]:
        main()
        main(ENGLAND // 100, 15)
        main(ENGLAND // 10, 15, 2)
    else:
        main(*(int(word) for word in sys.argv[1:]))
