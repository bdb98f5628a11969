# SPDX-License-Identifier: MIT
"""The columns of the borough's plain lists: totals, coverage, and files that were not taken."""

from __future__ import annotations

from desktop.borough_series import short_term
from desktop.tables import Column, RowsTable
from models.summaries.arrivals import Rejected
from models.summaries.charts import CoverageLine, TableLine

TOTALS: tuple[Column[TableLine], ...] = (
    Column("Term", lambda r: r.term, width=11),
    Column("Table", lambda r: r.title, width=26),
    Column("What", lambda r: r.words, width=44),
    Column("Total", lambda r: r.value, figures=True, width=9),
    Column("± half width", lambda r: r.half_width, figures=True, width=12),
    Column("Schools", lambda r: r.schools, figures=True, width=9),
    Column("Why not shown", lambda r: r.hidden or None, width=24),
)
REFUSED: tuple[Column[Rejected], ...] = (
    Column("File", lambda r: r.file, width=40),
    Column("Why it was not taken", lambda r: r.reason, width=80),
)
COVERAGE: tuple[Column[CoverageLine], ...] = (
    Column("Term", lambda r: short_term(r.term), width=9),
    Column("Schools", lambda r: r.schools, figures=True, width=9),
    Column("Expected", lambda r: r.expected, figures=True, width=9),
    Column("SEND pupils, %", lambda r: r.send_percent, figures=True, width=14),
    Column("Missing", lambda r: r.missing or None, width=90),
)


def totals_list() -> RowsTable[TableLine]:
    """Every total of every term."""
    made = RowsTable("totals", TOTALS, lambda row: f"{row.term}.{row.table}.{row.cell}")
    made.setAccessibleName("Totals")
    return made


def refused_list() -> RowsTable[Rejected]:
    """Files that were not taken, each with its sentence."""
    made = RowsTable("refused", REFUSED, lambda row: row.file)
    made.setAccessibleName("Files that were not taken")
    return made


def coverage_list() -> RowsTable[CoverageLine]:
    """Who has sent a file, term by term."""
    made = RowsTable("coverage", COVERAGE, lambda row: row.term)
    made.setAccessibleName("Who has sent a file")
    return made
