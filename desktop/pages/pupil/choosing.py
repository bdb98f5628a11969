# SPDX-License-Identifier: MIT
"""BankDialog: choose an intervention or a strategy from the school's bank for one child."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from desktop import theme
from desktop.parts.asking import AskingDialog
from models.bank import fitting
from models.chronology import joined
from models.codes import Area
from models.records import BankEntry, Pupil

EVERY_AREA = "Every area"


def dose_words(one: BankEntry) -> str:
    """How often, how long and in what group, in one line; a strategy has none."""
    often = f"{one.sessions_a_week.normalize():f} a week" if one.sessions_a_week is not None else ""
    group = "one to one" if one.group_size == 1 else f"group of {one.group_size}"
    return joined(
        often,
        one.minutes and f"{one.minutes} minutes",
        one.weeks and f"{one.weeks} weeks",
        group if often else "",
        one.staff_role,
    )


class BankDialog(AskingDialog):
    """A list that narrows as one types; the down key goes into it, Enter takes the line.

    chosen(BankEntry)   this one is wanted
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, entries: Sequence[BankEntry], pupil: Pupil) -> None:
        super().__init__(parent, "Choose from the bank", no="Cancel", yes="Put into the plan")
        self._entries, self._pupil = entries, pupil
        self.box = self.line("Search the bank")
        self.area = QComboBox()
        self.area.setAccessibleName("Area")
        self.area.addItem(EVERY_AREA, None)
        for area in Area:
            self.area.addItem(area.label, area)
        self.listed = QListWidget()
        self.listed.setAccessibleName("What fits")
        self.listed.setMinimumHeight(theme.scaled(220))
        self.about = theme.words("")
        self.known = theme.words("", "quiet")
        for widget in (self.area, self.listed, self.about, self.known, self.problem):
            self.column.add(widget)
        self.box.textChanged.connect(lambda _text: self._show())
        self.area.currentIndexChanged.connect(lambda _at: self._show())
        self.listed.currentItemChanged.connect(lambda now, _before: self._tell(now))
        self.listed.itemActivated.connect(lambda _item: self.take())
        self.go_on.clicked.connect(self.take)
        self._show()

    def take(self) -> None:
        """Take the line that is marked."""
        item = self.listed.currentItem()
        if item is None:
            self.say("Nothing is marked. Type fewer letters, or choose another area.")
            return
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()

    def _show(self) -> None:
        self.listed.clear()
        area = self.area.currentData()
        found = fitting(
            self._entries, text=self.box.text(), area=Area(area) if area else None, pupil=self._pupil
        )
        for one in found:
            item = QListWidgetItem(joined(one.name, dose_words(one) or one.bank_kind.label))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.listed.addItem(item)
        self.listed.setCurrentRow(0 if found else -1)
        self._tell(self.listed.currentItem())

    def _tell(self, item: QListWidgetItem | None) -> None:
        one = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.about.setText(one.about if one else "Nothing in the bank fits.")
        evidence = one.evidence.label if one and one.evidence else ""
        self.known.setText(joined(evidence, one.source) if one else "")
