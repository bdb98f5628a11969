# SPDX-License-Identifier: MIT
"""Safe keeping: copies of the file and the way back, passphrase and sheet, until when files are kept."""

from __future__ import annotations

from typing_extensions import override

from desktop.commands import command
from desktop.pages.page import Page, Place
from desktop.pages.safety.everything_card import EverythingCard
from desktop.pages.safety.keeping import KeptUntilCard
from desktop.pages.safety.keys_card import KeysCard
from desktop.pages.safety.protection_card import ProtectionCard
from desktop.pages.safety.safe_copies import SafeCopies
from desktop.parts.blocks import Card, WritingColumn, button
from desktop.workspace import Changes

_KEPT_BY = {"Pupil", "SenStatus", "Cycle", "Need", "EhcRequest", "RecordSent", "LegalHold", "School"}


class SafetyPage(Page):
    """What keeps the school's file from being lost, and from those whom it is none of their business."""

    @override
    def build(self) -> None:
        self.column = WritingColumn()
        self.copies = SafeCopies(self)
        self.keys = KeysCard(self.workspace)
        self.keeping = KeptUntilCard()
        self.keeping.chosen.connect(lambda id: self.go(Place("pupil", id, "", "documents")))
        self.everything = EverythingCard(self)
        self.protection = ProtectionCard(self)
        for telling in (self.copies, self.keys, self.everything, self.protection):
            telling.told.connect(self.tell)
        for card in (
            self.copies,
            self.keys,
            self._trail_card(),
            self.everything,
            self.keeping,
            self.protection,
        ):
            self.column.add(card)
        self.fill_with(self.column)

    def _trail_card(self) -> Card:
        card = Card(
            "Audit trail",
            about="Who added, changed or removed what, and when. Each line is chained to the one before, so "
            "that a change outside the program shows.",
        )
        look = button("Look at the trail", icon="clock-counter-clockwise")
        look.clicked.connect(self.look_at_trail)
        card.add(look)
        return card

    @override
    def arrive(self, place: Place) -> None:
        if place.part == "keys":
            self.column.bring_into_view(self.keys)

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.copies.look()
        if changes is None or changes.kinds & _KEPT_BY:
            school, today = self.workspace.school, self.workspace.today
            self.look_through(lambda tx: KeptUntilCard.read(tx, school, today), self.keeping.show_lines)

    @command("Back up now…", keys="Ctrl+B", menu="School", icon="copy")
    def back_up_now(self) -> None:
        """Choose a folder for an encrypted copy, and prove it."""
        self.copies.choose_folder()

    @command("Check the file", menu="School", icon="shield-check")
    def check_file(self) -> None:
        """Look whether every page of the file and the audit trail are whole."""
        self.copies.check_file()

    @command("Write everything out…", menu="School", icon="export")
    def write_everything_out(self) -> None:
        """The whole school in one encrypted archive that other programs open."""
        self.everything.ask()

    @command("Look at the trail", menu="School", icon="clock-counter-clockwise")
    def look_at_trail(self) -> None:
        """Who did what when."""
        self.go(Place("trail"))

    @command("Write a draft DPIA…", menu="Paper", icon="file-text")
    def draft_dpia(self) -> None:
        """A data protection impact assessment, filled in from this school's settings."""
        self.protection.ask("dpia")

    @command("Write a draft privacy notice…", menu="Paper", icon="file-text")
    def draft_notice(self) -> None:
        """What parents are told about these records, filled in from this school's settings."""
        self.protection.ask("privacy-notice")
