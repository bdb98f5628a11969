# SPDX-License-Identifier: MIT
"""SendDialog: a child's whole record for the next school, closed with a passphrase or its key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop import theme
from desktop.jobs import Progress
from desktop.pages.page import Page
from desktop.paper.reading import text_of
from desktop.paper.whole_file import whole_file
from desktop.parts.asking import AskingDialog
from desktop.parts.blocks import button
from desktop.parts.names_dialog import NamesDialog
from desktop.workspace import Changes
from models.custody import proposed, strength
from models.exchange.sending import SchoolKey, Sealing, read_school_key, receiver, send
from models.exchange.transfer import ENDING, to_print
from models.name_guard import NameGuard, Sighting
from models.records import Pupil
from thresholds.problems import Problem

_WHAT_GOES = (
    "Everything on record about {name} goes into one encrypted file, with a PDF to read. Other children, the "
    "audit trail and your keys stay here."
)
_TELL = (
    "Write it down now: it is shown this once and kept nowhere. Tell it by telephone, on a number that you "
    "know, and never in the message that carries the file."
)


class SendDialog(AskingDialog):
    """Ask for which school and how it is closed, then where the file goes."""

    def __init__(self, page: Page, pupil: Pupil) -> None:
        title = f"Send the record of {pupil.known_as} to the next school"
        super().__init__(page, title, no="Not now", yes="Save the file…")
        self.page, self.pupil = page, pupil
        self._key: SchoolKey | None = None
        self.column.add(theme.words(_WHAT_GOES.format(name=pupil.known_as)))
        self.school = self.line("Only for this school: its number as 372/2002, or its URN. May stay empty")
        self._build_passphrase()
        self._build_key()
        self.column.add(self.problem)
        self.go_on.clicked.connect(self.look_over)
        self._weigh()

    def look_over(self) -> None:
        """Look for other children's names in the sheet that goes along, then ask where the file should go."""
        if not self._fits():
            return
        workspace, pupil = self.page.workspace, self.pupil

        def work(_progress: Progress) -> tuple[Sighting, ...]:
            with workspace.store.reading() as tx:
                records, guard = to_print(tx, pupil), NameGuard.of(tx, workspace.school)
            sheet = whole_file(pupil, workspace.school, records, workspace.today)[0]
            return guard.look(text_of(sheet), (pupil.id,))

        def then(found: tuple[Sighting, ...]) -> None:
            if not found:
                self.ask_where()
                return
            dialog = NamesDialog(self, found, self.ask_where)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self.page.jobs.run(work, then=then, label="Looking for other children’s names", owner=self)

    def ask_where(self) -> None:
        """Ask where the file should go, once everything else is said."""
        if not self._fits():
            return
        dialog = QFileDialog(self, "Save the file for the next school")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"Record for another school (*{ENDING})")
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        # No name of a child in a file's name: names of files are seen where files are not.
        dialog.selectFile(f"Record for the next school {self.page.workspace.today.isoformat()}{ENDING}")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Make the file beside the screen and note that it was made."""
        if not self._fits():
            return
        workspace, pupil = self.page.workspace, self.pupil
        to = receiver(self.school.text())
        sealing = Sealing(key=self._key, to=to) if self._key else Sealing(self.passphrase.text(), to=to)

        def work(_progress: Progress) -> Changes:
            with workspace.store.reading() as tx:
                records = to_print(tx, pupil)

            def sheet() -> bytes:
                return whole_file(pupil, workspace.school, records, workspace.today)[0]

            return send(workspace.store, pupil, path, sealing, pdf=sheet, now=workspace.now())

        self.go_on.setEnabled(False)
        self.page.jobs.run(
            work,
            then=lambda changes: self._sent(path, changes),
            otherwise=self._not_sent,
            label="Closing the file",
            owner=self,
        )

    def choose_key(self) -> None:
        """Choose the key that the other school gave."""
        dialog = QFileDialog(self, "The other school's key", "", "A school's key (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take_key(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_key(self, path: Path) -> None:
        """Close the file to this key instead of with a passphrase."""
        try:
            self._key = read_school_key(path)
        except Problem as problem:
            self.say(problem.sentence)
            return
        self.say("")
        self._secret.hide()
        self.school.setText(f"{self._key.la}/{self._key.estab}")
        self.key_words.setText(
            f"Only {self._key.name} can open it. Ring them and compare what their key reads: "
            f"{self._key.fingerprint}."
        )
        self.key_words.show()
        self.fit()

    def _build_passphrase(self) -> None:
        self._secret = QWidget()
        column = QVBoxLayout(self._secret)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.passphrase = self.line("Passphrase of the file", proposed(), into=column)
        self.passphrase.textChanged.connect(self._weigh)
        self.strength = theme.words("", "small")
        column.addWidget(self.strength)
        column.addWidget(theme.words(_TELL, "quiet"))
        self.column.add(self._secret)

    def _build_key(self) -> None:
        choose = button("Use the other school's key instead…", role="link")
        choose.clicked.connect(self.choose_key)
        self.column.layout_of_column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.key_words = theme.words("")
        self.key_words.hide()
        self.column.add(self.key_words)

    def _weigh(self) -> None:
        self.strength.setText(f"How hard to guess: {strength(self.passphrase.text()).words}")

    def _fits(self) -> bool:
        try:
            receiver(self.school.text())
        except Problem as problem:
            self.say(problem.sentence)
            return False
        if self._key is None and not strength(self.passphrase.text()).is_enough:
            self.say("This passphrase is too easy to guess. Four unrelated words or more are good.")
            return False
        self.say("")
        return True

    def _sent(self, path: Path, changes: Changes) -> None:
        self.page.workspace.noted(changes)
        self.page.tell(
            f"{path.name} is saved. It opens with {'their key' if self._key else 'the passphrase'} only."
        )
        self.accept()

    def _not_sent(self, fault: Exception) -> None:
        self.go_on.setEnabled(True)
        self.page.jobs.failed.emit(fault)
