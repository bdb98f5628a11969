# SPDX-License-Identifier: MIT
"""What tests of the screen lean on: the house's look, a person, preferences of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.jobs import Jobs
from desktop.pages.page import Page, Place
from desktop.preferences import PreferencesFile
from desktop.workspace import Workspace
from models.codes import SchoolPhase
from models.records import Pupil, School
from models.store import Store
from models.store.keys import QUICK
from models.upn import check_letter
from tests.person import Person


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Callable[[theme.Look], None]]:
    """The light look; call it to wear another."""

    def wear(look: theme.Look) -> None:
        theme.dress(qapp, look)

    wear(theme.Look(still=True))
    yield wear
    wear(theme.Look(still=True))


@pytest.fixture
def preferences(tmp_path: Path) -> PreferencesFile:
    """Preferences in a folder of their own."""
    return PreferencesFile(tmp_path / "preferences" / "preferences.json")


@pytest.fixture
def shown(qtbot: QtBot, dressed: Callable[[theme.Look], None]) -> Callable[[QWidget], Person]:
    """Show a widget in the house's look and get a person in front of it."""

    def show(widget: QWidget) -> Person:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return Person(widget)

    return show


@pytest.fixture
def open_page(
    workspace: Workspace, shown: Callable[[QWidget], Person]
) -> Callable[[type[Page], Place], tuple[Page, Person]]:
    """Open a page at a place on the test's own store, 1000 by 800, with a person in front of it."""

    def open_at(kind: type[Page], place: Place) -> tuple[Page, Person]:
        page = kind(workspace)
        page.resize(1000, 800)
        page.open_at(place)
        return page, shown(page)

    return open_at


class StoppedClock:
    """Stands still until it is told to go on."""

    def __init__(self, day: date) -> None:
        self.at = datetime(day.year, day.month, day.day, 10, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, **by: float) -> None:
        """Let time pass: goes_on(minutes=5)."""
        self.at += timedelta(**by)


@pytest.fixture
def stopped(day: date) -> StoppedClock:
    """The clock of the tests' world."""
    return StoppedClock(day)


@pytest.fixture
def store(tmp_path: Path, stopped: StoppedClock) -> Iterator[Store]:
    """A real, encrypted file of a fictional school."""
    school = School(
        name="Maple Primary", la="372", estab="2001", urn=100001, phase=SchoolPhase.PRIMARY, is_fictional=True
    )
    made = Store.create(
        tmp_path / "school.grstore", "four plain little words", school, now=stopped, who="test", cost=QUICK
    )
    yield made
    made.close()


@pytest.fixture
def workspace(
    store: Store, preferences: PreferencesFile, stopped: StoppedClock, qapp: QApplication
) -> Iterator[Workspace]:
    """The store as the screen has it."""
    jobs = Jobs()
    yield Workspace(store, jobs=jobs, preferences=preferences, now=stopped)
    jobs.close()


def child(forename: str = "Amira", surname: str = "Khan", number: int = 1, **more: object) -> Pupil:
    """A fictional child with a good UPN."""
    rest = f"3722001{number:05d}"
    told = {
        "upn": check_letter(rest) + rest,
        "forename": forename,
        "surname": surname,
        "date_of_birth": date(2018, 3, 4),
        **more,
    }
    return Pupil.model_validate(told)


FullDisk = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def full_disk(store: Store) -> FullDisk:
    """Makes the disk full for as long as a block runs."""
    resource = pytest.importorskip("resource", reason="only here can a disk be made full")

    @contextmanager
    def full() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return full
