# SPDX-License-Identifier: MIT
"""RowButton: a whole line to press, whose words wrap, with something quiet before, after or below them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme


class RowButton(QPushButton):
    """A line of a list. say() sets the words and what is read aloud."""

    def __init__(
        self,
        words: str = "",
        *,
        before: QWidget | None = None,
        after: QWidget | None = None,
        below: QWidget | None = None,
        role: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(self)
        across.setContentsMargins(8, 5, 8, 5)
        across.setSpacing(8)
        self.words = theme.words("", role)
        down = QVBoxLayout()
        down.setSpacing(0)
        for part in (before, self.words, below, after):
            if part is not None:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if before is not None:
            across.addWidget(before)
        down.addWidget(self.words)
        if below is not None:
            down.addWidget(below)
        across.addLayout(down, 1)
        if after is not None:
            across.addWidget(after)
        self.say(words)

    def say(self, words: str, aloud: str = "") -> None:
        """Show these words; aloud is what is read to who can't see them."""
        self.words.setText(words)
        self.setAccessibleName(aloud or words)
        self._grow()

    @override
    def sizeHint(self) -> QSize:
        inside = self.layout()
        return QSize(theme.scaled(120), inside.sizeHint().height() if inside is not None else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "words"):
            self._grow()

    @override
    def event(self, event: QEvent) -> bool:
        # Words find their height once they wear their role, which may be after the line has its width.
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        """A button asks for room for its own text; here the text stands inside it and wraps."""
        inside = self.layout()
        if inside is not None:
            # What was reckoned before the words wore their role must not decide who gets which part of it.
            inside.invalidate()
            self.setFixedHeight(max(theme.scaled(28), inside.heightForWidth(max(self.width(), 60))))
            inside.activate()
