# SPDX-License-Identifier: MIT
"""NewSchool: the few things that a new file needs, asked once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_documents_path
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from desktop import theme
from desktop.parts.blocks import Card, Fold, button
from desktop.quiet_box import QuietBox

if TYPE_CHECKING:
    from models.records import School

ENDING = ".grstore"
"""How the name of a school's file ends."""

DIGITS = frozenset("0123456789")
"""Superscripts and other scripts' digits are digits to Python, but not to a register of schools."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new file as it was asked for."""

    path: Path
    passphrase: str
    school: School


class NewSchool(Card):
    """Asks for the school, the place of the file and a passphrase. wanted(Wanted) when all is there."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Start with your own school")
        self._inside = QWidget()
        fold = Fold("Name, number and passphrase", self._inside)
        # What a school's record is made of is read when somebody makes one, not at every start.
        fold.button.clicked.connect(self._build)
        self.add(fold)

    def _build(self) -> None:
        if self._inside.layout() is not None:
            return
        from models.codes import SchoolPhase

        self._inside.hide()
        self._form = QFormLayout(self._inside)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._name = self._line("Name of the school")
        self._laestab = self._line("LAESTAB, as in 372/2001")
        self._urn = self._line("URN, six digits")
        self._phase = QuietBox()
        for phase in SchoolPhase:
            self._phase.addItem(phase.label, phase)
        self._phase.setCurrentIndex(list(SchoolPhase).index(SchoolPhase.PRIMARY))
        self._add("Phase", self._phase)
        self._place = self._line("Keep the file here")
        self._place.setText(str(user_documents_path() / "Our school.grstore"))
        self._ask_passphrase()
        self._inside.show()

    def _ask_passphrase(self) -> None:
        self._first = self._line("Passphrase, four words or more", secret=True)
        self._first.textEdited.connect(self._show_strength)
        self._strength = theme.words("", "small")
        self._form.addRow("", self._strength)
        self._form.setRowVisible(self._strength, False)
        self._second = self._line("The same once more", secret=True)
        self._said = theme.words("", "problem")
        self._said.setAccessibleName("What is still missing")
        self._form.addRow("", self._said)
        self._form.addRow(
            "",
            theme.words(
                "Nobody can open the file without the passphrase. Write it down and lock it away.", "quiet"
            ),
        )
        make = button("Make the file", role="primary")
        make.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        make.clicked.connect(self._on_make)
        self._form.addRow("", make)
        self._form.setRowVisible(self._said, False)

    def _line(self, label: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit()
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self._add(label, line)
        return line

    def _add(self, label: str, field: QWidget) -> None:
        named = QLabel(label)
        named.setBuddy(field)
        field.setAccessibleName(label)
        self._form.addRow(named, field)

    def _show_strength(self, typed: str) -> None:
        from models.custody import strength

        self._strength.setText(strength(typed).words if typed else "")
        self._form.setRowVisible(self._strength, bool(typed))

    def _on_make(self) -> None:
        try:
            self.wanted.emit(self._read())
            self._complain("")
        except ValueError as wrong:
            self._complain(str(wrong))

    def _read(self) -> Wanted:
        from pydantic import ValidationError

        from models.custody import strength
        from models.records import School

        digits = "".join(c for c in self._laestab.text() if c in DIGITS)
        if not self._name.text().strip():
            raise ValueError("Give the name of the school.")
        if len(digits) != 7:
            raise ValueError("The LAESTAB has seven digits, as in 372/2001.")
        if not self._urn.text().strip() or set(self._urn.text().strip()) - DIGITS:
            raise ValueError("The URN has six digits, as in 100001.")
        try:
            school = School(
                name=self._name.text().strip(),
                la=digits[:3],
                estab=digits[3:],
                urn=int(self._urn.text()),
                phase=self._phase.currentData(),
            )
        except ValidationError:
            raise ValueError("The URN has six digits, as in 100001.") from None
        if self._first.text() != self._second.text():
            raise ValueError("The two passphrases differ.")
        if not strength(self._first.text()).is_enough:
            raise ValueError("That passphrase is too easy to guess. Four unrelated words are good.")
        place = self._place.text().strip()
        if not place:
            raise ValueError("Say where the file should be kept.")
        # A school may be called St. Mary's: what follows a full stop is no ending.
        path = Path(place if place.endswith(ENDING) else place + ENDING)
        return Wanted(path, self._first.text(), school)

    def _complain(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._form.setRowVisible(self._said, bool(sentence))
