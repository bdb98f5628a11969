# SPDX-License-Identifier: MIT
"""Lists: sorted, filtered and shown whole; what was chosen stays chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from desktop.preferences import PreferencesFile
from desktop.tables import Column, RowsModel, RowsTable, arranged, matching
from tests.desktop.looking import invisible_focus, nameless, traps
from tests.person import Person

Show = Callable[[QWidget], Person]


@dataclass(frozen=True)
class Child:
    id: str
    name: str
    year: int | None = None


COLUMNS: tuple[Column[Child], ...] = (
    Column("Name", lambda c: c.name, width=24),
    Column(
        "Year",
        lambda c: c.year,
        text=lambda c: f"Y{c.year}" if c.year else "",
        spoken=lambda c: f"year {c.year}" if c.year else "not known",
        figures=True,
    ),
    Column("Identity", lambda c: c.id, optional=True),
)

CHILDREN = (Child("a", "Zara", 4), Child("b", "amir", None), Child("c", "Ben", 2), Child("d", "=Cleo", 2))


def table(preferences: PreferencesFile | None = None) -> RowsTable[Child]:
    made: RowsTable[Child] = RowsTable("children", COLUMNS, lambda c: c.id, preferences=preferences)
    made.setAccessibleName("Children")
    made.show_rows(CHILDREN)
    made.resize(700, 300)
    return made


def test_the_model_is_a_good_model(qtmodeltester: ModelTester) -> None:
    model: RowsModel[Child] = RowsModel(COLUMNS, lambda c: c.id)
    qtmodeltester.check(model)
    model.show(CHILDREN)
    qtmodeltester.check(model)
    model.show((replace(CHILDREN[0], name="Zahra"), *CHILDREN[1:]))
    model.show(CHILDREN[:2])
    qtmodeltester.check(model)


def test_sorting_ignores_capitals_and_leaves_the_unknown_last() -> None:
    assert [c.name for c in arranged(CHILDREN, COLUMNS[0])] == ["=Cleo", "amir", "Ben", "Zara"]
    assert [c.name for c in arranged(CHILDREN, COLUMNS[1])][-1] == "amir"
    assert [c.name for c in arranged(CHILDREN, COLUMNS[1], downwards=True)][-1] == "amir"


@given(st.lists(st.builds(Child, st.uuids().map(str), st.text(), st.none() | st.integers(0, 13))))
def test_sorting_loses_nobody(children: list[Child]) -> None:
    for column in COLUMNS:
        assert sorted(c.id for c in arranged(children, column)) == sorted(c.id for c in children)


def test_typing_filters() -> None:
    assert [c.id for c in matching(CHILDREN, "ZA a", lambda c: c.name)] == ["a"]
    assert matching(CHILDREN, "", lambda c: c.name) == list(CHILDREN)


def test_only_rows_that_differ_are_told_of() -> None:
    model: RowsModel[Child] = RowsModel(COLUMNS, lambda c: c.id)
    model.show(CHILDREN)
    told, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.show((*CHILDREN[:2], replace(CHILDREN[2], year=3), CHILDREN[3]))
    assert (told.count(), reset.count()) == (1, 0)
    assert told.at(0)[0].row() == 2


def test_each_cell_is_read_aloud_with_its_heading() -> None:
    model: RowsModel[Child] = RowsModel(COLUMNS, lambda c: c.id)
    model.show(CHILDREN)
    spoken = [model.index(1, n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert spoken == ["Name: amir", "Year: not known"]


def test_what_is_chosen_stays_chosen(shown: Show) -> None:
    rows = table()
    shown(rows)
    rows.selectRow(2)
    rows.show_rows([Child("x", "New"), *reversed(CHILDREN)])
    assert [c.id for c in rows.chosen()] == ["c"]
    here = rows.current()
    assert here is not None
    assert here.id == "c"
    rows.sort_by(0)
    assert [c.id for c in rows.chosen()] == ["c"]
    rows.show_rows(CHILDREN[:2])
    assert rows.chosen() == []


def test_enter_opens_and_space_peeks(shown: Show) -> None:
    rows = table()
    shown(rows)
    rows.setFocus()
    rows.selectRow(0)
    opened, peeked = QSignalSpy(rows.opened), QSignalSpy(rows.peeked)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert opened.at(0)[0] == CHILDREN[1]
    assert peeked.at(0)[0] == CHILDREN[1]


def test_a_copy_pastes_into_a_sheet_and_runs_nothing(shown: Show) -> None:
    rows = table()
    shown(rows)
    rows.setFocus()
    rows.selectAll()
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tYear"
    assert lines[1] == "Zara\tY4"
    assert lines[4].startswith("'=Cleo")


def test_columns_and_order_are_remembered(shown: Show, preferences: PreferencesFile) -> None:
    first = table(preferences)
    shown(first)
    assert first.columns_shown() == ("Name", "Year")
    first.show_columns(("Identity",))
    first.sort_by(0, downwards=True)
    second = table(PreferencesFile(preferences.path))
    shown(second)
    assert second.columns_shown() == ("Name", "Identity")
    second.selectRow(0)
    assert [c.name for c in second.chosen()] == ["Zara"]
    assert second.rows_model.headerData(0, Qt.Orientation.Horizontal) == "Name ↓"


def test_the_keyboard_reaches_order_and_columns(shown: Show) -> None:
    rows = table()
    shown(rows)
    menu = rows.arrange_menu()
    sort, *show = [a for a in menu.actions() if not a.isSeparator()]
    submenu = sort.menu()
    assert submenu is not None
    submenu.actions()[0].trigger()
    rows.selectRow(0)
    assert rows.chosen()[0].name == "=Cleo"
    show[1].trigger()
    assert rows.columns_shown() == ("Name", "Year", "Identity")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_table_can_be_walked_and_read(shown: Show, percent: int, dressed: Callable[..., None]) -> None:
    from desktop.theme import Look

    rows = table()
    shown(rows)
    dressed(Look(percent=percent, still=True))
    assert nameless(rows) == []
    assert traps(rows) == []
    assert invisible_focus(rows) == []
    assert rows.rowHeight(0) >= 28 * percent / 100
