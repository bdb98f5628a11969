# SPDX-License-Identifier: MIT
"""EverythingCard and its dialog: the whole school in one encrypted archive that needs no program of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop import theme
from desktop.jobs import Job, Progress
from desktop.pages.page import Page
from desktop.paper.child_papers import papers_on
from desktop.parts.asking import AskingDialog
from desktop.parts.blocks import Card, button
from models.custody import proposed, strength
from models.exchange.everything import Given, write_everything

_WHAT_GOES = (
    "All lists as CSV and Excel, a PDF of each child’s file, every kept report and photo, and a data "
    "dictionary go into one encrypted ZIP, which 7-Zip and WinZip open. It takes about a minute for a "
    "thousand children."
)
_TELL = (
    "Write it down now: it is shown this once and kept nowhere. Keep it apart from the archive. A ZIP is "
    "easier to guess at than the school’s file, so it takes more words."
)
_WORDS = 8


class EverythingCard(Card):
    """Leads to the dialog. told(sentence) when an archive was written."""

    told = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(
            "Everything out",
            about="One encrypted archive with all that the file holds, in forms that other programs read: "
            "for the day on which you no longer use this one.",
        )
        self.page = page
        out = button("Write everything out…", icon="export")
        out.clicked.connect(self.ask)
        self.add(out)

    def ask(self) -> None:
        """Ask for the passphrase, then where it goes."""
        self.page.leave()
        dialog = EverythingDialog(self.page)
        dialog.written.connect(self._written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, made: Given) -> None:
        held = f"{made.pupils} children, {made.files} files, {made.size / 1e6:,.1f} MB"
        self.told.emit(f"{made.file.name} is written: {held}. It opens with its own passphrase only.")


class EverythingDialog(AskingDialog):
    """A passphrase that is shown once, then the place. written(Given) at the end."""

    written = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "Write everything out", no="Not now", yes="Save the archive…")
        self.page = page
        self._job: Job | None = None
        self.column.add(theme.words(_WHAT_GOES))
        self.passphrase = self.line("Passphrase of the archive", proposed(_WORDS))
        self.passphrase.textChanged.connect(self._weigh)
        self.strength = theme.words("", "small")
        self.column.add(self.strength)
        self.column.add(theme.words(_TELL, "quiet"))
        self.doing = theme.words("", "strong")
        self.doing.hide()
        self.column.add(self.doing)
        self.column.add(self.problem)
        self.go_on.clicked.connect(self.ask_where)
        self.rejected.connect(self._stop)
        self._weigh()

    def ask_where(self) -> None:
        """Ask where the archive should go, once the passphrase is good."""
        if not self._fits():
            return
        dialog = QFileDialog(self, "Save the archive")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Encrypted archive (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"Everything {self.page.workspace.today.isoformat()}.zip")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the archive beside the screen; Stop ends it and leaves nothing."""
        if not self._fits():
            return
        workspace, words = self.page.workspace, self.passphrase.text()
        papers, now = papers_on(workspace.today), workspace.now()

        def work(progress: Progress) -> Given:
            return write_everything(workspace.store, path, words, papers=papers, now=now, step=progress.step)

        self.go_on.setEnabled(False)
        self.leave.setText("Stop")
        self.doing.setText("Writing …")
        self.doing.show()
        self._job = self.page.jobs.run(
            work, then=self._done, otherwise=self._failed, label="Writing everything out", owner=self
        )
        self._job.progressed.connect(self._tell)

    def _tell(self, _done: int, _of: int, saying: str) -> None:
        self.doing.setText(f"{saying} …")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _weigh(self) -> None:
        found = strength(self.passphrase.text())
        words = found.words if found.is_enough_outside else "Not enough for an archive. Five unrelated words."
        self.strength.setText(f"How hard to guess: {words}")

    def _fits(self) -> bool:
        fits = strength(self.passphrase.text()).is_enough_outside
        self.say(
            "" if fits else "This passphrase is too easy to guess. Five unrelated words or more are good."
        )
        return fits

    def _done(self, made: Given) -> None:
        self._job = None
        self.accept()
        self.written.emit(made)

    def _failed(self, fault: Exception) -> None:
        self._job = None
        self.go_on.setEnabled(True)
        self.leave.setText("Not now")
        self.doing.hide()
        self.page.jobs.failed.emit(fault)
