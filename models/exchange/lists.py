# SPDX-License-Identifier: MIT
"""Lists of pupils and of attendance, CSV or XLSX, columns in any order: looked through, shown, read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from models.exchange.cells import order_of, tidy
from models.exchange.incoming import Reading, Source, a_few, digest_of
from models.exchange.list_rows import DATES, RowReader
from models.exchange.mapping import ListKind, Mapping, guess, places
from models.exchange.tables import Row, Table, open_table
from thresholds.problems import Problem

MOST_ROWS: dict[ListKind, int] = {"pupils": 100_000, "attendance": 250_000}
"""Beyond this it is no school's list, and holding it would fill the memory."""

_LOOKED_AT = 3000

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Preview:
    """A list as it would be read, for a person to look at before anything is taken in.

    mapping   which column is which, with date and name order as they were found out
    headings  all columns of the list; ignored those that no field takes
    rows      the first rows as they stand in the file
    reading   the same rows as they would be understood
    """

    mapping: Mapping
    headings: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    reading: Reading


def preview(
    path: Path, mapping: Mapping | None = None, *, kind: ListKind = "pupils", today: date, rows: int = 20
) -> Preview:
    """The first rows of a list, raw and as understood. Raises Problem where it is no list at all."""
    look = _Look(open_table(path), mapping or Mapping(kind=kind))
    reading = Reading(notes=list(look.notes))
    reader = look.reader(today, reading)
    raw = []
    for line, cells in islice(look.rows(), rows):
        raw.append(tuple(tidy(cell) for cell in cells))
        if not look.missing:
            reader.read(line, cells)
    return Preview(look.mapping, tuple(look.headings), tuple(look.ignored), tuple(raw), reading)


def read_pupil_list(
    path: Path, mapping: Mapping | None = None, *, today: date, step: Step | None = None
) -> Reading:
    """A list of pupils as a reading. Raises Problem where no column tells who the pupils are."""
    return _read(path, mapping or Mapping(kind="pupils"), "pupils", today, step)


def read_attendance_list(
    path: Path, mapping: Mapping | None = None, *, today: date, step: Step | None = None
) -> Reading:
    """A list of attendance as a reading. Raises Problem where it lacks pupils, days or sessions."""
    return _read(path, mapping or Mapping(kind="attendance"), "attendance", today, step)


def _read(path: Path, mapping: Mapping, kind: ListKind, today: date, step: Step | None) -> Reading:
    if mapping.kind != kind:
        raise Problem(
            f"the map is for a list of {mapping.kind}, and this is to be a list of {kind}",
            path.name,
            "Choose the other map.",
            code="map",
        )
    look = _Look(open_table(path), mapping)
    if look.missing:
        raise Problem(
            f"the list has no column for {look.missing}",
            path.name,
            f"Its columns are {a_few(look.headings, 30)}; say in a map which is which.",
            code="no_column",
        )
    reading = Reading(sources=[Source(path.name, digest_of(path), kind)], notes=list(look.notes))
    reader = look.reader(today, reading)
    for count, (line, cells) in enumerate(look.rows(), start=1):
        if count > MOST_ROWS[kind]:
            raise Problem(
                f"the list has more than {MOST_ROWS[kind]:,} rows, which no school's list of {kind} has",
                path.name,
                "Cut it into parts, or choose the right file.",
                code="gigantic",
            )
        if step is not None and count % 200 == 0:
            step(count, max(count, look.expected_rows))
        reader.read(line, cells)
    return reading


class _Look:
    """What a first look at a list finds out: heading line, columns, order of dates and names."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.table = table
        self.file = table.path.name
        self.sheet = mapping.sheet or self._best_sheet(mapping)
        sample = list(islice(table.rows(self.sheet), _LOOKED_AT))
        letters = sum(len(cell) + 1 for _, cells in sample for cell in cells)
        # A guess from the first rows, good enough for a progress bar.
        self.expected_rows = max(len(sample), int(table.size * len(sample) / max(letters, 1)))
        self.header_line, self.headings = _heading_row(sample, mapping, self.file)
        columns = mapping.columns or guess(self.headings, mapping.kind)
        mapping = mapping.model_copy(
            update={"columns": columns, "sheet": self.sheet, "header_line": self.header_line}
        )
        self.places = places(self.headings, mapping, self.file)
        body = [cells for line, cells in sample if line > self.header_line]
        self.notes: list[str] = []
        mapping = self._with_date_order(mapping, body)
        self.mapping = self._with_name_order(mapping, body)
        taken = set(self.places.values())
        self.ignored = [h for place, h in enumerate(self.headings) if place not in taken and h]
        if self.ignored:
            self.notes.append(f"{self.file}: columns that nothing was taken from: {a_few(self.ignored, 12)}.")
        if table.encoding and not table.encoding.startswith("utf"):
            self.notes.append(f"{self.file}: read as {table.encoding}; look whether accents came out right.")

    @property
    def missing(self) -> str:
        """What the list lacks to be of any use; empty where it lacks nothing."""
        has = {*self.places, *self.mapping.fixed}
        if "upn" not in has and not ({"date_of_birth"} <= has and has & {"full_name", "surname"}):
            return "the UPN"
        if self.mapping.kind == "pupils":
            return ""
        if "week_of" not in has and not {"from_on", "to_on"} <= has:
            return "the first and last day (from, to); a map can name them under fixed"
        if "possible" not in has:
            return "the sessions possible"
        return "" if has & {"attended", "percent", "authorised"} else "the sessions attended"

    def rows(self) -> Iterator[Row]:
        """The rows below the headings; repeated headings and lone words at the foot are left out."""
        heads = [cell.strip() for cell in self.headings]
        for line, cells in self.table.rows(self.sheet):
            if line <= self.header_line or [cell.strip() for cell in cells] == heads:
                continue
            if sum(1 for cell in cells if cell.strip()) == 1 and len(heads) > 2 and not self._has_upn(cells):
                continue
            yield line, cells

    def reader(self, today: date, into: Reading) -> RowReader:
        """Reads rows of this list into the reading."""
        return RowReader(self.file, self.mapping, self.places, today, into)

    def _has_upn(self, cells: list[str]) -> bool:
        place = self.places.get("upn")
        return place is not None and place < len(cells) and len(tidy(cells[place])) == 13

    def _best_sheet(self, mapping: Mapping) -> str:
        if len(self.table.sheets) < 2:
            return self.table.sheets[0] if self.table.sheets else ""

        def fit(sheet: str) -> int:
            first = list(islice(self.table.rows(sheet), 20))
            return max((len(guess(cells, mapping.kind)) for _, cells in first), default=-1)

        return max(self.table.sheets[:30], key=fit)

    def _with_date_order(self, mapping: Mapping, body: list[list[str]]) -> Mapping:
        columns = [place for name, place in self.places.items() if name in DATES]
        texts = [cells[place] for cells in body for place in columns if place < len(cells) and cells[place]]
        order, is_settled = order_of(texts)
        if mapping.date_order is None and texts:
            said = "day before month" if order == "day-first" else "month before day"
            why = "as the dates show" if is_settled else "as English schools write; no date here settles it"
            if any("/" in text or "." in text for text in texts):
                self.notes.append(f"{self.file}: dates were read with the {said}, {why}.")
        return mapping.model_copy(update={"date_order": mapping.date_order or order})

    def _with_name_order(self, mapping: Mapping, body: list[list[str]]) -> Mapping:
        place = self.places.get("full_name")
        if place is None or "surname" in self.places:
            return mapping
        names = [cells[place].strip() for cells in body if place < len(cells) and cells[place].strip()]
        commas = sum(1 for name in names if "," in name)
        capitals = sum(1 for name in names if _has_surname_in_capitals(name))
        order = mapping.name_order
        if order is None:
            order = "surname-first" if max(commas, capitals) * 2 > len(names) else "forename-first"
            said = "the surname first" if order == "surname-first" else "the forename first"
            self.notes.append(f"{self.file}: names in one column were read with {said}.")
        return mapping.model_copy(update={"name_order": order})


def _has_surname_in_capitals(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and len(words[0]) > 1 and words[0].isupper() and not words[-1].isupper()


def _heading_row(sample: list[Row], mapping: Mapping, file: str) -> tuple[int, list[str]]:
    """The line of the headings and the headings, each with a name of its own."""
    if not sample:
        raise Problem("the list is empty", file, "Choose the file with the rows.", code="empty")

    def fit(cells: list[str]) -> int:
        wanted = {heading.casefold().strip() for heading in mapping.columns.values()}
        if wanted:
            return sum(1 for cell in cells if cell.casefold().strip() in wanted)
        return len(guess([tidy(cell) for cell in cells], mapping.kind))

    if mapping.header_line is not None:
        chosen = next(((line, cells) for line, cells in sample if line == mapping.header_line), None)
        if chosen is None:
            raise Problem(
                f"line {mapping.header_line} holds no headings", file, "Change the map.", code="map"
            )
        line, cells = chosen
    else:
        line, cells = max(sample[:25], key=lambda row: fit(row[1]))
    return line, _unlike([tidy(cell) for cell in cells])


def _unlike(headings: list[str]) -> list[str]:
    """Headings made distinct: a second Need becomes Need (2), an empty one Column 4.

    >>> _unlike(["UPN", "Need", "Need", ""])
    ['UPN', 'Need', 'Need (2)', 'Column 4']
    """
    seen: dict[str, int] = {}
    made = []
    for place, heading in enumerate(headings, start=1):
        seen[heading] = seen.get(heading, 0) + 1
        again = f"{heading} ({seen[heading]})" if seen[heading] > 1 else heading
        made.append(again if heading else f"Column {place}")
    return made
