# SPDX-License-Identifier: MIT
"""Brings an older file up to date in tested steps, or says why it can't."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.store.tables import metadata
from thresholds.problems import Problem

_HERE = Path(__file__).resolve().parent


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_HERE), version_locations=[str(_HERE / "versions")])


def newest() -> str:
    """The schema that this version of the program writes."""
    return _script().get_current_head() or ""


def present(connection: Connection) -> str:
    """The schema of an open file; "" for a file without tables."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def is_known(schema: str) -> bool:
    """Whether this version of the program knows a schema: its own or an older one."""
    return schema == "" or schema in {step.revision for step in _script().walk_revisions()}


def newer_than_us(path: Path) -> Problem:
    """The problem of a file that a newer version of the program has written."""
    return Problem(
        "this file was made by a newer version of the program; nothing was changed",
        path.name,
        "Install that version, or open the backup that was made before the change.",
        code="newer",
    )


def bring_up_to_date(connection: Connection) -> None:
    """Carry out the missing steps inside the transaction that the caller has begun."""
    script = _script()

    def steps(present: Any, _context: Any) -> Sequence[Any]:
        return script._upgrade_revs(script.get_current_head() or "", present)

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        environment.run_migrations()
