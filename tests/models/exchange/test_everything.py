# SPDX-License-Identifier: MIT
"""Everything out: one archive that needs no program of ours, names in it hidden, formulas defused."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.paper.child_papers import papers_on
from models.attaching import attach
from models.codes import SenProvision
from models.exchange.dictionary import dictionary_rows
from models.exchange.everything import INSIDE, Given, safe_name, write_everything
from models.exchange.giving import table
from models.exchange.sealed_zip import SealedStream, write_sealed
from models.records import Pupil, Record, SenStatus, Strength
from models.store import Store
from tests.models.exchange.conftest import NOW
from tests.models.exchange.ctf_text import upn
from tests.models.exchange.unsealing import unsealed
from thresholds.problems import Problem

WORDS = "teapot orbit velvet marsh anchor"


def put(store: Store, *records: Record) -> None:
    with store.transaction() as tx:
        tx.add_all(records)


def planted(store: Store) -> Pupil:
    child = Pupil(upn=upn(1), surname="=Zwinter", forename="../Ife", date_of_birth=date(2015, 10, 4))
    file, paper = attach(b"%PDF-1.4 report", "x.pdf", child.id, title="Report: EP/2026")
    twin_file, twin = attach(b"%PDF-1.4 other", "y.pdf", child.id, title="Report EP 2026")
    status = SenStatus(pupil_id=child.id, provision=SenProvision.SUPPORT, started_on=date(2024, 9, 2))
    put(store, child, status, Strength(pupil_id=child.id, text="+Draws\nwell"), file, paper, twin_file, twin)
    return child


def written(store: Store, path: Path, words: str = WORDS) -> Given:
    return write_everything(store, path, words, papers=papers_on(NOW.date()), now=NOW)


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Iterator[zipfile.ZipFile]:
    planted(store)
    written(store, tmp_path / "all.zip")
    with unsealed(tmp_path / "all.zip", WORDS) as inside:
        yield inside


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(archive.read(name).decode("utf-8-sig"))))


def test_the_archive_holds_lists_papers_files_and_what_they_mean(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    child = f"children/Zwinter Ife {upn(1)}"
    assert {
        "README.txt",
        "data-dictionary.csv",
        "codes.xlsx",
        "lists/Pupil.csv",
        "lists/Strength.xlsx",
    } <= set(names)
    assert archive.read(f"{child}/files/Report EP 2026.pdf") == b"%PDF-1.4 report"
    assert archive.read(f"{child}/files/Report EP 2026 2.pdf") == b"%PDF-1.4 other"
    assert archive.read(f"{child}/File.pdf").startswith(b"%PDF-")
    listed = {one["File"]: int(one["Bytes"]) for one in rows(archive, "contents.csv")}
    assert listed.keys() == set(names) - {"contents.csv"}
    assert all(archive.getinfo(name).file_size == size for name, size in listed.items())
    assert not any(".." in name or name.startswith("/") or "\\" in name for name in names)


def test_a_line_names_its_child_and_no_cell_begins_a_formula(archive: zipfile.ZipFile) -> None:
    (strength,) = rows(archive, "lists/Strength.csv")
    assert strength["Pupil's surname"] == "'=Zwinter"
    assert strength["Pupil's UPN"] == upn(1)
    for name in archive.namelist():
        if name.endswith(".csv"):
            for row in csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), name
    sheet = load_workbook(BytesIO(archive.read("lists/Strength.xlsx"))).active
    assert sheet is not None
    assert [cell.data_type for cell in sheet[2]][:2] == ["s", "s"]
    assert sheet["A2"].value == "=Zwinter"


def test_each_column_of_each_list_is_in_the_dictionary(archive: zipfile.ZipFile) -> None:
    meant = {(one["List"], one["Column"]) for one in rows(archive, "data-dictionary.csv")}
    for name in archive.namelist():
        if name.startswith("lists/") and name.endswith(".csv"):
            head = next(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
            of = Path(name).stem
            assert {c for c in head if not c.startswith("Pupil's ")} <= {c for k, c in meant if k == of}
    codes = {(one["Codes"], one["Code"]): one["Meaning"] for one in rows(archive, "codes.csv")}
    assert codes["SenProvision", "K"] == "SEN Support"


def test_a_heading_that_would_be_a_formula_is_defused_too() -> None:
    assert table(".csv", ["=1+1", "Ann"], []).decode("utf-8-sig") == "'=1+1,Ann\r\n"
    sheet = load_workbook(BytesIO(table(".xlsx", ["=1+1"], []))).active
    assert sheet is not None and sheet["A1"].data_type == "s"


def test_without_the_passphrase_no_name_is_seen_and_a_changed_byte_is_noticed(
    store: Store, tmp_path: Path
) -> None:
    planted(store)
    made = written(store, tmp_path / "all.zip")
    content = made.file.read_bytes()
    assert not any(word.encode() in content for word in ("Zwinter", "Strength", "Draws", upn(1), "lists"))
    with zipfile.ZipFile(made.file) as outer:
        assert outer.namelist() == ["README.txt", INSIDE]
        assert b"7-Zip" in outer.read("README.txt")
    with pytest.raises(ValueError, match="passphrase"):
        unsealed(made.file, "teapot orbit velvet marsh anchors")
    at = content.index(INSIDE.encode()) + 400
    made.file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    with pytest.raises(ValueError, match="seal"):
        unsealed(made.file, WORDS)


def test_nothing_is_left_after_a_stop_or_a_weak_passphrase(store: Store, tmp_path: Path) -> None:
    planted(store)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Problem, match="too easy to guess"):
        written(store, folder / "all.zip", "teapot orbit velvet")

    class Stopped(Exception):
        pass

    def stop(done: int, of: int, saying: str) -> None:
        if "papers" in saying:
            raise Stopped

    with pytest.raises(Stopped):
        write_everything(store, folder / "all.zip", WORDS, papers=papers_on(NOW.date()), now=NOW, step=stop)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 200_001])
def test_bytes_of_any_length_come_back(tmp_path: Path, size: int) -> None:
    content = bytes(number % 251 for number in range(size))

    def fill(stream: SealedStream) -> None:
        with zipfile.ZipFile(stream, "w") as inside:
            inside.writestr("a", content)

    write_sealed(tmp_path / "a.zip", INSIDE, WORDS, fill, note="n")
    assert unsealed(tmp_path / "a.zip", WORDS).read("a") == content


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "file"),
        ("../../etc/passwd", "etc passwd"),
        ("CON: aux", "CON aux"),
        ("a" * 200, "a" * 80),
        (" .x", "x"),
    ],
)
def test_a_name_is_safe_on_any_system(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_an_instant_and_a_list_of_words_are_told_apart() -> None:
    sorts = {(row[0], row[3]): row[7] for row in dictionary_rows()}
    assert sorts["ImportBatch", "taken_at"] == "date and time"
    assert sorts["Pupil", "date_of_birth"] == "date"
    assert sorts["Pupil", "year_group"] == "code"
