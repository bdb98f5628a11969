# SPDX-License-Identifier: MIT
"""Summary: both columns as the store has them, saved once, counted anew, explained where it is a fourth."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place, Told
from desktop.pages.summary.summary_page import SummaryPage
from desktop.paper.shareable_summary import shareable_paper
from desktop.version import VERSION
from desktop.workspace import Workspace
from models.calendar import read_term
from models.issuing import Ready, ready
from models.records import AttendanceFigure, Pupil, SenStatus, SummarySnapshot, Suspension, TermStatement
from models.summaries.arrivals import read_folder
from models.summaries.authority import create_authority, read_authority, take_enrolment
from models.summaries.document import CORRECTIONS
from models.summaries.preview import lines
from models.summaries.shareable import NOTE
from tests.desktop.conftest import FullDisk
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person, spoken_name
from thresholds.problems import Problem

Opened = tuple[SummaryPage, Person]


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def store(workspace: Workspace) -> object:
    return workspace.store


@pytest.fixture
def opened(open_page: Callable[[type[Page], Place], tuple[Page, Person]], qtbot: QtBot) -> Opened:
    page, person = open_page(SummaryPage, Place("summary"))
    assert isinstance(page, SummaryPage)
    page.resize(1112, 720)
    qtbot.waitUntil(page.is_ready)
    return page, person


def counted(workspace: Workspace, page: SummaryPage) -> Ready:
    """What the store gives for the term that the page shows, without the page."""
    return ready(workspace.store, read_term(page.terms.currentData()), workspace.today, VERSION)


def kept(workspace: Workspace) -> list[SummarySnapshot]:
    with workspace.store.reading() as tx:
        return tx.find(SummarySnapshot)


def take_one_out(workspace: Workspace) -> None:
    """One child less who has SEN Support, as when a record was wrong."""
    with workspace.changing() as tx:
        on_roll = {pupil.id for pupil in tx.find(Pupil)}
        tx.remove(next(one for one in tx.find(SenStatus) if one.pupil_id in on_roll))


def save_again(workspace: Workspace, page: SummaryPage, folder: Path, qtbot: QtBot) -> None:
    """Correct something and save the term once more."""
    take_one_out(workspace)
    qtbot.waitUntil(lambda: not workspace.jobs.running)
    page.write(folder)
    qtbot.waitUntil(lambda: not workspace.jobs.running)


def test_every_number_stands_beside_what_leaves(workspace: Workspace, opened: Opened) -> None:
    page, person = opened
    found = counted(workspace, page)
    names = {spoken_name(label) for label in page.column.findChildren(type(theme.words("")))}
    for line in lines(found.true.tables, found.summary):
        assert f"{line.words}: {line.stays} stays here" in names
        assert f"{line.words}: {line.leaves} leaves" in names
    assert person.sees(f"{found.true.cohort} children with SEN Support or a plan are counted.")
    assert person.sees("This would be version 1 of the term.")


def test_no_child_is_named_in_the_page_or_the_file(
    workspace: Workspace, opened: Opened, tmp_path: Path
) -> None:
    page, person = opened
    page.write(tmp_path)
    text = "\n".join(person.reads()) + next(tmp_path.glob("*.json")).read_text(encoding="utf-8")
    with workspace.reading() as tx:
        pupils = tx.find(Pupil)
    for pupil in pupils:
        assert pupil.upn not in text
        assert pupil.known_as not in text
        assert pupil.surname not in text


def test_the_file_holds_the_right_column_under_its_own_name(
    workspace: Workspace, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = opened
    said: list[Told] = []
    page.told.connect(said.append)
    found = counted(workspace, page)
    page.write(tmp_path)
    written = tmp_path / f"{found.summary.name}.json"
    assert list(tmp_path.glob("*.json")) == [written]
    inside = json.loads(written.read_text(encoding="utf-8"))
    assert found.summary.tables == inside.get("tables", inside.get("summary", {}).get("tables"))
    assert said[0].text.startswith(f"Saved {written.name}, ")
    assert [one.version for one in kept(workspace)] == [1]
    qtbot.waitUntil(lambda: person.sees("Version 1 left the school with these numbers."))


def test_the_same_again_is_the_same_file_and_no_new_version(
    workspace: Workspace, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, _ = opened
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        qtbot.waitUntil(page.is_ready)
        page.write(tmp_path / name)
    [first], [second] = (list((tmp_path / name).glob("*.json")) for name in ("first", "second"))
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    assert len(kept(workspace)) == 1


def test_a_change_elsewhere_is_counted_at_once(workspace: Workspace, opened: Opened, qtbot: QtBot) -> None:
    page, person = opened
    before = counted(workspace, page).true.cohort
    with workspace.changing() as tx:
        for status in tx.find(SenStatus):
            tx.remove(status)
    assert not page.is_ready()
    assert person.sees("Counting …")
    assert not person.find("Save the summary…").isEnabled()
    qtbot.waitUntil(lambda: person.sees("0 children with SEN Support or a plan are counted."))
    workspace.undo()
    qtbot.waitUntil(lambda: person.sees(f"{before} children with SEN Support"))


def test_another_term_is_chosen_by_keyboard(workspace: Workspace, opened: Opened, qtbot: QtBot) -> None:
    page, person = opened
    terms = [page.terms.itemText(at) for at in range(page.terms.count())]
    assert terms[0] == "Autumn term 2026"
    assert len(terms) == 6
    person.chooses("Term", terms[1])
    assert not page.is_ready()
    qtbot.waitUntil(page.is_ready)
    found = counted(workspace, page)
    assert found.summary.term == page.terms.currentData()
    assert person.sees(f"{found.true.cohort} children with SEN Support")


def test_a_fourth_version_asks_for_a_reason_and_then_goes(
    workspace: Workspace, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = opened
    page.write(tmp_path)
    for _ in range(2):
        save_again(workspace, page, tmp_path, qtbot)
    assert sorted(one.version for one in kept(workspace)) == [1, 2, 3]
    take_one_out(workspace)
    qtbot.waitUntil(lambda: person.sees("Choose a reason for the correction"))
    assert not page.is_ready()
    person.chooses("Reason for the correction", CORRECTIONS["late_records"])
    qtbot.waitUntil(page.is_ready)
    page.write(tmp_path)
    last = max(kept(workspace), key=lambda one: one.version)
    assert (last.version, last.reason) == (4, "late_records")


def test_a_full_disk_is_said_and_no_half_file_stays(
    opened: Opened, tmp_path: Path, full_disk: FullDisk
) -> None:
    page, _ = opened
    folder = tmp_path / "stick"
    folder.mkdir()
    with full_disk(), pytest.raises(Problem):
        page.write(folder)
    assert list(folder.iterdir()) == []


def test_saving_asks_for_a_place_and_can_be_given_up(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    page, person = opened
    person.presses("Save the summary…")
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()
    assert list(tmp_path.glob("**/*.json")) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    opened: Opened, dressed: Callable[[theme.Look], None], percent: int, qtbot: QtBot
) -> None:
    dressed(theme.Look(percent=percent, still=True))
    page, _ = opened
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert nameless(page) == []
    assert traps(page) == []
    assert unreachable(page) == []
    assert invisible_focus(page) == []


def test_an_export_is_the_plain_copy_its_paper_and_once_a_key_is_believed_the_sealed_file(
    workspace: Workspace, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = opened
    out, keys = tmp_path / "out", tmp_path / "keys"
    out.mkdir()
    file, pack = create_authority(keys, workspace.school.la, "Rotherham")
    page.sealing.take(file)
    assert person.sees(pack.fingerprint)
    person.presses("The fingerprints are the same")
    assert person.sees("Sealed to Rotherham")
    qtbot.waitUntil(page.is_ready)
    name = counted(workspace, page).summary.name
    page.write(out)
    assert {one.name for one in out.iterdir()} == {f"{name}.json", f"{name}.pdf", f"{name}.grs"}
    page.sealing.write_enrolment(keys)
    take_enrolment(keys, next(keys.glob("gr-enrol-*.json")))
    arrived = read_folder(out, read_authority(keys))
    assert [one.urn for one in arrived.standing] == [workspace.school.urn]
    assert arrived.rejected == ()


def test_another_authoritys_pack_is_not_taken(opened: Opened, tmp_path: Path) -> None:
    page, person = opened
    file, _ = create_authority(tmp_path, "373", "Sheffield")
    with pytest.raises(Problem, match="pack of authority 373"):
        page.sealing.take(file)
    assert person.sees("not sealed")


def test_the_paper_says_no_more_than_the_protected_file(workspace: Workspace, opened: Opened) -> None:
    page, _ = opened
    summary = counted(workspace, page).summary
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(shareable_paper(summary))).pages)
    assert NOTE.split(":", maxsplit=1)[0] in " ".join(text.split())
    assert summary.hash[:8] in text
    assert workspace.school.name not in text


def test_what_is_incomplete_leads_to_its_place_or_stays_blank(
    workspace: Workspace, opened: Opened, qtbot: QtBot
) -> None:
    page, person = opened
    went: list[Place] = []
    page.go_requested.connect(went.append)
    with workspace.changing() as tx:
        for one in (*tx.find(AttendanceFigure), *tx.find(TermStatement), *tx.find(Suspension)):
            tx.remove(one)
    qtbot.waitUntil(lambda: person.sees("Attendance in the term isn’t recorded"))
    assert person.sees("Weighs much")
    person.presses("Go to School: attendance in the term isn’t recorded")
    assert went == [Place("school")]
    person.presses("Leave blank on purpose: attendance in the term isn’t recorded")
    qtbot.waitUntil(lambda: person.sees("Blank on purpose"))
    assert counted(workspace, page).summary.facts.completeness == "partly"
    person.presses("All suspensions of the term are recorded")
    qtbot.waitUntil(lambda: page.is_ready() and not person.sees("Nobody has said"))
    found = counted(workspace, page)
    assert found.true.tables["H07"]["NOT_SUS"] == found.true.cohort
    workspace.undo()
    qtbot.waitUntil(lambda: person.sees("Nobody has said that all suspensions are recorded"))


def test_children_of_other_authorities_and_changes_since_last_term_are_said(
    workspace: Workspace, opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page, person = opened
    assert person.sees("Nothing left the school for the term before.")
    person.chooses("Term", page.terms.itemText(1))
    qtbot.waitUntil(page.is_ready)
    page.write(tmp_path)
    with workspace.changing() as tx:
        counted_here = {one.pupil_id for one in tx.find(SenStatus)}
        mine = [one for one in tx.find(Pupil) if one.id in counted_here][:2]
        for one in mine:
            tx.put(one.model_copy(update={"home_la": "373"}))
    qtbot.waitUntil(page.is_ready)
    person.chooses("Term", page.terms.itemText(0))
    qtbot.waitUntil(lambda: person.sees("Left before"))
    assert person.sees("2 children belong to other authorities (2 to 373)")
    assert person.sees("would leave now")
