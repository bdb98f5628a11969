# SPDX-License-Identifier: MIT
"""Chips: a few words with an edge, to read (Chip), to filter by (FilterChips), and a status (StatusChip)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import painting, theme
from desktop.drawing import STATUS_TOKEN, STATUS_WORD, mark
from desktop.layouts import flowing
from desktop.parts.roomy_button import RoomyButton
from thresholds.verdict import Status


class Chip(QWidget):
    """Words in a quiet frame; with an area's token a dot in its hue stands before them."""

    def __init__(self, text: str, *, hue: str = "", tip: str = "") -> None:
        super().__init__()
        self._text = text
        self._hue = hue
        self.setToolTip(tip or text)
        self.setAccessibleName(f"{text}, {tip}" if tip else text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        dot = theme.scaled(14) if self._hue else 0
        width = self.fontMetrics().horizontalAdvance(self._text) + dot + theme.scaled(20)
        return QSize(width, self.fontMetrics().height() + theme.scaled(6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        left = theme.scaled(10)
        if self._hue:
            size = theme.scaled(8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._hue))
            painter.drawEllipse(QRectF(left, (self.height() - size) / 2, size, size))
            left += theme.scaled(14)
        painter.setPen(theme.colour("ink"))
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._text,
        )
        painter.end()


class StatusChip(QWidget):
    """A status: its mark and its word, in shape, shade and word alike."""

    def __init__(self, status: Status = Status.UNKNOWN, word: str = "") -> None:
        super().__init__()
        self._status = status
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status, word)

    def show_status(self, status: Status, word: str = "") -> None:
        """Show a status, in its own word or in another."""
        self._status, self._word = status, word or STATUS_WORD[status]
        self.setAccessibleName(self._word)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._word)
        return QSize(width + theme.scaled(24), self.fontMetrics().height() + theme.scaled(4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.scaled(16)
        painting.paint(painter, mark(self._status), QRectF(0, (self.height() - side) / 2, side, side))
        painter.setPen(theme.colour(STATUS_TOKEN[self._status]))
        room = self.rect().adjusted(theme.scaled(22), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class FilterChips(QWidget):
    """Chips to filter a list by; several may be pressed. chosen_changed(frozenset) by a person only."""

    chosen_changed = Signal(object)

    def __init__(self, names: Sequence[tuple[str, str]], *, about: str = "Filter") -> None:
        super().__init__()
        self._chips: dict[str, QPushButton] = {}
        for name, words in names:
            chip = RoomyButton(words)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{about}: {words}")
            chip.clicked.connect(lambda _on: self.chosen_changed.emit(self.chosen()))
            self._chips[name] = chip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing(*self._chips.values(), gap=6))

    def chosen(self) -> frozenset[str]:
        """The names of the chips that are pressed."""
        return frozenset(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, names: frozenset[str]) -> None:
        """Press these chips and no others. Emits nothing."""
        for name, chip in self._chips.items():
            chip.setChecked(name in names)

    def say(self, name: str, words: str) -> None:
        """Give a chip other words, with a count, say."""
        self._chips[name].setText(words)
