# SPDX-License-Identifier: MIT
"""The school's page: a child comes from another school with its record; whose file is due is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import clock
from desktop.pages.page import Page, Place
from desktop.pages.school.school_page import SchoolPage
from models.codes import SchoolPhase
from models.exchange.sending import Sealing, read_school_key, send
from models.records import ImportBatch, Meeting, Pupil, School
from models.store import Store, keys
from models.store.keys import QUICK
from tests.desktop.conftest import child
from tests.desktop.looking import cut_off, nameless
from tests.person import Person

Opened = Callable[[type[Page], Place], tuple[Page, Person]]
WORDS = "orbit teapot velvet marsh"


@pytest.fixture
def school(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> tuple[SchoolPage, Person]:
    monkeypatch.setattr(keys, "USUAL", QUICK)
    page, person = open_page(SchoolPage, Place("school"))
    assert isinstance(page, SchoolPage)
    return page, person


@pytest.fixture
def before(tmp_path: Path) -> Iterator[tuple[Store, Pupil]]:
    """The child's last school, with a meeting on record."""
    last = School(name="Elm Infants", la="372", estab="2005", urn=100005, phase=SchoolPhase.PRIMARY)
    store = Store.create(tmp_path / "elm.grstore", WORDS, last, now=clock.now, cost=QUICK)
    pupil = child("Nadia", "Frost", 5)
    with store.transaction() as tx:
        tx.put(pupil)
        tx.put(Meeting(pupil_id=pupil.id, held_on=date(2026, 3, 2), notes="First words"))
    yield store, pupil
    store.close()


def sent(before: tuple[Store, Pupil], path: Path, sealing: Sealing) -> Path:
    store, pupil = before
    send(store, pupil, path, sealing, pdf=lambda: b"%PDF-", now=clock.now())
    return path


def test_a_child_is_looked_at_and_taken_in(
    school: tuple[SchoolPage, Person], before: tuple[Store, Pupil], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = school
    path = sent(before, tmp_path / "a.grtransfer", Sealing(WORDS, to="372/2001"))
    page.taking.look_at(path)
    qtbot.waitUntil(lambda: person.sees("meant for this school"))
    failed: list[Exception] = []
    page.jobs.failed.connect(failed.append)
    person.types("Passphrase of the file, as the other school told you", "not these words")
    person.presses("Open it")
    qtbot.waitUntil(lambda: bool(failed))
    assert "passphrase doesn't open it" in str(failed[0])
    person.types("Passphrase of the file, as the other school told you", WORDS)
    person.presses("Open it")
    qtbot.waitUntil(lambda: person.sees("Nadia Frost, born"))
    assert person.sees("from Elm Infants (372/2005)")
    assert nameless(page.taking) == []
    assert cut_off(page.taking) == []
    told: list[str] = []
    page.told.connect(lambda one: told.append(one.text))
    person.presses("Take the child in")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Nadia Frost is taken in."]
    with page.workspace.reading() as tx:
        (pupil,) = tx.find(Pupil)
        assert tx.find(Meeting, pupil_id=pupil.id)[0].notes == "First words"
        assert "Elm Infants" in tx.find(ImportBatch)[0].source
    assert page.workspace.undo_words
    assert not page.taking.passphrase.text()


def test_what_differs_is_shown_and_kept(
    school: tuple[SchoolPage, Person], before: tuple[Store, Pupil], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = school
    page.workspace.save(child("Nadia", "Winter", 5))
    page.taking.look_at(sent(before, tmp_path / "a.grtransfer", Sealing(WORDS)))
    qtbot.waitUntil(lambda: page.taking.passphrase.isVisible())
    page.taking.passphrase.setText(WORDS)
    page.taking.open_it()
    qtbot.waitUntil(lambda: page.taking.take.isVisible())
    person.presses("Take the child in")
    qtbot.waitUntil(lambda: person.sees("they say “Frost”"))
    with page.workspace.reading() as tx:
        assert [one.surname for one in tx.find(Pupil)] == ["Winter"]


def test_a_record_sealed_to_this_school_needs_no_passphrase(
    school: tuple[SchoolPage, Person], before: tuple[Store, Pupil], qtbot: QtBot, tmp_path: Path
) -> None:
    page, person = school
    page.taking.write_key(tmp_path / "key.json")
    path = sent(before, tmp_path / "a.grtransfer", Sealing(key=read_school_key(tmp_path / "key.json")))
    page.taking.look_at(path)
    qtbot.waitUntil(lambda: person.sees("Nadia Frost, born"))


def test_a_file_for_another_school_is_refused(
    school: tuple[SchoolPage, Person], before: tuple[Store, Pupil], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = school
    failed: list[Exception] = []
    page.jobs.failed.connect(failed.append)
    page.taking.look_at(sent(before, tmp_path / "a.grtransfer", Sealing(WORDS, to="373/4000")))
    qtbot.waitUntil(lambda: bool(failed))
    assert "373/4000" in str(failed[0])
    assert not page.taking.take.isVisible()
