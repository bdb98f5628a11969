# SPDX-License-Identifier: MIT
"""RowsTable: a list of rows to look through, sort, choose from and open; rows are 28 px high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from desktop import style, theme
from desktop.clipboard import copy
from desktop.preferences import PreferencesFile
from desktop.tables.rows import ROW_ROLE, Column, Index, Row, RowsModel, arranged


class _Cell(QStyledItemDelegate):
    """Draws a cell in words, or by its column's picture; a quiet line below each row."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        column: Any = model.columns[index.column()] if isinstance(model, RowsModel) else None
        # The stubs leave the option's public attributes out.
        given: Any = option
        if column is None or column.picture is None:
            super().paint(painter, option, index)
            return
        if given.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(given.rect, theme.colour("soft"))
        painter.fillRect(given.rect.x(), given.rect.bottom(), given.rect.width(), 1, theme.colour("line"))
        room = QRectF(given.rect).adjusted(theme.scaled(8), 2, -theme.scaled(8), -2)
        painter.save()
        painter.setClipRect(given.rect)
        column.picture(painter, room, index.data(ROW_ROLE))
        painter.restore()


class RowsTable(QTableView, Generic[Row]):
    """A table of rows.

    opened(row)              Enter or a double click
    peeked(row)              Space
    menu_requested(point)    the menu key or a right click; chosen() says for which rows
    chosen_changed()         other rows are selected

    keeps_order: the rows stand as they are given, and nobody can sort them otherwise.
    """

    opened = Signal(object)
    peeked = Signal(object)
    menu_requested = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        *,
        preferences: PreferencesFile | None = None,
        keeps_order: bool = False,
    ) -> None:
        super().__init__()
        self._keeps_order = keeps_order
        self._preferences = preferences
        self._name = name
        self._all: tuple[Row, ...] = ()
        self._sort: tuple[int, bool] | None = None
        self.rows_model: RowsModel[Row] = RowsModel(columns, identity, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(_Cell(self))
        self._set_up()
        self._come_back()
        self._measure()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; what is selected and the current row stay where their ids still are."""
        self._all = tuple(rows)
        self._arrange()

    def chosen(self) -> list[Row]:
        """The selected rows from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.rows[place] for place in places]

    def current(self) -> Row | None:
        """The row that the keyboard is on, or None."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()] if index.isValid() else None

    def sort_by(self, column: int, *, downwards: bool = False) -> None:
        """Sort by a column now and from now on."""
        self._sort = (column, downwards)
        self.rows_model.mark_sorted(column, downwards=downwards)
        self._remember()
        self._arrange()

    def show_columns(self, titles: Sequence[str]) -> None:
        """Show these columns and no others; the first always stays."""
        for at, column in enumerate(self.rows_model.columns):
            self.setColumnHidden(at, at > 0 and column.title not in titles)
        self._remember()

    def columns_shown(self) -> tuple[str, ...]:
        """The titles of the columns that are shown."""
        columns = enumerate(self.rows_model.columns)
        return tuple(column.title for at, column in columns if not self.isColumnHidden(at))

    def show_menu(self, at: QPoint | None = None) -> QMenu:
        """Show what can be done with the current row and with the columns, at a point of the screen."""
        menu = self.arrange_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row, first = self.current(), menu.actions()[0]
        if row is not None:
            opening, copying = QAction("Open", menu), QAction("Copy", menu)
            opening.triggered.connect(lambda: self.opened.emit(row))
            copying.triggered.connect(lambda: copy(self.copied_text()))
            menu.insertActions(first, [opening, copying])
            menu.insertSeparator(first)
        menu.popup(at or self.mapToGlobal(QPoint(0, self.horizontalHeader().height())))
        return menu

    def arrange_menu(self) -> QMenu:
        """A menu to sort by a column and to choose the columns; the keyboard's way to the headings."""
        menu = QMenu(self)
        if not self._keeps_order:
            sort = menu.addMenu("Sort by")
            for at, column in enumerate(self.rows_model.columns):
                sort.addAction(column.title).triggered.connect(lambda _on, at=at: self._turn(at))
            menu.addSeparator()
        for at, column in enumerate(self.rows_model.columns[1:], start=1):
            action = menu.addAction(f"Show {column.title}")
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.toggled.connect(lambda on, at=at: self._show_column(at, on))
        return menu

    def copied_text(self) -> str:
        """The selected rows and headings for a sheet; a cell that a sheet would run is made harmless."""
        shown = [c for at, c in enumerate(self.rows_model.columns) if not self.isColumnHidden(at)]
        lines = [[c.title for c in shown], *([c.shown(row) for c in shown] for row in self.chosen())]
        return "\n".join("\t".join(_harmless(cell) for cell in line) for line in lines)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.matches(QKeySequence.StandardKey.Copy):
            copy(self.copied_text())
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.peeked.emit(row)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            self.menu_requested.emit(
                self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            )
        else:
            self.menu_requested.emit(event.globalPos())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "rows_model"):
            self._measure()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(not self._keeps_order)
        heads.setStretchLastSection(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.sectionClicked.connect(self._turn)
        heads.customContextMenuRequested.connect(lambda at: self.arrange_menu().popup(heads.mapToGlobal(at)))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows_model.rows[index.row()]))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def _measure(self) -> None:
        self.setFont(theme.font(tabular=True))
        letter = QFontMetrics(self.font()).averageCharWidth()
        for at, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(at, column.width * letter + theme.scaled(20))
        height = max(theme.scaled(style.space("row")), self.fontMetrics().height() + 8)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _arrange(self) -> None:
        rows = list(self._all)
        if self._sort is not None:
            rows = arranged(rows, self.rows_model.columns[self._sort[0]], downwards=self._sort[1])
        identity = self.rows_model.identity
        chosen = {identity(row) for row in self.chosen()}
        here = self.current()
        place, where = self.verticalScrollBar().value(), identity(here) if here is not None else ""
        before = self.rows_model.rows
        self.rows_model.show(rows)
        if chosen or where:
            if [identity(r) for r in before] != [identity(r) for r in rows]:
                self._choose_again(chosen, where)
            self.verticalScrollBar().setValue(place)

    def _choose_again(self, chosen: set[str], where: str) -> None:
        identity = self.rows_model.identity
        model = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for at, row in enumerate(self.rows_model.rows):
            index = self.rows_model.index(at, 0)
            if identity(row) in chosen:
                model.select(index, flags)
            if identity(row) == where:
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _turn(self, column: int) -> None:
        if self._keeps_order:
            return
        again = self._sort == (column, False)
        self.sort_by(column, downwards=again)

    def _show_column(self, at: int, on: bool) -> None:
        self.setColumnHidden(at, not on)
        self._remember()

    def _remember(self) -> None:
        if self._preferences is None:
            return
        chosen = self._preferences.now
        order = {**chosen.sorted_by}
        if self._sort is not None:
            title = self.rows_model.columns[self._sort[0]].title
            order[self._name] = f"{title}|{'down' if self._sort[1] else 'up'}"
        self._preferences.change(
            columns={**chosen.columns, self._name: self.columns_shown()}, sorted_by=order
        )

    def _come_back(self) -> None:
        chosen = self._preferences.now if self._preferences is not None else None
        remembered = chosen.columns.get(self._name) if chosen is not None else None
        for at, column in enumerate(self.rows_model.columns):
            hidden = column.optional if remembered is None else column.title not in remembered
            self.setColumnHidden(at, at > 0 and hidden)
        title, _, way = (chosen.sorted_by.get(self._name, "") if chosen is not None else "").partition("|")
        for at, column in enumerate(self.rows_model.columns):
            if column.title == title:
                self._sort = (at, way == "down")
                self.rows_model.mark_sorted(at, downwards=way == "down")


def _harmless(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in "=+-@" and flat[:1] else flat
