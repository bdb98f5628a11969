# SPDX-License-Identifier: MIT
"""Standard: the standard in force as a book: areas as chapters, thresholds by layer, numbered clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
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
from desktop.pages.printing import ask_for_booklet
from desktop.parts.blocks import Card, EmptyPlace, Fold, WritingColumn, button
from desktop.parts.wrapped_title import WrappedTitle
from desktop.workspace import Changes
from models.caseload import folded
from models.standing import standard_for
from thresholds.book import clause_of, how_parts_count, number_of, parts_of, source_of, steps
from thresholds.nodes import Node
from thresholds.standard import Standard, Threshold
from thresholds.wording import RIGHT_TO_ASK, node_words

AREA_ROLE = Qt.ItemDataRole.UserRole

FRONT = ""
"""The chapter that stands first: what the standard is, and what it is not."""

MOST_FOUND = 40
"""Clauses that a search shows at once."""


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
        self.chapters.setWordWrap(True)
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.chapters.setItemDelegate(WrappedTitle(self.chapters))
        self._list_chapters()
        self.chapters.currentRowChanged.connect(lambda _row: self._turn_to())
        self.chapters.itemClicked.connect(lambda _item: self._turn_to())
        self.column = WritingColumn()
        self.fill_with(self._laid_out())

    @override
    def arrive(self, place: Place) -> None:
        for row in range(self.chapters.count()):
            if place.part and self.chapters.item(row).data(AREA_ROLE) == place.part:
                self.chapters.setCurrentRow(row)

    @override
    def refresh(self, changes: Changes | None) -> None:
        # A day later, or with the authority's number put right, another standard may be in force.
        if self._in_force() is not self.standard:
            self.standard = self._in_force()
            self._list_chapters()
            self._show()
        elif changes is None:
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

    @command("Save the standard as a booklet…", keys="Ctrl+P", menu="Paper", icon="file-pdf")
    def save_booklet(self) -> None:
        """The whole standard as a PDF to publish or print."""
        ask_for_booklet(self, self.standard)

    @command("Judge vignettes together", menu="Evidence", icon="scales")
    def judge_together(self) -> None:
        """The moderation exercise."""
        self.go(Place("moderation"))

    @command("Adopt a standard…", menu="Evidence", icon="scales")
    def adopt_another(self) -> None:
        """Look over a standard that the authority handed over, and put it in force."""
        self.go(Place("adopting"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where the window is narrow or the text is large, the clauses need the room more than their titles.
        self.chapters.setFixedWidth(min(theme.scaled(240), self.width() * 3 // 10))

    def _in_force(self) -> Standard:
        workspace, school = self.workspace, self.workspace.school
        with workspace.reading() as tx:
            return standard_for(tx, None, school, workspace.today)

    def _turn_to(self) -> None:
        """Open the chosen chapter; what was searched for is done with."""
        with QSignalBlocker(self.box):
            self.box.clear()
        self._show()

    def _list_chapters(self) -> None:
        with QSignalBlocker(self.chapters):
            self.chapters.clear()
            for area, title in self._titles():
                item = QListWidgetItem(title)
                item.setData(AREA_ROLE, area)
                self.chapters.addItem(item)
            self.chapters.setCurrentRow(0)

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
        for title, about, press, pressed in self._ways():
            way = Card(title, about=about)
            go = button(press)
            go.clicked.connect(pressed)
            way.add(go)
            self.column.add(way)

    def _ways(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        """Where else one can go from here."""
        return (
            (
                "A new version, or another authority's standard?",
                "See who signed it, what it changes and for whom, before it is in force.",
                "Adopt a standard…",
                self.adopt_another,
            ),
            (
                "Do we all read it the same way?",
                "Several people judge the same invented children by hand, then compare.",
                "Judge vignettes together…",
                self.judge_together,
            ),
        )

    def _show_found(self, words: list[str]) -> None:
        found = list(self._found(words))
        if not found:
            self.column.add(EmptyPlace("No clause says that", "Try another word."))
            return
        shown = found[:MOST_FOUND]
        said = "1 clause" if len(found) == 1 else f"{len(found)} clauses"
        if len(found) > len(shown):
            said += f"; the first {len(shown)} are shown. Another word would narrow them."
        self.column.add(theme.words(said, "quiet"))
        for one, clause in shown:
            card = Card(one.title or one.id, edge=self._edge(one))
            card.add(self._clause(clause))
            self.column.add(card)

    def _found(self, words: list[str]) -> Iterator[tuple[Threshold, Node]]:
        for one in self.standard.pack.thresholds:
            for step in steps(one.met_when):
                clause = clause_of(self.standard, step.node)
                text = folded(f"{clause.id or ''} {clause.text} {clause.parent} {clause.reason}")
                if clause.text and all(word in text for word in words):
                    yield one, clause

    def _edge(self, one: Threshold) -> str:
        return one.area if one.area in style.tokens(theme.look().theme) else ""

    def _threshold(self, one: Threshold) -> Card:
        title, layer = one.title or one.id, self.standard.layer_label(one.layer)
        card = Card(title, about="" if title.endswith(layer) else layer, edge=self._edge(one))
        for step in steps(one.met_when):
            clause = clause_of(self.standard, step.node)
            said = self._clause(clause, is_gate=bool(step.how)) if self._words_of(clause) else None
            for widget in (said, theme.words(step.how, "quiet") if step.how else None):
                if widget is not None:
                    card.add(_moved_in(widget, step.depth))
        return card

    def _words_of(self, clause: Node) -> str:
        if self.for_parent.isChecked() and clause.parent:
            return clause.parent
        return clause.text or node_words(self.standard, clause)

    def _clause(self, clause: Node, *, is_gate: bool = False) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 4, 0, 0 if is_gate else 4)
        column.setSpacing(2)
        number = f"{number_of(clause)}  " if number_of(clause) else ""
        column.addWidget(theme.words(number + self._words_of(clause), "strong" if is_gate else "body"))
        told = [theme.words(text, "quiet") for text in self._background(clause)]
        if told:
            inside = QWidget()
            lines = QVBoxLayout(inside)
            lines.setContentsMargins(16, 0, 0, 0)
            for label in told:
                lines.addWidget(label)
            column.addWidget(Fold("Why, and what counts", inside))
        return whole

    def _background(self, clause: Node) -> list[str]:
        """What folds out below a clause: its reason, what counts, and the parts of a shared one."""
        rows = [
            ("Why", clause.reason),
            ("What counts", clause.counts_as),
            ("Example", clause.example),
            ("Source", source_of(clause)),
            ("As reckoned", node_words(self.standard, clause)),
        ]
        told = [f"{label}: {text}" for label, text in rows if text]
        if clause.id in self.standard.criteria and parts_of(clause):
            parts = [self._words_of(clause_of(self.standard, part)) for part in parts_of(clause)]
            told += [how_parts_count(clause), *(f"– {words}" for words in parts if words)]
        return [text for text in told if text]

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


def _moved_in(widget: QWidget, depth: int) -> QWidget:
    """A widget as far in as its step; the first step of all stands at the edge."""
    if depth == 0:
        return widget
    whole = QWidget()
    across = QHBoxLayout(whole)
    across.setContentsMargins(theme.scaled(16) * min(depth, 4), 0, 0, 0)
    across.addWidget(widget)
    return whole
