# SPDX-License-Identifier: MIT
"""The list of children: found while one types, filtered, opened with Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Page, Place
from desktop.workspace import Workspace
from models.codes import SenProvision, SenType
from models.cycles import start_cycle
from models.records import Need, Plan, SenStatus
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, nameless, traps, unreachable
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
