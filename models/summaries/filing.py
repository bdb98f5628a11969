# SPDX-License-Identifier: MIT
"""Filing: one verified summary, packed small for adding up."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from models.summaries import measures
from models.summaries.document import Facts, TermlySummary


@dataclass(frozen=True, slots=True)
class Filing:
    """One verified summary, packed small: a nation's worth of them fits into memory.

    counts stand in the order of measures.cells_of(school_type, release).
    """

    file: str
    la: str
    urn: int
    school_type: str
    term: str
    version: int
    hash: str
    replaces: str | None
    key_id: str
    release: tuple[str, ...]
    facts: Facts
    counts: array[int]

    @property
    def identity(self) -> tuple[int, str]:
        """School and term: of each, one version stands."""
        return self.urn, self.term

    def table(self, name: str) -> dict[str, int]:
        """One table's published counts by cell; empty where the release doesn't have it."""
        cells = measures.cells_of(self.school_type, self.release)
        if name not in cells:
            return {}
        start = sum(len(cells[other]) for other in self.release[: self.release.index(name)])
        return dict(zip(cells[name], self.counts[start : start + len(cells[name])], strict=True))


def filing(summary: TermlySummary, file: str = "") -> Filing:
    """A summary packed small; file is the name that people know it by."""
    release = next(names for names in measures.RELEASES if set(names) == summary.tables.keys())
    cells = measures.cells_of(summary.school_type, release)
    return Filing(
        file=file or summary.name,
        la=summary.la,
        urn=summary.urn,
        school_type=summary.school_type,
        term=summary.term,
        version=summary.version,
        hash=summary.hash,
        replaces=summary.replaces,
        key_id=summary.key_id,
        release=release,
        facts=summary.facts,
        counts=array("i", (summary.tables[name][cell] for name in release for cell in cells[name])),
    )
