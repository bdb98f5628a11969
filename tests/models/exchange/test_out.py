# SPDX-License-Identifier: MIT
"""What goes out comes back unchanged, and nothing in a sheet acts as a formula."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from models.codes import SenProvision, SenType, Sex, YearGroup
from models.exchange import import_ctf, import_pupils, write_ctf, write_pupils, write_rows
from models.exchange.giving import defused
from models.records import Need, Pupil, Record, SenStatus
from models.store import Store
from tests.models.exchange.conftest import NOW, SCHOOL, everything
from tests.models.exchange.ctf_text import upn
from thresholds.problems import Problem


def school_of(store: Store) -> None:
    """Two pupils: one with everything that a list carries, one with the least."""
    ife = Pupil(
        upn=upn(1),
        surname="=HYPERLINK(1)",
        forename="-Ife",
        date_of_birth=date(2015, 10, 4),
        preferred_forename="Ify & co",
        preferred_surname="<Okafor>",
        middle_names="Zoë",
        former_upn=upn(9, last="B"),
        sex=Sex.FEMALE,
        year_group=YearGroup.Y6,
        form="@6B",
        joined_on=date(2019, 9, 2),
        is_main_registration=False,
        home_la="373",
        free_school_meals=True,
        looked_after=False,
        english_additional=True,
    )
    jo = Pupil(upn=upn(2), surname="Bell", forename="Jo", date_of_birth=date(2015, 11, 4))
    records: list[Record] = [
        ife,
        jo,
        SenStatus(pupil_id=ife.id, provision=SenProvision.SUPPORT, started_on=date(2019, 9, 2)),
        SenStatus(pupil_id=ife.id, provision=SenProvision.PLAN, started_on=date(2023, 1, 9)),
        Need(pupil_id=ife.id, code=SenType.SLCN, rank=1, started_on=date(2019, 9, 2)),
        Need(pupil_id=ife.id, code=SenType.ASD, rank=3),
        Need(pupil_id=ife.id, code=SenType.MLD, rank=5),
    ]
    with store.transaction() as tx:
        tx.add_all(records)


@pytest.mark.parametrize("name", ["pupils.csv", "pupils.xlsx"])
def test_the_list_of_pupils_read_back_changes_nothing(store: Store, tmp_path: Path, name: str) -> None:
    school_of(store)
    before = everything(store)
    with store.reading() as tx:
        assert write_pupils(tx, tmp_path / name) == 2
    result = import_pupils(store, tmp_path / name, now=NOW)
    assert (result.unchanged, result.rejected) == (2, ())
    assert everything(store) == before


def test_a_transfer_file_read_back_changes_nothing(store: Store, tmp_path: Path) -> None:
    school_of(store)
    before = everything(store)
    path = tmp_path / "3722001_CTF_XXXXXXX_001.xml"
    with store.reading() as tx:
        assert write_ctf(tx, SCHOOL, path, now=NOW) == 2
    result = import_ctf(store, [path], now=NOW)
    assert (result.unchanged, result.rejected, result.notes) == (2, (), ())
    assert everything(store) == before
    text = path.read_text(encoding="utf-8")
    order = [
        "<Header>",
        "<CTFversion>25.0<",
        "<SourceSchool>",
        "<DestSchool>",
        "<UPN>",
        "<DOB>",
        "<SENhistory>",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_no_cell_of_a_workbook_is_a_formula(store: Store, tmp_path: Path) -> None:
    school_of(store)
    path = tmp_path / "pupils.xlsx"
    with store.reading() as tx:
        write_pupils(tx, path)
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '\"a1;,"), min_size=1, max_size=8))
def test_no_cell_of_a_csv_begins_a_formula(text: str) -> None:
    assert not defused(text).lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_what_cannot_be_written_is_a_sentence_and_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="neither"):
        write_rows(tmp_path / "pupils.doc", ["a"], [])
    with pytest.raises(Problem, match="can't be written"):
        write_rows(tmp_path / "none" / "pupils.csv", ["a"], [])
    old = tmp_path / "pupils.csv"
    old.write_text("old", encoding="utf-8")

    def rows() -> list[list[str]]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_rows(old, ["a"], (row for _ in [0] for row in rows()))
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["pupils.csv"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pupils.csv.part").symlink_to("/dev/full")
    with pytest.raises(Problem, match="Free some space"):
        write_rows(tmp_path / "pupils.csv", ["a"], [["b"]])
