# SPDX-License-Identifier: MIT
"""Provision: who gets what now, from whom, how much of it was given, and what it costs."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.pages.page import Page, Place
from desktop.pages.printing import ask_where
from desktop.parts.blocks import EmptyPlace, button
from desktop.tables import Column, RowsTable
from desktop.workspace import Changes
from models.caseload import folded
from models.provision_map import ProvisionRow, provision_rows, totals


class ProvisionPage(Page):
    """The provision that runs now, with its cost at the foot."""

    @override
    def build(self) -> None:
        self._rows: tuple[ProvisionRow, ...] = ()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Child, class, support or adult")
        self.box.setAccessibleName("Search provision")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.count = theme.words("", "quiet", wrap=False)
        self.table: RowsTable[ProvisionRow] = RowsTable(
            "provision", COLUMNS, lambda row: row.id, preferences=self.workspace.preferences
        )
        self.table.setAccessibleName("Provision running now")
        self.table.menu_requested.connect(self.table.show_menu)
        self.table.opened.connect(lambda row: self.go(Place("pupil", row.pupil.id)))
        self.empty = EmptyPlace("Nothing fits", "Type fewer letters.")
        self.nothing = EmptyPlace(
            "Nothing is planned for now",
            "Support that is planned in a child’s cycle stands here while it runs.",
            press="Choose a child",
            pressed=lambda: self.go(Place("children")),
        )
        self.empty.hide()
        self.nothing.hide()
        self.total = theme.words("", "strong")
        self.fill_with(self._laid_out())

    @override
    def refresh(self, changes: Changes | None) -> None:
        today = self.workspace.today
        self.look_through(lambda tx: provision_rows(tx, today), self._take)

    @command("Search provision", keys="Ctrl+F", menu="List", icon="magnifying-glass")
    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    @command("Sort, or choose columns…", menu="List", icon="list")
    def arrange(self) -> None:
        """What the headings do, for the keyboard."""
        self.table.show_menu()

    @command("Save the provision map as PDF…", keys="Ctrl+P", menu="Paper", icon="file-pdf")
    def save_map(self) -> None:
        """Everything that is running, by child, by intervention and by adult."""
        ask_where(self, "provision-map")

    @command("Show interventions and strategies…", menu="List", icon="list")
    def show_bank(self) -> None:
        """What the school can choose from, with its evidence and source."""
        self.go(Place("bank"))

    def _take(self, found: tuple[ProvisionRow, ...]) -> None:
        self._rows = found
        self._show()

    def _show(self) -> None:
        words = folded(self.box.text()).split()
        found = [row for row in self._rows if all(word in row.words for word in words)]
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(bool(self._rows) and not found)
        self.nothing.setVisible(not self._rows)
        self.total.setVisible(bool(found))
        for widget in (self.box, self.count):
            widget.setVisible(bool(self._rows))
        cost = totals(found)
        children = len({row.pupil.id for row in found})
        lines = "1 line" if len(found) == 1 else f"{len(found)} lines"
        self.count.setText(f"{lines}, {'1 child' if children == 1 else f'{children} children'}")
        self.total.setText(
            f"Given so far {_pounds(cost.to_date)}; it will come to {_pounds(cost.projected)}; "
            f"in full {_pounds(cost.full)}. For the lines shown."
        )

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(24, 12, 24, 12)
        down.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self.box, 1)
        across.addWidget(self.count)
        look = button("Interventions and strategies…")
        look.clicked.connect(self.show_bank)
        across.addWidget(look)
        down.addLayout(across)
        down.addWidget(self.table, 1)
        for place in (self.empty, self.nothing):
            down.addWidget(place, 1, Qt.AlignmentFlag.AlignTop)
        down.addWidget(self.total)
        return whole


def _pounds(amount: Decimal | None) -> str:
    return "" if amount is None else f"£{amount:,.2f}"


def _times(row: ProvisionRow) -> str:
    one = row.provision
    times = f"{one.sessions_a_week.normalize():f} a week" if one.sessions_a_week else ""
    minutes = f"{one.minutes} min" if one.minutes else ""
    group = "one to one" if one.group_size == 1 else f"group of {one.group_size}"
    return ", ".join(word for word in (times, minutes, group) if word)


def _given(row: ProvisionRow) -> str:
    planned = row.provision.sessions_planned
    return f"{row.given} of {planned}" if planned is not None else str(row.given)


COLUMNS: tuple[Column[ProvisionRow], ...] = (
    Column("Child", lambda r: r.pupil.surname, text=lambda r: r.pupil.known_as, width=19),
    Column("Class", lambda r: r.pupil.form or None, width=8),
    Column("What", lambda r: r.provision.name, width=30),
    Column("How often", _times, width=25),
    Column("Who", lambda r: r.provision.staff or r.provision.staff_role or None, width=15),
    Column("Given", lambda r: r.given, text=_given, figures=True, width=8),
    Column("Cost so far", lambda r: r.spent, text=lambda r: _pounds(r.spent), figures=True, width=10),
    Column(
        "Will come to",
        lambda r: r.projected,
        text=lambda r: _pounds(r.projected),
        figures=True,
        width=10,
        optional=True,
    ),
    Column("In full", lambda r: r.planned, text=lambda r: _pounds(r.planned), figures=True, width=8),
)
