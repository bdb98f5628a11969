# SPDX-License-Identifier: MIT
"""Bank: the interventions and classroom strategies that the school uses, each with what speaks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page
from desktop.parts.blocks import WritingColumn
from desktop.parts.chips import FilterChips
from desktop.record_cards import RecordCards, Shown
from desktop.workspace import Changes
from models.bank import bank, shipped
from models.caseload import folded
from models.chronology import joined
from models.codes import Area
from models.records import BankEntry


def _words(one: BankEntry) -> str:
    return joined(
        one.name,
        one.area and one.area.label,
        one.evidence and one.evidence.label,
        "" if one.is_used else "not used here",
    )


ENTRIES = Shown(
    BankEntry,
    "Interventions and classroom strategies",
    "entry of our own",
    _words,
    about="In our own words, with the source. Change what your school does otherwise; times and weeks are "
    "where to begin. A programme’s own manual goes before them.",
    nothing="Nothing fits. Type fewer letters, or take a filter off.",
    removable=lambda one: one not in shipped(),
)


class BankPage(Page):
    """The bank with a search and a chip for each area."""

    @override
    def build(self) -> None:
        self.column = WritingColumn()
        self.box = QLineEdit()
        self.box.setPlaceholderText("A word of the name, the way it is done, or the source")
        self.box.setAccessibleName("Search the bank")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.chips = FilterChips(tuple((area.value, area.label) for area in Area), about="Show only")
        self.chips.chosen_changed.connect(lambda _names: self._show())
        self.count = theme.words("", "quiet")
        self.cards = RecordCards(ENTRIES, self.workspace)
        self.cards.removed.connect(self._on_removed)
        for widget in (self.box, self.chips, self.count, self.cards):
            self.column.add(widget)
        self._entries: tuple[BankEntry, ...] = ()
        self.fill_with(self.column)

    @override
    def refresh(self, changes: Changes | None) -> None:
        with self.workspace.reading() as tx:
            self._entries = bank(tx)
        self._show()

    @override
    def concerns(self, changes: Changes) -> bool:
        return "BankEntry" in changes.kinds

    @override
    def leave(self) -> None:
        for form in self.findChildren(RecordEditor):
            form.flush()

    @command("Search the bank", keys="Ctrl+F", menu="List", icon="magnifying-glass")
    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    @command("Add an entry of our own", menu="List", icon="plus")
    def add_own(self) -> None:
        """Open an empty form."""
        self.cards.begin()

    def _show(self) -> None:
        words, areas = folded(self.box.text()).split(), self.chips.chosen()
        found = [
            one
            for one in self._entries
            if (not areas or (one.area is not None and one.area.value in areas))
            and all(word in folded(f"{one.name} {one.about} {one.source}") for word in words)
        ]
        self.cards.show_records(found)
        self.count.setText(f"{len(found)} of {len(self._entries)}")

    def _on_removed(self, words: str) -> None:
        self.tell(words, undo=True)
