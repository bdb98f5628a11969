# SPDX-License-Identifier: MIT
"""Standard: the standard in force as a book: areas as chapters, thresholds by layer, numbered clauses."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop import style, theme
from desktop.commands import command
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Card, EmptyPlace, Fold, WritingColumn, button
from desktop.workspace import Changes
from models.caseload import folded
from models.standing import standard_for
from thresholds.nodes import Node
from thresholds.standard import Standard, Threshold
from thresholds.wording import RIGHT_TO_ASK, node_words

AREA_ROLE = Qt.ItemDataRole.UserRole

FRONT = ""
"""The chapter that stands first: what the standard is, and what it is not."""


class StandardPage(Page):
    """A chapter at a time; the box searches every clause."""

    @override
    def build(self) -> None:
        self.standard = self._in_force()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Search the clauses")
        self.box.setAccessibleName("Search the standard")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.for_parent = button("In words for a parent", role="chip")
        self.for_parent.setCheckable(True)
        self.for_parent.toggled.connect(lambda _on: self._show())
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("Chapters")
        self.chapters.setFixedWidth(theme.scaled(240))
        self.chapters.setWordWrap(True)
        for area, title in self._titles():
            item = QListWidgetItem(title)
            item.setData(AREA_ROLE, area)
            self.chapters.addItem(item)
        self.chapters.setCurrentRow(0)
        self.chapters.currentRowChanged.connect(lambda _row: self._show())
        self.column = WritingColumn()
        self.fill_with(self._laid_out())

    @override
    def arrive(self, place: Place) -> None:
        for row in range(self.chapters.count()):
            if place.part and self.chapters.item(row).data(AREA_ROLE) == place.part:
                self.chapters.setCurrentRow(row)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self._show()

    @property
    @override
    def subheading(self) -> str:
        head = self._in_force().pack.pack
        return f"{head.title}, version {head.version}"

    @command("Search the standard", keys="Ctrl+F", menu="Evidence", icon="magnifying-glass")
    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    def _in_force(self) -> Standard:
        return standard_for(None, self.workspace.school, self.workspace.today)

    def _titles(self) -> list[tuple[str, str]]:
        areas = dict.fromkeys(one.area for one in self.standard.pack.thresholds)
        return [(FRONT, "About this standard"), *((area, self.standard.area_label(area)) for area in areas)]

    def _show(self) -> None:
        self.column.clear()
        words = folded(self.box.text()).split()
        if words:
            self._show_found(words)
            return
        item = self.chapters.currentItem()
        area = item.data(AREA_ROLE) if item is not None else FRONT
        if area == FRONT:
            self._show_front()
            return
        for one in self.standard.pack.thresholds:
            if one.area == area:
                self.column.add(self._threshold(one))

    def _show_front(self) -> None:
        head = self.standard.pack.pack
        card = Card(head.title)
        for text in (head.notice, head.intro, head.rights or RIGHT_TO_ASK):
            if text:
                card.add(theme.words(text))
        since = head.effective.from_
        card.add(theme.words(f"{head.authority}. In force from {since.day} {since:%B %Y}.", "quiet"))
        self.column.add(card)

    def _show_found(self, words: list[str]) -> None:
        found = 0
        for one in self.standard.pack.thresholds:
            for node in _clauses(one.met_when):
                clause = self._clause_of(node)
                text = folded(f"{clause.id or ''} {clause.text} {clause.parent} {clause.reason}")
                if clause.text and all(word in text for word in words) and found < 40:
                    found += 1
                    card = Card(one.title or one.id)
                    card.add(self._clause(clause))
                    self.column.add(card)
        if not found:
            self.column.add(EmptyPlace("No clause says that", "Try another word."))

    def _clause_of(self, node: Node) -> Node:
        return self.standard.criteria.get(node.use, node) if node.use else node

    def _threshold(self, one: Threshold) -> Card:
        edge = one.area if one.area in style.tokens(theme.look().theme) else ""
        card = Card(one.title or one.id, about=self.standard.layer_label(one.layer), edge=edge)
        for node in _clauses(one.met_when):
            clause = self._clause_of(node)
            if clause.text:
                card.add(self._clause(clause))
        return card

    def _clause(self, clause: Node) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        said = clause.parent if self.for_parent.isChecked() and clause.parent else clause.text
        number = f"{clause.id}  " if clause.id else ""
        column.addWidget(theme.words(f"{number}{said}"))
        rows = [
            ("Why", clause.reason),
            ("What counts", clause.counts_as),
            ("Example", clause.example),
            ("Source", clause.source_words or ("illustrative" if clause.origin == "illustrative" else "")),
            ("As reckoned", node_words(self.standard, clause)),
        ]
        told = [theme.words(f"{label}: {text}", "small") for label, text in rows if text]
        if told:
            inside = QWidget()
            lines = QVBoxLayout(inside)
            lines.setContentsMargins(16, 0, 0, 0)
            for label in told:
                lines.addWidget(label)
            column.addWidget(Fold("Why, and what counts", inside))
        return whole

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(24, 12, 24, 0)
        down.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.box, 1)
        top.addWidget(self.for_parent)
        down.addLayout(top)
        across = QHBoxLayout()
        across.addWidget(self.chapters)
        across.addWidget(self.column, 1)
        down.addLayout(across, 1)
        return whole


def _clauses(node: Node) -> Iterator[Node]:
    """Every clause of a condition that has a name or uses a shared one, in the order of the book."""
    if node.use or (node.id and node.text):
        yield node
        if node.use:
            return
    if node.op in ("all", "any"):
        for part in node.argument:
            yield from _clauses(part)
    elif node.op == "at_least" and node.argument.each is None:
        for part in node.argument.of:
            yield from _clauses(part)
    elif node.op == "not":
        yield from _clauses(node.argument)
