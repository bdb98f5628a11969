# SPDX-License-Identifier: MIT
"""Everything that an authority takes away from the borough's picture: report, sheets, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from desktop.paper.borough_report import write_borough
from models.exchange.columns import write_columns
from models.exchange.giving import write_rows
from models.summaries.benefits import BENEFIT_HEAD, benefit_rows, benefits, years
from models.summaries.charts import table_lines
from models.summaries.flows import layer_lines
from models.summaries.opened import Borough
from models.summaries.progress import MEASURE_HEAD, measure_lines, measure_rows
from models.summaries.spread import CONSISTENCY_HEAD, SPREAD_HEAD, all_spread_lines, consistency_lines

TOTALS_HEAD = ("term", "table", "title", "cell", "words", "value", "half_width", "schools", "hidden")
LAYERS_HEAD = ("term", "layer", "children", "half_width", "percent", "moved", "moved_half_width", "hidden")


REFUSED_HEAD = ("file", "reason")

Sheet: TypeAlias = tuple[str, Sequence[str], Sequence[Sequence[object]]]
"""Name, headings and rows."""


def sheets_of(borough: Borough) -> tuple[Sheet, ...]:
    """Every list of the borough: what is drawn, and what is behind it."""
    picture = borough.picture
    totals = [
        (o.term, o.table, o.title, o.cell, o.words, o.value, o.half_width, o.schools, o.hidden)
        for o in table_lines(picture)
    ]
    spreads = [
        (o.question, o.term, o.urn, o.name, o.share, o.base, o.low, o.high, o.words)
        for o in all_spread_lines(picture, borough.names)
    ]
    layers = [
        (o.term, o.layer, o.value, o.half_width, o.percent, o.moved, o.moved_half_width, o.hidden)
        for o in layer_lines(picture)
    ]
    consistency = [(o.question, o.term, o.share, o.beyond, o.schools) for o in consistency_lines(picture)]
    found = (benefits(picture, borough.goals, year) for year in years(picture))
    realised = [row for one in found for row in benefit_rows(one)]
    return (
        ("measures", MEASURE_HEAD, measure_rows(measure_lines(picture, borough.goals, borough.rules))),
        ("totals", TOTALS_HEAD, totals),
        ("layers", LAYERS_HEAD, layers),
        ("funnels", SPREAD_HEAD, spreads),
        ("consistency", CONSISTENCY_HEAD, consistency),
        ("benefits", BENEFIT_HEAD, realised),
        ("refused", REFUSED_HEAD, [(one.file, one.reason) for one in borough.arrived.rejected]),
    )


CELLS_HEAD = ("la", "urn", "school_type", "term", "version", "table", "cell", "published")


def cells_of(borough: Borough) -> Iterator[tuple[object, ...]]:
    """Every protected count of every school that stands, one a row: what a warehouse takes in."""
    for one in borough.arrived.standing:
        for table in one.release:
            for cell, published in one.table(table).items():
                yield one.la, one.urn, one.school_type, one.term, one.version, table, cell, published


def write_all(folder: Path, borough: Borough, made_on: date, *, parquet: bool = False) -> list[Path]:
    """Write the report as PDF and every list as CSV and XLSX; returns the files.

    parquet: the lists as Parquet too, and every school's protected counts. Raises Problem where the folder
    can't be written to, or where the part for Parquet isn't installed.
    """
    report = folder / "borough.pdf"
    write_borough(report, borough, made_on)
    made = [report]
    for name, head, rows in sheets_of(borough):
        for ending in (".csv", ".xlsx"):
            path = folder / f"{name}{ending}"
            write_rows(path, head, rows)
            made.append(path)
        if parquet:
            made.append(folder / f"{name}.parquet")
            write_columns(made[-1], head, rows)
    if parquet:
        made.append(folder / "cells.parquet")
        write_columns(made[-1], CELLS_HEAD, cells_of(borough))
    return made
