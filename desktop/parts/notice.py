# SPDX-License-Identifier: MIT
"""NoticeBar: what has just happened, in a sentence, with at most one thing to press. Nothing blinks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop import theme
from desktop.icons import icon

STAYS_FOR = 12_000
"""Milliseconds that a quiet notice stays; a warning stays until it is closed."""


class NoticeBar(QFrame):
    """One sentence at a time; a newer one takes the older one's place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(12)
        self._text = theme.words("")
        self._press = QPushButton("")
        self._close = QPushButton(icon("x"), "")
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName("Close this notice")
        self._close.setToolTip("Close this notice")
        self._close.clicked.connect(self.hide)
        self._press.clicked.connect(self._on_pressed)
        row.addWidget(self._text, 1)
        row.addWidget(self._press)
        row.addWidget(self._close)
        self._pressed: Callable[[], Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty where none is."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self, text: str, *, tone: str = "quiet", press: str = "", pressed: Callable[[], Any] | None = None
    ) -> None:
        """Show a sentence; tone is "quiet" or "warn"."""
        self._text.setText(text)
        self._press.setText(press)
        self._press.setVisible(bool(press))
        self._pressed = pressed
        theme.say_role(self, "notice-warn" if tone == "warn" else "notice")
        self.show()
        self._timer.stop()
        if tone == "quiet":
            self._timer.start(STAYS_FOR)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_pressed(self) -> None:
        self.hide()
        if self._pressed is not None:
            self._pressed()

    def _on_time(self) -> None:
        # What one is about to press doesn't slip away.
        if self._press.hasFocus() or self._close.hasFocus() or self.underMouse():
            self._timer.start(STAYS_FOR)
        else:
            self.hide()
