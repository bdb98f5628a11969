# SPDX-License-Identifier: MIT
"""Provision: what runs now, found at each letter, with costs that follow what is shown and written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.pages.provision import ProvisionPage
from desktop.workspace import Workspace
from models.caseload import folded
from models.provision_map import ProvisionRow, provision_rows, totals
from models.records import Delivery, Provision
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person

Opened = tuple[ProvisionPage, Person]


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def opened(open_page: Callable[[type[Page], Place], tuple[Page, Person]]) -> Opened:
    page, person = open_page(ProvisionPage, Place("provision"))
    assert isinstance(page, ProvisionPage)
    page.resize(1112, 720)
    return page, person


def running(workspace: Workspace) -> tuple[ProvisionRow, ...]:
    with workspace.store.reading() as tx:
        return provision_rows(tx, workspace.today)


def ids(page: ProvisionPage) -> list[str]:
    return [row.id for row in page.table.rows_model.rows]


def test_it_shows_what_runs_and_what_it_costs(workspace: Workspace, opened: Opened) -> None:
    page, person = opened
    rows = running(workspace)
    assert len(rows) > 3
    assert ids(page) == [row.id for row in rows]
    cost = totals(rows)
    assert cost.to_date < cost.projected <= cost.full
    assert person.sees(f"Given so far £{cost.to_date:,.2f}; it will come to £{cost.projected:,.2f}; ")
    assert person.sees(f"in full £{cost.full:,.2f}.")
    for row in page.table.rows_model.rows:
        said = {column.title: column.shown(row) for column in page.table.rows_model.columns}
        assert said["Child"] == row.pupil.known_as
        assert said["What"] == row.provision.name
        assert said["Given"] == f"{row.given} of {row.provision.sessions_planned}"


def test_each_letter_narrows_the_list_and_its_cost(workspace: Workspace, opened: Opened) -> None:
    page, person = opened
    rows = running(workspace)
    typed = folded(rows[0].pupil.known_as)[:6]
    page.search()
    assert person.is_at() == "Search provision"
    for at, letter in enumerate(typed, start=1):
        QTest.keyClicks(page.box, letter)
        words = typed[:at].split()
        fitting = [row for row in rows if all(word in row.words for word in words)]
        assert ids(page) == [row.id for row in fitting]
        assert person.sees(f"Given so far £{totals(fitting).to_date:,.2f};")
    person.types("Search provision", "nothing is called this")
    assert ids(page) == []
    assert person.sees("Nothing fits")
    assert person.sees("0 lines, 0 children")


def test_a_session_given_elsewhere_moves_count_and_cost(workspace: Workspace, opened: Opened) -> None:
    page, person = opened
    row = next(row for row in running(workspace) if row.spent is not None)
    before = totals(running(workspace))[0]
    workspace.save(
        Delivery(pupil_id=row.pupil.id, provision_id=row.id, on=workspace.today, given=2, not_given=0)
    )
    after = next(one for one in page.table.rows_model.rows if one.id == row.id)
    assert after.given == row.given + 2
    spent = totals(running(workspace))[0]
    assert spent > before
    assert person.sees(f"Given so far £{spent:,.2f};")
    workspace.undo()
    assert person.sees(f"Given so far £{before:,.2f};")


def test_what_has_ended_goes_and_one_line_is_one(workspace: Workspace, opened: Opened) -> None:
    page, person = opened
    first, *others = running(workspace)
    yesterday = workspace.today - timedelta(1)
    workspace.save(*(one.provision.model_copy(update={"ends_on": yesterday}) for one in others))
    assert ids(page) == [first.id]
    assert person.sees("1 line, 1 child")


def test_an_unknown_cost_is_an_empty_cell_and_never_a_nought(workspace: Workspace, opened: Opened) -> None:
    page, _ = opened
    row = running(workspace)[0]
    unknown = Provision.model_validate(
        {**row.provision.model_dump(), "pounds_an_hour": None, "staff_role": ""}
    )
    workspace.save(unknown)
    shown = next(one for one in page.table.rows_model.rows if one.id == row.id)
    cells = {column.title: column.shown(shown) for column in page.table.rows_model.columns}
    assert cells["Cost so far"] == ""
    assert cells["In full"] == ""
    assert totals([shown]) == (Decimal(0), Decimal(0), Decimal(0))


def test_enter_opens_the_child(opened: Opened, qtbot: QtBot) -> None:
    page, _ = opened
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows_model.index(1, 0))
    with qtbot.waitSignal(page.go_requested) as went:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went.args is not None
    assert went.args[0] == Place("pupil", page.table.rows_model.rows[1].pupil.id)


def test_at_the_size_of_a_laptop_no_column_is_out_of_sight(opened: Opened) -> None:
    assert opened[0].table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    opened: Opened, dressed: Callable[[theme.Look], None], percent: int, qtbot: QtBot
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = opened
    assert nameless(page) == []
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert traps(page) == []
    assert unreachable(page) == []
    assert invisible_focus(page) == []
