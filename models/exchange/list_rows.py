# SPDX-License-Identifier: MIT
"""RowReader: one row of a list made into what is known of a child."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from models.exchange import cells
from models.exchange.incoming import (
    IncomingAttendance,
    IncomingNeed,
    IncomingPupil,
    IncomingStatus,
    Reading,
    rejection,
)
from models.exchange.mapping import Mapping
from models.records import Pupil, fields_of

_TEXTS = ("surname", "forename", "middle_names", "preferred_forename", "preferred_surname", "form", "home_la")
_FLAGS = ("free_school_meals", "looked_after", "english_additional", "is_main_registration")
_LABELS = {spec.name: spec.label for spec in fields_of(Pupil)}

DATES = frozenset(
    {
        "date_of_birth",
        "joined_on",
        "left_on",
        "sen_started_on",
        "sen_ended_on",
        "need_started_on",
        "need_ended_on",
        "from_on",
        "to_on",
        "week_of",
    }
)
"""Fields whose columns hold days."""

Reader = Callable[[str], Any]


class RowReader:
    """Reads rows of one list into a reading. A faulty UPN lists the row, a faulty field only that field."""

    def __init__(
        self, file: str, mapping: Mapping, places: dict[str, int], today: date, into: Reading
    ) -> None:
        self._file = file
        self._mapping = mapping
        self._places = places
        self._headings = mapping.columns
        self._today = today
        self._into = into
        self._line = 0
        self._row: Sequence[str] = ()

    def read(self, line: int, row: Sequence[str]) -> None:
        """Read one row; it becomes a pupil of the reading, or a problem."""
        self._line, self._row = line, row
        upn_text = self._text("upn")
        upn = self._value("upn", cells.read_upn)
        if upn_text and upn is None:
            return
        who = {"upn": upn, **self._names(), "date_of_birth": self._day("date_of_birth")}
        who = {name: value for name, value in who.items() if value not in (None, "")}
        if self._mapping.kind == "attendance":
            # Attendance says nothing about names; they only help to find a child without a UPN.
            figure = self._figure()
            if figure is not None:
                self._add({"upn": upn} if upn else who, attendance=(figure,))
            return
        values = {**self._values(), **who}
        self._add(values, statuses=self._statuses(), needs=self._needs())

    def _add(self, values: dict[str, Any], **parts: Any) -> None:
        self._into.pupils.append(IncomingPupil(self._file, self._line, self._today, values, **parts))

    def _text(self, field: str) -> str:
        place = self._places.get(field)
        given = self._row[place] if place is not None and place < len(self._row) else ""
        return cells.tidy(given) or self._mapping.fixed.get(field, "").strip()

    def _value(self, field: str, reader: Reader) -> Any:
        text = self._text(field)
        if not text:
            return None
        try:
            return reader(text)
        except ValueError as error:
            self._reject(field, text, str(error))
            return None

    def _reject(self, field: str, text: str, sentence: str) -> None:
        reason, _, mend = sentence.partition(". ")
        heading = self._headings.get(field) or _LABELS.get(field, field)
        self._into.problems.append(rejection((self._file, self._line), heading, text[:100], reason, mend))

    def _day(self, field: str) -> date | None:
        order = self._mapping.date_order or "day-first"
        found: date | None = self._value(field, lambda text: cells.read_date(text, order, until=self._today))
        return found

    def _names(self) -> dict[str, str]:
        full = self._text("full_name")
        names = {field: self._text(field) for field in ("surname", "forename")}
        if not full or any(names.values()):
            return names
        surname, comma, forename = (part.strip() for part in full.partition(","))
        if not comma:
            words = full.split()
            first, rest = words[0], " ".join(words[1:])
            last, before = words[-1], " ".join(words[:-1])
            is_surname_first = self._mapping.name_order == "surname-first"
            surname, forename = (first, rest) if is_surname_first else (last, before)
        return {"surname": surname, "forename": forename}

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {field: self._text(field) for field in _TEXTS}
        values |= {field: self._value(field, cells.read_flag) for field in _FLAGS}
        values |= {field: self._day(field) for field in ("joined_on", "left_on")}
        values["former_upn"] = self._value("former_upn", cells.read_upn)
        values["sex"] = self._value("sex", cells.read_sex)
        values["year_group"] = self._value("year_group", cells.read_year_group)
        if values["english_additional"] is None:
            values["english_additional"] = self._value("first_language", cells.read_english_additional)
        return {field: value for field, value in values.items() if value not in (None, "")}

    def _statuses(self) -> tuple[IncomingStatus, ...]:
        start, end = self._day("sen_started_on"), self._day("sen_ended_on")
        provision = self._value(
            "sen_provision", lambda text: cells.read_provision(text, start or self._today)
        )
        if provision is None:
            return ()
        return (IncomingStatus(provision, start, end if end and start and end >= start else None),)

    def _needs(self) -> tuple[IncomingNeed, ...]:
        start, end = self._day("need_started_on"), self._day("need_ended_on")
        end = end if end and (start is None or end >= start) else None
        found = [(self._value("need", cells.read_need), self._value("need_rank", cells.read_whole))]
        for rank, field in enumerate(("primary_need", "secondary_need", "third_need"), start=1):
            found.append((self._value(field, cells.read_need), rank))
        found += [(code, rank) for rank, code in enumerate(self._several("needs"), start=1)]
        return tuple(
            IncomingNeed(code, None if rank is None else min(max(rank, 1), 99), start, end)
            for code, rank in found
            if code is not None
        )

    def _several(self, field: str) -> list[Any]:
        """Needs in one cell, the primary one first, parted by commas, semicolons, strokes or new lines."""
        found = []
        for part in re.split(r"[;,/|\n]+", self._text(field)):
            try:
                if part.strip():
                    found.append(cells.read_need(part))
            except ValueError as error:
                self._reject(field, part.strip(), str(error))
        return found

    def _figure(self) -> IncomingAttendance | None:
        span = self._span()
        counts = {
            field: self._value(field, cells.read_whole)
            for field in ("possible", "attended", "authorised", "unauthorised")
        }
        possible, attended = counts["possible"], counts["attended"]
        if span is None or possible is None:
            if span is not None and not self._text("possible"):
                self._reject("possible", "", "The sessions possible are missing. Add them to the row.")
            return None
        authorised, unauthorised = counts["authorised"], counts["unauthorised"]
        if attended is None:
            attended = self._attended(possible, authorised, unauthorised)
        if attended is None:
            return None
        if possible > 1000 or attended + (authorised or 0) + (unauthorised or 0) > possible:
            said = f"{attended} of {possible}"
            self._reject("attended", said, "Attended and absent sessions come to more than were possible. "
                         "Check the row's figures.")  # fmt: skip
            return None
        return IncomingAttendance(*span, possible, attended, authorised, unauthorised)

    def _attended(self, possible: int, authorised: int | None, unauthorised: int | None) -> int | None:
        """Sessions attended where the list has only absences, or only a percentage that fits one number."""
        if self._text("attended"):
            return None
        if authorised is not None and unauthorised is not None:
            return max(possible - authorised - unauthorised, 0)
        text = self._text("percent").replace("%", "").replace(",", ".").strip()
        try:
            percent = Decimal(text)
            if not 0 <= percent <= 100:
                raise InvalidOperation
        except InvalidOperation:
            self._reject("attended", text, "The sessions attended are missing. Add them to the row.")
            return None
        attended = int((percent * possible / 100).quantize(Decimal(1), ROUND_HALF_UP))
        exponent = percent.as_tuple().exponent
        rounding = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        if abs(Decimal(attended * 100) / max(possible, 1) - percent) > rounding:
            sentence = f"{text} % of {possible} sessions is no whole number. Give the sessions attended."
            self._reject("percent", text, sentence)
            return None
        return attended

    def _span(self) -> tuple[date, date] | None:
        first, last = self._day("from_on"), self._day("to_on")
        week = self._day("week_of") if first is None else None
        if week is not None:
            first, last = week, week + timedelta(days=4)
        if first is None or last is None:
            if not (self._text("from_on") and self._text("to_on")) and not self._text("week_of"):
                self._reject("from_on", "", "The first or last day is missing. Add them to the row.")
            return None
        if last < first:
            self._reject("to_on", last.isoformat(), "The last day lies before the first. Check both days.")
            return None
        return first, last
