# SPDX-License-Identifier: MIT
"""The trail in the window: searched at each letter, verified in words, leading to the child, given out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place, Told
from desktop.pages.trail import TrailPage
from desktop.workspace import Workspace
from models.records import Pupil
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.person import Person

Opened = tuple[TrailPage, Person]


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def opened(
    workspace: Workspace, open_page: Callable[[type[Page], Place], tuple[Page, Person]], qtbot: QtBot
) -> Opened:
    with workspace.reading() as tx:
        child = tx.find(Pupil)[0]
    workspace.store.who = "Ruth Hale"
    workspace.save(child.model_copy(update={"form": "Zebra", "preferred_forename": "Zed"}))
    page, person = open_page(TrailPage, Place("trail"))
    assert isinstance(page, TrailPage)
    qtbot.waitUntil(lambda: person.sees("follow from one another"), timeout=20_000)
    return page, person


def test_who_did_what_is_found_and_leads_to_the_child(opened: Opened) -> None:
    page, person = opened
    first = page.table.rows_model.rows[0]
    assert (first.who, first.did, first.what) == ("Ruth Hale", "changed", "pupil")
    assert not person.sees("Zebra"), "what was written isn't told"
    person.types("Search the trail", "ruth changed")
    assert [one.who for one in page.table.rows_model.rows] == ["Ruth Hale"]
    gone: list[Place] = []
    page.go_requested.connect(gone.append)
    page.table.opened.emit(page.table.rows_model.rows[0])
    assert gone == [Place("pupil", first.pupil_id)]
    person.types("Search the trail", "nobody at all")
    assert person.sees("Nothing fits")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_what_is_shown_is_given_out(opened: Opened, tmp_path: Path, qtbot: QtBot, ending: str) -> None:
    page, person = opened
    person.types("Search the trail", "ruth")
    said: list[Told] = []
    page.told.connect(said.append)
    page.write(tmp_path / f"trail.{ending}")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].text == f"trail.{ending} is saved, 1 entry."
    if ending == "csv":
        with (tmp_path / "trail.csv").open(encoding="utf-8-sig", newline="") as stream:
            (row,) = csv.DictReader(stream)
        assert (row["Who"], row["Did"], row["Whose"][:3]) == ("Ruth Hale", "changed", "Zed")
    if ending == "pdf":
        text = PdfReader(tmp_path / "trail.pdf").pages[0].extract_text()
        assert "Ruth Hale" in text and "follow from one another" in text


def test_it_can_be_heard_reached_and_read(opened: Opened, dressed: Callable[[theme.Look], None]) -> None:
    page, _ = opened
    assert nameless(page) == [] and unreachable(page) == [] and traps(page) == []
    dressed(theme.Look(percent=200, still=True))
    page.resize(1366, 768)
    assert cut_off(page) == []
