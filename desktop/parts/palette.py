# SPDX-License-Identifier: MIT
"""Palette: one box that finds children, things to do and pages; the keyboard's way to everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop import theme
from desktop.icons import icon

SHOWN = 16
"""Lines that are shown at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette: what it is, a few quiet words, its keys, and what happens on Enter."""

    title: str
    chosen: Callable[[], Any]
    about: str = ""
    keys: str = ""
    icon: str = "arrow-right"


Finder = Callable[[str], Sequence[Found]]
"""Given what was typed, what there is; asked again at each keystroke, so it answers within a frame."""


def fits(words: str, text: str) -> bool:
    """Whether every typed word begins a word of the text; case and hyphens don't matter."""
    parts = text.casefold().replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words.casefold().split())


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def show(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.found = tuple(found)
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        line = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.title, line.about, line.keys) if part)
        return line if role == Qt.ItemDataRole.UserRole else None


class _Painted(QStyledItemDelegate):
    """One line: icon, title, quiet words, keys at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.scaled(36))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Found = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        # The option's fields are plain attributes of Qt, which the type stubs leave out.
        rect: QRect = getattr(option, "rect")  # noqa: B009
        state = getattr(option, "state")  # noqa: B009
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("soft"))
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.colour("accent"))
        inner = rect.adjusted(theme.scaled(14), 0, -theme.scaled(14), 0)
        side = theme.scaled(18)
        spot = QRect(inner.x(), inner.center().y() - side // 2, side, side)
        icon(line.icon).paint(painter, spot)
        x = inner.x() + side + theme.scaled(10)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        room = QRect(x, inner.y(), inner.right() - x, inner.height())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, line.title)
        taken = painter.fontMetrics().horizontalAdvance(line.title) + theme.scaled(12)
        painter.setPen(theme.colour("ink-quiet"))
        painter.setFont(theme.font("small"))
        painter.drawText(room.adjusted(taken, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, line.about)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, line.keys)
        painter.restore()


class Palette(QDialog):
    """Type, arrow, Enter. It closes before it does what was chosen."""

    def __init__(self, finders: Sequence[Finder], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Find")
        self._finders = tuple(finders)
        frame = QFrame()
        frame.setProperty("role", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 12, 12, 8)
        self.box = QLineEdit()
        self.box.setPlaceholderText("A child, words in a note, a page, or what you want to do")
        self.box.setAccessibleName("Find")
        self.box.textEdited.connect(self._on_typed)
        self.box.installEventFilter(self)
        self.lines = QListView()
        self.lines.setAccessibleName("Found")
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.setItemDelegate(_Painted(self.lines))
        self._model = _Lines(self)
        self.lines.setModel(self._model)
        self.lines.clicked.connect(lambda index: self._choose(index.row()))
        self._nothing = theme.words("Nothing goes by that name. Try fewer letters.", "quiet")
        column.addWidget(self.box)
        column.addWidget(self.lines, 1)
        column.addWidget(self._nothing)
        column.addWidget(theme.words("↑ ↓ to move · Enter to choose · Esc to close", "small"))
        self.resize(theme.scaled(620), theme.scaled(520))
        self._on_typed("")

    @property
    def found(self) -> tuple[Found, ...]:
        """The lines that are shown now."""
        return self._model.found

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._moves(event.key()):
            return True
        return super().eventFilter(watched, event)

    def _moves(self, key: int) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}.get(
            Qt.Key(key)
        )
        if step is not None and self.found:
            row = max(0, min(len(self.found) - 1, self.lines.currentIndex().row() + step))
            self.lines.setCurrentIndex(self._model.index(row))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.lines.currentIndex().row())
            return True
        return False

    def _on_typed(self, text: str) -> None:
        found = [line for finder in self._finders for line in finder(text.strip())]
        self._model.show(found[:SHOWN])
        self._nothing.setVisible(not found)
        self.lines.setVisible(bool(found))
        if found:
            self.lines.setCurrentIndex(self._model.index(0))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.found):
            chosen = self.found[row].chosen
            self.accept()
            chosen()
