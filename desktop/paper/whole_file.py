# SPDX-License-Identifier: MIT
"""Everything that is held on one child, record by record, with the words under which it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from reportlab.platypus import Flowable

from desktop.paper.sheet import Furniture, grid, long_day, rendered, text
from models.records import Pupil, Record, School, fields_of

Words = Callable[[str], str]


def whole_file(pupil: Pupil, school: School, records: Sequence[Record], made_on: date) -> tuple[bytes, int]:
    """A child's whole file as a PDF, as bytes, and its number of pages."""
    furniture = Furniture(
        title=f"File of {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=f"{pupil.known_as} · whole file",
    )
    story: list[Flowable] = [
        text(f"File of {pupil.known_as}", "title"),
        text(f"UPN {pupil.upn}, born {long_day(pupil.date_of_birth)}", "lead"),
        *everything(records, as_typed),
    ]
    return rendered(furniture, story)


def _said_of_one(value: bool | StrEnum | date) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value))
    return f"{long_day(value)}, {value:%H:%M}" if isinstance(value, datetime) else long_day(value)


def everything(records: Sequence[Record], words: Words) -> list[Flowable]:
    """Each record under its kind, in the order given; words turns what was typed into what is printed."""
    story: list[Flowable] = []
    for kind, some in groupby(records, key=_kind):
        tables = [[[label, words(said)] for label, said in told(record)] for record in some]
        if any(tables):
            story.append(text(kind.called[0].upper() + kind.called[1:], "heading"))
        story += [grid(("", ""), rows, (4, 10)) for rows in tables if rows]
    return story


def _kind(record: Record) -> type[Record]:
    return type(record)


def as_typed(words: str) -> str:
    """The words as they are."""
    return words


def told(record: Record) -> list[tuple[str, str]]:
    """What a record says, label by label; what is empty or only holds records together isn't there."""
    lines = []
    for spec in fields_of(type(record)):
        value = getattr(record, spec.name)
        if spec.editor != "hidden" and not spec.refers and value not in (None, "", (), {}):
            lines.append((spec.label, said(value, spec.unit)))
    return lines


def said(value: Any, unit: str = "") -> str:
    """A value as a person reads it."""
    if isinstance(value, (bool, StrEnum, date)):
        return _said_of_one(value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {said(one)}" for name, one in value.items())
    if isinstance(value, (tuple, list)):
        return ", ".join(said(one) for one in value)
    if isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    if unit == "£":
        return f"£{value}"
    return f"{value} {unit}".strip()
