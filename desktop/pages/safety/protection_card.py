# SPDX-License-Identifier: MIT
"""ProtectionCard: drafts of a DPIA and a privacy notice, filled in from this school's settings."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop.jobs import Progress
from desktop.pages.page import Page
from desktop.paper.protection import DRAFTS, write_draft
from desktop.parts.blocks import Card, button
from models.protection import Settings, practice_of

_BUTTONS = (("dpia", "Write a draft DPIA…"), ("privacy-notice", "Write a draft privacy notice…"))


class ProtectionCard(Card):
    """Asks where a draft goes and writes it. told(sentence) when it is there."""

    told = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(
            "Data protection papers",
            about="Drafts filled in from this file and its settings, for your data protection officer to "
            "check. What only the school knows stands in square brackets.",
        )
        self.page = page
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, words in _BUTTONS:
            made = button(words)
            made.clicked.connect(partial(self.ask, name))
            row.addWidget(made)
        row.addStretch(1)
        self.column.addLayout(row)

    def ask(self, name: str, _on: bool = False) -> None:
        """Ask where the draft should go, as Word or PDF."""
        title = DRAFTS[name].title
        dialog = QFileDialog(self, f"Save the draft: {title}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Word (*.docx)", "PDF (*.pdf)"])
        dialog.selectFile(f"{title.replace(':', ',')} {self.page.workspace.today.isoformat()}.docx")
        dialog.fileSelected.connect(lambda chosen: self.write(name, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, name: str, path: Path) -> None:
        """Read what is so and write the draft, beside the screen."""
        workspace, chosen = self.page.workspace, self.page.workspace.preferences.now
        settings = Settings(chosen.lock_after_minutes, chosen.second_backup_folder)

        def work(_progress: Progress) -> None:
            write_draft(path, DRAFTS[name], practice_of(workspace.store, settings, workspace.today))

        self.page.jobs.run(
            work,
            then=lambda _none: self.told.emit(
                f"{path.name} is saved. It is a draft: fill in what stands in brackets."
            ),
            label="Writing the draft",
            owner=self,
        )
