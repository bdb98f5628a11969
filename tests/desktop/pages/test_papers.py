# SPDX-License-Identifier: MIT
"""Documents in the window: looked at before they are saved, and papers that came from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Page, Place
from desktop.pages.printing import make_many
from desktop.pages.pupil.papers import DocumentsTab
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.paper.kinds import KINDS
from desktop.parts.names_dialog import NamesDialog
from desktop.parts.paper_view import pages_of
from desktop.parts.paper_window import PaperWindow
from desktop.workspace import Workspace
from models.records import Attachment, KeptFile, Pupil, Strength, new_id
from models.sample.cast import AMIRA
from models.upn import check_letter
from tests.desktop.looking import nameless
from tests.person import Person
from thresholds.problems import Problem


@pytest.fixture
def workspace(sample_school: Workspace) -> Workspace:
    return sample_school


@pytest.fixture
def documents(
    workspace: Workspace, open_page: Callable[[type[Page], Place], tuple[Page, Person]]
) -> DocumentsTab:
    with workspace.reading() as tx:
        (child,) = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])
    page, _ = open_page(PupilPage, Place("pupil", child.id, "", "documents"))
    found = page.findChild(DocumentsTab)
    assert found is not None
    return found


def shown(documents: DocumentsTab) -> PaperWindow:
    found = documents.page.findChildren(PaperWindow)
    assert found
    return found[-1]


@pytest.mark.parametrize("name", [kind.name for kind in KINDS.values() if kind.per_child])
def test_each_document_is_looked_at_without_a_file(
    name: str, documents: DocumentsTab, qtbot: QtBot, tmp_path: Path
) -> None:
    before = set(tmp_path.rglob("*.pdf"))
    documents.look(name)
    qtbot.waitUntil(lambda: bool(documents.page.findChildren(PaperWindow)), timeout=20_000)
    window = shown(documents)
    assert window.windowTitle() == KINDS[name].title
    assert len({window.pages[0].pixel(x, y) for x in range(0, 1000, 9) for y in range(0, 1600, 9)}) > 2
    assert nameless(window) == []
    assert set(tmp_path.rglob("*.pdf")) == before


def test_what_is_looked_at_can_be_printed(documents: DocumentsTab, qtbot: QtBot, tmp_path: Path) -> None:
    documents.look("plan")
    qtbot.waitUntil(lambda: bool(documents.page.findChildren(PaperWindow)), timeout=20_000)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    shown(documents).paint(printer)
    assert len(pages_of((tmp_path / "printed.pdf").read_bytes())) == len(shown(documents).pages)


def photo(path: Path) -> Path:
    made = QImage(300, 200, QImage.Format.Format_RGB32)
    made.fill(0x336699)
    made.save(str(path))
    return path


def test_a_photo_is_kept_looked_at_and_taken_away_with_undo(
    documents: DocumentsTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    papers, told = documents._papers, []
    documents.page.told.connect(lambda one: told.append(one.text))
    papers.take_in([photo(tmp_path / "Timetable.png")])
    qtbot.waitUntil(lambda: "Timetable is kept." in told)
    person = Person(documents)
    assert person.sees("Timetable")
    with workspace.reading() as tx:
        (paper,) = tx.find(Attachment)
    papers.look(paper)
    qtbot.waitUntil(lambda: bool(documents.page.findChildren(PaperWindow)))
    papers.write(paper, tmp_path / "copy.png")
    qtbot.waitUntil(lambda: (tmp_path / "copy.png").exists())
    assert (tmp_path / "copy.png").read_bytes() == (tmp_path / "Timetable.png").read_bytes()
    with workspace.reading() as tx:
        words = papers.shown.words(paper)
    person.presses(f"Remove: {words}")
    with workspace.reading() as tx:
        assert tx.find(Attachment) == []
        assert tx.find(KeptFile) == []
    workspace.undo()
    with workspace.reading() as tx:
        assert len(tx.find(KeptFile)) == 1


def test_the_same_paper_twice_and_a_program_are_refused(
    documents: DocumentsTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    failed: list[object] = []
    workspace.jobs.failed.connect(failed.append)
    papers = documents._papers
    papers.take_in([photo(tmp_path / "One.png")])
    qtbot.waitUntil(lambda: Person(documents).sees("One"))
    papers.take_in([tmp_path / "One.png"])
    qtbot.waitUntil(lambda: len(failed) == 1)
    (tmp_path / "Report.pdf").write_bytes(b"MZ\x90")
    papers.take_in([tmp_path / "Report.pdf"])
    qtbot.waitUntil(lambda: len(failed) == 2)
    assert [one.code for one in failed if isinstance(one, Problem)] == ["same", "program"]
    with workspace.reading() as tx:
        assert len(tx.find(Attachment)) == 1


def test_what_is_no_page_is_said() -> None:
    for content in (b"%PDF-1.7 torn", b"\x89PNG torn"):
        with pytest.raises(Problem):
            pages_of(content)


def test_one_paper_for_each_of_many_children(
    workspace: Workspace,
    open_page: Callable[[type[Page], Place], tuple[Page, Person]],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    page, _ = open_page(CaseloadPage, Place("children"))
    assert isinstance(page, CaseloadPage)
    pupils = [row.pupil for row in page.table.rows_model.rows][:6]
    number = "801200000077"
    twin = pupils[0].model_copy(update={"id": new_id(), "upn": check_letter(number) + number})
    workspace.save(twin)
    told: list[str] = []
    page.told.connect(lambda one: told.append(one.text))
    make_many(page, "plan", tmp_path, [*pupils, twin])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert f"{twin.known_as}" in told[0]
    assert "1 have no cycle yet" in told[0]
    assert len(list(tmp_path.glob("Support plan, *.pdf"))) == len(pupils)
    make_many(page, "profile", tmp_path, [pupils[0], twin])
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert len(list(tmp_path.glob("One-page profile, *.pdf"))) == 2


def name_somebody(workspace: Workspace, documents: DocumentsTab, words: str) -> None:
    with workspace.reading() as tx:
        (child,) = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])
    workspace.save(Strength(pupil_id=child.id, text=words))


def another(workspace: Workspace) -> Pupil:
    with workspace.reading() as tx:
        return next(one for one in tx.find(Pupil) if one.surname != AMIRA[1] and one.forename != AMIRA[0])


def test_a_paper_that_names_another_child_is_saved_only_when_somebody_says_so(
    workspace: Workspace, documents: DocumentsTab, tmp_path: Path, qtbot: QtBot
) -> None:
    other = another(workspace)
    name_somebody(workspace, documents, f"Works best beside {other.forename} {other.surname}.")
    for press, is_saved in (("Don’t save it", False), ("Save it all the same", True)):
        path = tmp_path / f"{is_saved}.pdf"
        documents.write("profile", path)
        qtbot.waitUntil(lambda: bool(open_dialogs(documents)), timeout=20_000)
        dialog = open_dialogs(documents)[-1]
        person = Person(dialog)
        assert any(other.surname in text for text in person.reads())
        assert dialog.leave.isDefault(), "Enter does not let it out"
        person.presses(press)
        qtbot.waitUntil(lambda: not open_dialogs(documents))
        assert path.exists() is is_saved


def open_dialogs(documents: DocumentsTab) -> list[NamesDialog]:
    return [one for one in documents.page.findChildren(NamesDialog) if one.isVisible()]


def test_papers_for_many_keep_back_those_that_name_another_child(
    workspace: Workspace,
    documents: DocumentsTab,
    open_page: Callable[[type[Page], Place], tuple[Page, Person]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    other = another(workspace)
    name_somebody(workspace, documents, f"Works best beside {other.forename} {other.surname}.")
    with workspace.reading() as tx:
        (child,) = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])
    page, _ = open_page(CaseloadPage, Place("children"))
    told: list[str] = []
    page.told.connect(lambda said: told.append(said.text))
    make_many(page, "profile", tmp_path, [child, other])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].startswith("1 paper is saved")
    assert "1 names other children and was not saved: " in told[0]
    assert [one.name for one in tmp_path.glob("*.pdf")] == [f"One-page profile, {other.known_as}.pdf"]
