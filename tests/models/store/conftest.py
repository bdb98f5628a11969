# SPDX-License-Identifier: MIT
"""A real encrypted store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import QUICK, Store
from tests.models.store.makings import PASSPHRASE, SCHOOL, now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.grstore"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = Store.create(path, PASSPHRASE, SCHOOL, now=now, who="Ruth", cost=QUICK)
    yield made
    made.close()
