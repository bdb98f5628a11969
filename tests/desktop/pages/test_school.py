# SPDX-License-Identifier: MIT
"""The school's page: details, pupils from a file whose columns are mapped, copies, passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place, Told
from desktop.pages.school.bringing_in import LEFT_OUT
from desktop.pages.school.brought_in import TakingBackDialog
from desktop.pages.school.school_page import SchoolPage
from desktop.parts.row_button import RowButton
from desktop.quiet_box import QuietBox
from models.records import Pupil, TermDates
from models.upn import check_letter
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.person import Person, spoken_name

Opened = Callable[[type[Page], Place], tuple[Page, Person]]


@pytest.fixture
def school(open_page: Opened) -> tuple[SchoolPage, Person]:
    page, person = open_page(SchoolPage, Place("school"))
    assert isinstance(page, SchoolPage)
    return page, person


def upn(number: int) -> str:
    rest = f"3722001{number:05d}"
    return check_letter(rest) + rest


def pupils(page: SchoolPage) -> list[Pupil]:
    with page.workspace.store.reading() as tx:
        return tx.find(Pupil)


def test_the_schools_name_is_kept_as_it_is_left(school: tuple[SchoolPage, Person]) -> None:
    page, person = school
    person.types("Name of the school", "Maple Primary Academy")
    person.leaves()
    assert page.workspace.school.name == "Maple Primary Academy"


def test_a_list_with_its_own_columns_is_looked_at_before_it_is_taken_in(
    school: tuple[SchoolPage, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = school
    path = tmp_path / "ours.csv"
    path.write_text(
        "House,Born,Family name,Given name,Our number\n"
        f"Red,04/03/2018,Khan,Amira,{upn(1)}\n"
        f"Blue,05/04/2017,Ashton,Joe,{upn(2)[:-1]}9\n",
        encoding="utf-8",
    )
    page.bringing.open(path)
    qtbot.waitUntil(lambda: person.sees("the list has no column for the UPN"))
    assert pupils(page) == []
    choose(page, "Our number", "UPN")
    choose(page, "Born", "Date of birth")
    choose(page, "House", LEFT_OUT)
    qtbot.waitUntil(lambda: person.sees("1 new"))
    assert any(text.startswith("Line 3") for text in person.reads())
    person.presses("Take them in")
    qtbot.waitUntil(lambda: len(pupils(page)) == 1)
    assert pupils(page)[0].surname == "Khan"


def choose(page: SchoolPage, heading: str, answer: str) -> None:
    """Say what stands in a column, as a person does in its box."""
    box = next(
        one
        for one in page.bringing.columns.findChildren(QuietBox)
        if one.accessibleName() == f"What stands in the column {heading}"
    )
    at = next(n for n in range(box.count()) if box.itemText(n).startswith(answer))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_an_import_is_one_step_to_take_back(
    school: tuple[SchoolPage, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = school
    path = tmp_path / "list.csv"
    rows = "".join(f"{upn(n)},Pupil{n},Ann,04/03/2018\n" for n in (1, 2, 3))
    path.write_text(f"UPN,Surname,Forename,DOB\n{rows}", encoding="utf-8")
    page.bringing.open(path)
    qtbot.waitUntil(lambda: person.sees("3 new"))
    person.presses("Take them in")
    # The job has written them a moment before the screen hears of it, and only then there is a step to undo.
    qtbot.waitUntil(lambda: bool(page.workspace.undo_words))
    page.workspace.undo()
    assert pupils(page) == []


def test_what_is_no_list_is_refused_in_a_sentence(
    school: tuple[SchoolPage, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = school
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.bringing.open(path)
    qtbot.waitUntil(lambda: person.sees("picture.csv"))
    assert not page.bringing.take.isVisible()
    (tmp_path / "note.xml").write_text("<html><body/></html>", encoding="utf-8")
    page.bringing.open(tmp_path / "note.xml")
    qtbot.waitUntil(lambda: person.sees("note.xml"))
    assert not page.bringing.take.isVisible()


def test_it_can_be_heard_reached_and_read(
    school: tuple[SchoolPage, Person], dressed: Callable[[theme.Look], None]
) -> None:
    page, _ = school
    assert nameless(page) == []
    assert unreachable(page) == []
    assert traps(page) == []
    dressed(theme.Look(percent=200, still=True))
    page.resize(1366, 768)
    assert cut_off(page) == []


def test_the_usual_terms_are_set_and_changed_here(school: tuple[SchoolPage, Person]) -> None:
    page, person = school
    assert person.sees("No term is set. The usual dates are used.")
    assert person.sees("Bank holidays within these terms: 3 May 2027")
    person.presses("Set the usual dates of this school year")
    with page.workspace.reading() as tx:
        kept = sorted(tx.find(TermDates), key=lambda one: one.term)
    assert [one.term for one in kept] == ["2026-27.1", "2026-27.2", "2026-27.3"]
    assert all(day.weekday() < 5 for one in kept for day in (one.starts_on, one.ends_on))
    assert not person.sees("Set the usual dates of this school year")
    (autumn,) = [one for one in kept if one.term.endswith(".1")]
    page.terms.open(autumn.id)
    person.types("Last school day", "2026-12-18")
    person.leaves()
    with page.workspace.reading() as tx:
        assert {one.ends_on for one in tx.find(TermDates)} >= {date(2026, 12, 18)}


def test_a_role_has_its_cost(school: tuple[SchoolPage, Person]) -> None:
    _, person = school
    person.presses("Add a role")
    person.types("Role", "Teaching assistant")
    person.types("Cost of an hour", "17.20")
    person.leaves()
    assert person.sees("Teaching assistant: £17.20")


def test_an_import_is_taken_back_long_after_and_what_was_edited_stays(
    school: tuple[SchoolPage, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = school
    assert person.sees("Nothing was brought in yet.")
    path = tmp_path / "list.csv"
    rows = "".join(f"{upn(n)},Pupil{n},Ann,04/03/2018\n" for n in (1, 2, 3))
    path.write_text(f"UPN,Surname,Forename,DOB\n{rows}", encoding="utf-8")
    page.bringing.open(path)
    qtbot.waitUntil(lambda: person.sees("3 new"))
    person.presses("Take them in")
    qtbot.waitUntil(lambda: len(pupils(page)) == 3)
    first = pupils(page)[0]
    page.workspace.save(first.model_copy(update={"form": "4B"}))
    said: list[Told] = []
    page.told.connect(said.append)
    qtbot.waitUntil(lambda: person.sees("list.csv"))
    (line,) = page.brought.findChildren(RowButton)
    person.presses(spoken_name(line))
    dialog = page.findChildren(TakingBackDialog)[-1]
    qtbot.waitUntil(lambda: person.sees("Records that would go: 2."))
    assert nameless(dialog) == [] and len(pupils(page)) == 3
    person.presses("Take it back")
    qtbot.waitUntil(lambda: bool(said))
    assert "Ann Pupil1: pupil was edited since." in said[0].text
    assert [one.surname for one in pupils(page)] == ["Pupil1"]
    qtbot.waitUntil(lambda: person.sees("Taken back on"))
    page.workspace.undo()
    assert len(pupils(page)) == 3
