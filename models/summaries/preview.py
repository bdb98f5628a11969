# SPDX-License-Identifier: MIT
"""What stays and what leaves, number by number, to be seen before a summary is written. Personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.summaries import measures
from models.summaries.document import TermlySummary
from models.summaries.protect import Tables


@dataclass(frozen=True, slots=True)
class Line:
    """One number beside itself: stays is the true count, leaves the published one.

    before  what left for this cell in the term before; None where nothing did
    """

    table: str
    title: str
    cell: str
    words: str
    stays: int
    leaves: int
    before: int | None = None


def lines(true: Tables, summary: TermlySummary, before: TermlySummary | None = None) -> tuple[Line, ...]:
    """Every number of the file in the order of its tables, with the true one that stays in the school."""
    earlier: Mapping[str, Mapping[str, int]] = before.tables if before else {}
    return tuple(
        Line(
            table=table.id,
            title=table.title,
            cell=cell.id,
            words=cell.words,
            stays=true[table.id][cell.id],
            leaves=summary.tables[table.id][cell.id],
            before=earlier.get(table.id, {}).get(cell.id),
        )
        for table in measures.TABLES
        if table.id in summary.tables
        for cell in table.cells
        if cell.id in summary.tables[table.id]
    )
