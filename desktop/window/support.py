# SPDX-License-Identifier: MIT
"""SupportDetails: what whoever looks after the program needs to know, shown whole before it is copied."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.clipboard import copy
from desktop.trouble_log import log_folder
from desktop.window.help_topics import facts

LINES = 20
"""Lines of the log that go along."""


def details() -> str:
    """Version, computer, screen and the last faults. No name, no school, no path to anybody's folder."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for name, value in facts():
        yield f"{name}: {value}"
    screen = QGuiApplication.primaryScreen()
    if screen is not None:
        size = screen.size()
        yield f"Screen: {size.width()} × {size.height()} at {screen.devicePixelRatio():g}"
    worn = theme.look()
    yield f"Look: {worn.theme}, text {worn.percent} %"
    yield ""
    yield "Last faults (where in the program, never what was in it):"
    try:
        log = (log_folder() / "faults.log").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        log = []
    yield from log[-LINES:] or ["none"]


class SupportDetails(QDialog):
    """Shows exactly what a press on Copy puts on the clipboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Details for support")
        self.text = QPlainTextEdit(details())
        self.text.setReadOnly(True)
        self.text.setAccessibleName("What is copied")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.reject)
        self._said = theme.words("", "quiet")
        column = QVBoxLayout(self)
        column.addWidget(
            theme.words(
                "This is all that is copied. It holds no child, no school and no text of anybody's.", "quiet"
            )
        )
        column.addWidget(self.text)
        column.addWidget(self._said)
        column.addWidget(buttons)
        self.resize(theme.scaled(620), theme.scaled(420))

    def _on_copy(self) -> None:
        copy(self.text.toPlainText())
        self._said.setText("Copied.")
