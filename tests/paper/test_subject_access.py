# SPDX-License-Identifier: MIT
"""The pack for a parent who asked: everything that is held is in it, and the names of others are marked."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.kinds import KINDS, Order
from desktop.paper.whole_file import told
from models.records import Draft, ImportBatch, KeptFile, Meeting, Pupil
from models.store import Store
from models.whole_record import whole_record
from tests.models.conftest import child, full_record, keep
from tests.models.store.conftest import path, store

__all__ = ["path", "store"]

ON = date(2026, 11, 23)


@pytest.fixture
def pack(store: Store, tmp_path: Path) -> tuple[str, Store, Pupil]:
    """The text of the pack of a child with a year of records, as one line."""
    records = full_record()
    pupil = next(one for one in records if isinstance(one, Pupil))
    keep(
        store,
        *records,
        child(2, forename="Joe", surname="Ashton"),
        Meeting(
            pupil_id=pupil.id, held_on=date(2026, 10, 1), notes="She sat with Joe Ashton. Mrs Okafor came."
        ),
        ImportBatch(
            file_name="x.xml",
            file_hash="0",
            format="ctf",
            taken_at=datetime(2025, 9, 1),
            record_ids=(pupil.id,),
        ),
        Draft(
            record_kind="Need",
            record_id="x",
            pupil_id=pupil.id,
            texts={"code": "half a word"},
            typed_at=datetime(2026, 1, 1),
        ),
    )
    file = tmp_path / "pack.pdf"
    with store.reading() as tx:
        pages = KINDS["subject-access"].write(file, Order(tx, store.school, ON, pupil))
    reader = PdfReader(file)
    assert pages == len(reader.pages)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()), store, pupil


def test_everything_that_is_held_is_in_it(pack: tuple[str, Store, Pupil]) -> None:
    text, store, pupil = pack
    with store.reading() as tx:
        held = [one for one in whole_record(tx, pupil) if not isinstance(one, KeptFile)]
    assert len(held) > 40
    for record in held:
        for _label, words in told(record):
            for word in words.split():
                assert word.rstrip(".") in text, f"{record.kind()}: {word}"
    assert "half a word" in text
    assert "x.xml (ctf), taken in on 1 September 2025" in text
    assert "9 March 2049" in text


def test_the_names_of_others_are_marked_and_listed(pack: tuple[str, Store, Pupil]) -> None:
    text = pack[0]
    assert "Joe Ashton C" in text
    assert "Mrs Okafor A" in text
    listed = text[text.index("Names that are marked") : text.index("What else has to be told")]
    assert "Another child Joe Ashton 1" in listed
    assert "Staff and professionals Mrs Okafor 1" in listed


def test_it_can_be_made_in_memory(store: Store) -> None:
    one = child(1)
    keep(store, one)
    held = BytesIO()
    with store.reading() as tx:
        assert KINDS["subject-access"].write(held, Order(tx, store.school, ON, one)) >= 2
    assert "No other person's name was found." in PdfReader(held).pages[0].extract_text()
