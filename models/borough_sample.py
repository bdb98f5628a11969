# SPDX-License-Identifier: MIT
"""A fictional borough on the disk: files, keys, who should send, and the authority's own figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random

from models.calendar import Calendar, Term
from models.codes import SchoolPhase
from models.fictional_borough import FIRST_TERM, FictionalSchool, files_of, schools_of, terms_from
from models.issuing import keep, ready
from models.records import School
from models.sample import PASSPHRASE, fill
from models.store import Store
from models.store.keys import QUICK
from models.summaries.authority import (
    AuthorityPack,
    create_authority,
    enrol_school,
    take_enrolment,
    write_enrolment,
)
from models.summaries.goals import TARGET
from models.summaries.seal import sealed_file

LA = "372"
_PHASES = {
    "P": SchoolPhase.PRIMARY,
    "S": SchoolPhase.SECONDARY,
    "X": SchoolPhase.SPECIAL,
    "R": SchoolPhase.PRU,
}

Progress = Callable[[int, int], None]


def write_borough_sample(
    folder: Path,
    *,
    schools: int,
    terms: int,
    seed: int,
    app: str,
    stores: int = 0,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write a fictional borough below a folder and say how many schools, terms, files and stores it has.

    files/TERM/ the summaries; schools.csv who should send; figures.csv what only the authority knows;
    authority/ its keys, with every school enrolled; stores/ the whole files of so many schools, whose
    summaries are counted from their records, sealed. Raises Problem where there are such keys already.
    """
    span, everyone = terms_from(FIRST_TERM, terms), schools_of(schools, seed)
    _, pack = create_authority(folder / "authority", LA, "Fictional Borough Council")
    written = 0
    for number, school in enumerate(everyone, start=1):
        if number <= stores:
            key, files = _with_store(folder / "stores", school, span, pack, app)
        else:
            key, files = school.key("signing"), list(files_of(school, span, LA, app))
        _enrol(folder / "authority", pack, school.urn, key)
        for term, name, content in files:
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
    made = {"schools": len(everyone), "terms": len(span), "files": written}
    return made | ({"stores": min(stores, len(everyone))} if stores else {})


def _with_store(
    folder: Path, school: FictionalSchool, terms: Sequence[Term], pack: AuthorityPack, app: str
) -> tuple[bytes, list[tuple[str, str, bytes]]]:
    """A school with every record in a store of its own: its signing key, and its terms' sealed summaries."""
    folder.mkdir(parents=True, exist_ok=True)
    calendar, phase = Calendar(), _PHASES[school.school_type]
    until = calendar.span(terms[-1])[1]
    estab = f"{2001 + school.urn % 1000}"
    held = School(
        name=school.name,
        la=LA,
        estab=estab,
        urn=school.urn,
        phase=phase,
        is_fictional=True,
    )
    now = datetime.combine(until, time(12), UTC)
    path = folder / f"{school.urn}.grstore"
    store = Store.create(path, PASSPHRASE, held, now=lambda: now, who="sample", cost=QUICK)
    files = []
    try:
        share = 0.96 if phase in (SchoolPhase.SPECIAL, SchoolPhase.PRU) else 0.23
        fill(store, pupils=round(school.size / share), terms=len(terms), seed=school.seed, until=until)
        for term in terms:
            # Sent once the holidays are over, so that everything of the term is in.
            found = ready(store, term, calendar.whole_span(term)[1], app)
            keep(store, found)
            content = sealed_file(found.summary, store.signing_key, pack.key)
            files.append((str(term), f"{found.summary.name}.grs", content))
        return store.signing_key, files
    finally:
        store.close()


def _enrol(folder: Path, pack: AuthorityPack, urn: int, key: bytes) -> None:
    made = enrol_school(pack, urn, key, Calendar().span(FIRST_TERM)[0])
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
