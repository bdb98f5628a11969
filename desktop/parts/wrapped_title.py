# SPDX-License-Identifier: MIT
"""WrappedTitle: a line of a list of titles that takes a second line where the list is narrow."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop import theme


class WrappedTitle(QStyledItemDelegate):
    """A chapter's title; one that doesn't fit on its line takes a second."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else hint.width()
        room = QRect(0, 0, width - 2 * theme.scaled(12), 10_000)
        needs = theme.metrics().boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data())).height()
        return QSize(width, max(hint.height(), needs + 2 * theme.scaled(4)))
