# SPDX-License-Identifier: MIT
"""Column, RowsModel: a table of immutable rows, sorted and filtered before it is shown.

Sorting and filtering are plain list work on the rows, so 2,000 of them answer within a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from typing_extensions import override

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole row."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: how a row is sorted, printed and read aloud in it.

    title    its heading
    value    what it sorts by; None sorts last either way
    text     what stands in the cell; by default the value in words
    spoken   what is read aloud; by default the text
    picture  draws the cell instead of its text: picture(painter, rect, row)
    width    in letters
    figures  right-aligned, all figures of one width
    optional hidden until a person chooses it
    """

    title: str
    value: Callable[[Row], Any]
    text: Callable[[Row], str] | None = None
    spoken: Callable[[Row], str] | None = None
    picture: Callable[[QPainter, QRectF, Row], None] | None = None
    width: int = 14
    figures: bool = False
    optional: bool = False

    def shown(self, row: Row) -> str:
        """What stands in the cell."""
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        return "" if value is None else str(value)

    def said(self, row: Row) -> str:
        """What is read aloud, with the column's title."""
        words = self.spoken(row) if self.spoken is not None else self.shown(row)
        return f"{self.title}: {words or 'nothing'}"


def arranged(rows: Sequence[Row], column: Column[Row], *, downwards: bool = False) -> list[Row]:
    """Rows in the order of a column, those without a value last either way."""
    known = [row for row in rows if column.value(row) is not None]
    unknown = [row for row in rows if column.value(row) is None]
    return [*sorted(known, key=lambda row: _key(column.value(row)), reverse=downwards), *unknown]


def matching(rows: Sequence[Row], words: str, text: Callable[[Row], str]) -> list[Row]:
    """The rows whose text has every typed word; capitals don't matter."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in text(row).casefold() for word in wanted)]


def _key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows as Qt's views want them. identity says which row is which across show()."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self.identity = identity
        self._sorted: tuple[int, bool] | None = None

    def show(self, rows: Sequence[Row]) -> None:
        """Replace all rows; where only the content of rows differs, only those cells are told of."""
        new = tuple(rows)
        if [self.identity(r) for r in new] == [self.identity(r) for r in self.rows]:
            old, self.rows = self.rows, new
            for at, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def mark_sorted(self, column: int | None, *, downwards: bool) -> None:
        """Show in the heading which column the rows are sorted by."""
        self._sorted = None if column is None else (column, downwards)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return column.said(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return row if role == ROW_ROLE else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        arrow = ""
        if self._sorted is not None and self._sorted[0] == section:
            arrow = " ↓" if self._sorted[1] else " ↑"
        return column.title + arrow
