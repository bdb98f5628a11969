# SPDX-License-Identifier: MIT
"""Words in the records: an index inside the encrypted file that the file itself keeps true, and its answers.

It is made from the records and can be made again at any time. Triggers carry every write into it, so that
what was taken back, erased or brought in by any other way is found or gone at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from models.records import Draft, KeptFile, Pupil, Record, fields_of
from models.store.tables import TABLES

MOST = 40
"""Answers that one question gets."""

_EXCERPT = 12
"""Words of a text that are shown around what was found."""

_NO_WORDS = ("digest", "hash")
_PLACES = (
    "CREATE TABLE search_place (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL UNIQUE, "
    "pupil_id TEXT NOT NULL)"
)
_INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
# Words that go must not stay behind in the index until it happens to be tidied.
_FORGETS = "INSERT INTO search(search, rank) VALUES('secure-delete', 1)"
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which every word that was asked for begins some word: its place, and an excerpt."""

    kind: str
    record_id: str
    pupil_id: str
    excerpt: str


def keep_index(connection: Connection) -> bool:
    """Make the index, or make it anew where the records are other than it was made for; True where it was.

    Inside a transaction that the caller has begun.
    """
    wanted = {_name(sql): sql for kind in _searched() for sql in _triggers(kind)} | {
        "search_place": _PLACES,
        "search": _INDEX,
    }
    question = "SELECT name, sql FROM sqlite_master WHERE name LIKE 'search%' AND sql IS NOT NULL"
    found = {str(name): str(sql) for name, sql in connection.exec_driver_sql(question)}
    # What the index itself keeps its words in is no business of ours.
    ours = {name: sql for name, sql in found.items() if name in wanted or sql.startswith("CREATE TRIGGER")}
    if ours == wanted:
        return False
    for name, sql in ours.items():
        if sql.startswith("CREATE TRIGGER"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in ("search", "search_place"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for sql in (_PLACES, _INDEX, _FORGETS):
        connection.exec_driver_sql(sql)
    for kind in _searched():
        for sql in (*_filled(kind), *_triggers(kind)):
            connection.exec_driver_sql(sql)
    return True


def hits(
    connection: Connection, words: str, *, pupils: Collection[str] | None = None, most: int = MOST
) -> list[Hit]:
    """Records in which every word begins some word, the latest written first; of some children only.

    Case and accents don't matter. Words of one letter are passed over; nothing is asked of nothing.
    """
    asked = [word for word in _WORD.findall(words) if len(word) > 1]
    if not asked:
        return []
    question = (
        "SELECT p.kind, p.record_id, p.pupil_id, snippet(search, 0, '', '', '…', ?) "
        "FROM search JOIN search_place AS p ON p.id = search.rowid WHERE search MATCH ? "
    )
    given: list[str | int] = [_EXCERPT, " ".join(f'"{word}"*' for word in asked)]
    if pupils is not None:
        question += "AND p.pupil_id IN (SELECT value FROM json_each(?)) "
        given.append(json.dumps(list(pupils)))
    given.append(most)
    found = connection.exec_driver_sql(f"{question} ORDER BY search.rowid DESC LIMIT ?", tuple(given))
    return [Hit(kind, record_id, pupil_id, _on_one_line(text)) for kind, record_id, pupil_id, text in found]


def _on_one_line(text: str) -> str:
    return " · ".join(part.strip() for part in text.split("\n") if part.strip())


def _searched() -> Iterator[type[Record]]:
    """The kinds of record in which words are looked for: those of a child that hold any."""
    for kind in TABLES:
        about_a_child = kind is Pupil or "pupil_id" in kind.model_fields
        if about_a_child and kind not in (Draft, KeptFile) and _columns(kind):
            yield kind


def _columns(kind: type[Record]) -> list[str]:
    return [
        spec.name
        for spec in fields_of(kind)
        if spec.editor in ("line", "long")
        and not spec.many
        and not spec.refers
        and spec.name not in kind.large
        and not spec.name.endswith(_NO_WORDS)
    ]


def _words(kind: type[Record], row: str) -> str:
    return " || char(10) || ".join(f"coalesce({row}.\"{name}\", '')" for name in _columns(kind))


def _whose(kind: type[Record], row: str) -> str:
    return f"{row}.id" if kind is Pupil else f"{row}.pupil_id"


def _name(sql: str) -> str:
    return sql.split()[2]


def _triggers(kind: type[Record]) -> tuple[str, str, str]:
    name = kind.kind()
    place = (
        "INSERT INTO search_place(kind, record_id, pupil_id) "
        f"VALUES ('{name}', NEW.id, {_whose(kind, 'NEW')})"
    )
    of_new, of_old = (f"(SELECT id FROM search_place WHERE record_id = {row}.id)" for row in ("NEW", "OLD"))
    words = f"INSERT INTO search(rowid, words) VALUES ({of_new}, {_words(kind, 'NEW')})"
    gone = f"DELETE FROM search WHERE rowid = {of_old}; DELETE FROM search_place WHERE record_id = OLD.id"
    return (
        f'CREATE TRIGGER search_new_{name} AFTER INSERT ON "{name}" BEGIN {place}; {words}; END',
        f'CREATE TRIGGER search_changed_{name} AFTER UPDATE ON "{name}" BEGIN {gone}; {place}; {words}; END',
        f'CREATE TRIGGER search_gone_{name} AFTER DELETE ON "{name}" BEGIN {gone}; END',
    )


def _filled(kind: type[Record]) -> tuple[str, str]:
    """What puts the records that are there already into the index."""
    name = kind.kind()
    return (
        f"INSERT INTO search_place(kind, record_id, pupil_id) "
        f"SELECT '{name}', r.id, {_whose(kind, 'r')} FROM \"{name}\" AS r ORDER BY r.rowid",
        f"INSERT INTO search(rowid, words) SELECT p.id, {_words(kind, 'r')} "
        f'FROM "{name}" AS r JOIN search_place AS p ON p.record_id = r.id ORDER BY p.id',
    )
