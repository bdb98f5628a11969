# SPDX-License-Identifier: MIT
"""The help window, About and the details for support."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.preferences import PreferencesFile
from desktop.version import VERSION
from desktop.window import MainWindow
from desktop.window.helping import HelpWindow
from desktop.window.support import SupportDetails, details
from models.store import newest_schema
from tests.person import Person


@pytest.fixture
def window(preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[[theme.Look], None]) -> MainWindow:
    """The program as it starts, with no file open."""
    made = MainWindow(preferences)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(window: MainWindow) -> HelpWindow:
    found = window.findChild(HelpWindow)
    assert found is not None
    return found


def test_the_help_is_searched_as_one_types(window: MainWindow) -> None:
    window.read_guide()
    person = Person(opened(window))
    listed = opened(window).list
    person.types("Search the help", "Alt+Left")
    assert [listed.item(row).text() for row in range(listed.count())] == ["Finding your way"]
    assert "go back" in opened(window).text.toPlainText()
    person.types("Search the help", "xylophone quagga")
    assert "Nothing in the help" in opened(window).text.toPlainText()


def test_about_says_version_build_and_schema(window: MainWindow) -> None:
    window.show_about()
    told = opened(window).text.toPlainText()
    assert VERSION in told
    assert newest_schema() in told
    assert "runs from its source" in told


def test_what_is_new_and_the_licences_are_there(window: MainWindow) -> None:
    window.read_news()
    assert "0.1.0" in opened(window).text.toPlainText()
    opened(window).show_topic("licences")
    assert "LGPL" in opened(window).text.toPlainText()


def test_details_for_support_are_shown_whole_and_name_nobody(window: MainWindow, qapp: QApplication) -> None:
    window.copy_details()
    dialog = window.findChild(SupportDetails)
    assert dialog is not None
    Person(dialog).presses("Copy")
    assert qapp.clipboard().text() == dialog.text.toPlainText() == details()
    assert str(Path.home()) not in details()
