# SPDX-License-Identifier: MIT
"""The audit trail given out: who did what when, as a sheet or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable

from desktop.paper.sheet import Furniture, build, grid, text
from models.deeds import HEAD, Deed, Verified
from models.exchange.giving import write_rows
from models.records import School

ENDINGS = (".csv", ".xlsx", ".pdf")


def write_trail(path: Path, deeds: Sequence[Deed], held: Verified, school: School, made_on: date) -> None:
    """Write what was done as CSV, XLSX or PDF, by the file's ending. Raises Problem for another ending."""
    if path.suffix.lower() == ".pdf":
        _write_pdf(path, deeds, held, school, made_on)
    else:
        write_rows(path, HEAD, (one.row for one in deeds))


def _write_pdf(path: Path, deeds: Sequence[Deed], held: Verified, school: School, made_on: date) -> None:
    furniture = Furniture(title="Audit trail", school=school.name, made_on=made_on, about="Audit trail")
    lines = [
        [when(one), one.who or "–", f"{one.did}: {one.what}", str(one.count), one.whose or "–"]
        for one in deeds
    ]
    head = ("When", "Who", "What was done", "Records", "Whose")
    story: list[Flowable] = [
        text("Audit trail", "title"),
        text(school.name, "lead"),
        text(held.sentence),
        grid(head, lines, (3, 2.6, 4.4, 1.6, 4)) if lines else text("Nothing fits."),
    ]
    build(path, furniture, story)


def when(one: Deed) -> str:
    """The instant of a deed, year first, to the minute."""
    return f"{one.at:%Y-%m-%d %H:%M}" if one.at else "–"
