# SPDX-License-Identifier: MIT
"""The places of the real window on the sample school: by their keys, and whole at every size of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages import PAGES, Listed
from desktop.preferences import PreferencesFile
from desktop.window import MainWindow
from desktop.window.desk import Desk
from desktop.workspace import Workspace
from models.records import Pupil
from models.sample.cast import AMIRA
from tests.desktop.looking import cut_off, nameless, unreachable
from tests.person import Person

FIVE = tuple(page for page in PAGES if page.stands == "sidebar")


@pytest.fixture
def window(
    sample_school: Workspace, preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[..., None]
) -> Iterator[MainWindow]:
    made = MainWindow(preferences)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.open(sample_school)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    # The store is the fixture's: it is closed there.
    made.close()


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def go(window: MainWindow, number: int, qtbot: QtBot) -> None:
    """To a place by its key, until it has come to rest."""
    Person(window).presses(f"Alt+{number}")
    qtbot.waitUntil(lambda: not desk_of(window).workspace.jobs.running)


def test_each_place_has_its_key_and_its_title(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(window)
    for number, place in enumerate(FIVE, start=1):
        go(window, number, qtbot)
        assert desk_of(window).place.page == place.name
        assert person.sees(place.title)


@pytest.mark.parametrize(("look", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
@pytest.mark.parametrize("place", FIVE, ids=lambda place: place.name)
def test_a_place_is_whole_in_a_small_window(
    window: MainWindow,
    dressed: Callable[[theme.Look], None],
    qtbot: QtBot,
    *,
    place: Listed,
    look: str,
    percent: int,
) -> None:
    dressed(theme.Look(look, percent, still=True))
    go(window, FIVE.index(place) + 1, qtbot)
    qtbot.waitUntil(lambda: cut_off(window) == [])
    assert window.width() == 1280
    assert nameless(window) == []
    assert unreachable(window) == []


def test_what_is_written_on_one_page_is_read_on_the_others(
    window: MainWindow, sample_school: Workspace, qtbot: QtBot
) -> None:
    person = Person(window)
    for number in range(1, len(FIVE) + 1):
        go(window, number, qtbot)
    with sample_school.reading() as tx:
        amira = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])[0]
    sample_school.save(amira.model_copy(update={"preferred_forename": "Mimi"}))
    go(window, 2, qtbot)
    person.types("Search children", "mimi")
    assert person.sees("Mimi Khalil")
    desk_of(window).undo()
    person.types("Search children", "amira kh")
    assert person.sees("Amira Khalil")


def test_the_widest_page_never_pushes_the_places_out_of_sight(
    window: MainWindow, dressed: Callable[[theme.Look], None], qtbot: QtBot
) -> None:
    for number in range(1, len(FIVE) + 1):
        go(window, number, qtbot)
    page = desk_of(window).page
    assert page is not None
    page.setMinimumWidth(1600)
    dressed(theme.Look(percent=200, still=True))
    sidebar = desk_of(window).sidebar
    qtbot.waitUntil(lambda: sidebar.width() >= sidebar.sizeHint().width())
    qtbot.waitUntil(lambda: cut_off(sidebar) == [])
