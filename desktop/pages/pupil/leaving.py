# SPDX-License-Identifier: MIT
"""LeavingCard: until when a child's file is kept, sending it on, and erasing it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop import theme
from desktop.pages.page import Page
from desktop.pages.pupil.erase_dialog import EraseDialog
from desktop.pages.pupil.send_dialog import SendDialog
from desktop.parts.blocks import Card, button
from desktop.workspace import Remembering
from models.records import Pupil, RecordSent
from models.retention import Rule, kept_until


class LeavingCard(Card):
    """A card at the foot of a child's papers."""

    def __init__(self, page: Page) -> None:
        super().__init__("The whole file")
        self.page = page
        self._pupil: Pupil | None = None
        self._rule = ""
        self.kept = theme.words("")
        self.kept.setAccessibleName("Until when the file is kept")
        self.sent = theme.words("", "quiet")
        self.add(self.kept)
        self.add(self.sent)
        row = QHBoxLayout()
        send = button("Send to the next school…", icon="paper-plane-tilt")
        send.clicked.connect(self.send)
        erase = button("Erase this child…", role="quiet", icon="trash")
        erase.clicked.connect(self.erase)
        row.addWidget(send)
        row.addWidget(erase)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_child(self, tx: Remembering, pupil: Pupil) -> None:
        """Say until when this child's file is kept, and who has it."""
        self._pupil = pupil
        line = kept_until(tx, pupil, self.page.workspace.school, self.page.workspace.today)
        self._rule = line.rule.label if line.is_due else ""
        held = f" Held: {line.hold.reason}" if line.hold else ""
        due = f"{line.due_on.day} {line.due_on:%B %Y}"
        self.kept.setText(
            f"{line.why}{held}" if line.rule is Rule.PASS_ON else f"Kept until {due}. {line.why}{held}"
        )
        sent = tx.find(RecordSent, pupil_id=pupil.id)
        self.sent.setText("\n".join(_said(one) for one in sent))
        self.sent.setVisible(bool(sent))

    def send(self) -> None:
        """Open the dialog that makes the file for the next school."""
        if self._pupil is not None:
            self.page.leave()
            dialog = SendDialog(self.page, self._pupil)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def erase(self) -> None:
        """Open the dialog that erases the child."""
        if self._pupil is not None:
            self.page.leave()
            dialog = EraseDialog(self.page, self._pupil, rule=self._rule)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()


def _said(one: RecordSent) -> str:
    where = f" for school {one.to}" if one.to else ""
    return f"A file{where} was made on {one.sent_on.day} {one.sent_on:%B %Y}, closed with {one.closed_with}."
