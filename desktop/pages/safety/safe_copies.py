# SPDX-License-Identifier: MIT
"""SafeCopies: the copies of the school's file: how old, which there are, a second folder, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.copies import Backup, Shelved
from desktop.pages.page import Page
from desktop.pages.safety.return_dialog import ReturnDialog
from desktop.parts.blocks import Card, Fold, button, empty
from desktop.parts.row_button import RowButton

AT_ONCE = 5
"""Copies that are shown before the rest is folded away."""


class SafeCopies(Card):
    """Makes copies, lists them, leads back to one. told(sentence) when something came of it."""

    told = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(
            "Safe copies",
            about="While the file is open, a copy is made by itself every hour in which something was "
            "written, encrypted like the file and proved by opening it. One is kept of each hour of a day, "
            "each day of two weeks, each week of twelve and each term of three years.",
        )
        self.page = page
        self.last = theme.words("")
        self.last.setAccessibleName("The last good copy")
        self.warning = theme.words("", "problem")
        self.second = theme.words("", "quiet")
        for words in (self.warning, self.last, self.second):
            self.add(words)
        self._add_buttons()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.column.addLayout(self._lines)
        self.add(theme.words(f"The file is {page.workspace.store.path}.", "small"))
        page.workspace.copies.made.connect(self.look)

    def _add_buttons(self) -> None:
        first, then = QHBoxLayout(), QHBoxLayout()
        for text, does, row in (
            ("Back up now…", self.choose_folder, first),
            ("Check the file", self.check_file, first),
            ("Look through every copy", self.look_closely, first),
            ("Choose a second folder or stick…", self.choose_second, then),
            ("Use no second folder", self.use_no_second, then),
        ):
            made = button(text, role="" if row is first else "link")
            made.clicked.connect(does)
            row.addWidget(made)
            if does == self.use_no_second:
                self.none = made
        for row in (first, then):
            row.setSpacing(8)
            row.addStretch(1)
            self.column.addLayout(row)

    def look(self) -> None:
        """Show when the last copy was made, whether that is long ago, and which copies there are."""
        copies = self.page.workspace.copies
        at, file = copies.last
        self.last.setText(
            f"The last good copy is of {_day(datetime.fromisoformat(at))}: {Path(file).name}."
            if at
            else "There is no copy yet."
        )
        self.warning.setText(copies.warning)
        self.warning.setVisible(bool(copies.warning))
        where = copies.second
        self.second.setText(
            f"Copies also go to {where}{'' if where.is_dir() else ', which isn’t there just now'}."
            if where
            else "No second folder is chosen. A stick that is locked away helps when the computer is lost."
        )
        self.none.setVisible(where is not None)
        self._list(closely=False)

    def choose_folder(self) -> None:
        """Choose a folder for a copy."""
        self._ask("Back up into this folder", self.back_up_into)

    def choose_second(self) -> None:
        """Choose where copies also go whenever it is there."""
        self._ask("Let copies also go to this folder or stick", self.take_second)

    def take_second(self, folder: Path) -> None:
        """Let copies also go to a folder, and make the first one there."""
        self.page.workspace.copies.choose_second(folder)
        self.back_up_into(folder)

    def use_no_second(self) -> None:
        """Let copies go to the file's own folder only."""
        self.page.workspace.copies.choose_second(None)

    def back_up_into(self, folder: Path) -> None:
        """Copy the file into a folder and prove the copy by opening it."""
        copies = self.page.workspace.copies
        self.page.jobs.run(
            lambda progress: copies.back_up(folder, progress),
            then=self._backed_up,
            label="Backing up",
            owner=self,
        )

    def check_file(self) -> None:
        """Look whether every page of the file and the audit trail are whole."""
        workspace = self.page.workspace
        self.page.jobs.run(
            lambda _progress: workspace.check(), then=self._checked, label="Checking the file", owner=self
        )

    def look_closely(self) -> None:
        """Look at every page of every copy."""
        self._list(closely=True)

    def _ask(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title, str(self.page.workspace.store.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _list(self, *, closely: bool) -> None:
        copies = self.page.workspace.copies
        self.page.jobs.run(
            lambda progress: copies.shelf(progress, look_closely=closely),
            then=self._proved if closely else self.show_copies,
            label="Looking through every copy" if closely else "",
            owner=self,
        )

    def show_copies(self, found: tuple[Shelved, ...]) -> None:
        """List copies, the newest first; a press on one leads to what it would change."""
        empty(self._lines)
        for one in found[:AT_ONCE]:
            self._lines.addWidget(self._line(one))
        if len(found) > AT_ONCE:
            inside = QWidget()
            column = QVBoxLayout(inside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            for one in found[AT_ONCE:]:
                column.addWidget(self._line(one))
            self._lines.addWidget(Fold(f"{len(found) - AT_ONCE} older copies", inside))

    def _line(self, one: Shelved) -> RowButton:
        words = _said(one)
        line = RowButton(_day(one.at), below=theme.words(words, "quiet"))
        line.say(_day(one.at), f"Copy of {_day(one.at)}: {words} See what it would change.")
        line.setToolTip(str(one.file))
        line.clicked.connect(lambda: self.open_copy(one))
        return line

    def open_copy(self, one: Shelved) -> None:
        """See what going back to a copy would change."""
        self.page.leave()
        dialog = ReturnDialog(self.page, one)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _proved(self, found: tuple[Shelved, ...]) -> None:
        self.show_copies(found)
        whole = sum(one.is_whole is True for one in found)
        hurt = sum(one.is_whole is False for one in found)
        closed = len(found) - whole - hurt
        said = [f"{whole} {'copy is' if whole == 1 else 'copies are'} whole"]
        said += [f"{hurt} damaged"] if hurt else []
        said += [f"{closed} can’t be opened with the present passphrase"] if closed else []
        self.told.emit(f"{', '.join(said)}.")

    def _backed_up(self, made: Backup) -> None:
        self.page.workspace.copies.made.emit()
        self.told.emit(f"Backed up and proved: {made.pupils} pupils in {made.file.name}.")

    def _checked(self, found: dict[str, object]) -> None:
        findings = found["findings"]
        if found["ok"]:
            self.told.emit(
                f"All is whole: {found['pupils']} pupils, {found['audit_events']} lines in the audit trail."
            )
        elif isinstance(findings, list):
            self.page.tell(" ".join(str(one) for one in findings), tone="warn")


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}, {at:%H:%M}"


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"


def _said(one: Shelved) -> str:
    where = "kept before going back to an older copy" if one.is_set_aside else f"in {one.file.parent.name}"
    if one.pupils is None or one.audit_events is None:
        if one.is_whole is False:
            return f"{_size(one.size)}, {where}. Damaged."
        return f"{_size(one.size)}, {where}. It needs an earlier passphrase, or is damaged."
    states = {True: "Looked through: whole.", False: "Damaged.", None: "Proved when it was made."}
    holds = f"{one.pupils} pupils, {one.audit_events:,} lines of trail, {_size(one.size)}"
    return f"{holds}, {where}. {states[one.is_whole]}"
