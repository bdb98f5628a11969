# SPDX-License-Identifier: MIT
"""School: its details, its terms and rates, bringing pupils in."""

from __future__ import annotations

from datetime import date

from typing_extensions import override

from desktop.commands import command
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page, Place
from desktop.pages.school.bringing_in import BringingIn
from desktop.pages.school.brought_in import BroughtIn, said_of
from desktop.pages.school.taking_in import TakingInChild
from desktop.pages.school.year_and_rates import RATES, TermsCard
from desktop.parts.blocks import Card, WritingColumn
from desktop.record_cards import RecordCards
from desktop.workspace import Changes
from models.exchange.taking_back import TakenBack
from models.records import School, StaffRate

FIELDS = ("name", "la", "estab", "urn", "phase", "senco", "head", "telephone", "address")


class SchoolPage(Page):
    """Everything that is set up once and looked after now and then."""

    @override
    def build(self) -> None:
        self.column = WritingColumn()
        self._build_bringing_in()
        self._build_details()
        self.terms = TermsCard(self.workspace)
        self.rates = RecordCards(RATES, self.workspace)
        for card in (self.terms, self.rates):
            card.removed.connect(lambda words: self.tell(words, undo=True))
            self.column.add(card)
        self.fill_with(self.column)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None or "School" in changes.kinds:
            self.details.show_record(self.workspace.school)
        with self.workspace.reading() as tx:
            self.terms.show_terms(tx)
            rates = sorted(tx.find(StaffRate), key=_by_role)
            self.rates.show_records(rates)
            if changes is None or "ImportBatch" in changes.kinds:
                self.brought.show_batches(tx)

    @override
    def arrive(self, place: Place) -> None:
        if place.part == "terms":
            self.column.bring_into_view(self.terms)

    @override
    def leave(self) -> None:
        for form in self.findChildren(RecordEditor):
            form.flush()

    @command("Bring in pupils…", keys="Ctrl+I", menu="School", icon="download-simple")
    def bring_in(self) -> None:
        """Choose a transfer file or a list of pupils."""
        self.bringing.choose()

    @command("Take in a child from another school…", menu="School", icon="download-simple")
    def take_in_child(self) -> None:
        """Choose the file that the child's last school made."""
        self.column.bring_into_view(self.taking)
        self.taking.choose()

    def _build_bringing_in(self) -> None:
        self.bringing = BringingIn(self.workspace)
        self.bringing.told.connect(self.tell)
        self.column.add(self.bringing)
        self.taking = TakingInChild(self.workspace)
        self.taking.told.connect(self.tell)
        self.column.add(self.taking)
        self.brought = BroughtIn(self)
        self.brought.taken_back.connect(self._taken_back)
        self.column.add(self.brought)

    def _build_details(self) -> None:
        card = Card("The school")
        self.details = RecordEditor(School, fields=FIELDS, workspace=self.workspace)
        card.add(self.details)
        self.column.add(card)

    def _taken_back(self, done: TakenBack) -> None:
        said = said_of(done, "went", "are as they were")
        self.tell(said, tone="warn" if done.stayed else "quiet", undo=True)


def _by_role(one: StaffRate) -> tuple[str, date]:
    return one.role.casefold(), one.from_on or date.min
