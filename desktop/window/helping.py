# SPDX-License-Identifier: MIT
"""HelpWindow: everything that can be read about the program, searched as one types, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop import style, theme
from desktop.parts.blocks import button
from desktop.window.help_topics import Topic, topics


class _Pages(QTextBrowser):
    """A text whose pictures are drawn as wide as it is: a picture of the screen is wider."""

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        picture = QImage(str(style.RESOURCES / "help" / QUrl(name).toString()))
        sharp = self.devicePixelRatioF()
        # A text with pictures is long: room for the bar at its right is left before the bar is there.
        room = self.width() - 2 * theme.scaled(24) - self.verticalScrollBar().sizeHint().width()
        fit = picture.scaledToWidth(int(room * sharp), Qt.TransformationMode.SmoothTransformation)
        fit.setDevicePixelRatio(sharp)
        return fit


class HelpWindow(QDialog):
    """Topics at the left, found by any of their words; the open one at the right."""

    def __init__(self, parent: QWidget, support: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self._topics = topics()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Search the help")
        self.box.setAccessibleName("Search the help")
        self.box.setClearButtonEnabled(True)
        self.box.textEdited.connect(self._on_search)
        self.list = QListWidget()
        self.list.setAccessibleName("Topics")
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text = _Pages()
        self.text.setAccessibleName("Help")
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(theme.scaled(20))
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._on_link)
        self._details = button("Copy details for support…", icon="clipboard-text")
        self._details.clicked.connect(support)
        self._lay_out()
        self._on_search("")

    def show_topic(self, name: str) -> None:
        """Open a topic; the first one where there is none of that name."""
        self.box.clear()
        self._on_search("")
        at = next((row for row in range(self.list.count()) if self._topic(row).name == name), 0)
        self.list.setCurrentRow(at)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.scaled(8))
        for widget in (self.box, self.list, self._details):
            left.addWidget(widget)
        row = QHBoxLayout(self)
        row.addLayout(left, 2)
        row.addWidget(self.text, 5)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(900), room.width() - 40), min(theme.scaled(600), room.height() - 80))

    def _topic(self, row: int) -> Topic:
        found: Topic = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def _on_search(self, words: str) -> None:
        shown = self.list.currentItem()
        name = shown.data(Qt.ItemDataRole.UserRole).name if shown is not None else ""
        self.list.clear()
        for topic in (one for one in self._topics if one.has(words)):
            item = QListWidgetItem(topic.title)
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.list.addItem(item)
            if topic.name == name:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        if not self.list.count():
            self.text.setMarkdown(f"Nothing in the help has “{words}”. Try one word, or a shorter one.")

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.text.setMarkdown(item.data(Qt.ItemDataRole.UserRole).text)
        words = self.box.text().split()
        if words and self.text.find(words[0]):
            return
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_link(self, where: QUrl) -> None:
        name = where.fileName().removesuffix(".md")
        if any(topic.name == name for topic in self._topics):
            self.show_topic(name)
