# SPDX-License-Identifier: MIT
"""Attacks on files out of a real store: after restart and restore, one pupil changed, planted names."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pypdf import PdfReader

from desktop.paper.borough_files import write_all
from desktop.paper.shareable_summary import leaving_files
from models.calendar import read_term
from models.issuing import Ready, keep, ready
from models.records import RECORDS, Pupil, Record, School, SenStatus, fields_of
from models.sample import PASSPHRASE, fictional_school, fill
from models.store import Store
from models.store.backup import back_up, restore
from models.summaries.arrivals import Authority, read_folder
from models.summaries.borough import roll_up
from models.summaries.goals import read_goals
from models.summaries.opened import Borough

TERM = read_term("2026-27.1")
TODAY = date(2026, 12, 18)
PLANTED = "Zqxwvutha"
"""A word that stands nowhere in the program."""


def now() -> datetime:
    return datetime(2026, 12, 18, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "s.gr", PASSPHRASE, fictional_school(), now=now)
    fill(store, pupils=80, terms=2, seed=4, until=TODAY)
    store.close()
    return tmp_path / "s.gr"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path, PASSPHRASE, now=now)
    yield opened
    opened.close()


def export(store: Store) -> Ready:
    found = ready(store, TERM, TODAY, "0.1.0")
    keep(store, found)
    return found


def plain(store: Store, found: Ready) -> bytes:
    return leaving_files(found.summary, store.signing_key, None)[f"{found.summary.name}.json"]


def test_a_restart_and_a_restore_on_another_computer_give_the_same_file(path: Path, tmp_path: Path) -> None:
    first = Store.open(path, PASSPHRASE, now=now)
    before = plain(first, ready(first, TERM, TODAY, "0.1.0"))
    backup = back_up(first, tmp_path / "copies", now())
    first.close()
    again = Store.open(path, PASSPHRASE, now=now)
    assert plain(again, ready(again, TERM, TODAY, "0.1.0")) == before
    again.close()
    restore(backup.file, tmp_path / "elsewhere.gr", PASSPHRASE, now=now)
    other = Store.open(tmp_path / "elsewhere.gr", PASSPHRASE, now=now)
    assert plain(other, ready(other, TERM, TODAY, "0.1.0")) == before
    other.close()


def test_what_left_is_given_again_whatever_the_program_or_the_day(store: Store) -> None:
    found = export(store)
    later = ready(store, TERM, TODAY, "9.9.9")
    assert not later.prepared.is_new
    assert plain(store, later) == plain(store, found)


def test_one_child_changed_moves_cells_all_over_the_file(store: Store) -> None:
    """A reader of both files can't see which cells the child stood in: most others have moved as well."""
    first = export(store).summary
    with store.transaction() as tx:
        here = {one.id for one in tx.find(Pupil)}
        tx.remove(next(one for one in tx.find(SenStatus) if one.pupil_id in here))
    second = export(store)
    assert second.summary.version == 2
    assert second.summary.replaces == first.hash
    cells = [(name, cell) for name, row in first.tables.items() for cell in row]
    moved = [place for place in cells if _at(first.tables, place) != _at(second.summary.tables, place)]
    assert len(moved) > 0.6 * len(cells)
    for name in first.tables:
        assert any(table == name for table, _ in moved) or len(first.tables[name]) < 4


def _at(tables: dict[str, dict[str, int]], place: tuple[str, str]) -> int:
    return tables[place[0]][place[1]]


def test_two_stores_of_one_school_share_no_noise(path: Path, tmp_path: Path) -> None:
    """Whoever knows every true count and another school's file knows nothing of this one's noise."""
    other = Store.create(tmp_path / "o.gr", PASSPHRASE, fictional_school(), now=now)
    fill(other, pupils=80, terms=2, seed=4, until=TODAY)
    mine = Store.open(path, PASSPHRASE, now=now)
    one, two = (ready(store, TERM, TODAY, "0.1.0") for store in (mine, other))
    assert one.true.tables == two.true.tables
    same = [
        one.summary.tables[name][cell] == two.summary.tables[name][cell]
        for name, row in one.summary.tables.items()
        for cell in row
    ]
    # By chance alone two such draws agree in about one of seven cells.
    assert sum(same) < 0.3 * len(same)
    for store in (mine, other):
        store.close()


def planted(record: Record) -> Record:
    """The record with the word in every text that a person can type."""
    texts = {
        spec.name: f"{PLANTED} {getattr(record, spec.name)}"
        for spec in fields_of(type(record))
        if isinstance(getattr(record, spec.name), str)
    }
    for name, value in texts.items():
        try:
            record = type(record).model_validate(record.model_dump() | {name: value})
        except ValueError:
            continue
    return record


def unfolded(content: bytes) -> bytes:
    """The bytes, and whatever they hold packed: streams of a PDF, members of an XLSX."""
    whole = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            whole.append(zlib.decompress(base64.a85decode(packed.strip(), adobe=True)))
        except (ValueError, zlib.error):
            whole.append(packed)
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as zipped:
            whole += [zipped.read(name) for name in zipped.namelist()]
    if content.startswith(b"%PDF"):
        whole += [page.extract_text().encode() for page in PdfReader(BytesIO(content)).pages]
    return b"\n".join(whole)


def forms(word: str) -> list[bytes]:
    """A word as it could hide in a file."""
    plain_word = word.encode()
    return [
        plain_word,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain_word.hex().encode(),
        base64.b64encode(plain_word).rstrip(b"=")[:-1],
        word.upper().encode(),
        word[::-1].encode(),
    ]


def test_no_planted_word_is_in_any_byte_that_leaves(store: Store, tmp_path: Path) -> None:
    with store.transaction() as tx:
        for kind in RECORDS:
            if kind is not School:
                for record in tx.find(kind):
                    tx.put(planted(record))
        pupils = tx.find(Pupil)
    assert all(PLANTED in one.surname and PLANTED in one.forename for one in pupils)
    opening = X25519PrivateKey.generate()
    found = export(store)
    files = leaving_files(found.summary, store.signing_key, opening.public_key().public_bytes_raw())
    out = tmp_path / "sent"
    out.mkdir()
    for name, content in files.items():
        (out / name).write_bytes(content)
    goals = read_goals()
    arrived = read_folder(out, Authority(goals.la, opening.private_bytes_raw()))
    assert arrived.rejected == ()
    made = write_all(tmp_path / "out", Borough(roll_up(arrived.standing, goals), arrived, goals), TODAY)
    words = [PLANTED, *(one.upn for one in pupils), *(str(one.date_of_birth) for one in pupils)]
    # The hunt is able: what is known to stand in the paper and in a sheet is found there.
    (paper,) = out.glob("*.pdf")
    assert b"Special educational needs" in unfolded(paper.read_bytes())
    assert b"persistent_absence" in unfolded((tmp_path / "out" / "measures.xlsx").read_bytes())
    hunted = [form for word in words for form in forms(word)]
    for path in (*out.iterdir(), *made):
        held = unfolded(path.read_bytes()) + path.name.encode()
        assert not [form for form in hunted if form in held], path.name
