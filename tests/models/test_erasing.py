# SPDX-License-Identifier: MIT
"""One child erased everywhere: nothing of it is left on any page, and the audit trail still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from models.erasing import Outcome, erase
from models.records import (
    Cycle,
    Draft,
    Erasure,
    ImportBatch,
    LegalHold,
    Meeting,
    Pupil,
    Record,
)
from models.records import (
    Outcome as Aim,
)
from models.store import Store, back_up, check
from models.store.backup import folder_of
from models.whole_record import whole_record
from tests.models.conftest import child, full_record, keep
from tests.models.store.conftest import path, store
from tests.models.store.makings import PASSPHRASE, now
from thresholds.problems import Problem

__all__ = ["path", "store"]

SURNAME, FORENAME = "Zwintersgyll", "Quarrelwyn"


@pytest.fixture
def pupil(store: Store) -> Pupil:
    """A child with a year of records, drafts and an import, beside another child with as much."""
    records = full_record()
    one = next(record for record in records if isinstance(record, Pupil))
    named = one.model_copy(update={"surname": SURNAME, "forename": FORENAME})
    keep(store, *(named if record is one else record for record in records))
    keep(store, *_other_year())
    cycles = [record for record in records if isinstance(record, Cycle)]
    first = Aim(pupil_id=one.id, cycle_id=cycles[0].id, text="First")
    batch = ImportBatch(
        file_name=f"{SURNAME}.csv",
        file_hash="0",
        format="pupils",
        taken_at=now(),
        record_ids=(one.id, "f" * 32),
    )
    with store.transaction() as tx:
        tx.put(first)
        tx.put(first.model_copy(update={"id": "a" * 32, "continues_id": first.id}))
        tx.put(cycles[1].model_copy(update={"continues_id": cycles[0].id}))
        tx.put(Meeting(pupil_id=one.id, held_on=date(2026, 3, 1), notes=f"{FORENAME} spoke. " * 500))
        tx.put(batch)
        tx.put(
            Draft(record_kind="Need", record_id="x", pupil_id=one.id, texts={"a": SURNAME}, typed_at=now())
        )
    with store.transaction() as tx:
        tx.put(named.model_copy(update={"form": "Maple"}))
    return named.model_copy(update={"form": "Maple"})


def _other_year() -> list[Record]:
    from models.records import ConfidenceAnswer, ConfidenceRound

    records = full_record(2)
    return [one for one in records if not isinstance(one, (ConfidenceAnswer, ConfidenceRound))]


def gone(store: Store, pupil: Pupil, **more: object) -> Outcome:
    return erase(store, pupil, now=now(), rule="31st birthday", **more)  # type: ignore[arg-type]


def texts(store: Store) -> Iterator[tuple[str, str]]:
    """Every text in every table of the decrypted file."""
    with closing(store.raw()) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from ((table, cell) for cell in row if isinstance(cell, str))


def test_nothing_names_the_child_in_any_table(store: Store, pupil: Pupil) -> None:
    with store.reading() as tx:
        ids = {one.id for one in whole_record(tx, pupil)}
    outcome = gone(store, pupil)
    left = list(texts(store))
    for wanted in (SURNAME, FORENAME, pupil.upn, pupil.id):
        assert [table for table, text in left if wanted.casefold() in text.casefold()] == []
    assert not [(table, id) for table, text in left for id in ids if id in text]
    assert sum(dict(outcome.erasure.counts).values()) == len(ids) + 1
    with store.reading() as tx:
        assert tx.find(Pupil)[0].surname == "Khalil"
        assert len(whole_record(tx, tx.find(Pupil)[0])) > 40
        (batch,) = tx.find(ImportBatch)
    assert (batch.file_name, batch.record_ids) == ("erased", ("f" * 32,))


def test_the_audit_trail_still_holds_and_says_that_something_went(store: Store, pupil: Pupil) -> None:
    before = check(store)["audit_events"]
    outcome = gone(store, pupil)
    found = check(store)
    assert found["ok"], found["findings"]
    assert found["audit_events"] == before + 1
    with closing(store.raw()) as connection:
        sealed = connection.execute("SELECT count(*) FROM audit WHERE sealed IS NOT NULL").fetchone()[0]
        last = connection.execute("SELECT kind, after FROM audit ORDER BY number DESC").fetchone()
    assert sealed == sum(b - a + 1 for a, b in outcome.erasure.lines) > 50
    assert last[0] == "Erasure"
    assert json.loads(last[1])["certificate"] == outcome.erasure.certificate


def test_a_line_wiped_without_an_erasure_is_found(store: Store, pupil: Pupil) -> None:
    with store.transaction() as tx:
        tx.erase(pupil)
    found = check(store)
    assert not found["audit_ok"]


def test_an_erased_line_can_t_be_given_other_words(store: Store, pupil: Pupil) -> None:
    gone(store, pupil)
    with closing(store.raw()) as connection:
        number = connection.execute("SELECT max(number) FROM audit WHERE sealed IS NOT NULL").fetchone()[0]
        for change in ("after = 'x'", "sealed = NULL", "who = 'nobody'", f"sealed = '{'0' * 64}'"):
            with pytest.raises(Exception, match="never changed"):
                connection.execute(f"UPDATE audit SET {change} WHERE number = ?", (number,))
        with pytest.raises(Exception, match="never changed"):
            connection.execute("UPDATE audit SET before = NULL, after = NULL WHERE number = 1")
        connection.execute("DROP TRIGGER audit_stays")
        connection.execute(f"UPDATE audit SET sealed = '{'0' * 64}' WHERE number = ?", (number,))
    assert not check(store)["audit_ok"]


def test_no_page_of_any_file_holds_the_name_when_decrypted(
    store: Store, pupil: Pupil, tmp_path: Path
) -> None:
    wanted = [word.encode() for word in (SURNAME, FORENAME, pupil.upn, pupil.id)]
    key = store._key
    with closing(store.raw()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(word in decrypted(store.path, key) for word in wanted), (
        "the pages are readable, and it was there"
    )
    gone(store, pupil)
    for file in [file for file in tmp_path.rglob("*") if file.is_file()]:
        raw = file.read_bytes() + decrypted(file, key)
        assert [word for word in wanted if word in raw] == [], file.name
    assert b"Khalil" in decrypted(store.path, key), "the other child is there"
    log = Path(f"{store.path}-wal")
    assert not log.exists() or log.stat().st_size == 0


def decrypted(file: Path, key: bytes) -> bytes:
    """Every page of a SQLCipher file in clear, unused places and all: AES-256-CBC, its IV near its end."""
    content = file.read_bytes()
    clear = b""
    for start in range(0, len(content) - 4095, 4096):
        page = content[start : start + 4096]
        words = page[16:-80] if start == 0 else page[:-80]
        opened = Cipher(AES(key), CBC(page[-80:-64])).decryptor()
        clear += opened.update(words) + opened.finalize()
    return clear


def test_backups_that_know_the_child_are_named_with_their_last_day(store: Store, pupil: Pupil) -> None:
    made = back_up(store, folder_of(store.path), now() - timedelta(days=3))
    outcome = gone(store, pupil)
    (copy,) = outcome.copies
    assert (copy.file, copy.knows) == (made.file, True)
    assert copy.gone_by == (now() - timedelta(days=3)).date() + timedelta(days=3 * 366)
    assert sorted(p.suffix for p in made.file.parent.iterdir()) == [".grbackup"]


def test_backups_go_when_that_is_wanted_and_a_new_one_is_there(store: Store, pupil: Pupil) -> None:
    made = back_up(store, folder_of(store.path), now() - timedelta(days=3))
    outcome = gone(store, pupil, remove_backups=True)
    assert outcome.removed == (made.file,)
    assert outcome.copies == ()
    (left,) = folder_of(store.path).iterdir()
    assert left != made.file


def test_a_backup_under_another_key_is_said_to_be_unknown(store: Store, pupil: Pupil) -> None:
    back_up(store, folder_of(store.path), now() - timedelta(days=3))
    store.rekey(PASSPHRASE)
    outcome = gone(store, pupil, remove_backups=True)
    assert [one.knows for one in outcome.copies] == [None]
    assert outcome.removed == ()


def test_a_legal_hold_keeps_the_record_until_it_ends(store: Store, pupil: Pupil) -> None:
    hold = LegalHold(pupil_id=pupil.id, placed_on=date(2026, 1, 1), reason="An appeal", placed_by="Head")
    keep(store, hold)
    before = list(texts(store))
    with pytest.raises(Problem, match="An appeal"):
        gone(store, pupil)
    assert list(texts(store)) == before
    with store.transaction() as tx:
        tx.put(hold.model_copy(update={"until": date(2026, 11, 22)}))
    assert gone(store, pupil).erasure.rule == "31st birthday"


def test_the_certificate_says_nothing_of_the_child(store: Store, pupil: Pupil) -> None:
    for reference in (pupil.upn, SURNAME.lower(), f"box 3 {FORENAME}"):
        with pytest.raises(Problem, match="names the child"):
            gone(store, pupil, reference=reference)
    erasure = gone(store, pupil, reference="Box 3, line 14").erasure
    assert erasure.reference == "Box 3, line 14"
    told = erasure.model_dump_json()
    assert not [word for word in (SURNAME, FORENAME, pupil.upn, "2018") if word in told]
    with store.reading() as tx:
        assert tx.find(Erasure) == [erasure]


def test_where_the_name_still_stands_is_told(store: Store, pupil: Pupil) -> None:
    with store.reading() as tx:
        other = next(one for one in tx.find(Pupil) if one.id != pupil.id)
    keep(store, Meeting(pupil_id=other.id, held_on=date(2026, 5, 1), notes=f"With {pupil.known_as.upper()}"))
    assert gone(store, pupil).elsewhere == (f"meeting with parents of {other.known_as}",)


def test_order_and_everything_else_stays(store: Store, pupil: Pupil) -> None:
    more = [child(number, forename=f"N{number}") for number in range(20, 60)]
    keep(store, *more)
    with store.reading() as tx:
        before = [one.id for one in tx.find(Pupil) if one.id != pupil.id]
    gone(store, pupil)
    with store.reading() as tx:
        assert [one.id for one in tx.find(Pupil)] == before
