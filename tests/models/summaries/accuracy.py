# SPDX-License-Identifier: MIT
"""How near a fictional borough's sums come to the truth, which only the generator knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.fictional_borough import FIRST_TERM, counts_of, schools_of, terms_from
from models.summaries.borough import totals_of
from models.summaries.filing import filing
from models.summaries.measures import BY_ID
from models.summaries.versions import prepare


@dataclass(frozen=True)
class Cell:
    """One total of the borough beside the truth."""

    table: str
    true: int
    published: int
    half_width: int

    @property
    def is_covered(self) -> bool:
        return abs(self.published - self.true) <= self.half_width

    def is_within(self, share: float) -> bool:
        return abs(self.published - self.true) <= share * self.true


def cells(schools: int, terms: int, seed: int = 1) -> Iterator[Cell]:
    """Every counted cell of every term; the capped sum, which isn't a count, is left out."""
    true: dict[tuple[str, str, str], int] = defaultdict(int)
    filings = defaultdict(list)
    for school in schools_of(schools, seed):
        for heading, counted in counts_of(school, terms_from(FIRST_TERM, terms), "372", "0.1.0"):
            summary = prepare(heading, counted.tables, school.key("noise")).summary
            filings[heading.term].append(filing(summary))
            for table, row in summary.tables.items():
                for cell in row:
                    true[heading.term, table, cell] += counted.tables[table][cell]
    for term, found in filings.items():
        for table, totals in totals_of(found).items():
            for cell, one in totals.items():
                if not BY_ID[table].cap:
                    yield Cell(table, true[term, table, cell], one.value, one.half_width)
