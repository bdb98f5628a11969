# SPDX-License-Identifier: MIT
"""KeysTab: the authority's own key, and the schools' signatures, each compared by voice before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.files import put
from desktop.pages.borough.places import ask_files, ask_folder
from desktop.parts.blocks import Card, button
from desktop.tables import Column, RowsTable
from models.summaries.authority import Enrolment, create_authority, read_enrolment
from models.summaries.enrolled import (
    KeyLine,
    enrolments,
    key_lines,
    own_pack,
    set_aside,
    standing_key,
    take_compared,
)
from thresholds.problems import Problem

NO_KEY = (
    "Schools seal their summaries to the authority’s key. Make it once; keep its folder where only your team "
    "can read it, and in your backups: without it sealed files can’t be opened."
)
OWN_KEY = (
    "Give the pack to every school. Read the eight groups out at training, print them in a letter, or let "
    "schools ring you: a school believes the pack only after it has compared them."
)
COMPARE = (
    "Ring the school on its published number, not on one that came with the file, and let it read its "
    "fingerprint out. Are these the same eight groups?"
)
INSTEAD = (
    " This school has enrolled another key before. If it has lost its store, the new key counts from now on, "
    "and files signed with the old one no longer do."
)
SCHOOLS: tuple[Column[KeyLine], ...] = (
    Column("URN", lambda r: r.urn, figures=True, width=9),
    Column("School", lambda r: r.name or None, width=30),
    Column("Signature", lambda r: r.words, width=36),
    Column("Fingerprint", lambda r: r.fingerprint or None, width=42),
)


class KeysTab(QWidget):
    """Makes or shows the authority's key, takes enrolments in, and sets a school's key aside.

    changed(Path)   keys of this folder were made, chosen, taken in or set aside
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        self._expected: Mapping[int, str] = {}
        self._seen: tuple[int, ...] = ()
        self._waiting: list[Path] = []
        self._has_taken = False
        self.la, self.name = QLineEdit(), QLineEdit()
        self.la.setAccessibleName("The authority’s number")
        self.la.setMaximumWidth(theme.scaled(70))
        self.la.setMaxLength(3)
        self.name.setAccessibleName("The authority’s name")
        self.said = theme.words("", "warn")
        self.said.hide()
        self.about = theme.words("", "quiet")
        self.print = theme.words("", "strong")
        self.print.setAccessibleName("The authority’s fingerprint")
        self.make = button("Make the keys…", role="primary")
        self.seek = button("Choose the folder with the keys…")
        self.pack = button("Save the pack for schools…")
        self.take = button("Take in enrolments…")
        self.aside = button("Set this school’s key aside")
        self.asked = theme.words("")
        self.asked_print = theme.words("", "strong")
        self.asked_print.setAccessibleName("The school’s fingerprint")
        self.same = button("They are the same", role="primary", name="The school’s fingerprint is the same")
        self.differ = button("They differ", role="quiet", name="The school’s fingerprint differs")
        self.schools: RowsTable[KeyLine] = RowsTable("keys", SCHOOLS, lambda row: str(row.urn))
        self.schools.setAccessibleName("Schools’ signatures")
        self.schools.chosen_changed.connect(self._mark)
        self._connect()
        self._lay_out()
        self.show_keys(None, {}, ())

    def show_keys(self, folder: Path | None, expected: Mapping[int, str], seen: Iterable[int]) -> None:
        """Show the keys of a folder; expected: names by URN; seen: schools that sent something."""
        self._folder, self._expected, self._seen = folder, expected, tuple(seen)
        self._waiting, self._has_taken = [], False
        self._show()

    def take_in(self, files: Iterable[Path]) -> None:
        """Ask for one enrolment after the other whether its fingerprint was compared."""
        self.said.hide()
        self._waiting += files
        self._ask()

    def _connect(self) -> None:
        self.make.clicked.connect(lambda: self._where("Keep the keys in this folder", self.make_keys))
        self.seek.clicked.connect(lambda: self._where("Choose the folder with the keys", self.use_keys))
        self.pack.clicked.connect(lambda: self._where("Save the pack into this folder", self.give_pack))
        self.take.clicked.connect(self.ask_files)
        self.same.clicked.connect(self._believe)
        self.differ.clicked.connect(self._refuse)
        self.aside.clicked.connect(self._set_aside)

    def ask_files(self) -> None:
        """Choose enrolments that schools sent."""
        ask_files(self, "Take in enrolments", "Enrolments (gr-enrol-*.json)", self.take_in)

    def _where(self, title: str, then: Callable[[Path], None]) -> None:
        ask_folder(self, title, lambda folder: self.do(then, folder))

    def do(self, then: Callable[[Path], None], folder: Path) -> None:
        """Do something with a folder; what can't be done is said here."""
        self.said.hide()
        self._try(lambda: then(folder))

    def _try(self, work: Callable[[], object]) -> bool:
        """Do something with the keys and say whether it went; what can't be done is said here."""
        try:
            work()
        except Problem as problem:
            self._say(problem.sentence)
            return False
        return True

    def _say(self, sentence: str) -> None:
        before = "" if self.said.isHidden() else f"{self.said.text()} "
        self.said.setText(f"{before}{sentence}")
        self.said.show()

    def make_keys(self, folder: Path) -> None:
        """Make the authority's keys in a folder. Raises Problem where there are some."""
        create_authority(folder, self.la.text().strip(), self.name.text().strip())
        self.changed.emit(folder)

    def use_keys(self, folder: Path) -> None:
        """Use the keys of a folder. Raises Problem where there are none."""
        own_pack(folder)
        self.changed.emit(folder)

    def give_pack(self, folder: Path) -> None:
        """Put the pack for schools into a folder. Raises Problem."""
        if self._folder is not None:
            pack = own_pack(self._folder)
            name = f"gr-authority-{pack.la}.json"
            put(folder / name, (self._folder / name).read_bytes())

    def _ask(self) -> None:
        """Show the next enrolment that waits to be compared; after the last one, what changed is told."""
        while self._waiting and not self._try(lambda: read_enrolment(self._waiting[0])):
            self._waiting.pop(0)
        if self._waiting or not self._has_taken:
            self._show(read_enrolment(self._waiting[0]) if self._waiting else None)
        else:
            self.changed.emit(self._folder)

    def _believe(self) -> None:
        folder = self._folder
        if folder is None or not self._waiting:
            return
        self.said.hide()
        file = self._waiting.pop(0)
        self._has_taken |= self._try(lambda: take_compared(folder, file, instead=True))
        self._ask()

    def _refuse(self) -> None:
        if self._waiting:
            self.said.hide()
            file = self._waiting.pop(0)
            self._say(f"{file.name} was not taken. Ask the school for its enrolment again.")
            self._ask()

    def _set_aside(self) -> None:
        folder, rows = self._folder, [row for row in self.schools.chosen() if row.enrolled]
        if folder is None or not rows:
            return
        self.said.hide()
        if self._try(lambda: [set_aside(folder, row.urn) for row in rows]):
            self.changed.emit(folder)

    def _show(self, asked: Enrolment | None = None) -> None:
        folder = self._folder
        has_key = folder is not None
        self.no_key.setVisible(not has_key)
        self.key.setVisible(has_key)
        self.asking.setVisible(asked is not None)
        if folder is not None:
            self._try(lambda: self._show_own(folder))
        if asked is not None and folder is not None:
            before = standing_key(folder, asked.urn)
            known = self._expected.get(asked.urn)
            which = f"{known} ({asked.urn})" if known else f"School {asked.urn}"
            other = INSTEAD if before is not None and before.public_key != asked.public_key else ""
            self.asked.setText(f"{which}. {COMPARE}{other}")
            self.asked_print.setText(asked.fingerprint)
        self._mark()

    def _show_own(self, folder: Path) -> None:
        pack = own_pack(folder)
        self.about.setText(f"{pack.name}, authority {pack.la}. {OWN_KEY}")
        self.print.setText(pack.fingerprint)
        self.schools.show_rows(key_lines(enrolments(folder), self._expected, self._seen))

    def _mark(self) -> None:
        self.aside.setEnabled(any(row.enrolled for row in self.schools.chosen()))

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 12, 0, 0)
        down.setSpacing(8)
        self.no_key = Card("The authority’s key")
        self.no_key.add(theme.words(NO_KEY, "quiet"))
        self.no_key.add(_across(("Number", self.la), ("Name", self.name), stretch=1))
        self.no_key.add(_across(("", self.make), ("", self.seek)))
        self.key = Card("The authority’s key")
        for widget in (self.about, self.print, _across(("", self.pack), ("", self.take), ("", self.aside))):
            self.key.add(widget)
        self.asking = Card("Compare before it counts")
        for widget in (self.asked, self.asked_print, _across(("", self.same), ("", self.differ))):
            self.asking.add(widget)
        for part in (self.said, self.no_key, self.key, self.asking):
            down.addWidget(part)
        down.addWidget(self.schools, 1)


def _across(*parts: tuple[str, QWidget], stretch: int = -1) -> QWidget:
    """Widgets in a row, each with its label where it has one; one of them takes what room is left."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for at, (words, widget) in enumerate(parts):
        if words:
            named = QLabel(words)
            named.setBuddy(widget)
            row.addWidget(named)
        row.addWidget(widget, 1 if at == stretch else 0)
    if stretch < 0:
        row.addStretch(1)
    return whole
