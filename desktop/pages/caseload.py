# SPDX-License-Identifier: MIT
"""Children: everyone on the roll in one list, found and filtered while one types."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.pages.page import Page, Place
from desktop.pages.printing import ask_for_many
from desktop.parts.blocks import EmptyPlace
from desktop.parts.chips import FilterChips
from desktop.parts.cycle_track import StageShown, paint_dots
from desktop.parts.stages import shown_stages
from desktop.tables import Column, RowsTable
from desktop.workspace import Changes
from models.caseload import PupilRow, filtered, rows
from models.codes import AREA_OF_NEED, Area, Layer, SenProvision, YearGroup

PROVISIONS = {"K": SenProvision.SUPPORT, "E": SenProvision.PLAN, "N": SenProvision.NONE}
LAYERS = {f"layer {layer.value}": layer for layer in Layer}
AREAS = {f"area {area.value}": area for area in Area if area in AREA_OF_NEED.values()}
FILTERS = (
    ("K", "SEN Support"),
    ("E", "EHC plan"),
    ("N", "No SEN"),
    ("overdue", "Overdue"),
    ("undecided", "No decision yet"),
    *((name, layer.label) for name, layer in LAYERS.items()),
    *((name, area.label) for name, area in AREAS.items()),
)
SHORT_YEARS = {
    YearGroup.E1: "Early 1",
    YearGroup.E2: "Early 2",
    YearGroup.N1: "Nursery 1",
    YearGroup.N2: "Nursery 2",
    YearGroup.X: "No group",
}
"""Years whose names are too long for a cell."""
SEN_ONLY = frozenset({"K", "E"})


class CaseloadPage(Page):
    """The list of children, with a box to search and chips to filter."""

    @override
    def build(self) -> None:
        self._rows: tuple[PupilRow, ...] = ()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Name, class, year or need")
        self.box.setAccessibleName("Search children")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.chips = FilterChips(FILTERS, about="Show only")
        self.chips.choose(SEN_ONLY)
        self.chips.chosen_changed.connect(lambda _names: self._show())
        self.count = theme.words("", "quiet")
        self.table: RowsTable[PupilRow] = RowsTable(
            "children", _columns(self), lambda row: row.id, preferences=self.workspace.preferences
        )
        self.table.setAccessibleName("Children")
        self.table.menu_requested.connect(self.table.show_menu)
        self.table.opened.connect(self._open)
        self.empty = EmptyPlace(
            "Nobody fits",
            "Type fewer letters, or take a filter off.",
            press="Show everyone",
            pressed=self.show_everyone,
        )
        self.nobody = EmptyPlace(
            "Nobody is on the roll yet",
            "Bring your pupils in from a file of the school’s own system. It takes a few minutes.",
            press="Bring in pupils",
            pressed=lambda: self.go(Place("school")),
        )
        # Until the file has been looked through, nobody knows whether somebody is there.
        self.empty.hide()
        self.nobody.hide()
        self.fill_with(self._laid_out())

    @override
    def refresh(self, changes: Changes | None) -> None:
        today = self.workspace.today
        self.look_through(lambda tx: rows(tx, today), self._take)

    @property
    @override
    def subheading(self) -> str:
        return f"{len(self._rows)} on the roll"

    @command("Search children", keys="Ctrl+F", menu="List", icon="magnifying-glass")
    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    @command("Sort, or choose columns…", menu="List", icon="list")
    def arrange(self) -> None:
        """What the headings do, for the keyboard."""
        self.table.show_menu()

    @command("Show everyone on the roll", menu="List")
    def show_everyone(self) -> None:
        """Take every filter off."""
        self.box.clear()
        self.chips.choose(frozenset())
        self._show()

    @command("Show children with SEN only", menu="List")
    def show_sen(self) -> None:
        """Those with SEN Support or an EHC plan."""
        self.chips.choose(SEN_ONLY)
        self._show()

    @command("Show overdue reviews only", menu="List")
    def show_overdue(self) -> None:
        """Those whose review was due before today."""
        self.chips.choose(frozenset({"overdue"}))
        self._show()

    @command("Show support without a decision", menu="List")
    def show_undecided(self) -> None:
        """Children for whom something is done while nobody has decided about SEN Support."""
        self.chips.choose(frozenset({"undecided"}))
        self._show()

    @command("Save papers for the children shown…", menu="Paper", when="shows_some", icon="files")
    def save_papers(self) -> None:
        """One paper for each child that the list shows now."""
        ask_for_many(self, [row.pupil for row in self.table.rows_model.rows])

    def shows_some(self) -> bool:
        """Whether anybody is in the list."""
        return bool(self.table.rows_model.rows)

    @command("Open the child…", menu="List", when="has_current", icon="user")
    def open_current(self) -> None:
        """Open the child that the keyboard is on."""
        row = self.table.current()
        if row is not None:
            self._open(row)

    def has_current(self) -> bool:
        """Whether the keyboard is on a child."""
        return self.table.current() is not None

    def _open(self, row: PupilRow) -> None:
        self.go(Place("pupil", row.id))

    def _take(self, found: tuple[PupilRow, ...]) -> None:
        self._rows = found
        self._show()

    def _show(self) -> None:
        found = self._chosen(filtered(self._rows, text=self.box.text()))
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(bool(self._rows) and not found)
        self.nobody.setVisible(not self._rows)
        for widget in (self.box, self.chips, self.count):
            widget.setVisible(bool(self._rows))
        noun = "child" if len(found) == 1 else "children"
        self.count.setText(f"{len(found)} {noun}")

    def _chosen(self, found: list[PupilRow]) -> list[PupilRow]:
        """Within a group of chips any may fit, and each group that is used must."""
        names = self.chips.chosen()
        provisions = {PROVISIONS[name] for name in names if name in PROVISIONS}
        layers = {LAYERS[name] for name in names if name in LAYERS}
        areas = {AREAS[name] for name in names if name in AREAS}
        return [
            row
            for row in found
            if (not provisions or row.provision in provisions)
            and (not layers or row.layer in layers)
            and (not areas or any(AREA_OF_NEED.get(need.code) in areas for need in row.needs))
            and ("overdue" not in names or row.is_overdue)
            and ("undecided" not in names or row.undecided_since is not None)
        ]

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(24, 12, 24, 12)
        down.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self.box, 1)
        across.addWidget(self.count)
        down.addLayout(across)
        down.addWidget(self.chips)
        down.addWidget(self.table, 1)
        for place in (self.empty, self.nobody):
            down.addWidget(place, 1, Qt.AlignmentFlag.AlignTop)
        return whole


def _columns(page: Page) -> tuple[Column[PupilRow], ...]:
    def stages(row: PupilRow) -> tuple[StageShown, ...]:
        return shown_stages(row.stages, row.cycle, row.next_on, page.workspace.today)

    def dots(painter: QPainter, rect: QRectF, row: PupilRow) -> None:
        paint_dots(painter, rect, [one.state for one in stages(row)])

    return (
        Column("Name", _by_surname, text=lambda r: r.pupil.known_as, width=22),
        Column("Year", _year_order, text=_year, spoken=_year_in_full, width=9),
        Column("Class", lambda r: r.pupil.form or None, width=10),
        Column("SEN", lambda r: r.provision.value, spoken=lambda r: r.provision.label, width=4),
        Column("Needs", _needs, spoken=lambda r: ", ".join(n.code.label for n in r.needs), width=14),
        Column("Layer", lambda r: list(Layer).index(r.layer), text=lambda r: r.layer.label, width=13),
        Column(
            "Cycle",
            lambda r: sum(one.state == "done" for one in stages(r)) if r.stages else None,
            text=lambda r: r.present_stage.label if r.present_stage else "",
            spoken=lambda r: "; ".join(one.said for one in stages(r)),
            picture=dots,
            width=10,
        ),
        Column("Review on", lambda r: r.next_on, text=_due, figures=True, width=19),
        Column("Next", lambda r: r.next_step.words if r.next_step else None, width=16),
    )


def _by_surname(row: PupilRow) -> str:
    pupil = row.pupil
    return f"{pupil.preferred_surname or pupil.surname} {pupil.preferred_forename or pupil.forename}"


def _year_order(row: PupilRow) -> int | None:
    return list(YearGroup).index(row.pupil.year_group) if row.pupil.year_group else None


def _year(row: PupilRow) -> str:
    return SHORT_YEARS.get(row.pupil.year_group, _year_in_full(row)) if row.pupil.year_group else ""


def _year_in_full(row: PupilRow) -> str:
    return row.pupil.year_group.label if row.pupil.year_group else ""


def _needs(row: PupilRow) -> str | None:
    return ", ".join(need.code.value for need in row.needs) or None


def _due(row: PupilRow) -> str:
    return day_words(row.next_on) + (" overdue" if row.is_overdue else "") if row.next_on else ""


def day_words(day: date) -> str:
    """A day in a cell: 12 Dec 2026."""
    return f"{day.day} {day:%b %Y}"
