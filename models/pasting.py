# SPDX-License-Identifier: MIT
"""Rows that were pasted from a spreadsheet, read as records; each wrong cell has a sentence of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from models.caseload import folded
from models.exchange.cells import plain, read_date, tidy
from models.records import FieldSpec, Pupil, Record, fields_of
from models.records.checked import checked
from thresholds.problems import Problem, Problems

R = TypeVar("R", bound=Record)
Line = tuple[int, list[str]]

MOST_LINES = 3000
"""Lines that one paste may have."""
CHILD = ("child", "name", "pupil", "pupil name", "student")
YES = {"yes", "y", "true", "1", "✓"}
NO = {"no", "n", "false", "0"}


def lines_of(text: str) -> list[Line]:
    """The rows of a clipboard's text, cut at tabs, else at semicolons, else at commas; counted from 1."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    sign = next((sign for sign in "\t;," if sign in first), "\t")
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=sign)
    made = [(at, [tidy(cell) for cell in row]) for at, row in enumerate(rows, 1)]
    found = [(at, row) for at, row in made if any(row)]
    if len(found) > MOST_LINES + 1:
        raise Problem(
            f"there are {len(found):,} lines, and {MOST_LINES:,} is the most",
            mend="Paste them in two parts.",
            code="large",
        )
    return found


class Roll:
    """The children that a row can mean: by UPN, or by name where nobody else has it."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._by_upn: dict[str, Pupil] = {}
        self._by_name: dict[str, list[Pupil]] = {}
        for one in pupils:
            self._by_upn[one.upn] = one
            for name in {
                (one.forename, one.surname),
                (one.preferred_forename or one.forename, one.preferred_surname or one.surname),
            }:
                self._by_name.setdefault(_sorted_words(" ".join(name)), []).append(one)

    def find(self, cells: Mapping[str, str]) -> Pupil:
        """The child of a row. Raises Problem where there is none, or more than one."""
        upn = next((cells[name] for name in ("upn",) if cells.get(name)), "")
        if upn:
            found = self._by_upn.get(upn.upper().replace(" ", ""))
            if found is None:
                raise Problem(f"nobody has the UPN {upn}", "UPN", "Check it, or leave it empty.")
            return found
        name = next((cells[one] for one in CHILD if cells.get(one)), "")
        name = name or " ".join(cells.get(one, "") for one in ("forename", "surname")).strip()
        if not name:
            raise Problem("it isn’t said which child", "Child", "Give the name or the UPN.")
        some = list({one.id: one for one in self._by_name.get(_sorted_words(name), ())}.values())
        if len(some) != 1:
            what = f"{len(some)} children are called {name}" if some else f"nobody is called {name}"
            raise Problem(what, "Child", "Add a column UPN." if some else "Check the spelling.")
        return some[0]


def _sorted_words(name: str) -> str:
    """A name without order and commas, so that "Khan, Amira" is Amira Khan."""
    return " ".join(sorted(folded(name).replace(",", " ").split()))


def value_of(spec: FieldSpec, text: str, today: date) -> Any:
    """A cell's text as the value of a field. Raises Problem."""
    if not text.strip():
        return None
    if spec.choices:
        return _chosen(spec, text)
    if spec.plain is bool:
        return _yes_or_no(text)
    if spec.plain is date:
        try:
            return read_date(text, until=today.replace(year=today.year + 20))
        except ValueError:
            raise Problem(f"“{text}” is not a day", mend="Write it as 12/9/2026.") from None
    if spec.plain in (int, Decimal):
        try:
            return Decimal(text.replace("£", "").replace(",", "").replace("%", "").strip())
        except InvalidOperation:
            raise Problem(f"“{text}” is not a number", mend="Write figures only.") from None
    return text


def _chosen(spec: FieldSpec, text: str) -> Any:
    said = plain(text)
    for one in spec.choices:
        label = plain(str(getattr(one, "label", one.value)))
        if said in (plain(one.value), label) or (len(said) > 2 and label.startswith(said)):
            return one
    answers = ", ".join(str(getattr(one, "label", one.value)) for one in spec.choices[:8])
    raise Problem(f"“{text}” is not one of the answers", mend=f"The answers are: {answers}.")


def _yes_or_no(text: str) -> bool:
    said = text.strip().casefold()
    if said not in YES | NO:
        raise Problem(f"“{text}” is neither yes nor no", mend="Write yes or no.")
    return said in YES


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """What a pasted sheet can be: the kind of record, the fields that are columns, what every row has anyway.

    same    the fields by which a row is one that is on record already; that one is then changed, not doubled
    finish  adds what no cell says: which support of the child a row means, say. Raises Problem
    """

    kind: type[R]
    fields: tuple[str, ...]
    known: Mapping[str, Any]
    same: tuple[str, ...] = ()
    finish: Callable[[Pupil | None, dict[str, Any], Mapping[str, str]], dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Pasted(Generic[R]):
    """What was read: the records with their children, in the order of the lines, and what is wrong."""

    records: tuple[R, ...]
    pupils: tuple[Pupil | None, ...]
    problems: tuple[Problem, ...]


def headings_of(sheet: Sheet[R], row: Sequence[str]) -> dict[int, str]:
    """Which column is what, by its heading: a field's name, or else the heading in plain small letters."""
    labels = {plain(spec.label): spec.name for spec in fields_of(sheet.kind) if spec.name in sheet.fields}
    labels |= {plain(name): name for name in sheet.fields}
    return {at: labels.get(plain(cell), plain(cell)) for at, cell in enumerate(row) if plain(cell)}


def read_pasted(
    sheet: Sheet[R], lines: Sequence[Line], roll: Roll | None, kept: Iterable[R], today: date
) -> Pasted[R]:
    """Every line after the headings as a record. Raises Problem where no heading fits."""
    columns = headings_of(sheet, lines[0][1]) if lines else {}
    if not set(columns.values()) & set(sheet.fields):
        names = ", ".join(s.label for s in fields_of(sheet.kind) if s.name in sheet.fields)
        raise Problem(
            "no column has a heading that is known",
            "line 1",
            f"Begin with a line of headings: Child, {names}.",
        )
    before = {tuple(getattr(one, name) for name in sheet.same): one.id for one in kept} if sheet.same else {}
    found: list[tuple[R, Pupil | None]] = []
    problems: list[Problem] = []
    for number, row in lines[1:]:
        cells = {name: row[at] for at, name in columns.items() if at < len(row)}
        try:
            pupil = roll.find(cells) if roll else None
            values = _values(sheet, cells, pupil, today)
            record = checked(sheet.kind, values)
            id = before.get(tuple(getattr(record, name) for name in sheet.same), "") if sheet.same else ""
            found.append((record.model_copy(update={"id": id}) if id else record, pupil))
        except Problem as one:
            problems.append(_at(number, one))
        except Problems as many:
            problems += [_at(number, one) for one in many.problems]
    return Pasted(tuple(one for one, _ in found), tuple(one for _, one in found), tuple(problems))


def _values(sheet: Sheet[R], cells: Mapping[str, str], pupil: Pupil | None, today: date) -> dict[str, Any]:
    values: dict[str, Any] = dict(sheet.known) | ({"pupil_id": pupil.id} if pupil else {})
    problems = []
    for spec in fields_of(sheet.kind):
        if spec.name not in sheet.fields or spec.name not in cells:
            continue
        try:
            value = value_of(spec, cells[spec.name], today)
        except Problem as one:
            problems.append(Problem(one.what, spec.label, one.mend, field=spec.name))
            continue
        if value is not None:
            values[spec.name] = value
    if problems:
        raise Problems(problems)
    return sheet.finish(pupil, values, cells) if sheet.finish else values


def _at(line: int, one: Problem) -> Problem:
    where = f"line {line}, {one.where}" if one.where else f"line {line}"
    return Problem(one.what, where, one.mend, code=one.code, field=one.field, line=line)
