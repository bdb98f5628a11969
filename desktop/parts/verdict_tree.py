# SPDX-License-Identifier: MIT
"""VerdictTree: a verdict with its reasons: shape, word, clause, value, day and source of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from typing_extensions import override

from desktop import painting, theme
from desktop.drawing import STATUS_TOKEN, Line, mark
from desktop.parts.findings import FINDING, Findings, Index, below_the_words
from thresholds.verdict import Finding, Status

WRAP = Qt.TextFlag.TextWordWrap


class VerdictTree(QTreeView):
    """The reasons of one threshold or of several.

    record_requested(str)      a person wants to see the record that a value came from (Used.record)
    finding_chosen(Finding)    another row has the keyboard

    fits makes it as tall as what is folded out, for a column that scrolls as a whole.
    """

    record_requested = Signal(str)
    finding_chosen = Signal(object)

    def __init__(self, name: str = "Criteria", *, fits: bool = False) -> None:
        super().__init__()
        self._fits = fits
        self.setAccessibleName(name)
        self.findings = Findings(self)
        self.setModel(self.findings)
        self.setItemDelegate(_Row(self))
        self.setProperty("role", "bare")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setUniformRowHeights(False)
        self.setAnimated(False)
        self._indent()
        self.clicked.connect(self._on_pressed)
        self.selectionModel().currentChanged.connect(lambda index, _: self._on_current(index))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these reasons; what is folded out stays so while the standard is the same."""
        if self.findings.show(findings):
            self.unfold_open()

    def say_for_parent(self, for_parent: bool) -> None:
        """Use the words for a parent, or the authority's."""
        self.findings.for_parent = for_parent
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def unfold_open(self) -> None:
        """Fold out what isn't met yet, and leave the rest folded."""
        self.collapseAll()
        for row in range(self.findings.rowCount()):
            self._unfold(self.findings.index(row, 0), deep=self.findings.rowCount() == 1)

    def go_to(self, path: str) -> None:
        """Bring one finding into view and put the keyboard on it."""
        index = self.findings.find(path)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_pressed(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.findings.index(0, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The text wraps anew, so every row may have another height.
        self.scheduleDelayedItemsLayout()

    @override
    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if hasattr(self, "findings"):
            self._indent()
            self.scheduleDelayedItemsLayout()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._fits:
            tall, index = 0, self.findings.index(0, 0)
            while index.isValid():
                tall, index = tall + self.rowHeight(index), self.indexBelow(index)
            if tall != self.height():
                self.setFixedHeight(max(tall, 1))

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.findings.rowCount(index):
            return
        side = theme.scaled(9)
        is_open = self.isExpanded(index)
        turn = ((0.0, 0.25), (0.5, 0.75), (1.0, 0.25)) if is_open else ((0.25, 0.0), (0.75, 0.5), (0.25, 1.0))
        spot = QRectF(rect.right() - side - 2, rect.top() + theme.scaled(9), side, side)
        painting.paint(painter, (Line(turn, 0.16, "ink-quiet"),), spot)

    def _unfold(self, index: Any, *, deep: bool) -> None:
        finding: Finding = index.data(FINDING)
        if finding.status in (Status.MET, Status.NOT_APPLICABLE) and not deep:
            return
        self.setExpanded(index, True)
        for row in range(self.findings.rowCount(index)):
            self._unfold(self.findings.index(row, 0, index), deep=False)

    def _on_pressed(self, index: Any) -> None:
        finding: Finding = index.data(FINDING)
        record = next((used.record for used in finding.used if used.record), "")
        if finding.children:
            self.setExpanded(index, not self.isExpanded(index))
        elif record:
            self.record_requested.emit(record)

    def _on_current(self, index: Any) -> None:
        if index.isValid():
            self.finding_chosen.emit(index.data(FINDING))

    def _indent(self) -> None:
        self.setIndentation(theme.scaled(14))


class _Row(QStyledItemDelegate):
    """One finding: its mark, the clause, and a quiet line with word, value, date and source."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width(index)
        finding: Finding = index.data(FINDING)
        tall = self._height(index.data(), width, strong=_is_strong(index))
        tall += self._height(below_the_words(finding), width, small=True)
        return QSize(width, tall + theme.scaled(10))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The stubs leave the option's public attributes out.
        given: Any = option
        finding: Finding = index.data(FINDING)
        rect: QRect = given.rect
        painter.save()
        if given.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("soft"))
        side = theme.scaled(15)
        painting.paint(
            painter, mark(finding.status), QRectF(rect.x() + 2, rect.y() + theme.scaled(6), side, side)
        )
        words = rect.adjusted(theme.scaled(24), theme.scaled(4), -theme.scaled(8), 0)
        painter.setFont(theme.font(strong=_is_strong(index)))
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, WRAP, index.data())
        tall = self._height(index.data(), words.width(), strong=_is_strong(index))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(STATUS_TOKEN[finding.status]))
        painter.drawText(words.adjusted(0, tall, 0, 0), WRAP, below_the_words(finding))
        if given.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _width(self, index: Index) -> int:
        view: Any = self.parent()
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        taken = depth * view.indentation() + theme.scaled(32)
        room: int = view.viewport().width() - taken
        return max(theme.scaled(80), room)

    def _height(self, text: str, width: int, *, strong: bool = False, small: bool = False) -> int:
        metrics = theme.metrics("small" if small else "body", strong=strong)
        tall: int = metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height()
        return tall


def _is_strong(index: Index) -> bool:
    return not index.parent().isValid()
