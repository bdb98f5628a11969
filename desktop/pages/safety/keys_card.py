# SPDX-License-Identifier: MIT
"""KeysCard: the ways into the file: a new passphrase, a new recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.parts.blocks import Card, Fold, button
from desktop.workspace import Workspace
from models.custody import strength


class KeysCard(Card):
    """Makes a recovery sheet, changes the passphrase. told(sentence) when one was."""

    told = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Passphrase and recovery sheet")
        self.workspace = workspace
        self.sheet_words = theme.words("", "strong")
        self.sheet_words.hide()
        make = button(
            "Make a recovery sheet",
            tip="Letters and digits that open the file when the passphrase is forgotten",
        )
        make.clicked.connect(self._make_sheet)
        self.add(make)
        self.add(self.sheet_words)
        inside = QWidget()
        self._fill_change(inside)
        self.add(Fold("Change the passphrase", inside))

    def _fill_change(self, inside: QWidget) -> None:
        column = Card()
        self.first = self._secret(column, "New passphrase, four words or more")
        self.second = self._secret(column, "The same once more")
        self.said = theme.words("", "problem")
        column.add(self.said)
        change = button("Change it")
        change.clicked.connect(self._change)
        column.add(change)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    @staticmethod
    def _secret(card: Card, label: str) -> QLineEdit:
        named, line = QLabel(label), QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(label)
        named.setBuddy(line)
        card.add(named)
        card.add(line)
        return line

    def _make_sheet(self) -> None:
        words = self.workspace.store.make_recovery_sheet()
        self.sheet_words.setText(words)
        self.sheet_words.show()
        self.told.emit("Write this down and lock it away; it is shown this once. An older sheet is void.")

    def _change(self) -> None:
        wanted = self.first.text()
        if wanted != self.second.text():
            self.said.setText("The two passphrases differ.")
        elif not strength(wanted).is_enough:
            self.said.setText("That passphrase is too easy to guess. Four unrelated words are good.")
        else:
            self.said.setText("")
            store = self.workspace.store
            self.workspace.jobs.run(
                lambda _progress: store.rekey(wanted), then=self._changed, label="Encrypting anew", owner=self
            )

    def _changed(self, _made: object) -> None:
        self.first.clear()
        self.second.clear()
        self.told.emit("The passphrase is changed. Copies made before keep the old one.")
