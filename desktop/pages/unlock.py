# SPDX-License-Identifier: MIT
"""The way in: open a school's file, make a new one, or look at the sample school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.jobs import Jobs, Progress
from desktop.pages.new_school import ENDING, NewSchool, Wanted
from desktop.parts.blocks import Card, Fold, WritingColumn, button
from desktop.preferences import PreferencesFile
from desktop.trouble import sentence_for

Opener = Callable[[Path, str], Any]
Maker = Callable[[Wanted, Progress], Any]
Sampler = Callable[[Progress], Any]


class Entrance(WritingColumn):
    """What stands in the window while no file is open.

    opened(store)      a file is open now; the window makes a desk of it
    borough_wanted()   an authority wants to look at what schools have sent
    moderation_wanted()   people want to judge vignettes by hand, and to compare
    What it can do is given to it as functions, so that it holds no rule of its own.
    """

    opened = Signal(object)
    borough_wanted = Signal()
    moderation_wanted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: PreferencesFile,
        *,
        open_store: Opener,
        open_with_sheet: Opener,
        make_store: Maker,
        make_sample: Sampler,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._preferences = preferences
        self._open_store = open_store
        self._open_with_sheet = open_with_sheet
        self._make_store = make_store
        self._make_sample = make_sample
        self._label = ""
        self.add(theme.words("Graduated Response", "title"))
        self.add(
            theme.words(
                "Assess, plan, do and review, with the local standard beside you. "
                "Everything stays in one encrypted file on this computer.",
                "quiet",
            )
        )
        self._doing = theme.words("", "quiet")
        self._doing.setAccessibleName("What is being done")
        # It keeps its line, so that no button moves away from under the hand.
        room = self._doing.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._doing.setSizePolicy(room)
        self.add(self._doing)
        self._build_opening()
        self._build_making()
        self._build_looking()
        self._complain("")
        self._busy(False)

    def choose(self, path: Path) -> None:
        """Put a file into the box, as when it was double-clicked."""
        self._place.setEditText(str(path))
        self._passphrase.setFocus()

    def _build_opening(self) -> None:
        card = Card("Open your school")
        self._place = QComboBox()
        self._place.setEditable(True)
        self._place.setAccessibleName("File")
        self._place.addItems([p for p in self._preferences.now.recent_stores if Path(p).exists()])
        browse = button("Browse…", name="Browse for the school's file")
        browse.clicked.connect(self._browse)
        self._add_line(card, "File", self._place, browse)
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setAccessibleName("Passphrase")
        self._passphrase.returnPressed.connect(self._open)
        self._open_button = button("Open", role="primary")
        self._open_button.clicked.connect(self._open)
        self._add_line(card, "Passphrase", self._passphrase, self._open_button)
        self._said = theme.words("", "problem")
        self._said.setAccessibleName("What is in the way")
        card.add(self._said)
        card.add(Fold("Open it with the recovery sheet", self._sheet_line()))
        self.add(card)

    def _sheet_line(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            theme.words(
                "Type the letters that are printed on the sheet. "
                "Once the file is open, choose a new passphrase under School.",
                "quiet",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        self._sheet = QLineEdit()
        self._sheet.setAccessibleName("Letters on the recovery sheet")
        self._sheet.returnPressed.connect(self._open_by_sheet)
        self._sheet_button = button("Open with the sheet")
        self._sheet_button.clicked.connect(self._open_by_sheet)
        row.addWidget(self._sheet, 1)
        row.addWidget(self._sheet_button)
        column.addLayout(row)
        return inside

    def _build_making(self) -> None:
        self._new = NewSchool()
        self._new.wanted.connect(self._make)
        self.add(self._new)

    def _build_looking(self) -> None:
        card = Card(
            "Look around first", about="A fictional school with a few terms of history. Nobody in it is real."
        )
        self._look = button("Open the sample school")
        self._look.clicked.connect(self._open_sample)
        card.add(self._look)
        self.add(card)
        authority = Card(
            "For a local authority",
            about="The summaries that schools have sent, as a picture of the borough. Needs no passphrase.",
        )
        borough = button("Look at a borough…")
        borough.clicked.connect(self.borough_wanted)
        authority.add(borough)
        authority.add(
            theme.words(
                "Several people judge the same invented children by hand, then see how far they agree.",
                "quiet",
            )
        )
        moderation = button("Judge vignettes together…")
        moderation.clicked.connect(self.moderation_wanted)
        authority.add(moderation)
        self.add(authority)

    @staticmethod
    def _add_line(card: Card, label: str, field: QWidget, beside: QWidget) -> None:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        named = QLabel(label)
        named.setBuddy(field)
        column.addWidget(named)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(beside)
        column.addLayout(row)
        card.add(line)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Open your school", self._place.currentText(), f"School (*{ENDING})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._place.setEditText)
        dialog.open()

    def _open(self) -> None:
        self._open_by(self._open_store, self._passphrase, "Type the passphrase of this file.")

    def _open_by_sheet(self) -> None:
        self._open_by(self._open_with_sheet, self._sheet, "Type the letters on the recovery sheet.")

    def _open_by(self, open_it: Opener, box: QLineEdit, missing: str) -> None:
        if self._is_busy:
            return
        place, secret = self._place.currentText().strip(), box.text()
        if not place:
            self._complain("Choose the school's file first.")
            return
        if not secret:
            self._complain(missing)
            box.setFocus()
            return
        self._start(lambda _progress: open_it(Path(place), secret), "Opening")

    def _make(self, wanted: Wanted) -> None:
        self._start(lambda progress: self._make_store(wanted, progress), "Making the file")

    def _open_sample(self) -> None:
        self._start(self._make_sample, "Making the sample school")

    def _start(self, work: Callable[[Progress], Any], label: str) -> None:
        self._label = label
        self._busy(True, f"{label} …")
        self._complain("")
        job = self._jobs.run(work, then=self._on_opened, otherwise=self._on_failed, label=label, owner=self)
        job.progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    def _on_progress(self, done: int, of: int, _saying: str) -> None:
        self._busy(True, f"{self._label}: {done} of {of}")

    def _on_opened(self, store: Any) -> None:
        self._busy(False)
        # No secret stays in a box that nobody looks at.
        self._passphrase.clear()
        self._sheet.clear()
        recent = [str(store.path), *(p for p in self._preferences.now.recent_stores if p != str(store.path))]
        self._preferences.change(recent_stores=tuple(recent[:5]), last_store=str(store.path))
        self.opened.emit(store)

    def _on_failed(self, fault: Exception) -> None:
        self._busy(False)
        with QSignalBlocker(self._passphrase):
            self._passphrase.selectAll()
        self._complain(sentence_for(fault))

    def _complain(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _busy(self, is_busy: bool, doing: str = "") -> None:
        for widget in (self._open_button, self._sheet_button, self._look, self._new):
            widget.setEnabled(not is_busy)
        self._is_busy = is_busy
        self._doing.setText(doing)
        self._doing.setVisible(bool(doing))
