# SPDX-License-Identifier: MIT
"""School: its details, bringing pupils in, backups, passphrase and recovery sheet."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page, Place
from desktop.pages.school.bringing_in import BringingIn
from desktop.pages.school.keeping import KeptUntilCard
from desktop.pages.school.safe_copies import SafeCopies
from desktop.pages.school.taking_in import TakingInChild
from desktop.pages.school.year_and_rates import RATES, TermsCard
from desktop.parts.blocks import Card, Fold, WritingColumn, button
from desktop.record_cards import RecordCards
from desktop.workspace import Changes
from models.custody import strength
from models.records import School, StaffRate

FIELDS = ("name", "la", "estab", "urn", "phase", "senco", "head", "telephone", "address")


_KEPT_BY = {"Pupil", "SenStatus", "Cycle", "Need", "EhcRequest", "RecordSent", "LegalHold", "School"}


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
        self._build_safety()
        self._build_keys()
        self._build_keeping()
        self.fill_with(self.column)

    @override
    def arrive(self, place: Place) -> None:
        if place.part == "copies":
            self.column.bring_into_view(self.copies)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None or "School" in changes.kinds:
            self.details.show_record(self.workspace.school)
        with self.workspace.reading() as tx:
            self.terms.show_terms(tx)
            rates = sorted(tx.find(StaffRate), key=_by_role)
            self.rates.show_records(rates)
        if changes is None:
            self.copies.look()
        if changes is None or changes.kinds & _KEPT_BY:
            school, today = self.workspace.school, self.workspace.today
            self.look_through(lambda tx: KeptUntilCard.read(tx, school, today), self.keeping.show_lines)

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

    @command("Back up now…", keys="Ctrl+B", menu="School", icon="copy")
    def back_up_now(self) -> None:
        """Choose a folder for an encrypted copy, and prove it."""
        self.copies.choose_folder()

    @command("Check the file", menu="School", icon="shield-check")
    def check_file(self) -> None:
        """Look whether every page of the file and the audit trail are whole."""
        self.copies.check_file()

    def _build_bringing_in(self) -> None:
        self.bringing = BringingIn(self.workspace)
        self.bringing.told.connect(self.tell)
        self.column.add(self.bringing)
        self.taking = TakingInChild(self.workspace)
        self.taking.told.connect(self.tell)
        self.column.add(self.taking)

    def _build_keeping(self) -> None:
        self.keeping = KeptUntilCard()
        self.keeping.chosen.connect(lambda id: self.go(Place("pupil", id, "", "documents")))
        self.column.add(self.keeping)

    def _build_details(self) -> None:
        card = Card("The school")
        self.details = RecordEditor(School, fields=FIELDS, workspace=self.workspace)
        card.add(self.details)
        self.column.add(card)

    def _build_safety(self) -> None:
        self.copies = SafeCopies(self)
        self.copies.told.connect(self.tell)
        self.column.add(self.copies)

    def _build_keys(self) -> None:
        card = Card("Passphrase and recovery sheet")
        self.sheet_words = theme.words("", "strong")
        self.sheet_words.hide()
        make = button(
            "Make a recovery sheet",
            tip="Letters and digits that open the file when the passphrase is forgotten",
        )
        make.clicked.connect(self._make_sheet)
        card.add(make)
        card.add(self.sheet_words)
        inside = QWidget()
        self._fill_change(inside)
        card.add(Fold("Change the passphrase", inside))
        self.column.add(card)

    def _fill_change(self, inside: QWidget) -> None:
        column = Card()
        self.first = self._secret(column, "New passphrase, four words or more")
        self.second = self._secret(column, "The same once more")
        self.said = theme.words("", "problem")
        column.add(self.said)
        change = button("Change it")
        change.clicked.connect(self._change)
        column.add(change)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    @staticmethod
    def _secret(card: Card, label: str) -> QLineEdit:
        named, line = QLabel(label), QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(label)
        named.setBuddy(line)
        card.add(named)
        card.add(line)
        return line

    def _make_sheet(self) -> None:
        words = self.workspace.store.make_recovery_sheet()
        self.sheet_words.setText(words)
        self.sheet_words.show()
        self.tell("Write this down and lock it away; it is shown this once. An older sheet is void.")

    def _change(self) -> None:
        wanted = self.first.text()
        if wanted != self.second.text():
            self.said.setText("The two passphrases differ.")
        elif not strength(wanted).is_enough:
            self.said.setText("That passphrase is too easy to guess. Four unrelated words are good.")
        else:
            self.said.setText("")
            store = self.workspace.store
            self.jobs.run(
                lambda _progress: store.rekey(wanted), then=self._changed, label="Encrypting anew", owner=self
            )

    def _changed(self, _made: object) -> None:
        self.first.clear()
        self.second.clear()
        self.tell("The passphrase is changed. Copies made before keep the old one.")


def _by_role(one: StaffRate) -> tuple[str, date]:
    return one.role.casefold(), one.from_on or date.min
