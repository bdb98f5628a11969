# SPDX-License-Identifier: MIT
"""The whole way by keyboard in the real window: new school, pupils, cycle, verdict, paper, summary."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.companion.companion_page import CompanionPage
from desktop.pages.pupil.papers import DocumentsTab
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.pages.school.school_page import SchoolPage
from desktop.pages.summary.summary_page import SummaryPage
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.opening import entrance
from models.records import Cycle, Outcome, Pupil, Score
from tests.person import Person
from thresholds.verdict import Status

PASSPHRASE = "plum anchor meadow lantern"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "3722001_CTF_3722001_001.xml"


@pytest.fixture
def person(preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[..., None]) -> Person:
    """Somebody in front of the program as it stands after its first start."""
    window = MainWindow(preferences, entrance=entrance)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_entrance()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return Person(window)


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def keys(words: str) -> None:
    """Press keys where the keyboard is."""
    QTest.keySequence(QApplication.focusWidget() or QApplication.activeWindow(), words)


GUIDE = Path(__file__).resolve().parents[2] / "resources" / "help" / "guide.md"
PICTURED = (1120, 660)
"""A window as the guide shows it, in pixels."""


def picture(person: Person, name: str) -> None:
    """Keep the window as it stands for the guide, where WRITE_DOCS=1 asks for it; the guide must show it."""
    assert f"(guide/{name}.png)" in GUIDE.read_text(encoding="utf-8")
    if os.environ.get("WRITE_DOCS") == "1":
        file = GUIDE.with_suffix("") / f"{name}.png"
        file.parent.mkdir(exist_ok=True)
        person.window.resize(*PICTURED)
        QTest.qWait(300)
        person.window.grab().save(str(file))
        Image.open(file).convert("RGB").quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)


def make_a_school(person: Person, place: Path, qtbot: QtBot) -> None:
    person.presses("Name, number and passphrase")
    for name, text in (
        ("Name of the school", "Herringthorpe Vale Primary"),
        ("LAESTAB, as in 372/2001", "372/2001"),
        ("URN, six digits", "100001"),
        ("Keep the file here", "Documents/Our school.grstore"),
        ("Passphrase, four words or more", PASSPHRASE),
        ("The same once more", PASSPHRASE),
    ):
        person.types(name, text)
    picture(person, "new-school")
    person.types("Keep the file here", str(place))
    person.presses("Make the file")
    qtbot.waitUntil(lambda: window_of(person).desk is not None, timeout=20_000)


def bring_pupils_in(person: Person, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: person.sees("Lock"))
    person.presses("School")
    page = desk_page(person)
    assert isinstance(page, SchoolPage)
    page.bringing.open(SAMPLE)
    qtbot.waitUntil(lambda: person.sees("3 new"))
    assert any(text.startswith("Line ") for text in person.reads())  # the row with the wrong check letter
    picture(person, "bringing-in")
    person.presses("Take them in")
    qtbot.waitUntil(lambda: person.sees("Taken in: 3 new"))


def desk_page(person: Person) -> object:
    desk = window_of(person).desk
    assert desk is not None
    return desk.page


def open_first_child(person: Person, qtbot: QtBot) -> PupilPage:
    keys("Alt+2")
    keys("Ctrl+F")
    with window_of(person).desk.workspace.reading() as tx:  # type: ignore[union-attr]
        child = tx.find(Pupil)[0]
    QTest.keyClicks(QApplication.focusWidget(), child.surname[:4].lower())
    keys("Tab")
    while person.is_at() != "Children":
        keys("Tab")
    keys("Return")
    qtbot.waitUntil(lambda: isinstance(desk_page(person), PupilPage))
    page = desk_page(person)
    assert isinstance(page, PupilPage)
    return page


def test_from_an_empty_computer_to_the_summary(person: Person, tmp_path: Path, qtbot: QtBot) -> None:
    make_a_school(person, tmp_path / "Our school.grstore", qtbot)
    bring_pupils_in(person, qtbot)
    page = open_first_child(person, qtbot)
    companion = window_of(person).findChild(CompanionPage)
    assert companion is not None
    assert companion.verdict is not None

    picture(person, "child")
    person.presses("Start a cycle")
    write_the_cycle(person)
    move_the_verdict(person, page, companion)
    review_and_go_on(person, page)
    print_the_plan(person, page, tmp_path / "Plan.pdf", qtbot)
    make_the_summary(person, tmp_path, qtbot)


def write_the_cycle(person: Person) -> None:
    keys("Ctrl+1")
    person.presses("Add a voice")
    person.chooses("Whose words", "The child")
    person.types("In their own words", "I like it when we use pictures.")
    person.leaves()
    person.types("What the class or subject teachers see", "Follows one part of an instruction.")
    person.leaves()
    keys("Ctrl+2")
    person.presses("Add an outcome")
    person.types("By the review, the child will …", "follow a two-part instruction")
    person.types("Where they are now", "1 of 5")
    person.types("Where we hope they will be", "4 of 5")
    person.leaves()
    person.presses("Add a provision")
    person.types("What", "Colourful Semantics")
    person.types("Times a week", "3")
    person.types("For how many weeks", "6")
    person.leaves()
    picture(person, "plan")
    keys("Ctrl+3")
    person.presses("Add a session: Colourful Semantics")
    person.types("Sessions given", "3")
    person.leaves()
    assert person.sees("3 of 18 planned given.")


def move_the_verdict(person: Person, page: PupilPage, companion: CompanionPage) -> None:
    """A language score is typed, and what stands beside it has read the number."""
    assert companion.verdict is not None
    before = companion.verdict.evidence.observations.get("language_score", ())
    keys("Ctrl+1")
    person.presses("Add a score")
    person.chooses("What it measures", "Language, overall")
    person.types("Score", "70")
    person.types("Assessed on", page.workspace.today.isoformat())
    person.leaves()
    picture(person, "assess")
    after = companion.verdict.evidence.observations["language_score"]
    assert before == ()
    assert [str(one.value) for one in after] == ["70"]
    assert companion.verdict.threshold("CI.targeted").status in (Status.MET, Status.UNKNOWN)


def review_and_go_on(person: Person, page: PupilPage) -> None:
    keys("Ctrl+4")
    person.chooses("Where we are", "As hoped")
    person.types("Where they are now", "3 of 5")
    person.chooses("What next", "Keep it")
    person.chooses("Decision", "Continue as it is")
    person.leaves()
    picture(person, "review")
    person.presses("Close this cycle and start the next")
    with page.workspace.store.reading() as tx:
        assert [one.number for one in tx.find(Cycle)] == [1, 2]
        assert [one.baseline for one in tx.find(Outcome)] == ["1 of 5", "3 of 5"]
        assert [str(one.score) for one in tx.find(Score)] == ["70"]


def print_the_plan(person: Person, page: PupilPage, path: Path, qtbot: QtBot) -> None:
    tab = page.findChild(DocumentsTab)
    assert tab is not None
    page.tabs.setCurrentWidget(tab)
    tab.write("plan", path)
    qtbot.waitUntil(lambda: person.sees("Plan.pdf is saved"), timeout=20_000)
    assert "follow a two-part instruction" in " ".join(p.extract_text() for p in PdfReader(path).pages)


def make_the_summary(person: Person, folder: Path, qtbot: QtBot) -> None:
    keys("Alt+5")
    page = desk_page(person)
    assert isinstance(page, SummaryPage)
    qtbot.waitUntil(page.is_ready, timeout=20_000)
    qtbot.waitUntil(lambda: person.sees("Stays here"))
    assert person.sees("Leaves")
    picture(person, "summary")
    page.write(folder)
    (file,) = folder.glob("gr-372-100001-*.json")
    written = json.loads(file.read_text(encoding="utf-8"))
    assert "Herringthorpe" not in json.dumps(written)


def test_the_guide_shows_what_the_journey_passes() -> None:
    shown = re.findall(r"\(guide/([\w-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))
    kept = {path.stem for path in GUIDE.with_suffix("").glob("*.png")}
    assert set(shown) == kept
    assert not any(QImage(str(GUIDE.with_suffix("") / f"{name}.png")).isNull() for name in shown)


def test_locked_and_opened_again_with_everything_there(person: Person, tmp_path: Path, qtbot: QtBot) -> None:
    make_a_school(person, tmp_path / "Our school.grstore", qtbot)
    bring_pupils_in(person, qtbot)
    keys("Ctrl+L")
    assert window_of(person).desk is None
    qtbot.waitUntil(lambda: person.sees("Open your school"))
    person.types("Passphrase", "not the right words at all")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("doesn't open this file" in text for text in person.reads()), timeout=20_000)
    person.types("Passphrase", PASSPHRASE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window_of(person).desk is not None, timeout=20_000)
    qtbot.waitUntil(lambda: person.sees("Lock"))
    keys("Alt+2")
    qtbot.waitUntil(lambda: person.sees("3 on the roll"))
