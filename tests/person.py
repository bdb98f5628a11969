# SPDX-License-Identifier: MIT
"""Drives the screen as a person does: finds by the name that is read aloud, types, presses, reads.

So each test that uses it is a test of accessibility too.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)


def spoken_name(widget: QWidget) -> str:
    """The name that a screen reader says for a widget."""
    if isinstance(widget, QComboBox):
        # Here the library gives a box's value for its name, and leaves the name to the label beside it.
        return widget.accessibleName()
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(QAccessible.Text.Name) if spoken is not None else ""


class Person:
    """Somebody in front of one window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The visible widget with this name; AssertionError with the names that there are."""
        seen = [w for w in self._visible(kind) if spoken_name(w) == name]
        if not seen:
            names = sorted({spoken_name(w) for w in self._visible(kind)} - {""})
            raise AssertionError(f"Nothing here is called {name!r}. There are: {', '.join(names)}")
        # The innermost one is what a person means: a card may bear the name of its only list.
        return next((w for w in seen if w.focusPolicy() != Qt.FocusPolicy.NoFocus), seen[-1])

    def sees(self, text: str) -> bool:
        """Whether a text stands somewhere, in a label, a button or a row."""
        return any(text in shown for shown in self.reads())

    def reads(self) -> list[str]:
        """Every text that can be read, from top to bottom as the widgets were made."""
        found = [w.text() for w in self._visible(QLabel) if isinstance(w, QLabel) and w.text()]
        found += [w.text() for w in self._visible(QAbstractButton) if isinstance(w, QAbstractButton)]
        for view in self._visible(QAbstractItemView):
            if isinstance(view, QAbstractItemView) and view.model() is not None:
                found += list(_cells(view))
        return found

    def reads_box(self, name: str) -> str:
        """What stands in the box with this name."""
        box = self.find(name)
        if isinstance(box, QLineEdit):
            return box.text()
        if isinstance(box, QPlainTextEdit):
            return box.toPlainText()
        assert isinstance(box, QComboBox), name
        return box.currentText()

    def types(self, name: str, text: str) -> None:
        """Go to a box, select what stands there and type over it."""
        box = self.find(name)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keySequence(box, "Ctrl+A")
        if text:
            QTest.keyClicks(box, text)
        else:
            QTest.keyClick(box, Qt.Key.Key_Backspace)

    def chooses(self, name: str, answer: str) -> None:
        """Choose an answer: a button beside its question, or a line of a list that folds out."""
        button = next(
            (
                w
                for w in self._visible(QAbstractButton)
                if spoken_name(w) in (f"{name}: {answer}", f"{name}, {answer}")
            ),
            None,
        )
        if button is not None:
            self._press(button)
            return
        box = self.find(name, QComboBox)
        assert isinstance(box, QComboBox)
        place = box.findText(answer)
        assert place >= 0, f"{name} has no answer {answer!r}"
        box.setFocus(Qt.FocusReason.TabFocusReason)
        step = Qt.Key.Key_Down if place > box.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(place - box.currentIndex())):
            QTest.keyClick(box, step)

    def presses(self, what: str) -> None:
        """Press a button by its name, or a key by its name ("Ctrl+K") where there is no such button."""
        buttons = [w for w in self._visible(QAbstractButton) if spoken_name(w) == what]
        if buttons:
            self._press(buttons[-1])
        else:
            QTest.keySequence(QApplication.focusWidget() or self.window, what)

    def leaves(self) -> None:
        """Go on to the next box with Tab."""
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Tab)

    def is_at(self) -> str:
        """The name of the widget that has the keyboard."""
        focused = QApplication.focusWidget()
        return spoken_name(focused) if focused is not None else ""

    def _press(self, button: QWidget) -> None:
        assert button.isEnabled(), f"{spoken_name(button)!r} can't be pressed now"
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def _visible(self, kind: type[QWidget]) -> Iterator[QWidget]:
        windows = [self.window, *(w for w in QApplication.topLevelWidgets() if w is not self.window)]
        for window in windows:
            if window.isVisible():
                yield from (w for w in [window, *window.findChildren(kind)] if w.isVisible())


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    # Qt keeps to itself how many columns the model of a list has: it is one.
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(min(model.rowCount(), 200)):
        for column in range(columns):
            text = model.index(row, column).data(Qt.ItemDataRole.DisplayRole)
            if text:
                yield str(text)
