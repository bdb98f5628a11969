# SPDX-License-Identifier: MIT
"""A fictional borough on the disk: files, keys, who should send, and the authority's own figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from models.calendar import Calendar, Term
from models.fictional_borough import FIRST_TERM, FictionalSchool, files_of, schools_of, terms_from
from models.summaries.authority import (
    AuthorityPack,
    create_authority,
    enrol_school,
    take_enrolment,
    write_enrolment,
)
from models.summaries.goals import TARGET

Progress = Callable[[int, int], None]


def write_borough_sample(
    folder: Path, *, schools: int, terms: int, seed: int, app: str, progress: Progress | None = None
) -> dict[str, int]:
    """Write a fictional borough below a folder and say how many schools, terms and files it has.

    files/TERM/ the summaries; schools.csv who should send; figures.csv what only the authority knows;
    authority/ its keys, with every school enrolled. Raises Problem where there are such keys already.
    """
    la = "372"
    span, everyone = terms_from(FIRST_TERM, terms), schools_of(schools, seed)
    _, pack = create_authority(folder / "authority", la, "Fictional Borough Council")
    written = 0
    for number, school in enumerate(everyone, start=1):
        _enrol(folder / "authority", pack, school, Calendar().span(FIRST_TERM)[0])
        for term, name, content in files_of(school, span, la, app):
            place = folder / "files" / term
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
            written += 1
        if progress:
            progress(number, len(everyone))
    rows = [(one.urn, one.name, one.size) for one in everyone]
    (folder / "schools.csv").write_text(_sheet(("urn", "name", "send_pupils"), rows), encoding="utf-8")
    figures = _own_figures(span, seed)
    (folder / "figures.csv").write_text(_sheet(("measure", "term", "value"), figures), encoding="utf-8")
    return {"schools": len(everyone), "terms": len(span), "files": written}


def _enrol(folder: Path, pack: AuthorityPack, school: FictionalSchool, on: date) -> None:
    made = enrol_school(pack, school.urn, school.key("signing"), on)
    take_enrolment(folder, write_enrolment(made, folder / made.name))
    (folder / made.name).unlink()


def _own_figures(terms: Sequence[Term], seed: int) -> list[tuple[str, str, float]]:
    """What schools can't know or are too few for: from baseline towards aim."""
    chance, many = Random(f"{seed}/figures"), max(1, len(terms) - 1)
    ways = (
        ("eet", 81.0, 87.0),
        ("pt_18_weeks", 59.5, 69.0),
        ("ehc_timeliness", 80.1, 86.0),
        ("ehcp_growth", 11.8, 6.5),
    )
    figures = [
        (measure, str(term), round(start + (aim - start) * at / many + chance.gauss(0, 0.5), 1))
        for measure, start, aim in ways
        for at, term in enumerate(terms)
    ]
    return [*figures, ("ehc_timeliness", TARGET, 84.0), ("suspensions", TARGET, 6.0)]


def _sheet(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([head, *rows])
    return held.getvalue()
