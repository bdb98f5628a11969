# SPDX-License-Identifier: MIT
"""From an empty computer to the first verdict, step by step as Today names them: under five minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.pages.companion.companion_page import CompanionPage
from desktop.pages.school.school_page import SchoolPage
from desktop.pages.today import TodayPage
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.opening import entrance
from tests.person import Person

PASSPHRASE = "plum anchor meadow lantern"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "3722001_CTF_3722001_001.xml"
KEY, LOOK, READ = 0.5, 4.0, 8.0
"""Seconds for a key of somebody who types seldom, for finding the next thing to do, for reading a page.

The keystroke-level model of Card, Moran and Newell (1983) has 0.28 s for a key of a usual typist and 1.35 s
for the thought before a step; a first time takes longer.
"""


class NewUser(Person):
    """Somebody who does this for the first time; counts what it takes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.steps = 0
        self.keys = 0

    @override
    def types(self, name: str, text: str) -> None:
        super().types(name, text)
        self.steps += 1
        self.keys += len(text) + 1

    @override
    def presses(self, what: str) -> None:
        super().presses(what)
        self.steps += 1
        self.keys += 1


@pytest.fixture
def person(preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[..., None]) -> NewUser:
    window = MainWindow(preferences, entrance=entrance)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_entrance()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return NewUser(window)


def page_of(person: NewUser) -> object:
    assert isinstance(person.window, MainWindow)
    return person.window.desk.page if person.window.desk is not None else None


def back_to_today(person: NewUser, qtbot: QtBot) -> None:
    person.presses("Alt+1")
    qtbot.waitUntil(lambda: isinstance(page_of(person), TodayPage))


def test_the_first_verdict_stands_there_in_under_five_minutes(
    person: NewUser, tmp_path: Path, qtbot: QtBot
) -> None:
    person.presses("Name, number and passphrase")
    for name, text in (
        ("Name of the school", "Herringthorpe Vale Primary"),
        ("LAESTAB, as in 372/2001", "372/2001"),
        ("URN, six digits", "100001"),
        ("Keep the file here", str(tmp_path / "Our school.grstore")),
        ("Passphrase, four words or more", PASSPHRASE),
        ("The same once more", PASSPHRASE),
    ):
        person.types(name, text)
    person.presses("Make the file")
    qtbot.waitUntil(lambda: person.sees("First steps"), timeout=20_000)
    assert person.sees("1 of 4 done.")

    person.presses("Bring in pupils")
    school = page_of(person)
    assert isinstance(school, SchoolPage)
    person.steps += 2  # the file is chosen in the system's own window
    school.bringing.open(SAMPLE)
    qtbot.waitUntil(lambda: person.sees("3 new"))
    person.presses("Take them in")
    qtbot.waitUntil(lambda: person.sees("Taken in: 3 new"))

    back_to_today(person, qtbot)
    person.presses("Check the terms")
    person.presses("Set the usual dates of this school year")
    assert person.sees("Bank holidays within these terms")

    back_to_today(person, qtbot)
    person.presses("Make the sheet")
    person.presses("Make a recovery sheet")

    back_to_today(person, qtbot)
    assert not person.sees("First steps"), "everything is set up"

    person.presses("Alt+2")
    children = person.find("Children", QAbstractItemView)
    children.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    person.presses("Return")
    companion = person.window.findChild(CompanionPage)
    assert companion is not None
    qtbot.waitUntil(lambda: companion.verdict is not None)
    assert any("not yet evidenced" in text for text in person.reads())

    pages = 8
    seconds = KEY * person.keys + LOOK * person.steps + READ * pages
    assert person.steps <= 26
    assert seconds < 300, f"{person.steps} steps, {person.keys} keys, {seconds:.0f} s"
