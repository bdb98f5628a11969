# SPDX-License-Identifier: MIT
"""EraseDialog: one child erased for good, in plain words, after the surname was typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from desktop import theme
from desktop.jobs import Progress
from desktop.pages.page import Page, Place
from desktop.paper.certificate import write_certificate
from desktop.parts.asking import AskingDialog
from models.erasing import Outcome, erase
from models.records import Pupil
from thresholds.problems import Problem

_WHAT_GOES = (
    "Everything on record about {name} goes: every cycle, paper, draft and line of the audit trail. Undo "
    "can't bring it back. You get a certificate that doesn't say whose record it was."
)
_WHAT_STAYS = (
    "Papers, files that you saved or sent, and copies of the school's file in other places are yours to "
    "destroy."
)


class EraseDialog(AskingDialog):
    """Say what goes and what stays; ask for the surname; ask where the certificate goes."""

    def __init__(self, page: Page, pupil: Pupil, *, rule: str = "") -> None:
        super().__init__(
            page, f"Erase {pupil.known_as}", no="Keep the record", yes="Erase for good…", is_risky=True
        )
        self.page, self.pupil = page, pupil
        self.column.add(theme.words(_WHAT_GOES.format(name=pupil.known_as)))
        self.column.add(theme.words(_WHAT_STAYS, "quiet"))
        self.why = self.line("Why, for the certificate", rule or "The school decided to erase it")
        self.reference = self.line("Your own number for it, if you have one; no name and no UPN")
        self.backups = QCheckBox("Also delete backups that hold the child")
        self.backups.setToolTip("A new backup is made and proved first")
        self.backups.setProperty("role", "answer")
        self.column.layout_of_column.addWidget(self.backups, 0, Qt.AlignmentFlag.AlignLeft)
        self.surname = self.line(f"To go on, type the surname: {pupil.surname}")
        self.surname.textChanged.connect(self._weigh)
        self.column.add(self.problem)
        self.go_on.clicked.connect(self.ask_where)
        self._weigh()

    def ask_where(self) -> None:
        """Ask where the certificate should go; only then the child is erased."""
        dialog = QFileDialog(self, "Save the certificate of destruction")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"Certificate of destruction {self.page.workspace.today.isoformat()}.pdf")
        dialog.fileSelected.connect(lambda chosen: self.carry_out(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def carry_out(self, certificate: Path) -> None:
        """Erase beside the screen, write the certificate, and say what is left."""
        if not self._is_meant():
            return
        workspace, pupil = self.page.workspace, self.pupil
        why, reference = self.why.text().strip(), self.reference.text().strip()
        remove = self.backups.isChecked()

        def work(_progress: Progress) -> tuple[Outcome, str]:
            outcome = erase(
                workspace.store,
                pupil,
                now=workspace.now(),
                rule=why,
                reference=reference,
                remove_backups=remove,
            )
            try:
                write_certificate(certificate, outcome.erasure, workspace.school)
            except Problem as problem:
                # The child is gone by now, whatever becomes of the paper.
                return outcome, f"The certificate could not be saved: {problem.sentence}"
            return outcome, f"The certificate is saved as {certificate.name}."

        self.go_on.setEnabled(False)
        self.leave.setEnabled(False)
        self.page.leave()
        self.page.jobs.run(
            work,
            then=self._erased,
            otherwise=self._not_erased,
            label="Erasing",
            owner=self,
        )

    def _is_meant(self) -> bool:
        return self.surname.text().strip().casefold() == self.pupil.surname.strip().casefold()

    def _weigh(self) -> None:
        self.go_on.setEnabled(self._is_meant())

    def _erased(self, done: tuple[Outcome, str]) -> None:
        (outcome, paper), page = done, self.page
        self.accept()
        page.workspace.erased(self.pupil.id, outcome.changes)
        page.go(Place("children"))
        page.tell(
            f"{said_of(outcome)} {paper}", tone="warn" if outcome.copies or outcome.elsewhere else "quiet"
        )

    def _not_erased(self, fault: Exception) -> None:
        self.leave.setEnabled(True)
        self._weigh()
        self.page.jobs.failed.emit(fault)


def said_of(outcome: Outcome) -> str:
    """What is left after an erasure, for a person to act on."""
    words = [f"Erased under certificate {outcome.erasure.certificate}.", *outcome.notes]
    if outcome.copies:
        days = [one.gone_by for one in outcome.copies if one.gone_by]
        until = f", the last until {max(days).day} {max(days):%B %Y}" if days else ""
        many = len(outcome.copies)
        words.append(
            f"{many} {'backup holds' if many == 1 else 'backups hold'} the child still, or may{until}: "
            f"{', '.join(one.file.name for one in outcome.copies[:3])}{' …' if many > 3 else ''}."
        )
    if outcome.elsewhere:
        words.append(f"The name still stands in: {'; '.join(outcome.elsewhere[:4])}.")
    return " ".join(words)
