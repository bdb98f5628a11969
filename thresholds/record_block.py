# SPDX-License-Identifier: MIT
"""A loose record, as a pack's tests write it, as evidence: dated values, events, documents, attestations."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from thresholds.evidence import Document, Event, Evidence, Observation, Phase, Value
from thresholds.nodes import Fact
from thresholds.problems import Problem
from thresholds.reader import Places, compose_text, text_of
from thresholds.standard import Case, Standard

_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_YES, _NO = {"yes", "true"}, {"no", "false"}


class BlockReader:
    """Reads the parts of a record block; places say where each stands in its file, if it comes from one."""

    def __init__(self, standard: Standard, places: Places | None = None, root: str = "record") -> None:
        self.standard = standard
        self.places = places or {}
        self.root = root

    def problem(self, what: str, path: str, mend: str, code: str = "record") -> Problem:
        """A problem at a place of the block."""
        path = f"{self.root}.{path}" if self.root and path else path or self.root
        where = path
        while where and where not in self.places:
            where = where.rpartition(".")[0]
        file, line, column = self.places.get(where, ("", 0, 0))
        return Problem(
            what, f"{file}:{line}:{column}" if file else path, mend, code=code, line=line, column=column
        )

    def day(self, text: Any, path: str) -> date:
        """A whole date. Raises Problem for anything else."""
        if isinstance(text, date):
            return text
        try:
            return date.fromisoformat(str(text))
        except ValueError:
            raise self.problem(
                f"'{text}' is not a date", path, "Write year-month-day, as in 2026-02-01.", "date"
            ) from None

    def span(self, text: Any, path: str) -> tuple[date | None, date | None]:
        """The first and last day that a date may be: a day, a month, or nothing known."""
        if text is None or str(text) in ("", "null", "~"):
            return None, None
        month = _MONTH.match(str(text))
        if month and 1 <= int(month[2]) <= 12:
            year, number = int(month[1]), int(month[2])
            return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        day = self.day(text, path)
        return day, day

    def value(self, text: Any, fact: Fact, path: str) -> Value:
        """A value as its fact's kind reads it. Raises Problem where it doesn't fit."""
        word = str(text).strip()
        if fact.is_yes_no:
            if word.lower() in _YES | _NO:
                return word.lower() in _YES
            raise self.problem(f"'{word}' is not yes or no", path, "Write yes or no.", "value")
        if fact.is_number:
            return self._number(word, fact, path)
        if fact.values and word not in fact.values:
            raise self.problem(
                f"'{word}' is not one of the answers",
                path,
                f"Choose one of {', '.join(fact.values)}.",
                "value",
            )
        return word

    def _number(self, word: str, fact: Fact, path: str) -> Decimal:
        try:
            number = Decimal(word)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self.problem(
                f"'{word}' is not a number",
                path,
                "Write the number alone, as in 85, without unit or sign.",
                "value",
            )
        if (fact.min is not None and number < fact.min) or (fact.max is not None and number > fact.max):
            raise self.problem(
                f"{word} is outside the range of {fact.label} ({fact.min} to {fact.max})",
                path,
                "Check the value.",
                "range",
            )
        return number

    def observations(self, name: str, items: Any) -> tuple[Observation, ...]:
        """A fact's dated values: [[date, value], …], each with a source as third if there is one."""
        fact = self.standard.facts[name]
        found = []
        for at, item in enumerate(self._list(items, name)):
            path = f"{name}.{at}"
            if not isinstance(item, (list, tuple)) or not 2 <= len(item) <= 3:
                raise self.problem("a value stands with its date", path, "Write [2026-02-01, 82].", "shape")
            source = str(item[2]) if len(item) == 3 else ""
            on = self.day(item[0], f"{path}.0")
            found.append(Observation(on, self.value(item[1], fact, f"{path}.1"), source=source))
        return tuple(found)

    def happenings(self, name: str, items: Any) -> tuple[Event, ...]:
        """Events: a list of mappings with the date under its own name and whatever fields are known."""
        kind = self.standard.events[name]
        found = []
        for at, item in enumerate(self._list(items, name)):
            path = f"{name}.{at}"
            if not isinstance(item, Mapping):
                raise self.problem(
                    "an event is a mapping", path, f"Write {{{kind.dated_by}: 2026-02-01}}.", "shape"
                )
            known = {kind.dated_by, *kind.fields}
            for key in item:
                if key not in known:
                    raise self.problem(
                        f"'{key}' is not noted of {kind.label}",
                        f"{path}.{key}",
                        f"Use {', '.join(sorted(known))}.",
                    )
            earliest, latest = self.span(item.get(kind.dated_by), f"{path}.{kind.dated_by}")
            fields = {f: self._field(item.get(f), kind.fields[f], f"{path}.{f}") for f in kind.fields}
            found.append(Event(earliest, latest, fields))
        return tuple(found)

    def _field(self, value: Any, allowed: tuple[str, ...], path: str) -> str | None:
        if value is None or str(value) in ("", "null", "~", "unknown"):
            return None
        if allowed and str(value) not in allowed:
            raise self.problem(
                f"'{value}' can't stand here", path, f"Choose one of {', '.join(allowed)}.", "value"
            )
        return str(value)

    def documents(self, name: str, items: Any) -> tuple[Document, ...]:
        """The dates of the documents of one kind that are held."""
        found = []
        for at, item in enumerate(self._list(items, name)):
            pair = item if isinstance(item, (list, tuple)) and item else [item]
            on = self.day(pair[0], f"{name}.{at}")
            found.append(Document(on, source=str(pair[1]) if len(pair) > 1 else ""))
        return tuple(found)

    def attested(self, given: Any, as_of: date) -> dict[str, date]:
        """What is completely recorded, and since when; the day of judging where no day is given."""
        items = given.items() if isinstance(given, Mapping) else [(name, as_of) for name in given or ()]
        found = {}
        for name, on in items:
            if name not in self.standard.events and name not in self.standard.documents:
                raise self.problem(
                    f"'{name}' is no event or document of this standard",
                    "",
                    "Correct its name.",
                    "unknown-name",
                )
            found[str(name)] = self.day(on, "")
        return found

    def _list(self, items: Any, path: str) -> list[Any]:
        if not isinstance(items, (list, tuple)):
            raise self.problem("this is a list", path, "Write it in square brackets.", "shape")
        return list(items)

    def evidence(
        self, record: Mapping[str, Any], complete: Any, as_of: date, phase: Phase | None
    ) -> Evidence:
        """A whole block as evidence. Raises Problem for an unknown name or a value that doesn't fit."""
        seen: dict[str, tuple[Observation, ...]] = {}
        events: dict[str, tuple[Event, ...]] = {}
        documents: dict[str, tuple[Document, ...]] = {}
        for name, items in record.items():
            if name in self.standard.facts:
                seen[name] = self.observations(name, items)
            elif name in self.standard.events:
                events[name] = self.happenings(name, items)
            elif name in self.standard.documents:
                documents[name] = self.documents(name, items)
            else:
                raise self.problem(
                    f"'{name}' is no fact, event or document of this standard",
                    name,
                    "Correct its name.",
                    "unknown-name",
                )
        return Evidence(as_of, phase, seen, events, documents, self.attested(complete, as_of))


def case_evidence(standard: Standard, case: Case, at: int = 0) -> Evidence:
    """The evidence of one of a pack's own tests."""
    reader = BlockReader(standard, dict(standard.places), f"tests.{at}.record")
    return reader.evidence(case.record, case.complete, case.as_of, case.phase)


def read_record_file(path: Path, standard: Standard, *, as_of: date, phase: Phase | None = None) -> Evidence:
    """A loose record from a file: the block alone, or a mapping with record, complete, phase, as_of.

    What the file says of phase and day counts where the caller says nothing of phase; the caller's day is
    used only where the file has none.
    """
    document, places = read_record_document(path)
    whole = "record" in document
    reader = BlockReader(standard, places, "record" if whole else "")
    block = document["record"] if whole else {k: v for k, v in document.items() if k not in AROUND}
    if not isinstance(block, Mapping):
        raise Problem("the record is a mapping of names", path.name, "See the guide.", code="shape")
    day = reader.day(document["as_of"], "") if "as_of" in document else as_of
    if phase is None and document.get("phase") is not None:
        if document["phase"] not in list(Phase):
            raise Problem(
                f"'{document['phase']}' is not a phase",
                path.name,
                f"Choose one of {', '.join(Phase)}.",
                code="phase",
            )
        phase = Phase(document["phase"])
    return reader.evidence(block, document.get("complete", ()), day, phase)


AROUND = ("complete", "phase", "as_of", "name", "about", "story", "expect")


def read_record_document(path: Path) -> tuple[dict[str, Any], Places]:
    """A record file's document and the places of its parts."""
    document, places = compose_text(text_of(path), Path(path).name)
    if not isinstance(document, dict):
        raise Problem("a record is a mapping of names", Path(path).name, "See the guide.", code="shape")
    return document, places
