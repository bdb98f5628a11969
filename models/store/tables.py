# SPDX-License-Identifier: MIT
"""One table for each kind of record, made from the record's own fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from models.records import RECORDS, FieldSpec, Record, fields_of

R = TypeVar("R", bound=Record)

metadata = MetaData()

# Dates, exact numbers and codes are kept as the text that pydantic writes, so that nothing is rounded.
_SCALARS = (str, int, date, Decimal)


def _holds_json(spec: FieldSpec) -> bool:
    return spec.many or not (isinstance(spec.plain, type) and issubclass(spec.plain, _SCALARS))


def _column(spec: FieldSpec) -> Column[Any]:
    kind: TypeEngine[Any] = Text()
    if not spec.many and spec.plain is bool:
        kind = Boolean(create_constraint=False)
    elif not spec.many and spec.plain is int:
        kind = Integer()
    keys = [ForeignKey(f"{spec.refers}.id", ondelete="RESTRICT")] if spec.refers and not spec.many else []
    return Column(spec.name, kind, *keys, nullable=spec.optional)


def _table(kind: type[Record]) -> Table:
    specs = fields_of(kind)
    table = Table(kind.kind(), metadata, Column("id", Text(), primary_key=True), *map(_column, specs))
    for spec in specs:
        if spec.refers and not spec.many:
            Index(f"ix_{kind.kind()}_{spec.name}", table.c[spec.name])
    return table


TABLES: dict[type[Record], Table] = {kind: _table(kind) for kind in RECORDS}
_JSON: dict[type[Record], frozenset[str]] = {
    kind: frozenset(spec.name for spec in fields_of(kind) if _holds_json(spec)) for kind in RECORDS
}

AUDIT = Table(
    "audit",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("at", Text(), nullable=False),
    Column("who", Text(), nullable=False),
    Column("kind", Text(), nullable=False),
    Column("record_id", Text(), nullable=False),
    Column("pupil_id", Text(), nullable=False),
    Column("before", Text()),
    Column("after", Text()),
    Column("salt", Text(), nullable=False),
    Column("sealed", Text()),
    Column("hash", Text(), nullable=False),
    Index("ix_audit_record_id", "record_id"),
    Index("ix_audit_pupil_id", "pupil_id"),
)
"""Every change, for ever; triggers refuse to remove a line, or to change it but for erasing (trail.py)."""

ABOUT = Table(
    "about", metadata, Column("name", Text(), primary_key=True), Column("value", Text(), nullable=False)
)
"""What the file knows of itself: its identity, its secrets, its last good backup."""


def to_row(record: Record) -> dict[str, Any]:
    """A record as a row of its table."""
    row: dict[str, Any] = record.model_dump(mode="json")
    for name in _JSON[type(record)]:
        row[name] = json.dumps(row[name], ensure_ascii=False, separators=(",", ":"))
    return row


def from_row(kind: type[R], row: Mapping[Any, Any]) -> R:
    """A row of a table as the record that it was."""
    read = _JSON[kind]
    values = {**row, **{name: json.loads(row[name]) for name in read}} if read else row
    return kind.model_validate(values)


def as_json(record: Record | None) -> str | None:
    """A record as one line of canonical JSON for the audit trail."""
    if record is None:
        return None
    values = record.model_dump(mode="json")
    for name in record.large:
        values[name] = f"SHA-256 {sha256(values[name].encode()).hexdigest()}"
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
