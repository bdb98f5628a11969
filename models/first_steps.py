# SPDX-License-Identifier: MIT
"""first_steps: what a new file still needs before it can help, in the order in which one does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.calendar import Calendar
from models.cycle_parts import Reader
from models.records import Pupil, School, TermDates
from models.standing import standard_for
from thresholds.problems import Problem


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step: what it is, why, what to press for it, and whether it is done.

    name   terms, standard, sheet or pupils
    """

    name: str
    words: str
    why: str
    press: str
    is_done: bool


def first_steps(tx: Reader, school: School, on: date, *, has_sheet: bool) -> tuple[FirstStep, ...]:
    """Every step of setting up, done ones too; has_sheet: whether a recovery sheet opens the file."""
    return (
        _pupils(tx),
        _terms(tx, on),
        _sheet(has_sheet),
        _standard(tx, school, on),
    )


def _pupils(tx: Reader) -> FirstStep:
    return FirstStep(
        "pupils",
        "Bring your pupils in",
        "From a transfer file (CTF) or a list that your school's system writes. Nothing is typed twice.",
        "Bring in pupils",
        is_done=bool(tx.find(Pupil)),
    )


def _terms(tx: Reader, on: date) -> FirstStep:
    kept = tx.find(TermDates)
    term = Calendar(kept).term_of(on)
    named = {one.term for one in kept}
    return FirstStep(
        "terms",
        "Check this year's term dates",
        "Reviews, meetings and clocks are reckoned by them. The usual dates and bank holidays are ready.",
        "Check the terms",
        is_done=str(term) in named,
    )


def _sheet(has_sheet: bool) -> FirstStep:
    return FirstStep(
        "sheet",
        "Print a recovery sheet for the safe",
        "Nobody, not even we, can open the file when the passphrase is forgotten. The sheet can.",
        "Make the sheet",
        is_done=has_sheet,
    )


def _standard(tx: Reader, school: School, on: date) -> FirstStep:
    """Done as soon as there is one: it comes with the program, and an authority's own can take its place."""
    try:
        standard = standard_for(tx, None, school, on)
    except Problem as problem:
        return FirstStep("standard", "Adopt a standard", problem.sentence, "Adopt a standard", is_done=False)
    head = standard.pack.pack
    said = f"{head.title}, version {head.version}"
    if head.status == "illustrative":
        said += ". It is an illustration until your authority adopts it"
    return FirstStep("standard", "Know the standard", f"{said}.", "Read it", is_done=True)
