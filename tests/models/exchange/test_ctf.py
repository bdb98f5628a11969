# SPDX-License-Identifier: MIT
"""Transfer files as they are met: every lenient form is taken, everything harmful is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.codes import SenProvision, SenType, Sex, YearGroup
from models.exchange import Reading, import_ctf
from models.exchange import ctf as ctf_module
from models.exchange.ctf import read_ctf
from models.records import AttendanceFigure, Need, Pupil, SenStatus
from models.store import Store
from tests.models.exchange.conftest import NOW, Write, everything
from tests.models.exchange.ctf_text import FULL, ctf, pupil, upn
from thresholds.problems import Problem

TODAY = date(2026, 11, 23)
ONE = upn(1)


def reading_of(path: Path) -> Reading:
    reading = Reading()
    read_ctf(path, reading, today=TODAY)
    return reading


def refusal(path: Path) -> Problem:
    reading = Reading()
    with pytest.raises(Problem) as caught:
        read_ctf(path, reading, today=TODAY)
    assert reading == Reading(), "a refused file must leave nothing behind"
    return caught.value


def test_a_full_file_brings_the_child_with_history_needs_and_attendance(store: Store, write: Write) -> None:
    path = write("3722001_CTF_3724001_001.xml", ctf(pupil(ONE, FULL)))
    result = import_ctf(store, [path], now=NOW)
    assert result.as_json() == {"added": 1, "changed": 0, "unchanged": 0, "rejected": []}
    with store.reading() as tx:
        (child,) = tx.find(Pupil)
        assert (child.upn, child.surname, child.forename) == (ONE, "Okafor", "Ife")
        assert (child.preferred_surname, child.preferred_forename) == ("Okafor-Lee", "Ify")
        assert child.former_upn == upn(1, year=25, last="A")
        assert (child.middle_names, child.sex, child.year_group) == ("Ada", Sex.FEMALE, YearGroup.Y6)
        assert (child.looked_after, child.free_school_meals, child.english_additional) == (True, True, True)
        assert [(s.started_on.year, s.provision) for s in tx.find(SenStatus)] == [
            (2013, SenProvision.SUPPORT),
            (2014, SenProvision.SUPPORT),
            (2014, SenProvision.PLAN),
            (2019, SenProvision.SUPPORT),
        ]
        assert [(n.code, n.rank) for n in tx.find(Need)] == [(SenType.SLCN, 1), (SenType.ASD, 2)]
        (figure,) = tx.find(AttendanceFigure)
        assert (figure.from_on, figure.to_on) == (date(2025, 9, 1), date(2026, 8, 31))
        assert (figure.possible, figure.attended, figure.authorised, figure.unauthorised) == (
            380,
            350,
            20,
            10,
        )


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("windows-1252", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-16", "utf-8"),
    ],
)
def test_names_survive_every_encoding(write: Write, declared: str, encoding: str) -> None:
    text = ctf(pupil(ONE, names=("Núñez", "Zoë")), declared=declared)
    reading = reading_of(write("a.xml", text.encode(encoding)))
    assert (reading.pupils[0].values["surname"], reading.pupils[0].values["forename"]) == ("Núñez", "Zoë")


@pytest.mark.parametrize(
    "space", ["", ' xmlns="http://www.example.org/ctf"', ' xmlns:c="urn:c" CTFversion="25"']
)
@pytest.mark.parametrize("version", ["17.0", "19", "25.0"])
@pytest.mark.parametrize("sex", ["Sex", "Gender"])
def test_namespaces_versions_and_both_words_for_sex(write: Write, space: str, version: str, sex: str) -> None:
    reading = reading_of(write("a.xml", ctf(pupil(ONE, sex=sex), space=space, version=version)))
    assert reading.pupils[0].values["sex"] is Sex.FEMALE
    assert reading.notes == []


@pytest.mark.parametrize(("version", "word"), [("16.0", "older"), ("26.0", "newer")])
def test_other_versions_are_taken_and_named(write: Write, version: str, word: str) -> None:
    reading = reading_of(write("a.xml", ctf(pupil(ONE), version=version)))
    assert len(reading.pupils) == 1
    assert f"version {version[:2]} is {word}" in reading.notes[0]


def test_needs_may_stand_beside_the_history(write: Write) -> None:
    beside = (
        "<SENhistory><SEN><StartDate>2024-09-02</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>"
        "<SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>SEMH</SENtype></SENneed></SENneeds>"
    )
    (child,) = reading_of(write("a.xml", ctf(pupil(ONE, beside)))).pupils
    assert [need.code for need in child.needs] == [SenType.SEMH]
    assert [status.provision for status in child.statuses] == [SenProvision.SUPPORT]


def test_the_block_of_one_exporter(write: Write) -> None:
    """SENstatus for the provision, SENprovision for the needs, Pupils for CTFpupilData."""
    inside = (
        "<NCyearActual>4</NCyearActual><InCare>N</InCare><SENstatus>K</SENstatus>"
        "<SENprovision><SENprovisionInfo><SENtype>SLCN</SENtype><SENtypeRank>1</SENtypeRank></SENprovisionInfo>"
        "<SENprovisionInfo><SENtype>MLD</SENtype><SENtypeRank>2</SENtypeRank></SENprovisionInfo></SENprovision>"
    )
    text = ctf(pupil(ONE, inside)).replace("CTFpupilData", "Pupils")
    (child,) = reading_of(write("a.xml", text)).pupils
    assert [(need.code, need.rank) for need in child.needs] == [(SenType.SLCN, 1), (SenType.MLD, 2)]
    assert [status.provision for status in child.statuses] == [SenProvision.SUPPORT]
    assert (child.values["year_group"], child.values["looked_after"]) == (YearGroup.Y4, False)


def test_a_government_download_has_only_names(store: Store, write: Write) -> None:
    header = "<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion></Header>"
    path = write("a.xml", ctf(pupil(ONE), header=header))
    assert import_ctf(store, [path], now=NOW).added == 1
    # What is known besides stays when the same child comes with names only.
    full = write("b.xml", ctf(pupil(ONE, FULL)))
    assert import_ctf(store, [full], now=NOW).changed == 1
    assert import_ctf(store, [path], now=NOW).unchanged == 1


def test_an_ended_meal_history_says_no_and_none_says_nothing(write: Write) -> None:
    ended = (
        "<FSMhistory><FSMinstance><FSMstartDate>2020-01-06</FSMstartDate><FSMendDate>2021-07-20</FSMendDate>"
        "</FSMinstance></FSMhistory>"
    )
    first, second = reading_of(write("a.xml", ctf(pupil(ONE, ended), pupil(upn(2))))).pupils
    assert first.values["free_school_meals"] is False
    assert "free_school_meals" not in second.values


def test_a_wrong_check_letter_lists_the_row_and_takes_the_rest(store: Store, write: Write) -> None:
    wrong = "Z" + ONE[1:]
    path = write("a.xml", ctf(pupil(wrong), pupil(upn(2), names=("Bell", "Jo"))))
    result = import_ctf(store, [path], now=NOW).as_json()
    assert result["added"] == 1
    (row,) = result["rejected"]
    assert (row["line"], row["field"], row["value"]) == (8, "UPN", wrong)
    assert ONE[0] in row["reason"]
    assert row["reason"].endswith("A digit may be mistyped.")


def test_a_faulty_field_is_listed_and_the_child_goes_in(store: Store, write: Write) -> None:
    inside = (
        "<SENhistory><SEN><StartDate>2021-09-01</StartDate><SENprovision>S</SENprovision></SEN>"
        "<SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>WXYZ</SENtype></SENneed></SENneeds></SENhistory>"
    )
    result = import_ctf(store, [write("a.xml", ctf(pupil(ONE, inside)))], now=NOW)
    assert result.added == 1
    assert [problem.field for problem in result.rejected] == ["SENprovision", "SENtype"]


def test_a_child_twice_counts_once_and_the_later_word_holds(store: Store, write: Write) -> None:
    text = ctf(
        pupil(ONE, "<BasicDetails><NCyearActual>5</NCyearActual></BasicDetails>"),
        pupil(ONE, "<BasicDetails><NCyearActual>6</NCyearActual></BasicDetails>"),
    )
    path = write("a.xml", text)
    result = import_ctf(store, [path], now=NOW)
    assert (result.added, result.changed) == (1, 0)
    assert "stood there more than once" in result.notes[0]
    before = everything(store)
    again = import_ctf(store, [path], now=NOW)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert everything(store) == before


def test_several_files_go_in_together_or_not_at_all(store: Store, write: Write) -> None:
    good = write("a.xml", ctf(pupil(ONE)))
    other = write("b.xml", ctf(pupil(upn(2), names=("Bell", "Jo"))))
    broken = write("c.xml", ctf(pupil(upn(3)))[:-40])
    before = everything(store)
    with pytest.raises(Problem, match="breaks off"):
        import_ctf(store, [good, broken], now=NOW)
    assert everything(store) == before
    assert import_ctf(store, [good, other], now=NOW).added == 2


def test_a_file_between_two_other_schools_is_named(store: Store, write: Write) -> None:
    text = ctf(pupil(ONE)).replace("<Estab>2001</Estab><SchoolName>", "<Estab>2999</Estab><SchoolName>")
    result = import_ctf(store, [write("a.xml", text)], now=NOW)
    assert "goes from 372/2999 to 372/4001; this school is 372/2001" in result.notes[0]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><CTfile><Header/><CTFpupilData>&c;</CTFpupilData></CTfile>'
)
REACHING_OUT = (
    '<!DOCTYPE CTfile [<!ENTITY x SYSTEM "file:///etc/hostname">]><CTfile><Header>&x;</Header></CTfile>'
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"UPN,Surname\n", "not_xml"),
        (b"PK\x03\x04 a workbook", "not_xml"),
        (b"", "empty"),
        (b"<html><body>Log in</body></html>", "not_ctf"),
        (b"<ATfile><Header/></ATfile>", "not_ctf"),
        (ctf(pupil(ONE)).replace("Common Transfer File", "School Census").encode(), "not_ctf"),
        (ctf(pupil(ONE)).replace("</Surname>", "</Sirname>").encode(), "damaged"),
        (ctf(pupil(ONE)).replace("Okafor", "&nbsp;").encode(), "damaged"),
        (BOMB.encode(), "entities"),
        (REACHING_OUT.encode(), "entities"),
        (("<CTfile>" + "<a>" * 10_000).encode(), "gigantic"),
        (("<CTfile><p><Pupil>" + "<a/>" * 60_000).encode(), "gigantic"),
        (("<CTfile><p><Pupil><UPN>" + "A" * 3_000_000).encode(), "gigantic"),
    ],
)
def test_what_is_no_whole_harmless_transfer_file_is_refused(write: Write, content: bytes, code: str) -> None:
    problem = refusal(write("a.xml", content))
    assert problem.code == code
    assert problem.sentence.startswith("a.xml")
    assert problem.mend


def test_a_gigantic_file_is_refused_before_it_is_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctf_module, "MOST_BYTES", 100)
    assert refusal(write("a.xml", ctf(pupil(ONE)))).code == "gigantic"


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xml").code == "unreadable"
    assert refusal(tmp_path).code == "folder"


def test_a_file_cut_anywhere_is_refused_and_says_so(write: Write) -> None:
    whole = ctf(pupil(ONE, FULL), pupil(upn(2))).rstrip().encode()
    for percent in range(1, 100):
        problem = refusal(write("a.xml", whole[: len(whole) * percent // 100]))
        assert problem.code == "truncated", percent


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_raise_anything_but_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    with pytest.raises(Problem):
        read_ctf(path, Reading(), today=TODAY)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_file_with_any_byte_changed_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(ctf(pupil(ONE, FULL)).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    with suppress(Problem):
        read_ctf(path, Reading(), today=TODAY)
