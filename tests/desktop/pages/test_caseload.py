# SPDX-License-Identifier: MIT
"""The list of children: found while one types, filtered, opened with Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Page, Place
from desktop.preferences import PreferencesFile
from desktop.workspace import Workspace
from models.caseload import PupilRow, rows
from models.codes import SenProvision, SenType
from models.cycles import start_cycle
from models.records import Need, Plan, SenStatus
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person

Opened = Callable[[type[Page], Place], tuple[CaseloadPage, Person]]


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Three children: Amira with speech needs and a late review, Zoë with a plan, Ben without SEN."""
    day = workspace.today
    amira, zoe, ben = child(), child("Zoë", "Łukasz", 2), child("Ben", "Ash", 3)
    begun = start_cycle(amira, 1, day - timedelta(90))
    plan = next(one for one in begun.records if isinstance(one, Plan))
    late = plan.model_copy(update={"review_due_on": day - timedelta(1)})
    workspace.save(
        amira,
        zoe,
        ben,
        SenStatus(pupil_id=amira.id, provision=SenProvision.SUPPORT, started_on=day - timedelta(90)),
        SenStatus(pupil_id=zoe.id, provision=SenProvision.PLAN, started_on=day - timedelta(90)),
        Need(pupil_id=amira.id, code=SenType.SLCN),
        *(late if one is plan else one for one in begun.records),
    )
    return workspace


@pytest.fixture
def open_sample(sample_school: Workspace, shown: Callable[..., Person]) -> Opened:
    """Open the page on the sample school."""

    def open_at(kind: type[Page], place: Place) -> tuple[CaseloadPage, Person]:
        page = kind(sample_school)
        assert isinstance(page, CaseloadPage)
        page.resize(1112, 720)
        page.open_at(place)
        return page, shown(page)

    return open_at


def rows_of(workspace: Workspace) -> tuple[PupilRow, ...]:
    with workspace.store.reading() as tx:
        return rows(tx, workspace.today)


def names(page: CaseloadPage) -> list[str]:
    return [row.pupil.forename for row in page.table.rows_model.rows]


def test_opens_with_children_who_have_sen(filled: Workspace, open_page: Opened) -> None:
    page, person = open_page(CaseloadPage, Place("children"))
    assert names(page) == ["Amira", "Zoë"]
    assert person.sees("2 children") and person.sees("SLCN")


def test_finds_without_accents_while_one_types(filled: Workspace, open_page: Opened) -> None:
    page, person = open_page(CaseloadPage, Place("children"))
    person.types("Search children", "zoe luk")
    assert names(page) == ["Zoë"]


def test_filters_hold_together_and_can_be_taken_off(filled: Workspace, open_page: Opened) -> None:
    page, person = open_page(CaseloadPage, Place("children"))
    page.show_overdue()
    assert names(page) == ["Amira"]
    person.types("Search children", "nobody of this name")
    assert names(page) == []
    person.presses("Show everyone")
    assert sorted(names(page)) == ["Amira", "Ben", "Zoë"]


def test_enter_opens_the_child(filled: Workspace, open_page: Opened, qtbot: QtBot) -> None:
    page, _ = open_page(CaseloadPage, Place("children"))
    page.table.setCurrentIndex(page.table.rows_model.index(0, 0))
    with qtbot.waitSignal(page.go_requested) as went:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went.args is not None
    assert went.args[0] == Place("pupil", page.table.rows_model.rows[0].id)


def test_a_change_elsewhere_shows_at_once(filled: Workspace, open_page: Opened) -> None:
    page, person = open_page(CaseloadPage, Place("children"))
    amira = page.table.rows_model.rows[0].pupil
    filled.save(amira.model_copy(update={"form": "Maple"}))
    assert person.sees("Maple")


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    filled: Workspace, open_page: Opened, dressed: Callable[[theme.Look], None], percent: int
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = open_page(CaseloadPage, Place("children"))
    assert nameless(page) == []
    assert cut_off(page) == []
    assert traps(page) == []
    assert unreachable(page) == []


def test_each_letter_narrows_the_list_at_once(sample_school: Workspace, open_sample: Opened) -> None:
    page, person = open_sample(CaseloadPage, Place("children"))
    page.show_everyone()
    everyone = rows_of(sample_school)
    assert len(names(page)) == len(everyone)
    page.search()
    assert person.is_at() == "Search children"
    before = len(names(page))
    for at, letter in enumerate("khalil", start=1):
        QTest.keyClicks(page.box, letter)
        wanted = [row.id for row in everyone if "khalil"[:at] in row.words]
        assert [row.id for row in page.table.rows_model.rows] == wanted
        assert page.count.text() == ("1 child" if len(wanted) == 1 else f"{len(wanted)} children")
        assert len(wanted) <= before
        before = len(wanted)
    assert "Amira" in names(page)
    QTest.keyClick(page.box, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert len(names(page)) == len(everyone)


def test_cells_say_what_the_store_says(sample_school: Workspace, open_sample: Opened) -> None:
    page, _ = open_sample(CaseloadPage, Place("children"))
    page.show_everyone()
    cells = {row.id: row for row in rows_of(sample_school)}
    for row in page.table.rows_model.rows:
        said = {column.title: column.shown(row) for column in page.table.rows_model.columns}
        truth = cells[row.id]
        assert said["Name"] == truth.pupil.known_as
        assert said["SEN"] == truth.provision.value
        assert said["Needs"] == ", ".join(need.code.value for need in truth.needs)
        assert ("overdue" in said["Review on"]) == truth.is_overdue
        assert said["Layer"] == truth.layer.label


def test_a_new_need_elsewhere_is_painted_and_the_choice_stays(
    sample_school: Workspace, open_sample: Opened
) -> None:
    page, person = open_sample(CaseloadPage, Place("children"))
    page.table.setCurrentIndex(page.table.rows_model.index(2, 0))
    here = page.table.current()
    assert here is not None
    before = len(names(page))
    newcomer = child("Xanthe", "Aaronson", 700)
    sample_school.save(
        newcomer, SenStatus(pupil_id=newcomer.id, provision=SenProvision.PLAN, started_on=sample_school.today)
    )
    assert len(names(page)) == before + 1
    assert person.sees("Xanthe Aaronson")
    now = page.table.current()
    assert now is not None
    assert now.id == here.id
    sample_school.undo()
    assert not person.sees("Xanthe Aaronson")


def test_who_has_left_is_not_in_the_list(sample_school: Workspace, open_sample: Opened) -> None:
    page, _ = open_sample(CaseloadPage, Place("children"))
    gone = page.table.rows_model.rows[0].pupil
    sample_school.save(gone.model_copy(update={"left_on": sample_school.today}))
    assert gone.id not in [row.id for row in page.table.rows_model.rows]


def test_the_order_is_kept_for_the_next_time(
    sample_school: Workspace, open_sample: Opened, preferences: PreferencesFile
) -> None:
    page, _ = open_sample(CaseloadPage, Place("children"))
    page.table.sort_by(1, downwards=True)
    order = [row.id for row in page.table.rows_model.rows]
    again, _ = open_sample(CaseloadPage, Place("children"))
    assert [row.id for row in again.table.rows_model.rows] == order
    assert "Amira" not in preferences.path.read_text(encoding="utf-8")


def test_at_the_size_of_a_laptop_no_column_is_out_of_sight(open_sample: Opened) -> None:
    page, _ = open_sample(CaseloadPage, Place("children"))
    page.resize(1112, 720)
    assert page.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_the_keyboard_can_be_seen(
    open_sample: Opened, dressed: Callable[[theme.Look], None], look: str
) -> None:
    dressed(theme.Look(look, still=True))
    page, _ = open_sample(CaseloadPage, Place("children"))
    assert invisible_focus(page) == []


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_sorting_opening_and_columns_are_there_for_the_keyboard(
    sample_school: Workspace, open_sample: Opened, qtbot: QtBot
) -> None:
    page, _ = open_sample(CaseloadPage, Place("children"))
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows_model.index(0, 0))
    page.arrange()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()[:2]] == ["Open", "Copy"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.go_requested):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    point = page.table.viewport().rect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, point, page.table.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(page.table, asked)
    again = QApplication.activePopupWidget()
    assert isinstance(again, QMenu)
    hide = next(action for action in again.actions() if action.text() == "Show Class")
    hide.trigger()
    assert "Class" not in page.table.columns_shown()
    again.close()
