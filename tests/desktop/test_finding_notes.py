# SPDX-License-Identifier: MIT
"""Ctrl+K finds what was written, says of whom, and leads to the very record, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Place
from desktop.pages.pupil.needs import NeedsTab
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.parts.palette import Palette
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.notes import Notes
from desktop.workspace import Workspace
from models.records import Pupil, Strength
from tests.desktop.conftest import child
from tests.person import Person


@pytest.fixture
def window(workspace: Workspace, preferences: PreferencesFile, qtbot: QtBot) -> MainWindow:
    theme.dress(QApplication.instance(), theme.Look(still=True))
    made = MainWindow(preferences)
    qtbot.addWidget(made)
    made.open(workspace)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def two(workspace: Workspace) -> tuple[Pupil, Pupil]:
    tyler = child(forename="Tyler", surname="Okafor")
    zoe = child(number=2, forename="Zoë", surname="Brown")
    workspace.save(tyler, zoe)
    return tyler, zoe


def found(workspace: Workspace, words: str) -> list[tuple[str, str]]:
    return [(one.title, one.about) for one in Notes(workspace, lambda _place: None).find(words)]


def test_a_note_is_found_with_its_child_and_what_it_is(workspace: Workspace) -> None:
    tyler, zoe = two(workspace)
    workspace.save(Strength(pupil_id=tyler.id, text="Knows every dinosaur."))
    workspace.save(Strength(pupil_id=zoe.id, text="Draws dinosaurs in maths."))
    assert found(workspace, "dino") == [
        ("Zoë Brown", "strength: Draws dinosaurs in maths."),
        ("Tyler Okafor", "strength: Knows every dinosaur."),
    ]
    assert [name for name, _ in found(workspace, "tyler dino")] == ["Tyler Okafor"]
    assert [name for name, _ in found(workspace, "maths oka")] == []
    assert found(workspace, "di") == [], "two letters are the palette's own"


def test_what_was_undone_is_not_found(workspace: Workspace) -> None:
    tyler, _ = two(workspace)
    workspace.save(Strength(pupil_id=tyler.id, text="Knows every dinosaur."))
    workspace.undo()
    assert found(workspace, "dinosaur") == []


def test_by_keyboard_alone_to_the_record_itself(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    tyler, _ = two(workspace)
    workspace.save(Strength(pupil_id=tyler.id, text="Knows every dinosaur."))
    person = Person(window)
    person.presses("Ctrl+K")
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.box, "dinosaur")
    assert [one.title for one in palette.found] == ["Tyler Okafor"]
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.place.page == "pupil")
    assert desk.place.pupil_id == tyler.id
    assert isinstance(desk.page, PupilPage)
    assert isinstance(desk.page.tabs.currentWidget(), NeedsTab)
    assert desk.place == Place("pupil", tyler.id, desk.place.record_id)
