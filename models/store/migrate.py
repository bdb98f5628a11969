# SPDX-License-Identifier: MIT
"""Brings an older file up to date in tested steps, or says why it can't."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from models.store.faults import newer_than_us
from models.store.searching import keep_index
from models.store.tables import metadata

STEPS = Path(__file__).resolve().parent / "versions"
"""Where the steps stand, each a frozen text that imports nothing of ours."""


# Alembic takes a third of a second to load, and a file that is up to date has no use for it: what is asked at
# each opening is answered without it.
_NAMED = re.compile(r"^(revision|down_revision) = (?:\"(\w+)\"|'(\w+)'|None)$", re.MULTILINE)


def _named(steps: Path, what: str) -> set[str]:
    """The schemas that the steps lead to (revision), or lead on from (down_revision)."""
    texts = (path.read_text(encoding="utf-8") for path in steps.glob("*.py"))
    found = (match for text in texts for match in _NAMED.finditer(text) if match[1] == what)
    return {match[2] or match[3] or "" for match in found}


def newest(steps: Path = STEPS) -> str:
    """The schema that this version of the program writes."""
    return max(_named(steps, "revision") - _named(steps, "down_revision"), default="")


def present(connection: Connection) -> str:
    """The schema of an open file; "" for a file without tables."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    if tables.first() is None:
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def is_known(schema: str, steps: Path = STEPS) -> bool:
    """Whether this version of the program knows a schema: its own or an older one."""
    return schema == "" or schema in _named(steps, "revision")


def bring_up_to_date(connection: Connection, steps: Path = STEPS) -> None:
    """Carry out the missing steps inside the transaction that the caller has begun."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(steps.parent), version_locations=[str(steps)])

    def missing(present: Any, _context: Any) -> Sequence[Any]:
        return script._upgrade_revs(script.get_current_head() or "", present)

    with EnvironmentContext(Config(), script, fn=missing) as environment:
        environment.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        environment.run_migrations()


def bring_store_up_to_date(
    engine: Engine, path: Path, steps: Path, copy_first: Callable[[], object] | None
) -> str:
    """The schema of an open store after the missing steps; they succeed together or not at all.

    copy_first() makes a proved copy before anything changes; None where the file is itself a copy.
    Raises Problem for a newer program's file.
    """
    with engine.connect() as connection:
        schema = present(connection)
    if not is_known(schema, steps):
        raise newer_than_us(path)
    if schema == newest(steps):
        _search_them(engine)
        return schema
    if copy_first is not None:
        copy_first()
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            bring_up_to_date(connection, steps)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(Exception):
                connection.exec_driver_sql("ROLLBACK")
            raise
        schema = present(connection)
    _search_them(engine)
    return schema


def _search_them(engine: Engine) -> None:
    """Have the index of words that fits the records; a step may have made their tables anew."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            keep_index(connection)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(Exception):
                connection.exec_driver_sql("ROLLBACK")
            raise
