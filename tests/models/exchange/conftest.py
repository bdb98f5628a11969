# SPDX-License-Identifier: MIT
"""A real store for each test, and files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.codes import SchoolPhase
from models.records import Record, School
from models.store import Store
from models.store.keys import QUICK

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PASSPHRASE = "four words will do"
SCHOOL = School(name="Elm Fold Primary", la="372", estab="2001", urn=100001, phase=SchoolPhase.PRIMARY)

Write = Callable[[str, "str | bytes"], Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of a fictional school."""
    made = Store.create(tmp_path / "elm.store", PASSPHRASE, SCHOOL, now=lambda: NOW, cost=QUICK)
    yield made
    made.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file and says where."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return written


def everything(store: Store) -> dict[str, Record]:
    """Every record in the store by its id."""
    from models.records import RECORDS

    with store.reading() as tx:
        return {record.id: record for kind in RECORDS for record in tx.find(kind)}
