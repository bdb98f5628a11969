# SPDX-License-Identifier: MIT
"""A standard that was handed over: noticed, opened, looked over, adopted, and taken back, in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.adopting.adopting_page import AdoptingPage
from desktop.pages.page import Place, Told
from desktop.window.handed_in import look_for_standards
from desktop.workspace import Workspace
from models.fingerprints import fingerprint
from models.records import AdoptedStandard
from tests.person import Person
from thresholds.packs import FOLDER
from thresholds.signed import sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ROTHERHAM = FOLDER / "rotherham-2026.1"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A successor of the Rotherham standard, with one cut-off moved and its example with it."""
    folder = Path(shutil.copytree(ROTHERHAM, tmp_path_factory.mktemp("pack") / "rotherham-2027.1"))
    head = folder / "pack.yaml"
    text = head.read_text(encoding="utf-8").replace('version: "2026.1"', 'version: "2027.1"')
    head.write_text(text.replace("2026-09-01", "2026-10-01"), encoding="utf-8")
    change(folder / "attendance-and-ebsa.yaml", "{of: attendance, value: 80}", "{of: attendance, value: 85}")
    change(
        folder / "tests-attendance.yaml", "attendance: [[2026-11-13, 80]]", "attendance: [[2026-11-13, 85]]"
    )
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def signed(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("handed") / "rotherham-2027.1.grstandard"
    file.write_text(sign(pack, KEY, "Rotherham MBC"), encoding="utf-8")
    return file


Opened = tuple[AdoptingPage, Person]


@pytest.fixture
def opened(
    sample_school: Workspace, shown: Callable[[QWidget], Person], qtbot: QtBot
) -> Callable[..., Opened]:
    """The page with a file looked over."""

    def at(path: Path) -> Opened:
        page = AdoptingPage(sample_school)
        page.resize(1000, 700)
        page.open_at(Place("adopting", part=str(path)))
        person = shown(page)
        qtbot.waitUntil(lambda: person.sees("Put it in force"), timeout=20_000)
        return page, person

    return at


def adopted(workspace: Workspace) -> list[tuple[str, str, str]]:
    with workspace.reading() as tx:
        return [
            (one.version, one.signed_by, one.effective_on.isoformat()) for one in tx.find(AdoptedStandard)
        ]


def test_who_signed_what_changes_and_for_whom_stand_there_before_anything_is_adopted(
    opened: Callable[..., Opened], signed: Path, sample_school: Workspace
) -> None:
    page, person = opened(signed)
    assert person.sees("Signed by Rotherham MBC")
    assert person.sees(fingerprint(KEY.public_key().public_bytes_raw()))
    assert any("below 80" in one and "below 85" in one for one in person.reads())
    assert page.offered is not None
    assert page.offered.impact.pupils == 60
    assert adopted(sample_school) == []


def test_by_keyboard_alone_it_is_adopted_from_a_day_and_undone(
    opened: Callable[..., Opened], signed: Path, sample_school: Workspace, qtbot: QtBot
) -> None:
    page, person = opened(signed)
    page.day.take_focus()
    qtbot.keyClick(page.day.box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.day.box, "4/1/2027")
    qtbot.keyClick(page.day.box, Qt.Key.Key_Tab)
    press = person.find("Adopt this standard", QAbstractButton)
    assert press.hasFocus()
    qtbot.keyClick(press, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(adopted(sample_school)), timeout=20_000)
    assert adopted(sample_school) == [("2027.1", "Rotherham MBC", "2027-01-04")]
    assert person.sees("In force from 4 January 2027")
    sample_school.undo()
    assert adopted(sample_school) == []
    assert not person.sees("In force from 4 January 2027")


def test_a_day_that_is_none_is_said_beside_the_box(opened: Callable[..., Opened], signed: Path) -> None:
    page, person = opened(signed)
    page.day.put_text("31/2/2027")
    page.adopt_it()
    assert any("31/2/2027" in one for one in person.reads())


def consent_and_adopt(page: AdoptingPage, workspace: Workspace, qtbot: QtBot) -> None:
    assert not page.go_on.isEnabled()
    qtbot.keyClick(page.consent, Qt.Key.Key_Space)
    assert page.go_on.isEnabled()
    page.adopt_it()
    qtbot.waitUntil(lambda: page.offered is None, timeout=20_000)


def test_a_file_altered_after_signing_is_named_as_such_and_needs_a_word(
    opened: Callable[..., Opened], signed: Path, tmp_path: Path, sample_school: Workspace, qtbot: QtBot
) -> None:
    file = tmp_path / "altered.grstandard"
    file.write_text(signed.read_text(encoding="utf-8").replace("Rotherham MBC", "Rotherham XYZ"), "utf-8")
    page, person = opened(file)
    assert person.sees("altered after it was signed")
    consent_and_adopt(page, sample_school, qtbot)
    assert adopted(sample_school) == [("2027.1", "", "2026-11-23")]


def test_another_signer_than_before_is_noticed(
    opened: Callable[..., Opened],
    pack: Path,
    signed: Path,
    tmp_path: Path,
    sample_school: Workspace,
    qtbot: QtBot,
) -> None:
    page, _person = opened(signed)
    page.adopt_it()
    qtbot.waitUntil(lambda: page.offered is None, timeout=20_000)
    file = tmp_path / "other.grstandard"
    file.write_text(sign(pack, OTHER, "Somebody"), encoding="utf-8")
    page, person = opened(file)
    assert person.sees("with another key than the standard before")
    assert not page.go_on.isEnabled()


def test_what_is_no_standard_is_refused_in_a_sentence(
    sample_school: Workspace, shown: Callable[[QWidget], Person], tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "letter.grstandard"
    file.write_text("Dear colleague,\nplease find attached", encoding="utf-8")
    page = AdoptingPage(sample_school)
    page.open_at(Place("adopting"))
    person = shown(page)
    page.open_file(file)
    qtbot.waitUntil(lambda: any("letter.grstandard" in one for one in person.reads()), timeout=20_000)
    assert adopted(sample_school) == []


def test_a_newer_one_beside_the_schools_file_is_noticed_and_an_adopted_one_is_not(
    sample_school: Workspace, signed: Path, shown: Callable[[QWidget], Person], qtbot: QtBot
) -> None:
    told: list[Told] = []
    gone: list[Place] = []
    window = QWidget()
    shown(window)
    look_for_standards(sample_school, told.append, gone.append, window)
    qtbot.waitUntil(lambda: not sample_school.jobs.running, timeout=20_000)
    assert told == []
    lies = sample_school.store.path.parent / signed.name
    shutil.copy(signed, lies)
    (lies.parent / "broken.grstandard").write_text("{", encoding="utf-8")
    look_for_standards(sample_school, told.append, gone.append, window)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert signed.name in told[0].text
    assert told[0].pressed is not None
    told[0].pressed()
    assert gone == [Place("adopting", part=str(lies))]
    page = AdoptingPage(sample_school)
    page.open_at(gone[0])
    shown(page)
    qtbot.waitUntil(lambda: page.offered is not None, timeout=20_000)
    page.adopt_it()
    qtbot.waitUntil(lambda: page.offered is None, timeout=20_000)
    told.clear()
    look_for_standards(sample_school, told.append, gone.append, window)
    qtbot.waitUntil(lambda: not sample_school.jobs.running, timeout=20_000)
    assert told == []
