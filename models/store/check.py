# SPDX-License-Identifier: MIT
"""Looks whether a store is whole: pages, schema, references, audit chain, last good backup."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from models.store import migrate, trail
from models.store.faults import telling
from models.store.store import Store
from thresholds.problems import Problem


def check(store: Store) -> dict[str, Any]:
    """What a look at the whole file found; "findings" says in sentences what is wrong, if anything is.

    A damaged file is a finding, not a Problem: pupils and audit_events are None where they can't be read.
    """
    findings: list[str] = []
    answer: dict[str, Any] = {
        "ok": False,
        "schema": store.schema,
        "pupils": None,
        "audit_events": None,
        "audit_ok": False,
        "last_backup": None,
        "findings": findings,
    }
    if store.schema != migrate.newest():
        findings.append("The file's tables are not those of this version.")
    try:
        with telling(store.path), closing(store.raw()) as connection:
            findings.extend(_pages(connection))
            answer["pupils"] = connection.execute('SELECT count(*) FROM "Pupil"').fetchone()[0]
            answer["audit_events"] = connection.execute("SELECT count(*) FROM audit").fetchone()[0]
            broken = first_broken_line(connection)
            answer["audit_ok"] = not broken
            if broken:
                findings.append(
                    f"The audit trail doesn't follow from line {broken} on: "
                    "it was changed outside the program."
                )
        answer["last_backup"] = last_backup(store)
    except Problem as problem:
        findings.append(problem.sentence)
    return {**answer, "ok": not findings}


def _pages(connection: Any) -> list[str]:
    found = []
    damaged = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if damaged or connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        found.append("The file is damaged. Restore the last good backup.")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        found.append("Some records refer to others that are not there.")
    return found


def first_broken_line(connection: Any) -> int:
    """The number of the first audit line that doesn't follow from the one before; 0 where all do."""
    return trail.first_broken(connection)


def last_backup(store: Store) -> dict[str, str] | None:
    """When and where the last proved backup was made; None before the first."""
    at, _, file = store.about("last_backup").partition(" ")
    return {"at": at, "file": file, "exists": "yes" if Path(file).exists() else "no"} if at else None
