# SPDX-License-Identifier: MIT
"""TakingInChild: a child's record from another school, looked at before it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from desktop import theme
from desktop.files import put
from desktop.jobs import Work
from desktop.parts.blocks import Card, button
from desktop.workspace import Workspace
from models.exchange import ImportResult
from models.exchange.sending import (
    Arrived,
    arrived,
    open_arrived,
    school_key,
    take_in_arrived,
    write_school_key,
)
from models.exchange.transfer import ENDING, Transfer

MOST_ROWS = 12


class TakingInChild(Card):
    """Choose the file, open it, see who it is and from where, take it in. told(sentence) at the end."""

    told = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "Take in a child from another school",
            about="A file that the child's last school made with this program. What stands here already is "
            "never overwritten.",
        )
        self.workspace = workspace
        self._file: Arrived | None = None
        self._transfer: Transfer | None = None
        self.first = button("Choose the file…", icon="download-simple")
        self.first.clicked.connect(self.choose)
        self.add(self.first)
        self.said = theme.words("")
        self.said.setAccessibleName("What the file holds")
        self.add(self.said)
        self._label = QLabel("Passphrase of the file, as the other school told you")
        self._label.setWordWrap(True)
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName(self._label.text())
        self._label.setBuddy(self.passphrase)
        self.passphrase.returnPressed.connect(self.open_it)
        self.opener = button("Open it")
        self.opener.clicked.connect(self.open_it)
        self.look = button("Read the sheet inside", role="link")
        self.look.clicked.connect(self.show_sheet)
        self.take = button("Take the child in", role="primary")
        self.take.clicked.connect(self.take_in)
        self.differing = theme.words("")
        for widget in (self._label, self.passphrase, self.opener, self.look, self.take, self.differing):
            self.add(widget)
        key = button(
            "Save this school's key for others…",
            role="link",
            tip="With it, another school can send you a record that opens only here",
        )
        key.clicked.connect(self.ask_where_key)
        self.add(key)
        self._rest()

    def choose(self) -> None:
        """Let a person choose the file."""
        dialog = QFileDialog(self, "Take in a child", "", f"Record from another school (*{ENDING})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, path: Path) -> None:
        """Look at a file from outside, and ask for its passphrase where it has one."""
        self._rest()
        school = self.workspace.school
        self._job(lambda _progress: arrived(path, school), self._arrived, "Reading the file")

    def open_it(self) -> None:
        """Open the file with the passphrase or this school's key, and say who it is."""
        file, store, words = self._file, self.workspace.store, self.passphrase.text()
        if file is not None:
            self._job(lambda _progress: open_arrived(store, file, words), self._opened, "Opening the file")

    def take_in(self) -> None:
        """Join the record with what is here, all of it or nothing."""
        file, transfer, workspace = self._file, self._transfer, self.workspace
        if file is None or transfer is None:
            return
        self.take.setEnabled(False)
        self._job(
            lambda _progress: take_in_arrived(workspace.store, file, transfer, workspace.now()),
            self._taken,
            "Taking the child in",
        )

    def show_sheet(self) -> None:
        """Show the pages that came along; nothing is written to the disk."""
        from desktop.parts.paper_view import pages_of

        transfer = self._transfer
        if transfer is not None:
            self._job(lambda _progress: pages_of(transfer.pdf), self._show_pages, "Opening the sheet")

    def ask_where_key(self) -> None:
        """Ask where this school's key for others should go."""
        dialog = QFileDialog(self, "Save this school's key; it holds no secret")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("A school's key (*.json)")
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"Key of {self.workspace.school.name}.json".replace("/", "-"))
        dialog.fileSelected.connect(lambda name: self.write_key(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_key(self, path: Path) -> None:
        """Write this school's key and say what it reads."""
        key = school_key(self.workspace.store)
        write_school_key(key, path)
        self.told.emit(f"{path.name} is saved. Read it out when they ring: {key.fingerprint}.")

    def _rest(self) -> None:
        self._file = self._transfer = None
        self.passphrase.clear()
        self.take.setEnabled(True)
        self._show()

    def _show(self, *widgets: QWidget) -> None:
        parts = (self.said, self._label, self.passphrase, self.opener, self.look, self.take, self.differing)
        for one in parts:
            one.setVisible(one in widgets)

    def _job(self, work: Work, then: Callable[[Any], None], label: str) -> None:
        self.workspace.jobs.run(work, then=then, otherwise=self._refused, label=label, owner=self)

    def _refused(self, fault: Exception) -> None:
        self.take.setEnabled(True)
        self.workspace.jobs.failed.emit(fault)

    def _arrived(self, file: Arrived) -> None:
        self._file = file
        if file.needs_passphrase:
            self.said.setText(f"{file.name} is whole and meant for this school.")
            self._show(self.said, self._label, self.passphrase, self.opener)
            self.passphrase.setFocus()
        else:
            self.open_it()

    def _opened(self, transfer: Transfer) -> None:
        self._transfer = transfer
        pupil, born = transfer.pupil, transfer.pupil.date_of_birth
        self.said.setText(
            f"{pupil.known_as}, born {born.day} {born:%B %Y}, UPN {pupil.upn}: {len(transfer.records)} "
            f"records from {transfer.source}. To be sure who sent it, ring them and compare what their key "
            f"reads: {transfer.sender.fingerprint}."
        )
        self._show(self.said, self.look, self.take)
        self.take.setFocus()

    def _taken(self, result: ImportResult) -> None:
        pupil = self._transfer.pupil.known_as if self._transfer else ""
        self._rest()
        self.first.setFocus()
        self.workspace.take(result.changes)
        what = "is taken in" if result.added else "is joined with what was here"
        words = f"{pupil} {what}." if result.changes.pairs else f"Nothing of {pupil} is new here."
        self.told.emit(" ".join([words, *result.notes]))
        if result.rejected:
            self._list(result)

    def _list(self, result: ImportResult) -> None:
        """What the other school says otherwise, to be changed by hand where it is right."""
        lines = [f"{one.field}: they say “{one.value}”. {one.what}." for one in result.rejected[:MOST_ROWS]]
        more = len(result.rejected) - len(lines)
        head = "This differs, and yours was kept. Change it by hand where they are right."
        self.differing.setText("\n".join([head, *lines, *([f"and {more} more"] if more else [])]))
        self._show(self.differing)

    def _show_pages(self, pages: list[QImage]) -> None:
        from desktop.parts.paper_window import PaperWindow

        transfer = self._transfer
        if transfer is not None:
            save = partial(self._ask_where_sheet, transfer.pdf)
            PaperWindow(self, transfer.pupil.known_as, pages, save=save).show()

    def _ask_where_sheet(self, pdf: bytes) -> None:
        dialog = QFileDialog(self, "Save the sheet; outside the school's file it is not locked")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: put(Path(name), pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
