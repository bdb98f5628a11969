# SPDX-License-Identifier: MIT
"""The authority's side in the window: a folder of summaries looked at, and taken away as sheets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.commands import actions_for
from desktop.jobs import Jobs
from desktop.pages.borough.borough_view import BoroughView
from desktop.pages.borough.measure_card import MeasureCard
from desktop.pages.borough.measures_tab import MeasureTile
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.opening import entrance
from models.borough_sample import write_borough_sample
from models.summaries.authority import enrol_school, write_enrolment
from models.summaries.document import make
from models.summaries.enrolled import enrolments, own_pack
from models.summaries.seal import plain_file
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.models.summaries.school import heading, true_tables
from tests.person import Person

TERMS = ("2026-27.1", "2026-27.2", "2026-27.3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "summaries"
    made.mkdir()
    for at, term in enumerate(TERMS):
        for urn in range(100001, 100009):
            one = make(heading(urn, term), true_tables(at), urn.to_bytes(32))
            (made / f"{one.name}.json").write_bytes(plain_file(one, urn.to_bytes(32)))
    (made / "list.json").write_text("[]", encoding="utf-8")
    return made


@pytest.fixture
def view(qtbot: QtBot, shown: Callable[[QWidget], Person]) -> Iterator[tuple[BoroughView, Person]]:
    jobs = Jobs()
    made = BoroughView(jobs, date(2027, 7, 20))
    actions_for(made)
    made.resize(1366, 768)
    yield made, shown(made)
    jobs.close()


def test_a_folder_is_verified_and_summed(
    view: tuple[BoroughView, Person], folder: Path, qtbot: QtBot
) -> None:
    page, person = view
    assert person.sees("No folder is chosen.")
    assert not page.is_read()
    page.open(folder)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    assert person.sees("25 files of 8 schools over 3 terms; 1 not taken")
    assert len(page.measures.findChildren(MeasureTile)) == 12
    assert {row.term for row in page.totals.rows_model.rows} == set(TERMS)
    assert [row.file for row in page.refused.rows_model.rows] == ["list.json"]
    assert page.tabs.tabText(page.tabs.indexOf(page.refused)) == "Files not taken (1)"


def test_everything_is_saved_into_a_folder(
    view: tuple[BoroughView, Person], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(folder)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    page.save_into(tmp_path / "out")
    qtbot.waitUntil(lambda: person.sees("Saved 15 files"), timeout=20_000)
    assert len(list((tmp_path / "out").iterdir())) == 15


def test_it_can_be_heard_reached_and_read(
    view: tuple[BoroughView, Person],
    folder: Path,
    qtbot: QtBot,
    dressed: Callable[[theme.Look], None],
) -> None:
    page, _ = view
    page.open(folder)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    assert nameless(page) == []
    assert unreachable(page) == []
    assert traps(page) == []
    dressed(theme.Look(percent=200, still=True))
    qtbot.waitUntil(lambda: cut_off(page) == [])


def test_the_way_in_leads_there_and_back(
    preferences: PreferencesFile, qtbot: QtBot, shown: Callable[[QWidget], Person]
) -> None:
    window = MainWindow(preferences, entrance=entrance)
    window.resize(1366, 768)
    window.show_entrance()
    person = shown(window)
    person.presses("Look at a borough…")
    qtbot.waitUntil(lambda: person.sees("The borough’s picture"))
    person.presses("Close the borough")
    qtbot.waitUntil(lambda: person.sees("Open your school"))


@pytest.fixture
def sampled(tmp_path: Path) -> Path:
    write_borough_sample(tmp_path / "borough", schools=30, terms=3, seed=1, app="0.1.0")
    return tmp_path / "borough" / "files"


def test_schools_layers_and_coverage_are_drawn_and_stand_as_tables(
    view: tuple[BoroughView, Person], sampled: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(sampled)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    assert [row.schools for row in page.coverage.rows_model.rows] == [30, 30, 30]
    page.tabs.setCurrentWidget(page.spread)
    person.chooses("Question", "Persistent absence")
    assert person.sees("All together:")
    page.spread.schools.horizontalHeader().sectionClicked.emit(2)
    assert page.spread.schools.arrange_menu().findChildren(QMenu) == []
    rows = page.spread.schools.rows_model.rows
    assert [row.urn for row in rows] == sorted(row.urn for row in rows)
    assert page.spread.chart.accessibleDescription() == page.spread.said.text()
    page.tabs.setCurrentWidget(page.layers)
    assert person.sees("Layers over the terms")
    assert person.sees("Area of need by layer")


def test_keys_are_made_and_a_school_counts_once_its_fingerprint_was_compared(
    view: tuple[BoroughView, Person], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(folder)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    page.tabs.setCurrentWidget(page.keys)
    person.types("The authority’s number", "372")
    person.types("The authority’s name", "Rotherham")
    page.keys.do(page.keys.make_keys, folder / "authority")
    pack = own_pack(folder / "authority")
    qtbot.waitUntil(lambda: person.sees(pack.fingerprint), timeout=20_000)
    page.tabs.setCurrentWidget(page.measures)
    assert person.sees("No school has enrolled yet")
    page.tabs.setCurrentWidget(page.keys)
    made = enrol_school(pack, 100001, (100001).to_bytes(32), date(2026, 9, 7))
    sent = write_enrolment(made, tmp_path / made.name)
    broken = tmp_path / "gr-enrol-372-100002.json"
    broken.write_bytes(sent.read_bytes().replace(b"100001", b"100002"))
    page.take_dropped([broken, sent])
    assert person.sees("it was changed after the school made it")
    assert person.sees(made.fingerprint)
    person.presses("The school’s fingerprint differs")
    assert person.sees("was not taken")
    assert enrolments(folder / "authority") == ()
    page.take_dropped([sent])
    person.presses("The school’s fingerprint is the same")
    qtbot.waitUntil(lambda: person.sees("25 files of 1 schools"), timeout=20_000)
    rows = {row.urn: row for row in page.keys.schools.rows_model.rows}
    assert rows[100001].fingerprint == made.fingerprint
    page.keys.schools.selectRow(0)
    person.presses("Set this school’s key aside")
    qtbot.waitUntil(lambda: person.sees("25 files of 8 schools"), timeout=20_000)


def test_a_zip_of_all_is_dropped_and_the_last_folder_is_offered_again(
    preferences: PreferencesFile,
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    shown: Callable[[QWidget], Person],
) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as zipped:
        for file in folder.glob("gr-*.json"):
            zipped.write(file, file.name)
    jobs = Jobs()
    page = BoroughView(jobs, date(2027, 7, 20), preferences)
    page.take_dropped([tmp_path / "all.zip"])
    qtbot.waitUntil(page.is_read, timeout=20_000)
    again = BoroughView(jobs, date(2027, 7, 20), preferences)
    person = shown(again)
    person.presses("Open all.zip again")
    qtbot.waitUntil(lambda: person.sees("24 files of 8 schools over 3 terms; 0 not taken"), timeout=20_000)
    jobs.close()
    page.deleteLater()


def test_reading_can_be_cancelled(view: tuple[BoroughView, Person], folder: Path, qtbot: QtBot) -> None:
    page, person = view
    is_free = threading.Event()
    page.jobs.run(lambda _progress: is_free.wait(20), label="")
    page.open(folder)
    person.presses("Cancel")
    is_free.set()
    qtbot.waitUntil(lambda: person.sees("Reading was cancelled; nothing was taken."), timeout=20_000)
    assert not page.is_read()
    assert not page.progress.isVisible()


def test_the_benefits_of_a_year_are_saved_from_the_measures(
    view: tuple[BoroughView, Person], sampled: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(sampled)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    assert page.measures.years.currentText() == "2026-27"
    page.save_benefits(tmp_path / "benefits.pdf", "2026-27")
    qtbot.waitUntil(lambda: person.sees("Saved benefits.pdf"), timeout=20_000)
    assert (tmp_path / "benefits.pdf").read_bytes().startswith(b"%PDF")


def test_an_own_figure_is_typed_kept_and_shown(
    view: tuple[BoroughView, Person], sampled: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(sampled)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    page.tabs.setCurrentWidget(page.own)
    person.chooses("Measure", "EHC plans issued in time")
    person.types("Figure in per cent", "lots")
    person.presses("Keep the figure")
    assert person.sees("is no figure in per cent")
    person.types("Figure in per cent", "84.4")
    person.presses("Keep the figure")
    kept = (sampled.parent / "figures.csv").read_text(encoding="utf-8")
    assert "ehc_timeliness,2026-27.3,84.4" in kept
    page.tabs.setCurrentWidget(page.measures)
    page.measures.open("ehc_timeliness")
    assert person.sees("84.4 %, the authority's own figure")


def test_a_measure_opens_large_is_read_by_other_rules_and_closes_by_keyboard(
    view: tuple[BoroughView, Person], sampled: Path, qtbot: QtBot
) -> None:
    page, person = view
    page.open(sampled)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    tile = next(
        one
        for one in page.measures.findChildren(MeasureTile)
        if one.property("measure") == "persistent_absence"
    )
    assert "Opens large" in tile.accessibleName()
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    (card,) = page.measures.findChildren(MeasureCard)
    assert card.isVisible()
    assert person.sees("too few terms to say")
    qtbot.keyClick(page.measures, Qt.Key.Key_Escape)
    assert not page.measures.large.isVisible()
    person.chooses("Read the charts by", "Run chart (Perla, Provost and Murray 2011)")
    page.save_into(sampled.parent / "out")
    qtbot.waitUntil(lambda: person.sees("Saved 15 files"), timeout=20_000)
    text = "".join(leaf.extract_text() for leaf in PdfReader(sampled.parent / "out" / "borough.pdf").pages)
    assert "Run chart (Perla, Provost and Murray 2011)" in " ".join(text.split())


@pytest.mark.parametrize("percent", [100, 200])
def test_the_other_tabs_can_be_heard_and_read(
    view: tuple[BoroughView, Person],
    sampled: Path,
    dressed: Callable[[theme.Look], None],
    percent: int,
    qtbot: QtBot,
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = view
    page.open(sampled)
    qtbot.waitUntil(page.is_read, timeout=20_000)
    for tab in (page.layers, page.spread, page.own, page.coverage, page.keys):
        page.tabs.setCurrentWidget(tab)
        qtbot.waitUntil(lambda: cut_off(page) == [])
        assert nameless(page) == []
        assert traps(page) == []
        assert unreachable(page) == []
