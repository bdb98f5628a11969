# SPDX-License-Identifier: MIT
"""The sample school for tests of pages: filled once in a run, then a copy of the file for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.jobs import Jobs
from desktop.preferences import PreferencesFile
from desktop.workspace import Workspace
from models.sample import PASSPHRASE, fictional_school, fill
from models.store import QUICK, Store
from tests.desktop.conftest import StoppedClock

SAMPLE_DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the closed file of a small fictional school and its keys."""
    folder = tmp_path_factory.mktemp("sample")
    store = Store.create(
        folder / "sample.grstore",
        PASSPHRASE,
        fictional_school(),
        now=StoppedClock(SAMPLE_DAY),
        who="test",
        cost=QUICK,
    )
    fill(store, pupils=60, until=SAMPLE_DAY)
    store.close()
    return folder


@pytest.fixture
def sample_path(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample school's file, which a test may change."""
    shutil.copytree(sample_folder, tmp_path / "copy")
    return tmp_path / "copy" / "sample.grstore"


@pytest.fixture
def sample_school(
    sample_path: Path, preferences: PreferencesFile, stopped: StoppedClock, qapp: QApplication
) -> Iterator[Workspace]:
    """The copy, open, as the screen has it."""
    store = Store.open(sample_path, PASSPHRASE, now=stopped, who="test")
    jobs = Jobs()
    yield Workspace(store, jobs=jobs, preferences=preferences, now=stopped)
    jobs.close()
    store.close()
