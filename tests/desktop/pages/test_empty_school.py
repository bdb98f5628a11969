# SPDX-License-Identifier: MIT
"""A file that was just made: each place says what will stand there and offers the first step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Page, Place
from desktop.pages.provision import ProvisionPage
from desktop.pages.summary.summary_page import SummaryPage
from desktop.pages.today import TodayPage
from desktop.workspace import Workspace
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.person import Person

Opened = Callable[[type[Page], Place], tuple[Page, Person]]

EMPTY = (
    (TodayPage, "Bring in pupils", "school"),
    (CaseloadPage, "Bring in pupils", "school"),
    (ProvisionPage, "Choose a child", "children"),
)


@pytest.mark.parametrize(("kind", "first_step", "leads_to"), EMPTY)
def test_the_first_step_is_offered(
    open_page: Opened, qtbot: QtBot, kind: type[Page], first_step: str, leads_to: str
) -> None:
    page, person = open_page(kind, Place(""))
    with qtbot.waitSignal(page.go_requested) as went:
        person.presses(first_step)
    assert went.args is not None
    assert went.args[0] == Place(leads_to)


@pytest.mark.parametrize("kind", [TodayPage, CaseloadPage])
def test_the_first_child_takes_the_place_of_the_offer(
    workspace: Workspace, open_page: Opened, qtbot: QtBot, kind: type[Page]
) -> None:
    _, person = open_page(kind, Place(""))
    workspace.save(child())
    qtbot.waitUntil(lambda: not person.sees("Bring in pupils"))
    workspace.undo()
    qtbot.waitUntil(lambda: person.sees("Bring in pupils"))


def test_there_is_no_nought_of_pounds_where_nothing_is_planned(open_page: Opened) -> None:
    _, person = open_page(ProvisionPage, Place("provision"))
    assert not any("£" in text for text in person.reads())


def test_a_term_without_children_can_be_counted(open_page: Opened, qtbot: QtBot) -> None:
    page, person = open_page(SummaryPage, Place("summary"))
    assert isinstance(page, SummaryPage)
    qtbot.waitUntil(page.is_ready)
    assert person.sees("0 children with SEN Support or a plan are counted.")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("kind", [TodayPage, CaseloadPage, ProvisionPage])
def test_can_be_used_by_keyboard_and_read_aloud(
    open_page: Opened,
    dressed: Callable[[theme.Look], None],
    qtbot: QtBot,
    *,
    kind: type[Page],
    percent: int,
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = open_page(kind, Place(""))
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert nameless(page) == []
    assert traps(page) == []
    assert unreachable(page) == []
