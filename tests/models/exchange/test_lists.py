# SPDX-License-Identifier: MIT
"""Lists as schools' systems write them: any columns, encodings, dates; and nothing that breaks the reader."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from models.codes import SenProvision, SenType, YearGroup
from models.exchange import (
    Mapping,
    Reading,
    preview,
    read_attendance_list,
    read_mapping,
    read_pupil_list,
    write_mapping,
)
from models.exchange.headings import FIELDS
from tests.models.exchange.conftest import Write
from tests.models.exchange.ctf_text import upn
from thresholds.problems import Problem

TODAY = date(2026, 11, 23)
ONE, TWO = upn(1), upn(2)


def read(path: Path, mapping: Mapping | None = None) -> Reading:
    return read_pupil_list(path, mapping, today=TODAY)


def refusal(path: Path, mapping: Mapping | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        read(path, mapping)
    assert caught.value.mend
    return caught.value


def sheet(*rows: tuple[Any, ...], before: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    for name in before:
        first.title = name
        first = book.create_sheet("Pupils")
    for row in rows:
        first.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SIMS = (
    "UPN,Legal Surname,Legal Forename,Preferred Forename,DOB,Gender,Year Taught In,Reg Group,SEN Status,"
    "SEN Start Date,SEN Need Type,Need Rank,FSM Eligible,In LEA Care,First Language,Date of Admission\n"
    f"{ONE},Okafor,Ife,Ify,04/10/2015,Female,Year  6,6B,K - SEN Support,02/09/2019,"
    '"Speech, language and communication needs",1,T,F,IBO,02/09/2019\n'
    f"{ONE},Okafor,Ife,Ify,04/10/2015,Female,Year  6,6B,K - SEN Support,02/09/2019,ASD,2,T,F,IBO,02/09/2019\n"
)
ARBOR = (
    "First name,Last name,Unique Pupil Number,Date of birth,Sex,Year group,Registration form,SEN status,"
    "Primary SEN need,Secondary SEN need,EAL\n"
    f"Ife,Okafor,{ONE},4 Oct 2015,Female,Year 6,6 Beech,SEN Support,SLCN,Autistic Spectrum Disorder,Yes\n"
)
BROMCOM = (
    "Name;UPN Number;Date Of Birth;Gender;NC Year;Tutor Group;SEN Code;Need 1;Need 2\n"
    f"Okafor, Ife;{ONE};2015-10-04 00:00:00;F;6;6B;K;SLCN;ASD\n"
)


@pytest.mark.parametrize("text", [SIMS, ARBOR, BROMCOM], ids=["SIMS", "Arbor", "Bromcom"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lists_of_three_systems_say_the_same(write: Write, text: str, encoding: str) -> None:
    reading = read(write("list.csv", text.encode(encoding)))
    assert reading.problems == []
    child = reading.pupils[0]
    assert (child.values["upn"], child.values["surname"], child.values["forename"]) == (ONE, "Okafor", "Ife")
    assert child.values["date_of_birth"] == date(2015, 10, 4)
    assert child.values["year_group"] is YearGroup.Y6
    assert child.statuses[0].provision is SenProvision.SUPPORT
    needs = {need.code: need.rank for row in reading.pupils for need in row.needs}
    assert needs == {SenType.SLCN: 1, SenType.ASD: 2}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_title_lines_and_a_foot(write: Write, separator: str) -> None:
    rows = [
        ["Pupils with SEN", "", "", ""],
        [],
        ["Surname", "UPN", "Forename", "Date of birth", "Bus"],
        ["Okafor", ONE, "Ife", "04/10/2015", "7"],
        ["Surname", "UPN", "Forename", "Date of birth", "Bus"],
        ["Bell", TWO, "Jo", "14/10/2015", "9"],
        ["Total: 2", "", "", "", ""],
    ]
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    reading = read(write("list.txt", stream.getvalue()))
    assert [(row.line, row.values["surname"]) for row in reading.pupils] == [(4, "Okafor"), (6, "Bell")]
    assert reading.problems == []
    assert any("nothing was taken from: Bus" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("dates", "expected", "said"),
    [
        (["04/10/2015", "14/10/2015"], date(2015, 10, 4), "day before month, as the dates show"),
        (["10/04/2015", "10/14/2015"], date(2015, 10, 4), "month before day, as the dates show"),
        (["04/10/2015", "05/10/2015"], date(2015, 10, 4), "day before month, as English schools write"),
        (["2015-10-04", "2015-10-14"], date(2015, 10, 4), ""),
        (["4-Oct-15", "14-Oct-15"], date(2015, 10, 4), ""),
        (["42281", "42291"], date(2015, 10, 4), ""),
    ],
)
def test_the_order_of_dates_is_found_out_and_said(
    write: Write, dates: list[str], expected: date, said: str
) -> None:
    text = f"UPN,Surname,Forename,DOB\n{ONE},A,B,{dates[0]}\n{TWO},C,D,{dates[1]}\n"
    reading = read(write("list.csv", text))
    assert reading.pupils[0].values["date_of_birth"] == expected
    assert any(said in note for note in reading.notes) if said else reading.notes == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Okafor, Ife", "Bell, Jo"], "surname first"),
        (["OKAFOR Ife", "BELL Jo"], "surname first"),
        (["Ife Okafor", "Jo Bell"], "forename first"),
    ],
)
def test_the_order_of_names_in_one_column(write: Write, names: list[str], said: str) -> None:
    stream = io.StringIO()
    rows = [
        ["UPN", "Pupil name", "DOB"],
        *([u, n, "2015-10-04"] for u, n in zip((ONE, TWO), names, strict=True)),
    ]
    csv.writer(stream).writerows(rows)
    reading = read(write("list.csv", stream.getvalue()))
    found = [(r.values["surname"].title(), r.values["forename"]) for r in reading.pupils]
    assert found == [("Okafor", "Ife"), ("Bell", "Jo")]
    assert any(said in note for note in reading.notes)


def test_a_workbook_says_what_its_sheet_says(write: Write) -> None:
    content = sheet(
        ("Elm Fold Primary",),
        ("UPN", "Surname", "Forename", "DOB", "Year", "SEN"),
        (ONE, "Okafor", "Ife", datetime(2015, 10, 4), 6, "K"),
        (TWO, "=cmd()", "Jo", "14/10/2015", "R", "E"),
        before=("Notes",),
    )
    reading = read(write("list.xlsx", content))
    assert [(r.line, r.values["date_of_birth"].day, r.values["year_group"]) for r in reading.pupils] == [
        (3, 4, YearGroup.Y6),
        (4, 14, YearGroup.R),
    ]


def test_what_cannot_be_taken_is_listed_with_line_field_value_and_mend(write: Write) -> None:
    text = (
        "UPN,Surname,Forename,DOB,Year,SEN Status,Need\n"
        f"Z{ONE[1:]},Okafor,Ife,04/10/2015,6,K,SLCN\n"
        f"{TWO},Bell,Jo,31/02/2015,99,Q,WXYZ\n"
    )
    reading = read(write("list.csv", text))
    assert [(p.line, p.field, p.value) for p in reading.problems] == [
        (2, "UPN", f"Z{ONE[1:]}"),
        (3, "DOB", "31/02/2015"),
        (3, "Year", "99"),
        (3, "SEN Status", "Q"),
        (3, "Need", "WXYZ"),
    ]
    assert all(problem.mend for problem in reading.problems)


def test_formulas_nulls_and_guards_are_text(write: Write) -> None:
    text = f'UPN,Surname,Forename,DOB,Class\n="{ONE}",O\0kafor,\'-Ife,2015-10-04,=1+1\n'
    (child,) = read(write("list.csv", text)).pupils
    assert (child.values["upn"], child.values["surname"]) == (ONE, "Okafor")
    assert (child.values["forename"], child.values["form"]) == ("-Ife", "=1+1")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"just some words\nand more\n", "no_column"),
        (b"Surname,Forename\nOkafor,Ife\n", "no_column"),
        (b"%PDF-1.7 \x00\x01", "not_a_list"),
        (b"<?xml version='1.0'?><CTfile/>", "not_a_list"),
        (b"<html><table><tr><td>UPN", "not_a_list"),
        (bytes(range(32)) * 50, "not_a_list"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0broken", "damaged"),
        (b'UPN,Surname\n"A372' + b"0,b\n" * 70_000, "damaged"),
        (b'UPN,Surname\n"A372' + b"0,b\n" * 100, "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(write: Write, content: bytes, code: str) -> None:
    assert refusal(write("list.csv", content)).code == code


def bomb(*, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet(("UPN",), ("x",)))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


def test_a_sheet_with_one_cell_in_the_far_corner_is_refused(write: Write) -> None:
    corner = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    problem = refusal(write("list.xlsx", bomb(part="xl/worksheets/sheet1.xml", content=corner)))
    assert problem.code == "gigantic"


def test_a_zip_that_is_no_workbook_and_one_that_unpacks_beyond_measure(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("letter.docx", "x")
    assert refusal(write("list.xlsx", stream.getvalue())).code == "not_a_list"
    from models.exchange import workbook

    monkeypatch.setattr(workbook, "_MOST_UNPACKED", 1_000_000)
    content = bomb(part="xl/styles.xml", content=b" " * 2_000_000)
    assert len(content) < 20_000
    assert refusal(write("list.xlsx", content)).code == "gigantic"


def test_more_rows_than_any_school_has_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.exchange import lists

    monkeypatch.setitem(lists.MOST_ROWS, "pupils", 1000)
    text = "UPN,Surname\n" + f"{ONE},A\n" * 1001
    assert refusal(write("list.csv", text)).code == "gigantic"


def test_a_map_is_kept_and_read_again(write: Write, tmp_path: Path) -> None:
    mapping = Mapping(
        columns={"upn": "Nummer", "surname": "Nach", "forename": "Vor", "date_of_birth": "Geb"},
        date_order="month-first",
        fixed={"form": "6B"},
    )
    kept = tmp_path / "map.yaml"
    write_mapping(mapping, kept)
    assert read_mapping(kept) == mapping
    path = write("list.csv", f"Nummer,Nach,Vor,Geb\n{ONE},Okafor,Ife,10/04/2015\n")
    (child,) = read(path, read_mapping(kept)).pupils
    assert (child.values["date_of_birth"], child.values["form"]) == (date(2015, 10, 4), "6B")
    problem = refusal(write("other.csv", f"UPN,Surname\n{ONE},A\n"), mapping)
    assert "‘Nummer’" in problem.sentence
    assert "UPN, Surname" in problem.sentence


def test_the_map_in_the_documentation_is_one(write: Write) -> None:
    page = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
    mapping = read_mapping(write("map.yaml", page.split("```yaml\n")[1].split("```")[0]))
    assert mapping.fixed["from_on"] == "2026-09-01"
    assert mapping.header_line == 4
    assert [f for fields in FIELDS.values() for f in fields if f"`{f}`" not in page] == []


@pytest.mark.parametrize(
    "content", ["", "- a\n- b\n", "columns: {shoe: Size}\n", "kind: cats\n", "a: [", "columns: 7\n", "\x00"]
)
def test_a_map_that_is_none_is_refused(write: Write, content: str) -> None:
    with pytest.raises(Problem) as caught:
        read_mapping(write("map.yaml", content))
    assert caught.value.mend
    assert "map.yaml" in caught.value.sentence


def test_the_preview_shows_columns_orders_and_rows_before_anything_is_taken(write: Write) -> None:
    path = write("list.csv", SIMS)
    shown = preview(path, today=TODAY, rows=1)
    assert shown.mapping.columns["surname"] == "Legal Surname"
    assert shown.mapping.date_order == "day-first"
    assert len(shown.rows) == len(shown.reading.pupils) == 1
    assert shown.rows[0][0] == ONE
    # A list without a UPN column is still shown, so that a person can say which column it is.
    bare = preview(write("bare.csv", "Number,Who\n7,Ife\n"), today=TODAY)
    assert bare.headings == ("Number", "Who")
    assert bare.rows == (("7", "Ife"),)


ATTENDANCE = "UPN,From,To,Possible,Present,Auth Abs,Unauth Abs,% Attendance\n"


def figures(path: Path, mapping: Mapping | None = None) -> Reading:
    return read_attendance_list(path, mapping, today=TODAY)


@pytest.mark.parametrize(
    ("row", "attended"),
    [
        ("01/09/2026,23/10/2026,70,60,5,5,", 60),
        ("01/09/2026,23/10/2026,70,,5,5,", 60),
        ("01/09/2026,23/10/2026,70,,,,85.71%", 60),
        ("01/09/2026,23/10/2026,70,,,,85.7", 60),
    ],
)
def test_attendance_from_sessions_absences_or_a_percentage(write: Write, row: str, attended: int) -> None:
    (child,) = figures(write("a.csv", f"{ATTENDANCE}{ONE},{row}\n")).pupils
    (figure,) = child.attendance
    assert (figure.from_on, figure.to_on) == (date(2026, 9, 1), date(2026, 10, 23))
    assert (figure.possible, figure.attended) == (70, attended)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("01/09/2026,23/10/2026,70,,,,", "Present"),
        ("01/09/2026,23/10/2026,70,,,,85.00", "% Attendance"),
        ("01/09/2026,23/10/2026,70,71,,,", "Present"),
        ("01/09/2026,23/10/2026,,60,,,", "Possible"),
        ("23/10/2026,01/09/2026,70,60,,,", "To"),
        (",23/10/2026,70,60,,,", "From"),
        ("01/09/2026,23/10/2026,many,60,,,", "Possible"),
    ],
)
def test_attendance_that_does_not_add_up_is_listed(write: Write, row: str, field: str) -> None:
    reading = figures(write("a.csv", f"{ATTENDANCE}{ONE},{row}\n"))
    assert reading.pupils == []
    assert [problem.field for problem in reading.problems] == [field]


def test_days_may_come_from_the_map_or_the_week(write: Write) -> None:
    path = write("a.csv", f"UPN,Sessions possible,Sessions attended\n{ONE},70,60\n")
    with pytest.raises(Problem, match="fixed"):
        figures(path)
    fixed = Mapping(
        kind="attendance",
        columns={"upn": "UPN", "possible": "Sessions possible", "attended": "Sessions attended"},
        fixed={"from_on": "2026-09-01", "to_on": "2026-10-23"},
    )
    assert figures(path, fixed).pupils[0].attendance[0].to_on == date(2026, 10, 23)
    weekly = write("b.csv", f"UPN,Week beginning,Possible,Present\n{ONE},07/09/2026,10,9\n")
    assert figures(weekly).pupils[0].attendance[0].to_on == date(2026, 9, 11)
