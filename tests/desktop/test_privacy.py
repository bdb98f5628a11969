# SPDX-License-Identifier: MIT
"""Somebody comes to the desk: one key hides everything. Parents sit at it: one child and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Place
from desktop.parts.asking import AskingDialog
from desktop.parts.palette import Palette
from desktop.preferences import PreferencesFile
from desktop.window.curtain import Curtain
from desktop.window.desk import Desk
from desktop.window.frame import MainWindow
from desktop.workspace import Workspace
from tests.desktop.conftest import child
from tests.person import Person


@pytest.fixture
def window(workspace: Workspace, preferences: PreferencesFile, qtbot: QtBot) -> MainWindow:
    theme.dress(QApplication.instance(), theme.Look(still=True))
    workspace.save(
        child(forename="Tyler", surname="Okafor"), child(forename="Zoë", surname="Brown", number=2)
    )
    made = MainWindow(preferences)
    qtbot.addWidget(made)
    made.open(workspace)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def whose(workspace: Workspace, name: str) -> str:
    from models.records import Pupil

    with workspace.reading() as tx:
        return tx.find(Pupil, forename=name)[0].id


def press(key: Qt.Key) -> None:
    """A key as it comes from the keyboard: to the window that has it."""
    QTest.keyClick(QApplication.focusWindow(), key)


def test_one_key_covers_everything_in_the_same_turn_and_brings_it_back(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    desk_of(window).go(Place("pupil", whose(workspace, "Tyler")))
    qtbot.waitUntil(lambda: not workspace.jobs.running)
    qtbot.wait(50)
    before = window.grab().toImage()
    press(Qt.Key.Key_F9)
    (curtain,) = window.findChildren(Curtain)
    assert curtain.size() == window.size()
    hidden = window.grab().toImage()
    ground = theme.colour("ground").rgb()
    strip = [hidden.pixel(x, 20) for x in range(0, hidden.width(), 7)]
    assert set(strip) == {ground}, "nothing shows through"
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not window.findChildren(Curtain))
    assert window.grab().toImage() == before


def test_below_the_curtain_no_key_does_anything(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of(window)
    desk.go(Place("today"))
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not desk.isEnabled())
    Person(window).presses("Alt+2")
    Person(window).presses("Ctrl+K")
    assert desk.place.page == "today"
    assert not window.findChildren(Palette)
    window.resize(window.width() + 60, window.height())
    qtbot.waitUntil(lambda: window.findChildren(Curtain)[0].size() == window.size())
    press(Qt.Key.Key_F9)
    assert desk.isEnabled()


def test_a_dialog_is_covered_too_and_what_was_typed_in_it_stays(window: MainWindow, qtbot: QtBot) -> None:
    dialog = AskingDialog(window, "A question", no="No", yes="Yes")
    line = dialog.line("Name")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClicks(line, "Tyler Oka")
    press(Qt.Key.Key_F9)
    assert len(dialog.findChildren(Curtain)) == 1
    assert len(window.findChildren(Curtain, options=Qt.FindChildOption.FindDirectChildrenOnly)) == 1
    qtbot.waitUntil(lambda: not line.isEnabled())
    press(Qt.Key.Key_F9)
    assert line.isEnabled()
    assert line.text() == "Tyler Oka"
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    dialog.reject()


def test_locking_opens_the_curtains(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F9)
    window.lock()
    assert not window.curtains.are_drawn


def test_at_a_meeting_only_one_child_is_on_the_screen(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of(window)
    desk.go(Place("today"))
    assert not desk.can_meet(), "no child is open"
    desk.go(Place("pupil", whose(workspace, "Tyler")))
    person = Person(window)
    person.presses("F11")
    assert desk.is_meeting
    assert person.sees("Tyler")
    for hidden in (desk.sidebar, desk.footer):
        assert not hidden.isVisible()
    assert not any("Brown" in text for text in person.reads())
    window.find_anything()
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.box, "brown")
    assert not any("Brown" in one.title for one in palette.found)
    palette.close()
    person.presses("End the meeting")
    assert not desk.is_meeting
    assert desk.sidebar.isVisible()


def test_another_place_ends_the_meeting(window: MainWindow, workspace: Workspace) -> None:
    desk = desk_of(window)
    desk.go(Place("pupil", whose(workspace, "Tyler")))
    desk.meet()
    desk.go(Place("pupil", whose(workspace, "Tyler"), part="documents"))
    assert desk.is_meeting, "the same child"
    desk.go(Place("children"))
    assert not desk.is_meeting
    assert desk.sidebar.isVisible()
