# SPDX-License-Identifier: MIT
"""Editor: one box for one field of a record. It reports what a person did, never what the program set."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme


class Editor(QWidget):
    """The shape of every editor.

    edited()   a person typed or chose something
    left()     the keyboard went elsewhere
    box        the widget that takes the keyboard; a label's buddy
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.box: QWidget = self

    def fill(self, value: Any) -> None:
        """Show a value; None is "not known". Emits nothing."""
        raise NotImplementedError

    def value(self) -> Any:
        """What stands in the box, None for "not known". Raises Problem where it can't be read."""
        raise NotImplementedError

    def text(self) -> str:
        """What stands in the box exactly as typed, for a draft."""
        raise NotImplementedError

    def put_text(self, text: str) -> None:
        """Put back what text() gave. Emits nothing."""
        raise NotImplementedError

    def boxes(self) -> tuple[QWidget, ...]:
        """The widgets that take the keyboard, in the order of Tab."""
        return (self.box,)

    def call(self, name: str, about: str = "") -> None:
        """Say what a screen reader says: the field's label, and what it is for."""
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(about)

    def mark_problem(self, problem: bool) -> None:
        """Show whether something is wrong with what stands here; the sentence stands under the box."""
        theme.mark(self.box, "problem", problem)

    def mark_unknown(self, unknown: bool) -> None:
        """Show that nothing is known here: an empty box with a dashed edge."""
        theme.mark(self.box, "unknown", unknown)

    def take_focus(self) -> None:
        """Put the keyboard here."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_in_use(self) -> bool:
        """Whether the keyboard is here."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def watch(self, *boxes: QWidget) -> None:
        """Tell left() when the keyboard goes from these boxes to somewhere else."""
        for box in boxes:
            box.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            going = event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            )
            if going and not self.is_in_use:
                self.left.emit()
        return super().eventFilter(watched, event)


def is_outer_undo(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether a key asks for undo or redo and the box itself has nothing to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not can_undo
    return event.matches(QKeySequence.StandardKey.Redo) and not can_redo
