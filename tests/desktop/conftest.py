# SPDX-License-Identifier: MIT
"""What tests of the screen lean on: the house's look, a person, preferences of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.preferences import PreferencesFile
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
