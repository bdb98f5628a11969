# SPDX-License-Identifier: MIT
"""Transaction: get, find, put, remove; all or nothing; leaves Changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, Select, bindparam, column, delete, func, insert, select, text, update

from models.records import Draft, Pupil, Record
from models.store import erase, trail
from models.store.changes import Change, Changes
from models.store.erase import Erased
from models.store.searching import MOST, Hit, hits
from models.store.tables import AUDIT, TABLES, as_json, from_row, to_row

R = TypeVar("R", bound=Record)


class Transaction:
    """The four verbs inside one transaction of the store. Made by Store.transaction() and Store.reading()."""

    def __init__(self, connection: Connection, *, who: str = "", at: datetime | None = None) -> None:
        self._connection = connection
        self._who = who
        self._at = at
        self._pairs: list[Change] = []
        self._last_hash = ""

    @property
    def changes(self) -> Changes:
        """What was done so far; whole after the block. Drafts are not among it."""
        return Changes(tuple(self._pairs))

    def get(self, kind: type[R], id: str) -> R | None:
        """The record with this id, or None."""
        row = self._connection.execute(_by_id(kind), {"id": id}).mappings().first()
        return from_row(kind, row) if row is not None else None

    def find(self, kind: type[R], **equals: Any) -> list[R]:
        """Every record whose fields equal the given values, oldest first; a collection means any of them."""
        table = TABLES[kind]
        question = select(table)
        for name, value in equals.items():
            if isinstance(value, Collection) and not isinstance(value, str):
                # One bound text however many there are, so that two thousand pupils make no new statement.
                wanted = func.json_each(json.dumps(to_jsonable_python(list(value))))
                any_of: Select[Any] = select(column("value")).select_from(wanted)
                question = question.where(table.c[name].in_(any_of))
            else:
                question = question.where(table.c[name] == to_jsonable_python(value))
        return self._read(kind, question.order_by(text("rowid")))

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        question = text(f'SELECT count(*) FROM "{TABLES[kind].name}"')
        return int(self._connection.execute(question).scalar_one())

    def search(self, words: str, *, pupils: Collection[str] | None = None, most: int = MOST) -> list[Hit]:
        """Records in which every word begins some word, the latest written first; of some children only."""
        return hits(self._connection, words, pupils=pupils, most=most)

    def put(self, record: Record) -> None:
        """Keep a record, new or changed; nothing is written where nothing differs.

        Raises ValueError for a copy that breaks its own rules: written, it could never be read again.
        """
        kind = type(record)
        record = kind.model_validate(dict(record))
        before = self.get(kind, record.id)
        if before == record:
            return
        table = TABLES[kind]
        row = to_row(record)
        if before is None:
            self._connection.execute(insert(table), row)
        else:
            changed = {name: value for name, value in row.items() if name != "id"}
            self._connection.execute(update(table).where(table.c.id == record.id), changed)
        self._note(Change(before, record))

    def add_all(self, records: Collection[Record]) -> None:
        """Keep many new records at once, in order of dependence; each leaves its line in the audit trail."""
        by_kind: dict[type[Record], list[Record]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(record)
        for kind in TABLES:
            fresh = by_kind.get(kind, [])
            if fresh:
                self._connection.execute(insert(TABLES[kind]), [to_row(record) for record in fresh])
                self._note(*(Change(None, record) for record in fresh))

    def remove(self, record: Record) -> None:
        """Take a record away. Raises Problem, when the block ends, while others still refer to it."""
        before = self.get(type(record), record.id)
        if before is None:
            return
        table = TABLES[type(record)]
        self._connection.execute(delete(table).where(table.c.id == record.id))
        self._note(Change(before, None))

    @property
    def next_line(self) -> int:
        """The number that the next line of the audit trail will have."""
        found = self._connection.execute(text("SELECT max(number) FROM audit")).scalar()
        return int(found or 0) + 1

    def trail(self, first: int, last: int, *, inside: bool = True) -> Iterator[trail.TrailLine]:
        """The lines of the audit trail from one number to another; inside: with before and after."""
        return trail.lines_of(self._connection, first, last, inside=inside)

    def writers(self) -> tuple[str, ...]:
        """Under which names anything was ever written."""
        found = self._connection.execute(text("SELECT DISTINCT who FROM audit WHERE who <> '' ORDER BY who"))
        return tuple(found.scalars())

    def is_referred(self, record: Record) -> bool:
        """Whether any other record points to this one."""
        question = _pointing_to(type(record))
        return bool(question) and bool(self._connection.execute(text(question), {"id": record.id}).scalar())

    def erase(self, pupil: Pupil) -> Erased:
        """Take a child and everything on record about it away for good, out of the audit trail too.

        No line is written of it here and it is no step of undo; the caller puts an Erasure in the same block.
        """
        return erase.erase(self._connection, pupil)

    def mentioning(self, words: Collection[str]) -> list[Record]:
        """Every record in whose text one of these words stands, in capitals or not."""
        return [
            from_row(kind, row)
            for kind, question in erase.mentions(words)
            for row in self._connection.execute(question).mappings()
        ]

    def _read(self, kind: type[R], question: Select[Any]) -> list[R]:
        found = self._connection.execute(question)
        names = tuple(found.keys())
        return [from_row(kind, dict(zip(names, row, strict=True))) for row in found]

    def _note(self, *changes: Change) -> None:
        lines = []
        for change in changes:
            if isinstance(change.record, Draft):
                continue
            self._pairs.append(change)
            lines.append(self._line(change))
        if lines:
            self._connection.execute(insert(AUDIT), lines)

    def _line(self, change: Change) -> dict[str, Any]:
        line = {
            "at": self._at.isoformat(timespec="seconds") if self._at else "",
            "who": self._who,
            "kind": change.record.kind(),
            "record_id": change.record.id,
            "pupil_id": change.pupil_id,
            "before": as_json(change.before),
            "after": as_json(change.after),
        }
        if not self._last_hash:
            question = text("SELECT hash FROM audit ORDER BY number DESC LIMIT 1")
            self._last_hash = self._connection.execute(question).scalar() or trail.FIRST_HASH
        salt = trail.new_salt()
        self._last_hash = trail.chained(self._last_hash, line, trail.seal(salt, line))
        return {**line, "salt": salt, "hash": self._last_hash}


@lru_cache(maxsize=len(TABLES))
def _by_id(kind: type[Record]) -> Select[Any]:
    table = TABLES[kind]
    return select(table).where(table.c.id == bindparam("id"))


@lru_cache(maxsize=len(TABLES))
def _pointing_to(kind: type[Record]) -> str:
    """The one question whether anything points to a record of a kind; "" where nothing can."""
    places = [
        f'EXISTS (SELECT 1 FROM "{table.name}" WHERE "{key.parent.name}" = :id)'
        for table in TABLES.values()
        for key in table.foreign_keys
        if key.column.table is TABLES[kind]
    ]
    return f"SELECT {' OR '.join(places)}" if places else ""
