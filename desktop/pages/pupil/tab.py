# SPDX-License-Identifier: MIT
"""Tab: one tab of a child's page, with the lists of records that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.pages.page import Page
from desktop.parts.blocks import WritingColumn
from desktop.record_cards import RecordCards, Shown
from desktop.workspace import Remembering
from models.cycle_parts import CycleParts
from models.records import Pupil, Record


@dataclass(frozen=True, slots=True)
class Child:
    """The child that is open: the pupil, and the cycle that is looked at, whole, if there is one."""

    pupil: Pupil
    parts: CycleParts | None
    cycles: int


class Tab(WritingColumn):
    """A column of cards about one child. show_child() is called each time that something is different."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.workspace = page.workspace
        self._lists: list[tuple[RecordCards, type[Record], Callable[[Record], object]]] = []

    def show_child(self, tx: Remembering, child: Child) -> None:
        """Show what the store holds of a child."""
        for cards, kind, order in self._lists:
            found = sorted(tx.find(kind, pupil_id=child.pupil.id), key=order)  # type: ignore[arg-type]
            cards.show_records(found, pupil_id=child.pupil.id)

    def reveal(self, record_id: str) -> bool:
        """Open one record's form and bring it into view; False where it isn't in this tab."""
        for cards in self.findChildren(RecordCards):
            line = cards.open(record_id)
            if line is not None:
                self.bring_into_view(line)
                return True
        return False

    def add_list(self, shown: Shown, order: Callable[[Record], object]) -> RecordCards:
        """Put a list of all of a child's records of one kind at the foot, in this order."""
        cards = self.make_cards(shown)
        self._lists.append((cards, shown.kind, order))
        self.add(cards)
        return cards

    def make_cards(self, shown: Shown) -> RecordCards:
        """A list of records whose removal is told with Undo."""
        cards = RecordCards(shown, self.workspace)
        cards.removed.connect(lambda words: self.page.tell(words, undo=True))
        return cards
