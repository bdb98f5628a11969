# SPDX-License-Identifier: MIT
"""Today: a line for each thing that slips, in its order; it leads to the child. Quiet when nothing slips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.pages.today import TodayPage
from desktop.workspace import Workspace
from models.codes import SenProvision
from models.records import Cycle, Plan, Pupil, ReturnPlan, SenStatus
from models.today import TodayLine, today_lines
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person, spoken_name

Opened = Callable[[type[Page], Place], tuple[TodayPage, Person]]


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


def due(workspace: Workspace) -> tuple[TodayLine, ...]:
    with workspace.store.reading() as tx:
        return today_lines(tx, workspace.today)


def shown_lines(page: TodayPage) -> list[str]:
    return [spoken_name(button) for button in page.buttons]


def test_it_shows_what_the_store_says_in_its_order(workspace: Workspace, open_page: Opened) -> None:
    page, person = open_page(TodayPage, Place("today"))
    lines = due(workspace)
    assert lines
    assert shown_lines(page) == [line.words for line in lines]
    for line in lines:
        assert person.sees(line.why)


def test_it_says_which_day_it_is(open_page: Opened) -> None:
    page, _ = open_page(TodayPage, Place("today"))
    assert page.subheading == "Monday, 23 November 2026"


def test_a_line_leads_to_its_child_by_keyboard(workspace: Workspace, open_page: Opened, qtbot: QtBot) -> None:
    page, person = open_page(TodayPage, Place("today"))
    first = due(workspace)[0]
    with qtbot.waitSignal(page.go_requested) as went:
        person.presses(first.words)
    assert went.args is not None
    assert went.args[0] == Place("pupil", first.pupil_id, part=first.part)


def test_a_review_that_is_late_now_is_said_at_once(
    workspace: Workspace, open_page: Opened, qtbot: QtBot
) -> None:
    page, person = open_page(TodayPage, Place("today"))
    soon = next(line for line in due(workspace) if line.words.startswith("Prepare"))
    with workspace.reading() as tx:
        pupil = tx.get(Pupil, soon.pupil_id)
        plan = next(one for one in tx.find(Plan, pupil_id=soon.pupil_id) if one.review_due_on == soon.due_on)
    assert pupil is not None
    late = Plan.model_validate({**plan.model_dump(), "review_due_on": workspace.today - timedelta(1)})
    workspace.save(late)
    lines = shown_lines(page)
    assert lines.index(f"Hold {pupil.known_as}’s review.") < len(lines) - 1
    assert lines == [line.words for line in due(workspace)]
    qtbot.waitUntil(lambda: person.sees("It was due on 22 November."))
    workspace.undo()
    qtbot.waitUntil(lambda: person.sees(soon.words))


def test_never_more_than_nine_lines(workspace: Workspace, open_page: Opened) -> None:
    page, _ = open_page(TodayPage, Place("today"))
    long_ago = workspace.today - timedelta(400)
    for number in range(12):
        pupil = child("Robin", f"Newcomer{number}", 600 + number)
        status = SenStatus(pupil_id=pupil.id, provision=SenProvision.SUPPORT, started_on=long_ago)
        workspace.save(pupil, status)
    assert len(shown_lines(page)) == 9
    assert shown_lines(page) == [line.words for line in due(workspace)]


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    open_page: Opened, dressed: Callable[[theme.Look], None], percent: int
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = open_page(TodayPage, Place("today"))
    assert nameless(page) == []
    assert cut_off(page) == []
    assert traps(page) == []
    assert unreachable(page) == []
    assert invisible_focus(page) == []


def test_an_empty_day_says_so(workspace: Workspace, open_page: Opened, qtbot: QtBot) -> None:
    page, person = open_page(TodayPage, Place("today"))
    with workspace.changing() as tx:
        for status in tx.find(SenStatus):
            tx.remove(status)
        for cycle in tx.find(Cycle):
            tx.put(cycle.model_copy(update={"closed_on": workspace.today}))
        for plan in tx.find(ReturnPlan):
            tx.put(plan.model_copy(update={"ended_on": plan.made_on}))
    assert shown_lines(page) == []
    qtbot.waitUntil(lambda: person.sees("Nothing is slipping"))
