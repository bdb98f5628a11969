# SPDX-License-Identifier: MIT
"""The sheet that goes to every teacher of a child before SEN Support, given out and taken back in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from models.concerns import latest_of
from models.cycle_parts import Reader
from models.exchange import write_rows
from models.exchange.tables import open_table
from models.pasting import Line, Roll, Sheet, read_pasted
from models.records import Concern, FieldSpec, Pupil, TeacherAnswer, fields_of
from thresholds.problems import Problems

FIELDS = ("teacher", "subject", "said_on", "goes_well", "is_hard", "helps", "worry")
EMPTY_ROWS = 12
"""Rows for teachers on a sheet that is given out; a Year 9 child has about eleven."""


def questions() -> tuple[FieldSpec, ...]:
    """What each teacher is asked, in the order of the sheet."""
    known = {spec.name: spec for spec in fields_of(TeacherAnswer)}
    return tuple(known[name] for name in FIELDS)


def give_out(path: Path, pupil: Pupil) -> None:
    """Write an empty list for a child's teachers as CSV or XLSX. Raises Problem."""
    asked = [spec.label for spec in questions()]
    rows = [[pupil.upn, pupil.known_as, *[""] * len(asked)] for _ in range(EMPTY_ROWS)]
    write_rows(path, ["UPN", "Child", *asked], rows)


def take_back(path: Path, tx: Reader, pupil: Pupil, today: date) -> tuple[TeacherAnswer, ...]:
    """The answers that a filled list holds. Raises Problems: all that is wrong; then nothing is taken."""
    return answers_in(list(open_table(path).rows()), tx, pupil, today)


def answers_in(lines: Sequence[Line], tx: Reader, pupil: Pupil, today: date) -> tuple[TeacherAnswer, ...]:
    """The answers in rows of text; rows in which no teacher wrote anything are left out."""
    sheet = Sheet(TeacherAnswer, FIELDS, _known(tx, pupil, today), same=("teacher", "subject", "said_on"))
    filled = [one for at, one in enumerate(lines) if at == 0 or any(cell.strip() for cell in one[1][2:])]
    kept = tx.find(TeacherAnswer, pupil_id=pupil.id)
    found = read_pasted(sheet, filled, Roll([pupil]), kept, today)
    if found.problems:
        raise Problems(found.problems)
    return found.records


def _known(tx: Reader, pupil: Pupil, today: date) -> dict[str, Any]:
    concern = latest_of(tx.find(Concern, pupil_id=pupil.id))
    return {"said_on": today, "concern_id": concern.id if concern else None}


def worried(answers: Iterable[TeacherAnswer]) -> str:
    """How many teachers worry, in one line; empty where nobody has answered."""
    told = [one.worry for one in answers if one.worry]
    counts = {word: told.count(word) for word in dict.fromkeys(told)}
    return "; ".join(f"{word.label}: {many}" for word, many in counts.items())
