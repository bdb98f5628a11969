# SPDX-License-Identifier: MIT
"""What was copied is forgotten after a time and at locking; what others copied stays; one place copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop import clipboard
from desktop.clipboard import Copied, copy
from desktop.window import MainWindow
from desktop.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def held() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "KEPT_FOR", 1)


@pytest.mark.usefixtures("short")
def test_copied_words_are_forgotten_in_time(qtbot: QtBot) -> None:
    parent = QObject()
    watch = Copied(parent, is_own=lambda: False)
    copy("Amira Khan")
    assert held() == "Amira Khan" and watch.is_waiting
    qtbot.waitUntil(lambda: held() == "")


@pytest.mark.usefixtures("short")
def test_what_was_copied_with_the_keyboard_in_a_box_is_forgotten_too(qtbot: QtBot) -> None:
    parent = QObject()
    watch = Copied(parent, is_own=lambda: True)
    box = QLineEdit("Amira Khan")
    qtbot.addWidget(box)
    box.selectAll()
    box.copy()
    assert watch.is_waiting
    qtbot.waitUntil(lambda: held() == "")


def test_what_another_program_copied_stays() -> None:
    parent = QObject()
    watch = Copied(parent, is_own=lambda: False)
    copy("Amira Khan")
    QGuiApplication.clipboard().setText("a shopping list")
    assert not watch.is_waiting
    watch.forget()
    assert held() == "a shopping list"


def test_locking_forgets_at_once(workspace: Workspace, qtbot: QtBot) -> None:
    window = MainWindow(workspace.preferences)
    qtbot.addWidget(window)
    window.open(workspace)
    copy("Amira Khan")
    window.lock()
    assert held() == ""
    assert not workspace.store.is_open


def test_it_is_kept_out_of_the_history_of_the_clipboard() -> None:
    copy("Amira Khan")
    said = QGuiApplication.clipboard().mimeData()
    assert said.data('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"').data() == bytes(4)
    assert said.data("x-kde-passwordManagerHint").data() == b"secret"
    QGuiApplication.clipboard().clear()


def test_one_place_copies_and_it_keeps_words_for_a_minute() -> None:
    others = [
        path.name
        for path in (ROOT / "desktop").rglob("*.py")
        if ".clipboard()" in path.read_text(encoding="utf-8") and path.name != "clipboard.py"
    ]
    assert others == []
    parent = QObject()
    (timer,) = Copied(parent).findChildren(QTimer)
    assert timer.interval() == 60_000
