# SPDX-License-Identifier: MIT
"""Curtains: one key hides everything at once, because somebody came to the desk; again, and it is back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command

KEY = "F9"
"""The key that draws the curtains and opens them again."""


class Curtain(QWidget):
    """Covers a whole window, whatever size it takes."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        label = theme.words(words, "quiet")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        # What is below must not be seen for another moment: this is painted now, not at the next turn.
        self.repaint()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No key reaches what lies below; the one that opens the curtains is a command of the window.
        event.accept()


class Curtains(QObject):
    """The curtains of every window that is open. What was being typed stays where it is."""

    def __init__(self, window: QWidget, is_wanted: Callable[[], bool]) -> None:
        """is_wanted: whether there is anything to hide."""
        super().__init__(window)
        self._window = window
        self._is_wanted = is_wanted
        self._drawn: list[Curtain] = []
        self._covered: list[QWidget] = []
        self._had_focus: QWidget | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A dialog that waits for an answer keeps the window's own keys from working; this one must work.
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_F9:  # type: ignore[attr-defined]
            self.toggle()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @property
    def are_drawn(self) -> bool:
        """Whether everything is hidden."""
        return bool(self._drawn)

    def toggle(self) -> None:
        """Hide everything, or bring it back."""
        if self._drawn:
            self.open()
        elif self._is_wanted():
            self.draw()

    def draw(self) -> None:
        """Hide every window's inside."""
        self._had_focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        words = f"Press {KEY} to go on."
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
        self._drawn = [Curtain(one, words) for one in windows]
        for curtain in self._drawn:
            if curtain.parentWidget() is self._window:
                curtain.setFocus()
        QTimer.singleShot(0, self, self._still)

    def open(self) -> None:
        """Show everything as it was, the keyboard where it was."""
        for widget in self._covered:
            widget.setEnabled(True)
        self._covered = []
        for curtain in self._drawn:
            curtain.hide()
            curtain.deleteLater()
        self._drawn = []
        if self._had_focus is not None:
            self._had_focus.setFocus()
        self._had_focus = None

    def _still(self) -> None:
        """Let no key and no screen reader reach what lies below."""
        if not self._drawn:
            return
        for curtain in self._drawn:
            window = curtain.parentWidget()
            for child in window.children() if window is not None else ():
                if isinstance(child, QWidget) and child is not curtain and _can_be_reached(child):
                    child.setEnabled(False)
                    self._covered.append(child)


def _can_be_reached(widget: QWidget) -> bool:
    return widget.isEnabled() and not widget.isWindow()


class CurtainCommands:
    """What a window with curtains can do."""

    curtains: Curtains

    @command("Hide everything", keys=KEY, menu="View", when="is_open", icon="eye-slash")
    def hide_everything(self) -> None:
        """Blank the screen at once; the same key brings everything back as it was."""
        self.curtains.toggle()
