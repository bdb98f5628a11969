# SPDX-License-Identifier: MIT
"""Papers about a child: kept whole inside the encrypted file, refused where they are none."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attaching import MOST_BYTES, as_kept, attach, bytes_of, media_of, read_file, same_paper
from models.chronology import chronology
from models.records import Attachment, KeptBytes, KeptFile, Pupil
from models.store import Store, check
from models.upn import check_letter
from thresholds.problems import Problem

PDF = b"%PDF-1.7\nSpeech and language report on Zebedee\n%%EOF\n"


@pytest.fixture
def child(store: Store) -> Pupil:
    number = "801200000001"
    made = Pupil(
        upn=check_letter(number) + number, surname="Okafor", forename="Ada", date_of_birth=date(2018, 5, 4)
    )
    with store.transaction() as tx:
        tx.put(made)
    return made


@given(st.binary(max_size=2000))
def test_bytes_come_back_as_they_were(content: bytes) -> None:
    assert bytes_of(KeptBytes(**as_kept(content))) == content


def test_a_paper_is_kept_inside_the_file_and_nowhere_else(store: Store, child: Pupil, day: date) -> None:
    with store.transaction() as tx:
        for record in attach(PDF, "C:\\Users\\me\\Report.pdf", child.id, title="SALT report", on=day):
            tx.put(record)
    with store.reading() as tx:
        (paper,) = tx.find(Attachment)
        file = tx.get(KeptFile, paper.file_id)
        assert file is not None
        assert bytes_of(file) == PDF
        assert [line.words for line in chronology(tx, child)] == ["A professional's report · SALT report"]
        assert same_paper(tx, PDF, child.id) == paper
        assert same_paper(tx, PDF + b" ", child.id) is None
    assert paper.file_name == "Report.pdf"
    assert all(b"Zebedee" not in one.read_bytes() for one in store.path.parent.iterdir() if one.is_file())


def test_the_audit_trail_keeps_the_hash_and_no_second_copy(store: Store, child: Pupil, day: date) -> None:
    file, paper = attach(PDF, "Report.pdf", child.id, title="", on=day)
    with store.transaction() as tx:
        tx.put(file)
        tx.put(paper)
        told = [dict(line) for line in tx._connection.exec_driver_sql("SELECT * FROM audit").mappings()]
    assert isinstance(file, KeptFile)
    written = " ".join(str(line["after"]) for line in told)
    assert file.content not in written
    assert "SHA-256" in written
    assert check(store)["audit_ok"]


def test_a_damaged_file_is_said_to_be_damaged() -> None:
    whole = KeptBytes(**as_kept(PDF))
    with pytest.raises(Problem, match="damaged"):
        bytes_of(whole.model_copy(update={"content": as_kept(PDF + b"!")["content"]}))


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00", "Report.pdf", "program"),
        (b"#!/bin/sh", "photo.jpg", "program"),
        (b"\x7fELF", "letter.pdf", "program"),
        (b"", "empty.pdf", "empty"),
        (b"PK\x03\x04", "letter.docx", "neither a PDF nor a photo"),
        (b"<html>", "page.pdf", "neither a PDF nor a photo"),
    ],
)
def test_what_is_no_paper_is_refused_by_its_bytes_not_its_name(content: bytes, name: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        attach(content, name, "0" * 32, title="")


@pytest.mark.parametrize(
    ("content", "media"),
    [(PDF, "pdf"), (b"\x89PNG\r\n\x1a\n123", "png"), (b"\xff\xd8\xff\xe0", "jpeg")],
)
def test_what_it_is_is_told_by_its_bytes(content: bytes, media: str) -> None:
    assert media_of(content, "no ending") == media


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "scan.pdf"
    with large.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Problem, match=r"2,000 MB, and 20 MB"):
        read_file(large)
    assert MOST_BYTES == 20_000_000


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can't be read"):
        read_file(tmp_path / "nothing.pdf")


def test_sqlite_alone_cannot_read_it(store: Store, child: Pupil, day: date) -> None:
    with store.transaction() as tx:
        for record in attach(PDF, "Report.pdf", child.id, title="", on=day):
            tx.put(record)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(store.path).execute("SELECT * FROM KeptFile").fetchall()
