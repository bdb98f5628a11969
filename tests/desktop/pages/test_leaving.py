# SPDX-License-Identifier: MIT
"""A child's file in the window: sent to the next school, held, erased after the surname was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop.pages.page import Page, Place
from desktop.pages.pupil.erase_dialog import EraseDialog
from desktop.pages.pupil.papers import DocumentsTab
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.pages.pupil.send_dialog import SendDialog
from desktop.workspace import Workspace
from models.custody import strength
from models.exchange.sending import SchoolKey, arrived, open_arrived, write_school_key
from models.records import Erasure, LegalHold, Meeting, Pupil, RecordSent
from models.sample.cast import AMIRA
from models.store import keys
from models.store.keys import QUICK
from tests.desktop.looking import cut_off, nameless, unreachable
from tests.person import Person


@pytest.fixture
def workspace(sample_school: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(keys, "USUAL", QUICK)
    return sample_school


@pytest.fixture
def opened(
    workspace: Workspace, open_page: Callable[[type[Page], Place], tuple[Page, Person]]
) -> tuple[PupilPage, Person]:
    with workspace.reading() as tx:
        (child,) = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])
    page, person = open_page(PupilPage, Place("pupil", child.id, "", "documents"))
    assert isinstance(page, PupilPage)
    return page, person


def dialog_of(page: Page, kind: type[SendDialog] | type[EraseDialog]) -> SendDialog | EraseDialog:
    found = page.findChildren(kind)
    assert found
    return found[-1]


def pupil_of(page: PupilPage) -> Pupil:
    with page.workspace.store.reading() as tx:
        found = tx.get(Pupil, page.place.pupil_id)
    assert found is not None
    return found


def test_a_record_is_closed_with_a_passphrase_that_is_shown(
    opened: tuple[PupilPage, Person], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = opened
    person.presses("Send to the next school…")
    dialog = dialog_of(page, SendDialog)
    assert isinstance(dialog, SendDialog)
    words = person.reads_box("Passphrase of the file")
    assert strength(words).is_enough
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert unreachable(dialog) == []
    path = tmp_path / "a.grtransfer"
    dialog.write(path)
    qtbot.waitUntil(lambda: not page.jobs.running and path.exists(), timeout=20_000)
    store = page.workspace.store
    transfer = open_arrived(store, arrived(path, store.school), words)
    assert transfer.pupil.upn == pupil_of(page).upn
    assert transfer.pdf.startswith(b"%PDF-")
    assert person.sees("closed with a passphrase")
    with store.reading() as tx:
        assert len(tx.find(RecordSent)) == 1


def test_what_doesnt_fit_is_said_in_the_dialog(opened: tuple[PupilPage, Person], tmp_path: Path) -> None:
    page, person = opened
    page.send_record()
    dialog = dialog_of(page, SendDialog)
    assert isinstance(dialog, SendDialog)
    dialog.passphrase.setText("school1")
    dialog.write(tmp_path / "a.grtransfer")
    assert person.sees("too easy to guess")
    dialog.school.setText("Birch")
    dialog.write(tmp_path / "a.grtransfer")
    assert person.sees("not a school's number")
    assert not (tmp_path / "a.grtransfer").exists()


def test_another_schools_key_takes_the_passphrases_place(
    opened: tuple[PupilPage, Person], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = opened
    page.send_record()
    dialog = dialog_of(page, SendDialog)
    assert isinstance(dialog, SendDialog)
    (tmp_path / "wrong.json").write_text("{}", encoding="utf-8")
    dialog.take_key(tmp_path / "wrong.json")
    assert person.sees("not a school's key")
    key = SchoolKey(name="Birch", la="372", estab="2002", urn=100002, public_key="09" + "0" * 62)
    write_school_key(key, tmp_path / "birch.json")
    dialog.take_key(tmp_path / "birch.json")
    assert person.sees(key.fingerprint)
    assert not dialog.passphrase.isVisible()
    dialog.write(tmp_path / "a.grtransfer")
    qtbot.waitUntil(lambda: not page.jobs.running and (tmp_path / "a.grtransfer").exists(), timeout=20_000)
    assert b"372/2002" in (tmp_path / "a.grtransfer").read_bytes()


def test_a_child_is_erased_only_after_the_surname_is_typed(
    opened: tuple[PupilPage, Person], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = opened
    pupil = pupil_of(page)
    page.workspace.save(pupil.model_copy(update={"form": "Elm"}))
    assert page.workspace.undo_words
    person.presses("Erase this child…")
    dialog = dialog_of(page, EraseDialog)
    assert isinstance(dialog, EraseDialog)
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    dialog.carry_out(tmp_path / "c.pdf")
    assert not dialog.go_on.isEnabled()
    assert pupil_of(page)
    person.types(f"To go on, type the surname: {pupil.surname}", pupil.surname.lower())
    assert dialog.go_on.isEnabled()
    told: list[str] = []
    gone: list[Place] = []
    page.told.connect(lambda one: told.append(one.text))
    page.go_requested.connect(gone.append)
    dialog.carry_out(tmp_path / "c.pdf")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Erased under certificate GR-" in told[0]
    assert gone == [Place("children")]
    with page.workspace.reading() as tx:
        assert tx.get(Pupil, pupil.id) is None
        assert tx.find(Meeting, pupil_id=pupil.id) == []
        (erasure,) = tx.find(Erasure)
    assert page.workspace.undo_words == ""
    assert page.workspace.undo() == ""
    text = "".join(one.extract_text() for one in PdfReader(tmp_path / "c.pdf").pages)
    assert erasure.certificate in text
    assert pupil.surname not in text


def test_a_hold_stops_it_and_says_why(opened: tuple[PupilPage, Person], qtbot: QtBot, tmp_path: Path) -> None:
    page, person = opened
    pupil = pupil_of(page)
    page.workspace.save(
        LegalHold(
            pupil_id=pupil.id, placed_on=page.workspace.today, reason="A complaint", placed_by="The head"
        )
    )
    assert person.sees("A complaint")
    assert any("Held: A complaint" in one for one in person.reads())
    failed: list[Exception] = []
    page.jobs.failed.connect(failed.append)
    page.erase_child()
    dialog = dialog_of(page, EraseDialog)
    assert isinstance(dialog, EraseDialog)
    dialog.surname.setText(pupil.surname)
    dialog.carry_out(tmp_path / "c.pdf")
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    assert "A complaint" in str(failed[0])
    assert pupil_of(page) == pupil
    assert dialog.leave.isEnabled()
    assert not (tmp_path / "c.pdf").exists()


def test_the_page_says_until_when_the_file_is_kept(opened: tuple[PupilPage, Person]) -> None:
    page, person = opened
    due = pupil_of(page).date_of_birth.year + 31
    assert any(f"{due}" in one and one.startswith("Kept until") for one in person.reads())
    documents = page.findChild(DocumentsTab)
    assert documents is not None
    assert nameless(documents) == []
