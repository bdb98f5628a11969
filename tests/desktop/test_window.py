# SPDX-License-Identifier: MIT
"""The window: places, the way back, the companion, what was saved, notices, size and colours, by keyboard."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import style, theme
from desktop.jobs import Progress
from desktop.pages import PAGES as EVERY_PAGE
from desktop.pages import Listed
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Card, WritingColumn
from desktop.parts.cycle_track import CycleTrack, StageShown
from desktop.parts.palette import Palette
from desktop.parts.pupil_banner import NeedShown, PupilBanner, PupilShown
from desktop.preferences import PreferencesFile
from desktop.window import MainWindow
from desktop.window.desk import Desk
from desktop.window.helping import HelpWindow
from desktop.workspace import Changes, Workspace
from models.codes import Stage
from models.records import Pupil, Strength
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person
from thresholds.problems import Problem


class Names(Page):
    """The names of all children, in a box each."""

    refreshed: ClassVar[list[Changes | None]] = []

    def build(self) -> None:
        column = WritingColumn()
        self.fill_with(column)
        self.card = Card("Everyone")
        column.add(self.card)

    def refresh(self, changes: Changes | None) -> None:
        self.refreshed.append(changes)
        self.card.clear()
        with self.workspace.reading() as tx:
            for pupil in tx.find(Pupil):
                self.card.add(theme.words(pupil.known_as))


class OneChild(Page):
    """One child's preferred name."""

    left: ClassVar[list[str]] = []

    def build(self) -> None:
        column = WritingColumn()
        self.fill_with(column)
        self.shown = PupilBanner()
        track = CycleTrack()
        track.show_stages([StageShown(Stage.REVIEW, "overdue", "12 December 2026")], Stage.DO)
        column.add(track)
        self.box = QLineEdit()
        self.box.setAccessibleName("Likes to be called")
        column.add(self.box)

    def banner(self) -> QWidget:
        return self.shown

    def refresh(self, changes: Changes | None) -> None:
        with self.workspace.reading() as tx:
            pupil = tx.get(Pupil, self.place.pupil_id)
        facts = ("9 years", "Year 4 · Maple", "SEN Support", "Targeted Plus")
        needs = (NeedShown("SLCN", "Speech", "semh"), NeedShown("SEMH", "Feelings", "semh"))
        self.shown.show_pupil(PupilShown(pupil.known_as if pupil else "", facts, needs))

    def leave(self) -> None:
        self.left.append(self.place.pupil_id)


class Beside(Page):
    """Says which child it is beside."""

    def build(self) -> None:
        self.said = theme.words("")
        self.fill_with(self.said)

    def refresh(self, changes: Changes | None) -> None:
        self.said.setText(f"Standard beside {self.place.pupil_id[:4]}")


def _code(kind: type[Page]) -> str:
    return f"{kind.__module__}:{kind.__name__}"


PAGES = (
    Listed("today", "Today", "sun", "sidebar", _code(Names)),
    Listed("children", "Children", "users-three", "sidebar", _code(Names)),
    Listed("school", "School", "gear", "foot", _code(Names)),
    Listed("pupil", "Child", "user", "inside", _code(OneChild), under="children"),
    Listed("verdict", "Threshold", "scales", "side", _code(Beside)),
)


@pytest.fixture
def window(
    workspace: Workspace, preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[..., None]
) -> Iterator[MainWindow]:
    Names.refreshed.clear()
    OneChild.left.clear()
    workspace.save(child())
    made = MainWindow(preferences, PAGES)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.open(workspace)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def amira(workspace: Workspace) -> Pupil:
    with workspace.reading() as tx:
        return tx.find(Pupil)[0]


def test_it_opens_at_the_first_place(window: MainWindow) -> None:
    person = Person(window)
    assert window.windowTitle() == "Maple Primary · Graduated Response"
    assert desk_of(window).place == Place("today")
    assert person.sees("Amira Khan")


def test_keys_go_to_the_places_and_back(window: MainWindow) -> None:
    person = Person(window)
    person.presses("Alt+2")
    assert desk_of(window).place == Place("children")
    person.presses("Alt+1")
    person.presses("Alt+Left")
    assert desk_of(window).place == Place("children")
    person.presses("Alt+3")
    assert desk_of(window).place == Place("children")


def test_a_child_brings_the_companion_and_leaving_finishes_typing(
    window: MainWindow, workspace: Workspace
) -> None:
    person, pupil = Person(window), amira(workspace)
    desk_of(window).go(Place("pupil", pupil.id))
    assert person.sees("Amira Khan")
    assert person.sees(f"Standard beside {pupil.id[:4]}")
    person.presses("Back")
    assert OneChild.left == [pupil.id]
    assert not person.sees("Standard beside")


def test_the_companion_folds_where_there_is_no_room(window: MainWindow, workspace: Workspace) -> None:
    person, pupil = Person(window), amira(workspace)
    desk_of(window).go(Place("pupil", pupil.id))
    window.resize(1000, 700)
    QApplication.sendPostedEvents()
    assert not person.sees("Standard beside")
    person.presses("Ctrl+T")
    assert person.sees("Standard beside")
    person.presses("Threshold")
    assert not person.sees("Standard beside")
    window.resize(1366, 768)
    QApplication.sendPostedEvents()
    assert person.sees("Standard beside")


def test_only_what_is_seen_is_refreshed(window: MainWindow, workspace: Workspace) -> None:
    desk = desk_of(window)
    desk.go(Place("children"))
    Names.refreshed.clear()
    workspace.save(child("Ben", number=2))
    assert len(Names.refreshed) == 1
    assert Names.refreshed[0] is not None
    Names.refreshed.clear()
    desk.go(Place("today"))
    assert Names.refreshed == [None]
    assert Person(window).sees("Ben Khan")


def test_saving_is_said_in_one_small_place(window: MainWindow, workspace: Workspace) -> None:
    workspace.save(child("Ben", number=2))
    assert desk_of(window).footer.saved_text == "Saved 10:42"


def test_undo_works_anywhere_and_says_what_it_took_back(window: MainWindow, workspace: Workspace) -> None:
    person = Person(window)
    workspace.save(Strength(pupil_id=amira(workspace).id, text="Drawing"))
    person.presses("Ctrl+Z")
    assert desk_of(window).notices.text == "Taken back: strength of Amira Khan."
    person.presses("Redo")
    assert desk_of(window).notices.text == "Brought back: strength of Amira Khan."


def test_the_palette_reaches_pages_commands_and_children(window: MainWindow, workspace: Workspace) -> None:
    for typed, there in (("ami", "pupil"), ("school", "school"), ("go to chi", "children")):
        Person(window).presses("Ctrl+K")
        palette = next(p for p in window.findChildren(Palette) if p.isVisible())
        QTest.keyClicks(palette.box, typed)
        QTest.keyClick(palette.box, Qt.Key.Key_Return)
        assert desk_of(window).place.page == there


def test_text_grows_and_shrinks_live_and_is_remembered(
    window: MainWindow, preferences: PreferencesFile
) -> None:
    person = Person(window)
    person.presses("Ctrl++")
    assert theme.look().percent == 110
    assert PreferencesFile(preferences.path).now.text_percent == 110
    person.presses("Ctrl+0")
    assert theme.look().percent == 100


def test_colours_are_chosen_and_remembered(window: MainWindow, preferences: PreferencesFile) -> None:
    window.wear_contrast()
    assert theme.look().theme == "contrast"
    assert PreferencesFile(preferences.path).now.theme == "contrast"


def test_a_problem_anywhere_becomes_a_sentence(window: MainWindow) -> None:
    try:
        raise Problem("the disk is full", mend="Make room.")
    except Problem:
        kind, fault, trace = sys.exc_info()
    assert kind is not None
    assert fault is not None
    window.trouble.take(kind, fault, trace)
    assert desk_of(window).notices.text == "The disk is full. Make room."


def test_what_nobody_foresaw_is_said_without_a_traceback(window: MainWindow) -> None:
    try:
        raise KeyError("Amira Khan")
    except KeyError:
        kind, fault, trace = sys.exc_info()
    assert kind is not None
    assert fault is not None
    window.trouble.take(kind, fault, trace)
    said = desk_of(window).notices.text
    assert said.startswith("Something went wrong")
    assert "Amira" not in said
    assert "KeyError" not in said


def test_long_work_shows_what_it_does_and_can_be_cancelled(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    import threading

    go, stepped = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.step(1, 4)
        stepped.set()
        go.wait(10)
        progress.step(2, 4)

    job = workspace.jobs.run(work, label="Counting the term")
    person = Person(window)
    assert stepped.wait(10)
    qtbot.waitUntil(lambda: person.sees("Counting the term: 1 of 4"))
    with qtbot.waitSignal(job.cancelled):
        person.presses("Cancel")
        go.set()
    qtbot.waitUntil(lambda: not person.sees("Counting the term"))


def test_help_is_one_key_away(window: MainWindow) -> None:
    Person(window).presses("F1")
    help_window = window.findChild(HelpWindow)
    assert help_window is not None
    assert Person(help_window).find("Help").isVisible()
    assert help_window.list.currentItem().text() == "Today"


def test_locking_finishes_typing_and_shows_the_way_in(window: MainWindow, workspace: Workspace) -> None:
    desk_of(window).go(Place("pupil", amira(workspace).id))
    OneChild.left.clear()
    Person(window).presses("Ctrl+L")
    assert len(OneChild.left) == 1
    assert window.desk is None
    assert not window.is_open()
    assert window.windowTitle() == "Graduated Response"


def test_the_window_comes_back_where_it_was(
    workspace: Workspace, preferences: PreferencesFile, qtbot: QtBot
) -> None:
    first = MainWindow(preferences, PAGES)
    qtbot.addWidget(first)
    first.resize(760, 520)
    first.show()
    first.close()
    second = MainWindow(preferences, PAGES)
    qtbot.addWidget(second)
    assert second.size() == first.size()
    second.close()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_frame_can_be_walked_heard_and_read(
    window: MainWindow, workspace: Workspace, dressed: Callable[..., None], name: str, percent: int
) -> None:
    dressed(theme.Look(name, percent, still=True))
    desk = desk_of(window)
    desk.sidebar.show_count("today", 7)
    desk.go(Place("pupil", amira(workspace).id))
    desk.notices.say("Taken back: attendance of Amira K.", press="Redo", pressed=lambda: None)
    window.resize(1366, 768)
    QApplication.sendPostedEvents()
    assert nameless(window) == []
    assert cut_off(window) == []
    assert traps(window) == []
    assert unreachable(window) == []
    assert invisible_focus(window) == []


def test_the_gallery_is_whole_in_every_look(
    shown: Callable[[QWidget], Person], dressed: Callable[..., None]
) -> None:
    from tests.desktop.gallery import Gallery

    for name, percent in (("light", 100), ("dark", 150), ("contrast", 200)):
        dressed(theme.Look(name, percent, still=True))
        gallery = Gallery()
        gallery.resize(1900, 3400)
        shown(gallery)
        QApplication.sendPostedEvents()
        assert nameless(gallery) == []
        assert cut_off(gallery) == []
        assert traps(gallery) == []
        assert invisible_focus(gallery) == []


def test_the_file_locks_itself_when_nobody_is_there(window: MainWindow) -> None:
    from desktop.window.idle import IdleWatch

    watch = window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    assert watch.is_counting
    watch.idle.emit()
    assert not window.is_open()
    window.preferences.change(lock_after_minutes=0)
    window.heed()
    assert not watch.is_counting


def test_the_sidebar_has_the_five_places_in_their_order() -> None:
    from desktop.pages import PAGES as real

    five = ["today", "children", "provision", "standard", "summary"]
    places = [page.name for page in real if page.stands == "sidebar"]
    assert places == [name for name in five if name in places]


def test_a_fictional_school_says_so(window: MainWindow) -> None:
    assert Person(window).sees("Maple Primary · fictional")


def test_each_page_has_help_of_its_own() -> None:
    written = {path.stem for path in (style.RESOURCES / "help").glob("*.md")}
    assert {page.name for page in EVERY_PAGE if page.stands != "side"} <= written


def test_the_first_window_is_no_larger_than_the_screen(preferences: PreferencesFile, qtbot: QtBot) -> None:
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
