# SPDX-License-Identifier: MIT
"""Everything that an authority takes away from the borough's picture: report, sheets, lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.paper.borough_report import Borough, write_borough
from models.exchange.giving import write_rows
from models.summaries.charts import table_lines
from models.summaries.progress import MEASURE_HEAD, measure_lines, measure_rows

TOTALS_HEAD = ("term", "table", "title", "cell", "words", "value", "half_width", "schools", "hidden")


def write_all(folder: Path, borough: Borough, made_on: date) -> list[Path]:
    """Write the report as PDF, measures and totals as CSV and XLSX, and return the files.

    Raises Problem where the folder can't be written to.
    """
    measures = measure_rows(measure_lines(borough.picture, borough.goals))
    totals = [
        (o.term, o.table, o.title, o.cell, o.words, o.value, o.half_width, o.schools, o.hidden)
        for o in table_lines(borough.picture)
    ]
    report = folder / "borough.pdf"
    write_borough(report, borough, made_on)
    made = [report]
    for name, head, rows in (("measures", MEASURE_HEAD, measures), ("totals", TOTALS_HEAD, totals)):
        for ending in (".csv", ".xlsx"):
            path = folder / f"{name}{ending}"
            write_rows(path, head, rows)
            made.append(path)
    return made
