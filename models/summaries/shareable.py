# SPDX-License-Identifier: MIT
"""What the shareable summary may print: made from the protected file alone, rounded once more."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries import measures
from models.summaries.document import TermlySummary
from models.summaries.protect import variance_of
from models.summaries.sums import Total, share

LEAST_BASE = 30
"""Published children behind a percentage; below it none is printed."""

NOTE = (
    "To protect children, each count has a small random change: within 4 either way in 97 of 100 cells. "
    "Do not compare with the school's own records."
)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table for paper: rows of words and count, the total, and the first row's share where it has one."""

    title: str
    rows: tuple[tuple[str, str], ...]
    total: str
    share: str


def printed_count(published: int) -> str:
    """To the nearest five; "0–4" for anything under five, negative counts included."""
    return "0–4" if published < 5 else str(5 * round(published / 5))


def printed_share(part: int, rest: int) -> str:
    """A range in whole points, as "31 to 45 %"; empty for fewer than thirty children."""
    if part + rest < LEAST_BASE:
        return ""
    found = share(_alone(part), _alone(rest))
    if found is None:
        return ""
    low = max(0, round(100 * (found.value - found.half_width)))
    high = min(100, max(0, round(100 * (found.value + found.half_width))))
    return f"{low} to {high} %"


def _alone(published: int) -> Total:
    return Total(published, schools=1, cells=1, variance=variance_of("H06"))


def printed_tables(summary: TermlySummary) -> tuple[PrintedTable, ...]:
    """All counts for paper; totals are sums of published counts, rounded only then.

    The capped sum stays out, since one school's is all noise, and so do tables that no school can fill.
    """
    return tuple(
        _printed(table, summary)
        for table in measures.TABLES
        if summary.tables.get(table.id) and not table.cap
    )


def _printed(table: measures.Table, summary: TermlySummary) -> PrintedTable:
    published = summary.tables[table.id]
    there = [cell for cell in table.cells if cell.id in published]
    part = printed_share(*(published[cell.id] for cell in there)) if len(there) == 2 else ""
    return PrintedTable(
        title=table.title,
        rows=tuple((cell.words, printed_count(published[cell.id])) for cell in there),
        total=printed_count(sum(published[cell.id] for cell in there)),
        share=part,
    )
