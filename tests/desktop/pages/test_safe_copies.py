# SPDX-License-Identifier: MIT
"""Copies in the window: listed, warned about, looked through, gone back to with the present kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.copies import Shelved
from desktop.jobs import Job, Progress
from desktop.pages.page import Page, Place, Told
from desktop.pages.safety.everything_card import EverythingDialog
from desktop.pages.safety.return_dialog import ReturnDialog
from desktop.pages.safety.safety_page import SafetyPage
from desktop.pages.today import TodayPage
from desktop.parts.row_button import RowButton
from desktop.window import MainWindow
from desktop.window.copying import Copying
from desktop.workspace import Workspace
from models.records import LegalHold, Pupil
from models.sample import PASSPHRASE
from models.store import Store, back_up, keys, last_good
from models.store.backup import folder_of
from tests.desktop.conftest import StoppedClock, child
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.models.exchange.unsealing import unsealed
from tests.person import Person, spoken_name

Opened = Callable[[type[Page], Place], tuple[Page, Person]]


@pytest.fixture
def workspace(sample_school: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(keys, "USUAL", keys.QUICK)
    return sample_school


@pytest.fixture
def safety(open_page: Opened) -> tuple[SafetyPage, Person]:
    return at_safety(open_page)


def surnames(workspace: Workspace) -> set[str]:
    with workspace.reading() as tx:
        return {child.surname for child in tx.find(Pupil)}


def rename(workspace: Workspace, surname: str) -> Pupil:
    with workspace.reading() as tx:
        child = tx.find(Pupil)[0]
    workspace.save(child.model_copy(update={"surname": surname}))
    return child


def at_safety(open_page: Opened) -> tuple[SafetyPage, Person]:
    page, person = open_page(SafetyPage, Place("safety"))
    assert isinstance(page, SafetyPage)
    return page, person


def test_copies_are_listed_with_what_they_hold(
    workspace: Workspace, open_page: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    made = back_up(workspace.store, folder_of(workspace.store.path), workspace.now())
    hurt = back_up(workspace.store, folder_of(workspace.store.path), workspace.now() - timedelta(days=1))
    content = bytearray(hurt.file.read_bytes())
    content[len(content) // 2] ^= 1
    hurt.file.write_bytes(content)
    page, person = at_safety(open_page)
    said: list[Told] = []
    page.told.connect(said.append)
    qtbot.waitUntil(lambda: person.sees(f"60 pupils, {made.audit_events:,} lines of trail"))
    assert person.sees("Proved when it was made.")
    person.presses("Look through every copy")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].text == "1 copy is whole, 1 damaged."
    qtbot.waitUntil(lambda: person.sees("Looked through: whole.") and person.sees("Damaged."))


def test_a_second_folder_is_chosen_gets_its_copy_and_is_given_up(
    workspace: Workspace, open_page: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = at_safety(open_page)
    assert person.sees("No second folder is chosen.")
    page.copies.take_second(tmp_path / "stick")
    qtbot.waitUntil(lambda: len(list((tmp_path / "stick").glob("*.grbackup"))) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not page.jobs.running)
    assert person.sees(f"Copies also go to {tmp_path / 'stick'}.")
    assert workspace.copies.second == tmp_path / "stick"
    person.presses("Use no second folder")
    assert workspace.copies.second is None
    qtbot.waitUntil(lambda: not page.jobs.running)


def test_going_back_shows_first_what_it_would_change(
    workspace: Workspace, open_page: Opened, qtbot: QtBot, dressed: Callable[[theme.Look], None]
) -> None:
    back_up(workspace.store, folder_of(workspace.store.path), workspace.now())
    before = surnames(workspace)
    child = rename(workspace, "Zebedee")
    page, person = at_safety(open_page)
    begun: list[str] = []
    workspace.copies.replaced.connect(begun.append)
    qtbot.waitUntil(lambda: person.sees("60 pupils"))
    (copy,) = workspace_shelf(workspace)
    page.copies.open_copy(copy)
    dialog = page.findChildren(ReturnDialog)[-1]
    assert not dialog.go_on.isEnabled()
    qtbot.waitUntil(lambda: person.sees("Records that would be as they were then: pupil 1."))
    assert person.sees(f"Something would be different for: {child.preferred_forename or child.forename}")
    assert surnames(workspace) != before
    assert nameless(dialog) == [] and unreachable(dialog) == []
    dressed(theme.Look(percent=200, still=True))
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    person.presses("Go back to this copy")
    qtbot.waitUntil(lambda: bool(begun), timeout=20_000)
    assert surnames(workspace) == before
    assert not workspace.undo_words
    assert "before restore" in begun[0]


def workspace_shelf(workspace: Workspace) -> tuple[Shelved, ...]:
    return workspace.copies.shelf(Progress(Job("")))


def test_an_earlier_passphrase_is_asked_for_only_where_it_is_needed(
    workspace: Workspace, open_page: Opened, qtbot: QtBot
) -> None:
    back_up(workspace.store, folder_of(workspace.store.path), workspace.now())
    workspace.store.rekey("teapot orbit velvet marsh")
    page, person = at_safety(open_page)
    qtbot.waitUntil(lambda: person.sees("It needs an earlier passphrase"))
    page.copies.open_copy(workspace_shelf(workspace)[0])
    dialog = page.findChildren(ReturnDialog)[-1]
    qtbot.waitUntil(lambda: person.sees("made under an earlier passphrase"))
    person.types("The passphrase that the file had when this copy was made", PASSPHRASE)
    person.presses("Compare")
    qtbot.waitUntil(lambda: person.sees("This copy holds the same as the file does now."))
    assert not dialog.go_on.isEnabled()
    dialog.reject()


def test_today_says_when_no_copy_was_made_for_long(
    workspace: Workspace, open_page: Opened, stopped: StoppedClock, qtbot: QtBot
) -> None:
    page, person = open_page(TodayPage, Place("today"))
    assert not person.sees("Back up the school’s file.")
    stopped.goes_on(days=8)
    page.open_at(Place("today"))
    qtbot.waitUntil(lambda: person.sees("There is no copy of the school's file"))
    gone: list[Place] = []
    page.go_requested.connect(gone.append)
    person.presses("Back up the school’s file.")
    assert gone == [Place("safety")]
    said: list[str] = []
    Copying(workspace, said.append, page).look()
    qtbot.waitUntil(lambda: not person.sees("Back up the school’s file."), timeout=20_000)
    assert last_good(workspace.store) is not None
    assert said == []


def test_a_copy_that_can_t_be_made_is_said_once(
    workspace: Workspace, open_page: Opened, stopped: StoppedClock, qtbot: QtBot
) -> None:
    page, _ = open_page(TodayPage, Place("today"))
    folder_of(workspace.store.path).write_text("in the way", encoding="utf-8")
    said: list[str] = []
    copying = Copying(workspace, said.append, page)
    for _ in range(2):
        copying.look()
        qtbot.waitUntil(lambda: not page.jobs.running)
    assert len(said) == 1
    assert said[0].startswith("A safe copy could not be made: ")


def test_the_window_begins_anew_on_the_file_that_was_gone_back_to(workspace: Workspace, qtbot: QtBot) -> None:
    window = MainWindow(workspace.preferences)
    qtbot.addWidget(window)
    window.open(workspace)
    first = window.desk
    assert first is not None
    back_up(workspace.store, folder_of(workspace.store.path), workspace.now())
    rename(workspace, "Zebedee")
    workspace.went_back("The file is as it was.")
    assert window.desk is not None and window.desk is not first
    assert window.desk.notices.text == "The file is as it was."
    assert not workspace.undo_words
    qtbot.waitUntil(lambda: not workspace.jobs.running)


def test_a_backup_is_made_and_proved(safety: tuple[SafetyPage, Person], tmp_path: Path, qtbot: QtBot) -> None:
    page, person = safety
    assert person.sees("There is no copy yet.")
    page.copies.back_up_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: person.sees("The last good copy is of"), timeout=20_000)
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_the_file_is_checked(safety: tuple[SafetyPage, Person], qtbot: QtBot) -> None:
    page, person = safety
    said: list[Told] = []
    page.told.connect(said.append)
    person.presses("Check the file")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].text.startswith("All is whole: 60 pupils")


def test_the_passphrase_is_changed_only_for_a_good_one_typed_twice(
    safety: tuple[SafetyPage, Person], qtbot: QtBot, stopped: StoppedClock
) -> None:
    page, person = safety
    said: list[Told] = []
    page.told.connect(said.append)
    person.presses("Change the passphrase")
    person.types("New passphrase, four words or more", "anchor plum meadow lantern")
    person.types("The same once more", "something else")
    person.presses("Change it")
    assert person.sees("The two passphrases differ.")
    for name in ("New passphrase, four words or more", "The same once more"):
        person.types(name, "1234")
    person.presses("Change it")
    assert person.sees("too easy to guess")
    for name in ("New passphrase, four words or more", "The same once more"):
        person.types(name, "anchor plum meadow lantern")
    person.presses("Change it")
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    path = page.workspace.store.path
    page.workspace.store.close()
    Store.open(path, "anchor plum meadow lantern", now=stopped, who="test").close()


def test_the_recovery_sheet_is_shown_once(safety: tuple[SafetyPage, Person]) -> None:
    page, person = safety
    person.presses("Make a recovery sheet")
    words = page.keys.sheet_words.text()
    assert len(words) > 20
    assert person.sees(words)


def test_it_can_be_heard_reached_and_read(
    safety: tuple[SafetyPage, Person], dressed: Callable[[theme.Look], None], qtbot: QtBot
) -> None:
    page, _ = safety
    qtbot.waitUntil(lambda: not page.jobs.running)
    assert nameless(page) == [] and unreachable(page) == [] and traps(page) == []
    dressed(theme.Look(percent=200, still=True))
    page.resize(1366, 768)
    assert cut_off(page) == []


def test_whose_file_is_due_or_held_is_listed_and_leads_to_the_child(
    safety: tuple[SafetyPage, Person], qtbot: QtBot
) -> None:
    page, person = safety
    assert person.sees("none is held")
    left, held = child("Ola", "Grant", 6, left_on=date(2020, 7, 1)), child("Ben", "Hart", 7)
    hold = LegalHold(
        pupil_id=held.id, placed_on=page.workspace.today, reason="An inquiry", placed_by="The head"
    )
    page.workspace.save(left, held, hold)
    assert person.sees("1 due, 0 due within a year, 1 held.")
    gone: list[Place] = []
    page.go_requested.connect(gone.append)
    line = next(one for one in page.keeping.findChildren(RowButton) if "Ben Hart" in spoken_name(one))
    assert spoken_name(line).startswith("Held: Ben Hart: An inquiry")
    qtbot.waitUntil(line.isVisible)
    person.presses(spoken_name(line))
    assert gone == [Place("pupil", held.id, "", "documents")]


def test_everything_goes_out_under_a_passphrase_that_is_shown(
    safety: tuple[SafetyPage, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = safety
    said: list[Told] = []
    page.told.connect(said.append)
    person.presses("Write everything out…")
    dialog = page.findChildren(EverythingDialog)[-1]
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    words = person.reads_box("Passphrase of the archive")
    person.types("Passphrase of the archive", "four words are few")
    dialog.write(tmp_path / "all.zip")
    assert person.sees("too easy to guess")
    person.types("Passphrase of the archive", words)
    dialog.write(tmp_path / "all.zip")
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert said[0].text.startswith("all.zip is written: 60 children")
    with unsealed(tmp_path / "all.zip", words) as inside:
        assert "lists/Pupil.xlsx" in inside.namelist()


def test_stopping_leaves_no_archive(safety: tuple[SafetyPage, Person], tmp_path: Path, qtbot: QtBot) -> None:
    page, person = safety
    person.presses("Write everything out…")
    dialog = page.findChildren(EverythingDialog)[-1]
    dialog.write(tmp_path / "all.zip")
    person.presses("Stop")
    qtbot.waitUntil(lambda: not page.jobs.running, timeout=20_000)
    assert list(tmp_path.glob("all.zip*")) == []


@pytest.mark.parametrize("name", ["dpia", "privacy-notice"])
def test_drafts_for_data_protection_are_written(
    safety: tuple[SafetyPage, Person], tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    page, _ = safety
    said: list[Told] = []
    page.told.connect(said.append)
    page.protection.write(name, tmp_path / f"{name}.docx")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].text.startswith(f"{name}.docx is saved.")
