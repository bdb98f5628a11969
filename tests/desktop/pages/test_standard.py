# SPDX-License-Identifier: MIT
"""The standard as a book: whole, with what counts together said; searched at each letter; for parents too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.pages.standard import MOST_FOUND, StandardPage
from desktop.workspace import Workspace
from models.standing import standard_for
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person
from thresholds.nodes import Node
from thresholds.standard import Standard
from thresholds.wording import RIGHT_TO_ASK

Opened = tuple[StandardPage, Person]
SPEECH = "communication_and_interaction"


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def standard(workspace: Workspace) -> Standard:
    with workspace.store.reading() as tx:
        return standard_for(tx, None, workspace.store.school, workspace.today)


@pytest.fixture
def opened(open_page: Callable[[type[Page], Place], tuple[Page, Person]]) -> Opened:
    page, person = open_page(StandardPage, Place("standard"))
    assert isinstance(page, StandardPage)
    page.resize(1112, 720)
    return page, person


def reads(page: StandardPage) -> list[str]:
    """What stands in the open chapter, folded or not."""
    column = page.column.layout_of_column
    stands = [item.widget() for at in range(column.count()) if (item := column.itemAt(at)) is not None]
    labels = [label for one in stands if one is not None for label in (one, *one.findChildren(QLabel))]
    return [label.text() for label in labels if isinstance(label, QLabel)]


def said_in(node: Node, standard: Standard) -> set[str]:
    """The words of a condition and of everything below it, found without the page."""
    clause = standard.criteria.get(node.use, node) if node.use else node
    words = {clause.text} - {""}
    parts = []
    if node.op in ("all", "any"):
        parts = list(node.argument)
    elif node.op == "at_least" and node.argument.each is None:
        parts = list(node.argument.of)
    elif node.op == "not":
        parts = [node.argument]
    return words.union(*(said_in(part, standard) for part in parts))


def test_it_opens_with_what_it_is_and_the_right_to_ask(opened: Opened, standard: Standard) -> None:
    page, person = opened
    assert person.sees(standard.pack.pack.notice)
    assert person.sees(standard.pack.pack.rights or RIGHT_TO_ASK)
    assert page.subheading == f"{standard.pack.pack.title}, version {standard.pack.pack.version}"


def test_every_clause_of_every_threshold_stands_in_its_chapter(opened: Opened, standard: Standard) -> None:
    page, _ = opened
    page.chapters.setFocus()
    seen: set[str] = set()
    for _ in range(1, page.chapters.count()):
        QTest.keyClick(page.chapters, Qt.Key.Key_Down)
        title = page.chapters.currentItem().text()
        here = [one for one in standard.pack.thresholds if standard.area_label(one.area) == title]
        assert here
        text = "\n".join(reads(page))
        for one in here:
            assert one.title in text
            assert [w for w in said_in(one.met_when, standard) if w not in text] == []
            seen.add(one.id)
    assert seen == {one.id for one in standard.pack.thresholds}


def test_it_says_whether_one_or_all_or_how_many_are_needed(
    workspace: Workspace, open_page: Callable[[type[Page], Place], tuple[StandardPage, Person]]
) -> None:
    page, _ = open_page(StandardPage, Place("standard", part=SPEECH))
    text = reads(page)
    assert "All of these:" in text
    assert "Any one of these:" in text
    assert "At least 2 of these 6:" in text
    assert "A clear need on arrival" in text


def test_names_for_those_who_write_the_standard_stay_off_the_page(
    open_page: Callable[[type[Page], Place], tuple[StandardPage, Person]],
) -> None:
    page, _ = open_page(StandardPage, Place("standard", part=SPEECH))
    text = "\n".join(reads(page))
    assert "CI09  " in text
    for name in ("CI.targeted", "CI.plus", "arrived  "):
        assert name not in text


def test_each_letter_narrows_the_search(opened: Opened, standard: Standard, qtbot: QtBot) -> None:
    page, person = opened
    page.search()
    assert person.is_at() == "Search the standard"
    counts = []
    for letter in "stammering":
        QTest.keyClicks(page.box, letter)
        [said] = [text for text in reads(page) if text.endswith(("clauses", "clause", "narrow them."))]
        counts.append(int(said.split()[0]))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > MOST_FOUND > counts[-1] > 0
    qtbot.waitUntil(lambda: person.sees("shows marked distress about stammering"))
    person.types("Search the standard", "nobody wrote this")
    qtbot.waitUntil(lambda: person.sees("No clause says that"))
    person.types("Search the standard", "")
    qtbot.waitUntil(lambda: person.sees(standard.pack.pack.notice))


def test_choosing_a_chapter_ends_the_search(opened: Opened, standard: Standard) -> None:
    page, person = opened
    person.types("Search the standard", "stammering")
    page.chapters.setFocus()
    QTest.keyClick(page.chapters, Qt.Key.Key_Down)
    assert page.box.text() == ""
    first = standard.pack.thresholds[0]
    assert first.title in reads(page)
    person.types("Search the standard", "stammering")
    assert first.title not in reads(page)
    here = page.chapters.visualItemRect(page.chapters.currentItem()).center()
    QTest.mouseClick(page.chapters.viewport(), Qt.MouseButton.LeftButton, pos=here)
    assert first.title in reads(page)


def test_too_many_to_show_are_never_left_out_in_silence(opened: Opened) -> None:
    page, person = opened
    person.types("Search the standard", "e")
    [said] = [text for text in reads(page) if "are shown" in text]
    assert f"the first {MOST_FOUND} are shown" in said


def test_it_can_be_read_in_words_for_a_parent(
    open_page: Callable[[type[Page], Place], tuple[StandardPage, Person]], standard: Standard, qtbot: QtBot
) -> None:
    _, person = open_page(StandardPage, Place("standard", part=SPEECH))
    clause = standard.criteria["CI09"]
    assert person.sees(clause.text)
    person.presses("In words for a parent")
    qtbot.waitUntil(lambda: person.sees(clause.parent))
    assert not person.sees(clause.text)
    person.presses("In words for a parent")
    qtbot.waitUntil(lambda: person.sees(clause.text))


@pytest.mark.parametrize("percent", [100, 200])
def test_a_button_that_is_pressed_in_has_room_for_its_bold_words(
    opened: Opened, dressed: Callable[[theme.Look], None], percent: int, qtbot: QtBot
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, person = opened
    person.presses("In words for a parent")
    needs = theme.metrics(strong=True).horizontalAdvance(page.for_parent.text()) + 2 * theme.scaled(10)
    qtbot.waitUntil(lambda: page.for_parent.width() >= needs)


def test_reason_and_what_counts_fold_out_by_keyboard(
    open_page: Callable[[type[Page], Place], tuple[StandardPage, Person]], standard: Standard
) -> None:
    _, person = open_page(StandardPage, Place("standard", part=SPEECH))
    assert not any(text.startswith("Why: ") for text in person.reads())
    person.presses("Why, and what counts")
    folded_out = [text for text in person.reads() if text.startswith("Why: ")]
    assert len(folded_out) == 1
    assert folded_out[0].removeprefix("Why: ") in {one.reason for one in standard.criteria.values()}


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    open_page: Callable[[type[Page], Place], tuple[StandardPage, Person]],
    dressed: Callable[[theme.Look], None],
    percent: int,
    qtbot: QtBot,
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = open_page(StandardPage, Place("standard", part="evidence"))
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert nameless(page) == []
    assert traps(page) == []
    assert unreachable(page) == []
    assert invisible_focus(page) == []
