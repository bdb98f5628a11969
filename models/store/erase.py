# SPDX-License-Identifier: MIT
"""Erases one child: records, drafts, import lists and what the audit trail says; then the free pages."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Text, delete, func, null, or_, select, update
from sqlcipher3 import dbapi2 as driver

from models.records import Draft, ImportBatch, Pupil, Record, fields_of
from models.store import trail
from models.store.tables import AUDIT, TABLES

if TYPE_CHECKING:
    from models.store.store import Store

_GONE = "erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: how many of which kind of record, and the audit lines that say no more what they said."""

    counts: dict[str, int]
    lines: tuple[tuple[int, int], ...]


def erase(connection: Connection, pupil: Pupil) -> Erased:
    """Take everything on one child away inside a transaction; what others refer to stays theirs."""
    ids = _ids(connection, pupil)
    every = [id for some in ids.values() for id in some]
    counts = {kind.called: len(some) for kind, some in ids.items() if some}
    drafts = TABLES[Draft]
    gone = connection.execute(
        delete(drafts).where(or_(drafts.c.pupil_id == pupil.id, drafts.c.record_id.in_(_listed(every))))
    )
    if gone.rowcount:
        counts[Draft.called] = gone.rowcount
    batches = _strip_imports(connection, pupil, every)
    lines = _seal_lines(connection, pupil, [*every, *batches])
    for kind in reversed(ids):
        _free_of_itself(connection, kind, ids[kind])
        table = TABLES[kind]
        connection.execute(delete(table).where(table.c.id.in_(_listed(ids[kind]))))
    return Erased(counts, lines)


def _ids(connection: Connection, pupil: Pupil) -> dict[type[Record], list[str]]:
    """The ids of everything about the child by kind, in order of dependence."""
    found: dict[type[Record], list[str]] = {}
    for kind, table in TABLES.items():
        if kind is Pupil:
            found[kind] = [pupil.id]
        elif "pupil_id" in kind.model_fields and kind is not Draft:
            found[kind] = list(
                connection.execute(select(table.c.id).where(table.c.pupil_id == pupil.id)).scalars()
            )
    return found


def _listed(ids: Collection[str]) -> Select[Any]:
    """However many ids as one bound text."""
    table = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(table.c.value)


def _free_of_itself(connection: Connection, kind: type[Record], ids: Collection[str]) -> None:
    """Let records of one kind point to one another no more, so that they can go in any order."""
    table = TABLES[kind]
    own = [spec.name for spec in fields_of(kind) if spec.refers == kind.kind() and not spec.many]
    if own and ids:
        connection.execute(
            update(table).where(table.c.id.in_(_listed(ids))).values(dict.fromkeys(own, null()))
        )


def _strip_imports(connection: Connection, pupil: Pupil, ids: Collection[str]) -> list[str]:
    """Take the child's records out of the lists of what imports made, and its name out of a file's name."""
    table, mine = TABLES[ImportBatch], set(ids)
    words = [word.casefold() for word in (pupil.upn, pupil.surname, pupil.forename) if len(word) > 2]
    touched = []
    for id, file_name, listed in connection.execute(
        select(table.c.id, table.c.file_name, table.c.record_ids)
    ).all():
        made = json.loads(listed)
        kept = [one for one in made if one not in mine]
        if len(kept) == len(made):
            continue
        named = any(word in file_name.casefold() for word in words)
        connection.execute(
            update(table)
            .where(table.c.id == id)
            .values(
                record_ids=json.dumps(kept, separators=(",", ":")), file_name=_GONE if named else file_name
            )
        )
        touched.append(id)
    return touched


def _seal_lines(connection: Connection, pupil: Pupil, ids: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Put its hash in place of what each audit line about these records says; the chain still holds."""
    about = or_(AUDIT.c.pupil_id == pupil.id, AUDIT.c.record_id.in_(_listed(ids)))
    rows = connection.execute(select(AUDIT).where(about, AUDIT.c.sealed.is_(None))).mappings().all()
    for row in rows:
        connection.execute(
            update(AUDIT)
            .where(AUDIT.c.number == row["number"])
            .values(
                sealed=trail.seal(row["salt"], dict(row)),
                salt="",
                record_id="",
                pupil_id="",
                before=null(),
                after=null(),
            )
        )
    return trail.ranges(row["number"] for row in rows)


def mentions(words: Collection[str]) -> Iterator[tuple[type[Record], Select[Any]]]:
    """The questions that find records in whose text one of the words stands, kind by kind."""
    for kind, table in TABLES.items():
        texts = [
            column
            for column in table.c
            if isinstance(column.type, Text) and column.name not in ("id", *kind.large)
        ]
        found = [column.icontains(word, autoescape=True) for column in texts for word in words]
        if found:
            yield kind, select(table).where(or_(*found))


def overwrite_free_pages(store: Store) -> None:
    """Write the file anew without what was erased, and empty its log. Raises the driver's error."""
    with closing(store.raw()) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def holds(store: Store, backup: Path, pupil_id: str) -> bool | None:
    """Whether a backup still knows a child; None where it can't be opened with the store's present key."""
    try:
        with closing(store.twin_of(backup, as_it_lies=True)) as connection:
            found = connection.execute(
                'SELECT 1 FROM "Pupil" WHERE id = ? UNION ALL SELECT 1 FROM audit WHERE pupil_id = ? LIMIT 1',
                (pupil_id, pupil_id),
            )
            return found.fetchone() is not None
    except driver.Error:
        return None
