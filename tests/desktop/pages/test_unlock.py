# SPDX-License-Identifier: MIT
"""The way in: a right passphrase, a wrong one, a file that isn't one, the sample; all by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.jobs import Jobs, Progress
from desktop.pages.new_school import Wanted
from desktop.pages.unlock import Entrance
from desktop.preferences import PreferencesFile
from models.sample import PASSPHRASE
from models.store import Store
from models.store.keys import new_recovery_words
from tests.desktop.conftest import StoppedClock
from tests.desktop.looking import cut_off, focusable, invisible_focus, nameless, traps, unreachable
from tests.person import Person, spoken_name

WRONG = "someone else's words entirely"


class Door:
    """An entrance, whoever stands before it, and what it did. slowed holds the seconds of each refusal."""

    def __init__(self, jobs: Jobs, preferences: PreferencesFile, clock: StoppedClock) -> None:
        self.slowed: list[float] = []
        self.wanted: list[Wanted] = []
        self.opened: list[Store] = []
        self.open_lock = threading.Event()
        self.open_lock.set()
        self._clock = clock
        self.page = Entrance(
            jobs,
            preferences,
            open_store=self._open,
            open_with_sheet=self._open_with_sheet,
            make_store=self._make,
            make_sample=self._sample,
        )
        self.page.opened.connect(self.opened.append)

    def _open(self, path: Path, passphrase: str) -> Store:
        self.open_lock.wait(10)
        return Store.open(path, passphrase, now=self._clock, who="test", wait=self.slowed.append)

    def _open_with_sheet(self, path: Path, words: str) -> Store:
        return Store.open_with_recovery(path, words, now=self._clock, who="test")

    def _make(self, wanted: Wanted, _progress: Progress) -> Any:
        self.wanted.append(wanted)
        return Store.create(wanted.path, wanted.passphrase, wanted.school, now=self._clock, who="test")

    def _sample(self, _progress: Progress) -> Any:
        raise OSError("no room for a sample here")


@pytest.fixture
def door(
    preferences: PreferencesFile, stopped: StoppedClock, shown: Callable[..., Person], qtbot: QtBot
) -> Iterator[tuple[Door, Person]]:
    jobs = Jobs()
    made = Door(jobs, preferences, stopped)
    made.page.resize(1000, 800)
    yield made, shown(made.page)
    made.open_lock.set()
    jobs.close()
    for store in made.opened:
        store.close()


def said(door: Door) -> str:
    """The one sentence that says what is in the way."""
    found = [w for w in door.page.findChildren(type(theme.words(""))) if w.property("role") == "problem"]
    return " ".join(w.text() for w in found if w.isVisible())


def refused_again(door: Door, before: int) -> bool:
    """Whether there was one more refusal, and the page has said so."""
    return len(door.slowed) > before and bool(said(door))


def box(door: Door, name: str) -> QLineEdit:
    found = Person(door.page).find(name)
    assert isinstance(found, QLineEdit)
    return found


def test_the_right_passphrase_and_enter_open_the_file(
    door: tuple[Door, Person], sample_path: Path, preferences: PreferencesFile, qtbot: QtBot
) -> None:
    entrance, person = door
    person.types("File", str(sample_path))
    person.types("Passphrase", PASSPHRASE)
    QTest.keyClick(box(entrance, "Passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(entrance.opened))
    assert entrance.opened[0].school.name == "Canklow Bridge Primary School"
    assert box(entrance, "Passphrase").text() == ""
    kept = PreferencesFile(preferences.path).now
    assert kept.last_store == str(sample_path)
    assert PASSPHRASE not in preferences.path.read_text(encoding="utf-8")


def test_a_passphrase_is_never_shown_as_it_is_typed(door: tuple[Door, Person]) -> None:
    entrance, person = door
    person.types("Passphrase", PASSPHRASE)
    shown = box(entrance, "Passphrase").displayText()
    assert len(shown) == len(PASSPHRASE)
    assert set(shown).isdisjoint(PASSPHRASE)


def test_a_wrong_passphrase_gets_one_sentence_and_each_refusal_is_slower(
    door: tuple[Door, Person], sample_path: Path, qtbot: QtBot
) -> None:
    entrance, person = door
    person.types("File", str(sample_path))
    for _ in range(3):
        refused = len(entrance.slowed)
        person.types("Passphrase", WRONG)
        person.presses("Open")
        qtbot.waitUntil(partial(refused_again, entrance, refused))
    assert entrance.slowed == [1.0, 2.0, 4.0]
    sentence = said(entrance)
    assert "passphrase" in sentence.casefold()
    assert WRONG not in sentence
    for jargon in ("Error", "Exception", "Traceback", "decrypt", "key", "None", str(sample_path.parent)):
        assert jargon not in sentence
    assert len(sentence) < 160
    assert not entrance.opened
    # What was typed is selected, so that the next try takes its place.
    assert box(entrance, "Passphrase").selectedText() == WRONG
    person.types("Passphrase", PASSPHRASE)
    person.presses("Open")
    qtbot.waitUntil(lambda: bool(entrance.opened))
    assert said(entrance) == ""


@pytest.fixture
def sheet(sample_path: Path, stopped: StoppedClock) -> str:
    """The letters of a recovery sheet of the sample school."""
    store = Store.open(sample_path, PASSPHRASE, now=stopped, who="test")
    words = store.make_recovery_sheet()
    store.close()
    return words


def test_a_lost_passphrase_is_made_good_by_the_sheet(
    door: tuple[Door, Person], sample_path: Path, sheet: str, qtbot: QtBot
) -> None:
    entrance, person = door
    person.types("File", str(sample_path))
    person.presses("Open it with the recovery sheet")
    person.types("Letters on the recovery sheet", sheet.lower().replace("-", " "))
    QTest.keyClick(box(entrance, "Letters on the recovery sheet"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(entrance.opened))
    assert entrance.opened[0].school.name == "Canklow Bridge Primary School"
    assert box(entrance, "Letters on the recovery sheet").text() == ""


def test_a_sheet_that_is_mistyped_or_anothers_is_refused_in_a_sentence(
    door: tuple[Door, Person], sample_path: Path, sheet: str, qtbot: QtBot
) -> None:
    entrance, person = door
    person.types("File", str(sample_path))
    person.presses("Open it with the recovery sheet")
    person.presses("Open with the sheet")
    assert said(entrance) == "Type the letters on the recovery sheet."
    for letters in (
        sheet[:-1],
        "Z" + sheet[1:] if sheet[0] != "Z" else "Y" + sheet[1:],
        new_recovery_words(),
    ):
        person.types("Letters on the recovery sheet", letters)
        person.presses("Open with the sheet")
        qtbot.waitUntil(lambda: bool(said(entrance)))
        assert "didn't foresee" not in said(entrance)
        assert letters not in said(entrance)
    assert not entrance.opened


def test_while_it_opens_nothing_can_be_begun_twice(
    door: tuple[Door, Person], sample_path: Path, qtbot: QtBot
) -> None:
    entrance, person = door
    entrance.open_lock.clear()
    person.types("File", str(sample_path))
    person.types("Passphrase", PASSPHRASE)
    person.presses("Open")
    assert not person.find("Open").isEnabled()
    assert not person.find("Open the sample school").isEnabled()
    qtbot.waitUntil(lambda: person.sees("Opening …"))
    QTest.keyClick(box(entrance, "Passphrase"), Qt.Key.Key_Return)
    entrance.open_lock.set()
    qtbot.waitUntil(lambda: bool(entrance.opened))
    qtbot.wait(50)
    assert len(entrance.opened) == 1
    assert person.find("Open").isEnabled()
    assert not person.sees("Opening …")


@pytest.mark.parametrize("content", [b"", b"not a school at all" * 400, b"SQLite format 3\0" * 300])
def test_what_is_no_school_is_refused_in_a_sentence(
    door: tuple[Door, Person], tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    entrance, person = door
    path = tmp_path / "holiday.grstore"
    path.write_bytes(content)
    person.types("File", str(path))
    person.types("Passphrase", PASSPHRASE)
    person.presses("Open")
    qtbot.waitUntil(lambda: bool(said(entrance)))
    assert "holiday.grstore" in said(entrance)
    assert "didn't foresee" not in said(entrance)
    assert path.read_bytes() == content


def test_a_file_that_is_gone_is_said(door: tuple[Door, Person], tmp_path: Path, qtbot: QtBot) -> None:
    entrance, person = door
    person.types("File", str(tmp_path / "gone.grstore"))
    person.types("Passphrase", PASSPHRASE)
    person.presses("Open")
    qtbot.waitUntil(lambda: bool(said(entrance)))
    assert "gone.grstore" in said(entrance)
    assert "didn't foresee" not in said(entrance)
    assert list(tmp_path.glob("gone*")) == []


def test_what_is_missing_is_asked_for(door: tuple[Door, Person], sample_path: Path) -> None:
    entrance, person = door
    person.presses("Open")
    assert said(entrance) == "Choose the school's file first."
    person.types("File", str(sample_path))
    person.presses("Open")
    assert said(entrance) == "Type the passphrase of this file."
    assert person.is_at() == "Passphrase"


def test_a_sample_that_cant_be_made_says_so_without_a_traceback(
    door: tuple[Door, Person], qtbot: QtBot
) -> None:
    entrance, person = door
    person.presses("Open the sample school")
    qtbot.waitUntil(lambda: bool(said(entrance)))
    assert "Traceback" not in said(entrance)
    assert person.find("Open the sample school").isEnabled()


def test_files_opened_before_are_offered_while_they_are_there(
    preferences: PreferencesFile, stopped: StoppedClock, sample_path: Path, shown: Callable[..., Person]
) -> None:
    preferences.change(recent_stores=(str(sample_path), str(sample_path.with_name("gone.grstore"))))
    jobs = Jobs()
    person = shown(Door(jobs, preferences, stopped).page)
    files = person.find("File", QComboBox)
    assert isinstance(files, QComboBox)
    assert [files.itemText(at) for at in range(files.count())] == [str(sample_path)]
    jobs.close()


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    door: tuple[Door, Person], dressed: Callable[[theme.Look], None], percent: int, qtbot: QtBot
) -> None:
    entrance, person = door
    dressed(theme.Look(percent=percent, still=True))
    person.presses("Name, number and passphrase")
    person.presses("Open it with the recovery sheet")
    qtbot.waitUntil(lambda: cut_off(entrance.page) == [])
    assert nameless(entrance.page) == []
    assert traps(entrance.page) == []
    assert unreachable(entrance.page) == []
    assert invisible_focus(entrance.page) == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_moves_when_the_keyboard_comes_to_it(
    door: tuple[Door, Person], dressed: Callable[[theme.Look], None], percent: int
) -> None:
    entrance, person = door
    dressed(theme.Look(percent=percent, still=True))
    person.presses("Name, number and passphrase")
    for widget in focusable(entrance.page):
        widget.clearFocus()
        before = widget.sizeHint()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.sizeHint() == before, spoken_name(widget)
