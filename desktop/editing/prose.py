# SPDX-License-Identifier: MIT
"""LongEditor: prose in a box that grows with what is written and that Tab leaves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy
from typing_extensions import override

from desktop import theme
from desktop.editing.editor import Editor, is_outer_undo


class _Growing(QPlainTextEdit):
    """A text box as high as its text, which Tab leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    @override
    def event(self, event: QEvent) -> bool:
        document = self.document()
        if is_outer_undo(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        # A plain text's layout counts its height in lines.
        lines = max(2, int(self.document().size().height()))
        height = lines * line + 2 * int(self.document().documentMargin()) + theme.scaled(10)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        widest = self.fontMetrics().horizontalAdvance("n") * 66 + theme.scaled(24)
        if widest != self.maximumWidth():
            self.setMaximumWidth(widest)


class LongEditor(Editor):
    """Prose: grows with what is written, at most 66 letters wide; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.prose = _Growing()
        self.box = self.prose
        self.setFocusProxy(self.prose)
        self.column.addWidget(self.prose)
        self._is_filling = False
        self.prose.textChanged.connect(self._on_changed)
        self.watch(self.prose)

    @override
    def fill(self, value: Any) -> None:
        self.put_text("" if value is None else str(value))

    @override
    def value(self) -> Any:
        return self.prose.toPlainText().strip()

    @override
    def text(self) -> str:
        return self.prose.toPlainText()

    @override
    def put_text(self, text: str) -> None:
        if text != self.prose.toPlainText():
            # A plain text box tells of the program's own filling too, so it is asked to be quiet for it.
            self._is_filling = True
            self.prose.setPlainText(text)
            self._is_filling = False
        self.mark_unknown(not text)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.mark_unknown(not self.prose.toPlainText())
            self.edited.emit()
