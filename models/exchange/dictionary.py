# SPDX-License-Identifier: MIT
"""The data dictionary: what each column of each list means, made from the records themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.records import RECORDS, FieldSpec, KeptBytes, Record, fields_of

DICTIONARY_HEAD = (
    "List",
    "One line is",
    "Column",
    "Field",
    "Meaning",
    "Section",
    "Unit",
    "Sort",
    "Codes",
    "Points to",
    "May be empty",
)
CODES_HEAD = ("Codes", "Code", "Meaning")

_SORTS: tuple[tuple[type, str], ...] = (
    (bool, "yes or no"),
    (int, "whole number"),
    (Decimal, "exact number"),
    (datetime, "date and time"),
    (date, "date"),
    (str, "text"),
)


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """A line for each field of each kind of record, in the order in which the lists have them."""
    for kind in RECORDS:
        if issubclass(kind, KeptBytes):
            continue
        for spec in fields_of(kind):
            yield _row(kind, spec)
        yield (
            kind.kind(),
            kind.called,
            "Record",
            "id",
            "The record's own number",
            "",
            "",
            "text",
            "",
            "",
            "no",
        )


def code_rows() -> Iterator[tuple[str, str, str]]:
    """Each code of each closed set, with what it means."""
    sets: dict[str, tuple[StrEnum, ...]] = {}
    for kind in RECORDS:
        for spec in fields_of(kind):
            if spec.choices:
                sets[type(spec.choices[0]).__name__] = spec.choices
    for name, choices in sorted(sets.items()):
        for one in choices:
            yield name, one.value, str(getattr(one, "label", one.value))


def _row(kind: type[Record], spec: FieldSpec) -> tuple[str, ...]:
    return (
        kind.kind(),
        kind.called,
        f"{spec.label} (record)" if spec.refers else spec.label,
        spec.name,
        spec.help,
        spec.section,
        spec.unit,
        ("several: " if spec.many else "") + _sort(spec),
        type(spec.choices[0]).__name__ if spec.choices else "",
        spec.refers,
        "yes" if spec.optional else "no",
    )


def _sort(spec: FieldSpec) -> str:
    if spec.choices:
        return "code"
    if spec.refers:
        return "number of a record"
    return _plain(spec.plain)


def _plain(plain: Any) -> str:
    if not isinstance(plain, type):
        return "text" if "str" in str(plain) and "dict" not in str(plain) else "parts, as JSON"
    return next((words for sort, words in _SORTS if issubclass(plain, sort)), "parts, as JSON")
