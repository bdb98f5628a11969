# SPDX-License-Identifier: MIT
"""The encrypted file: made, opened, refused, written, undone, copied, restored, and never half-done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.codes import SenType
from models.records import Draft, Need, Pupil, Strength
from models.store import Store, back_up, check, restore
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil
from thresholds.problems import Problem


def test_what_is_put_is_found_again_after_closing(store: Store, path: Path) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
        tx.put(Need(pupil_id=child.id, code=SenType.SLCN, rank=1))
    store.close()
    again = Store.open(path, PASSPHRASE, now=now)
    with again.reading() as tx:
        assert tx.find(Pupil, surname="Khalil") == [child]
        assert tx.find(Need, pupil_id=[child.id, "nobody"])[0].code is SenType.SLCN
    assert again.school == SCHOOL
    again.close()


def test_without_the_passphrase_it_is_refused_in_one_sentence(store: Store, path: Path) -> None:
    store.close()
    with pytest.raises(Problem) as told:
        Store.open(path, "another passphrase", now=now, wait=lambda _: None)
    assert told.value.code == "wrong-passphrase"
    assert "passphrase doesn't open this file" in told.value.sentence


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 9000, b"PK\x03\x04" * 2000]
)
def test_what_is_no_store_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.grstore"
    path.write_bytes(content)
    with pytest.raises(Problem) as told:
        Store.open(path, PASSPHRASE, now=now)
    assert told.value.code in {"not-a-store", "wrong-passphrase"}
    assert path.read_bytes() == content


def test_a_second_window_is_told_who_has_the_file_open(store: Store, path: Path) -> None:
    with pytest.raises(Problem) as told:
        Store.open(path, PASSPHRASE, now=now)
    assert "already open (opened by Ruth at 14:30" in told.value.sentence


def test_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction() as tx:
        tx.put(pupil())
        raise RuntimeError
    with store.reading() as tx:
        assert tx.find(Pupil) == []


def test_a_record_that_others_refer_to_stays(store: Store) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
        tx.put(Strength(pupil_id=child.id, text="drawing"))
    with pytest.raises(Problem) as told, store.transaction() as tx:
        tx.remove(child)
    assert told.value.code == "still-used"


def test_undo_brings_back_everything(store: Store) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
    with store.transaction() as tx:
        tx.put(child.model_copy(update={"form": "Maple"}))
        tx.put(Strength(pupil_id=child.id, text="drawing"))
    changes = tx.changes
    assert changes.kinds == {"Pupil", "Strength"}
    assert changes.touches(child.id)
    with store.transaction() as tx:
        for pair in changes.undone().pairs:
            if pair.after is None:
                tx.remove(pair.before)
            else:
                tx.put(pair.after)
    with store.reading() as tx:
        assert tx.find(Pupil) == [child]
        assert tx.find(Strength) == []


def test_the_audit_trail_says_who_when_what_old_and_new_and_can_t_be_changed(store: Store) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
    with store.transaction() as tx:
        tx.put(child.model_copy(update={"form": "Maple"}))
    connection = store.raw()
    rows = connection.execute("SELECT who, at, kind, before, after FROM audit ORDER BY number").fetchall()
    assert rows[-1][:3] == ("Ruth", "2026-11-23T14:30:00", "Pupil")
    assert '"form":""' in rows[-1][3]
    assert '"form":"Maple"' in rows[-1][4]
    for statement in ("UPDATE audit SET who = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="audit trail is never"):
            connection.execute(statement)
    connection.execute("DROP TRIGGER audit_stays")
    connection.execute("UPDATE audit SET who = 'nobody' WHERE number = 2")
    connection.close()
    found = check(store)
    assert not found["ok"]
    assert not found["audit_ok"]


def test_a_draft_leaves_no_line_in_the_trail(store: Store) -> None:
    before = check(store)["audit_events"]
    with store.transaction() as tx:
        tx.put(Draft(record_kind="Need", record_id="x", texts={"code": "SL"}, typed_at=now()))
    assert tx.changes.pairs == ()
    assert check(store)["audit_events"] == before


def test_a_backup_opens_counts_and_comes_back(store: Store, path: Path, tmp_path: Path) -> None:
    with store.transaction() as tx:
        tx.put(pupil())
    made = back_up(store, tmp_path / "copies", now())
    assert (made.pupils, made.file.parent) == (1, tmp_path / "copies")
    with store.transaction() as tx:
        tx.put(pupil(2))
    store.close()
    back = restore(made.file, path, PASSPHRASE, now=now)
    assert back.pupils == 1
    assert back.kept is not None
    again = Store.open(path, PASSPHRASE, now=now)
    with again.reading() as tx:
        assert len(tx.find(Pupil)) == 1
    assert check(again)["ok"]
    again.close()
    kept = Store.open(back.kept, PASSPHRASE, now=now)
    with kept.reading() as tx:
        assert len(tx.find(Pupil)) == 2
    kept.close()


def test_secrets_travel_with_the_backup(store: Store, tmp_path: Path) -> None:
    made = back_up(store, tmp_path / "copies", now())
    restore(made.file, tmp_path / "laptop.grstore", PASSPHRASE, now=now)
    other = Store.open(tmp_path / "laptop.grstore", PASSPHRASE, now=now)
    assert (other.noise_key, other.signing_key) == (store.noise_key, store.signing_key)
    assert len(other.noise_key) == 32
    other.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_flipped_byte_anywhere_is_found_and_said(
    store: Store, path: Path, part: float, change: int
) -> None:
    if not (path.parent / "whole").exists():
        with store.transaction() as tx:
            tx.add_all([pupil(number) for number in range(60)])
        store.close()
        shutil.copyfile(path, path.parent / "whole")
    content = bytearray((path.parent / "whole").read_bytes())
    at = int(part * len(content))
    content[at] ^= change
    damaged = path.parent / "damaged.grstore"
    damaged.write_bytes(content)
    refused, whole = "", False
    try:
        opened = Store.open(damaged, PASSPHRASE, now=now)
        whole = check(opened)["ok"]
        opened.close()
    except Problem as problem:
        refused = problem.code
    assert refused in ("", "damaged")
    # Every byte of every page is sealed; the keyring is there twice.
    assert whole == (at >= len(content) // 4096 * 4096)


@pytest.mark.parametrize("left", [0, 1, 100, 4096, 5000, 20_000])
def test_a_file_that_was_cut_off_is_said(store: Store, path: Path, left: int) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Problem) as told:
        Store.open(path, PASSPHRASE, now=now)
    assert told.value.code == "not-a-store"
    assert path.stat().st_size == left
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_full_disk_is_said_and_nothing_is_half_done(store: Store) -> None:
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with pytest.raises(Problem) as told, store.transaction() as tx:
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        for number in range(900):
            tx.put(pupil(number))
    assert told.value.code == "disk-full"
    with store.reading() as tx:
        assert tx.find(Pupil) == []


def test_a_folder_that_can_t_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        Store.create(tmp_path / "nowhere" / "school.grstore", PASSPHRASE, SCHOOL, now=now)
    assert "Choose a folder" in told.value.sentence


def test_a_new_file_takes_no_name_that_an_older_one_left_its_work_under(tmp_path: Path) -> None:
    path = tmp_path / "school.grstore"
    left = tmp_path / "school.grstore-wal"
    left.write_bytes(b"what was written last")
    with pytest.raises(Problem) as told:
        Store.create(path, PASSPHRASE, SCHOOL, now=now)
    assert "school.grstore-wal" in told.value.sentence
    assert left.read_bytes() == b"what was written last"
    assert not path.exists()


def test_a_copy_that_breaks_its_own_rules_is_not_kept(store: Store) -> None:
    kept = pupil()
    with store.transaction() as tx:
        tx.put(kept)
    with pytest.raises(ValueError, match="UPN"), store.transaction() as tx:
        tx.put(kept.model_copy(update={"upn": "not a UPN"}))
    with store.reading() as tx:
        assert tx.find(Pupil) == [kept]
