# SPDX-License-Identifier: MIT
"""An authority's own form in the window: brought in, mapped, written over, checked and saved."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from pytestqt.qtbot import QtBot

from desktop.pages.authority_form.authority_form_page import AuthorityFormPage
from desktop.pages.page import Page, Place
from desktop.workspace import Workspace
from models.forms.filling import new_form
from models.records import AuthorityForm, FormAnswer, Pupil
from tests.desktop.looking import cut_off, nameless, unreachable
from tests.models import forms_made
from tests.person import Person
from thresholds.problems import Problem


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def page(
    workspace: Workspace, open_page: Callable[[type[Page], Place], tuple[Page, Person]]
) -> AuthorityFormPage:
    """The form of tables, open for the first child."""
    file, form = new_form(
        forms_made.of_tables(), "Request.docx", title="Request", la="372", on=workspace.today
    )
    workspace.save(file, form)
    with workspace.reading() as tx:
        child = tx.find(Pupil)[0]
    made, _person = open_page(AuthorityFormPage, Place("authority-form", child.id, form.id))
    assert isinstance(made, AuthorityFormPage)
    made.resize(1112, 720)
    return made


def labels(page: AuthorityFormPage) -> list[str]:
    return [page.list.item(row).text().partition("\n")[0] for row in range(page.list.count())]


def test_the_record_is_in_its_places(page: AuthorityFormPage) -> None:
    with page.workspace.reading() as tx:
        child = tx.find(Pupil)[0]
    assert labels(page)[:3] == ["Name of child", "Date of birth", "UPN"]
    assert page.one.text.text() == f"{child.forename} {child.surname}"


def test_own_words_are_kept_for_this_child_and_given_back(page: AuthorityFormPage) -> None:
    person = Person(page)
    page.list.setCurrentRow(labels(page).index("Favourite colour"))
    person.types("What is written there", "Green")
    person.leaves()
    with page.workspace.reading() as tx:
        assert [one.text for one in tx.find(FormAnswer)] == ["Green"]
    person.presses("Take the record's words again")
    with page.workspace.reading() as tx:
        assert tx.find(FormAnswer) == []


def test_another_answer_holds_for_every_child(page: AuthorityFormPage) -> None:
    page.list.setCurrentRow(labels(page).index("Favourite colour"))
    Person(page).chooses("Comes from", "School: URN")
    assert page.one.text.text() == str(page.workspace.school.urn)
    with page.workspace.reading() as tx:
        (form,) = tx.find(AuthorityForm)
    assert {one.key: one.answer for one in form.places}["Favourite colour"] == "urn"


def test_what_does_not_fit_is_named_and_listed(page: AuthorityFormPage) -> None:
    person = Person(page)
    page.list.setCurrentRow(labels(page).index("Favourite colour"))
    person.types("Letters that fit", "4")
    person.leaves()
    person.types("What is written there", "Turquoise")
    person.leaves()
    assert person.sees("5 letters too many: 9 of 4")
    person.presses("Show places: Too long")
    assert labels(page) == ["Favourite colour"]


def test_the_filled_form_is_saved_as_a_word_document(
    page: AuthorityFormPage, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    page.told.connect(lambda one: told.append(one.text))
    page.write(tmp_path / "Request.docx")
    qtbot.waitUntil(lambda: bool(told))
    assert "places are empty" in told[0]
    written = Document(io.BytesIO((tmp_path / "Request.docx").read_bytes()))
    assert page.workspace.school.name in [cell.text for row in written.tables[0].rows for cell in row.cells]


def test_a_mapping_goes_out_and_comes_in(page: AuthorityFormPage, tmp_path: Path) -> None:
    page.list.setCurrentRow(labels(page).index("Favourite colour"))
    Person(page).chooses("Comes from", "School: URN")
    page.write_mapping(tmp_path / "map.json")
    page.workspace.undo()
    page.read_mapping(tmp_path / "map.json")
    with page.workspace.reading() as tx:
        (form,) = tx.find(AuthorityForm)
    assert {one.key: one.answer for one in form.places}["Favourite colour"] == "urn"
    (tmp_path / "map.json").write_bytes(b"\xff\xfe")
    with pytest.raises(Problem):
        page.read_mapping(tmp_path / "map.json")


def test_everything_is_named_and_reached(page: AuthorityFormPage) -> None:
    assert nameless(page) == []
    assert unreachable(page) == []
    assert cut_off(page) == []
