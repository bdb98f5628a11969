# SPDX-License-Identifier: MIT
"""Everything that can be done: named by a verb, told apart by its keys, found by Ctrl+K, written in docs."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.commands import Spec, actions_for, command, commands_of, declared_by, key_list, menu_of
from desktop.icons import icon
from desktop.pages import PAGES
from desktop.parts.palette import Found, Palette, fits
from desktop.window import MainWindow
from desktop.window.desk import Desk
from tests.person import Person

Show = Callable[[QWidget], Person]

VERBS_WRITTEN = """
Add Adopt Arrange Ask Back Bring Change Check Choose Close Compare Copy Create Delete Edit End Erase Export
Filter Find Follow Give Go Group Hide Import Jump Keep Lock Look Make Mark Merge Move Note Open Peek Plan
Preview Print Put Read Record Redo Refresh Remove Reset Restore Review Save Search See Select Send Set
Show Sign Snooze Sort Start Step Switch Take Try Turn Undo Use Verify Withdraw Write
"""
VERBS = set(VERBS_WRITTEN.split())


def every_kind() -> list[type]:
    return [MainWindow, Desk, *(page.load() for page in PAGES)]


def every_spec() -> list[Spec]:
    return [spec for kind in every_kind() for spec in declared_by(kind)]


def offered_together() -> list[list[Spec]]:
    """What can be done at once: the window's and the desk's commands with those of one page."""
    always = [*declared_by(MainWindow), *declared_by(Desk)]
    return [[*always, *declared_by(page.load())] for page in PAGES]


def test_titles_are_told_apart() -> None:
    for specs in offered_together():
        assert [title for title, n in Counter(s.title for s in specs).items() if n > 1] == []


def test_keys_are_told_apart() -> None:
    for specs in offered_together():
        given = [keys for s in specs for keys in (s.keys, s.also) if keys]
        keys = Counter(QKeySequence(keys).toString() for keys in given)
        assert [key for key, n in keys.items() if n > 1] == []
        assert [keys for keys in given if not QKeySequence(keys).toString()] == []


def test_each_title_begins_with_a_verb() -> None:
    assert [s.title for s in every_spec() if re.split(r"\W", s.title)[0] not in VERBS] == []


def test_each_icon_is_there() -> None:
    for spec in every_spec():
        if spec.icon:
            icon(spec.icon)


def test_the_list_in_the_docs_is_the_programs_own() -> None:
    written = Path(__file__).parents[2] / "docs" / "commands.md"
    if os.environ.get("WRITE_DOCS"):
        written.write_text(key_list(every_kind()), encoding="utf-8")
    assert written.read_text(encoding="utf-8") == key_list(every_kind()), "run this test with WRITE_DOCS=1"


class Bench(QWidget):
    """A widget with something to do."""

    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []
        self.is_ready = False

    @command("Add a child…", keys="Ctrl+N", menu="Child")
    def add(self) -> None:
        """Add."""
        self.did.append("added")

    @command("Print the plan", menu="Paper", when="is_ready")
    def print_plan(self) -> None:
        """Print."""
        self.did.append("printed")


def test_a_command_does_what_its_keys_say(shown: Show) -> None:
    bench = Bench()
    actions_for(bench)
    shown(bench)
    QTest.keySequence(bench, "Ctrl+N")
    assert bench.did == ["added"]


def test_what_cant_be_done_now_isnt_done() -> None:
    bench = Bench()
    printing = next(c for c in commands_of(bench) if c.title.startswith("Print"))
    assert not printing.is_possible
    printing.run()
    assert bench.did == []
    bench.is_ready = True
    printing.run()
    assert bench.did == ["printed"]


def test_a_menu_offers_what_can_be_done_now(shown: Show) -> None:
    bench = Bench()
    actions_for(bench)
    shown(bench)
    assert [a.text() for a in menu_of(bench).actions()] == ["Add a child…"]
    bench.is_ready = True
    assert [a.text() for a in menu_of(bench, "Paper").actions()] == ["Print the plan"]
    menu_of(bench).actions()[0].trigger()
    QTest.keySequence(bench, "Ctrl+N")
    assert bench.did == ["added", "added"]


def test_a_command_stands_in_a_known_menu() -> None:
    with pytest.raises(ValueError, match="Tools"):
        command("Do it", menu="Tools")


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [("am k", "Amira Khan", True), ("KHAN", "Amira Khan", True), ("mira", "Amira", False), ("", "x", True)],
)
def test_the_palette_finds_the_beginnings_of_words(words: str, text: str, there: bool) -> None:
    assert fits(words, text) is there


def test_the_palette_is_driven_by_keys(shown: Show) -> None:
    chosen: list[str] = []
    names = ("Amira Khan", "Amir Lund", "Ben Ode")

    def children(words: str) -> list[Found]:
        return [Found(n, lambda n=n: chosen.append(n), "Year 4") for n in names if words and fits(words, n)]  # type: ignore[misc]

    palette = Palette([children])
    person = shown(palette)
    person.types("Find", "ami")
    assert [line.title for line in palette.found] == ["Amira Khan", "Amir Lund"]
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert chosen == ["Amir Lund"]
    assert not palette.isVisible()


def test_the_palette_says_kindly_that_it_found_nothing(shown: Show) -> None:
    palette = Palette([lambda _words: []])
    person = shown(palette)
    person.types("Find", "xyz")
    assert person.sees("Nothing goes by that name")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()
