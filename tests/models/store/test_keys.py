# SPDX-License-Identifier: MIT
"""Ways in: passphrase, recovery sheet, new key; and the keyring, whole at every instant."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Pupil
from models.store import QUICK, USUAL, Store, back_up, check, keyring, keys, patience
from models.store.keyring import Keyring
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil
from thresholds.problems import Problem

HERONS = "another five herons"


def names_beside(path: Path) -> set[str]:
    return {file.name.removeprefix(path.name) for file in path.parent.iterdir()}


def pupils_in(store: Store) -> int:
    with store.reading() as tx:
        return len(tx.find(Pupil))


def test_a_closed_school_is_one_file_and_a_copy_of_it_is_everything(store: Store, path: Path) -> None:
    assert ".keys" in names_beside(path)
    with store.transaction() as tx:
        tx.put(pupil())
    store.close()
    assert names_beside(path) == {""}
    elsewhere = path.parent / "stick" / "copy.grstore"
    elsewhere.parent.mkdir()
    shutil.copyfile(path, elsewhere)
    copy = Store.open(elsewhere, PASSPHRASE, now=now)
    assert pupils_in(copy) == 1
    copy.close()


def test_a_new_passphrase_shuts_the_old_one_out_and_the_sheet_stays_good(store: Store, path: Path) -> None:
    sheet = store.make_recovery_sheet()
    with store.transaction() as tx:
        tx.put(pupil())
    before = store._key
    store.rekey(HERONS)
    assert store._key != before
    assert pupils_in(store) == 1
    with store.transaction() as tx:
        tx.put(pupil(2))
    store.close()
    with pytest.raises(Problem, match="passphrase doesn't open"):
        Store.open(path, PASSPHRASE, now=now, wait=lambda _: None)
    opened = Store.open_with_recovery(path, sheet.lower().replace("-", " "), now=now)
    assert pupils_in(opened) == 2
    assert check(opened)["ok"]
    opened.close()
    Store.open(path, HERONS, now=now).close()
    assert names_beside(path) == {""}


def test_a_new_passphrase_without_a_new_key_is_a_new_keyring_only(store: Store, path: Path) -> None:
    before = store._key
    store.rekey(HERONS, encrypt_anew=False)
    assert store._key == before
    store.close()
    Store.open(path, HERONS, now=now).close()


def test_a_new_key_waits_for_whoever_is_reading(store: Store) -> None:
    with store.reading() as tx:
        tx.find(Pupil)
        with pytest.raises(Problem) as told:
            store.rekey(HERONS)
    assert told.value.code == "busy"
    with store.transaction() as tx:
        tx.put(pupil())
    store.rekey(HERONS)
    assert pupils_in(store) == 1


def test_a_newer_sheet_makes_the_older_void(store: Store, path: Path) -> None:
    assert not store.has_recovery_sheet
    older, newer = store.make_recovery_sheet(), store.make_recovery_sheet()
    assert store.has_recovery_sheet
    store.close()
    with pytest.raises(Problem) as told:
        Store.open_with_recovery(path, older, now=now)
    assert told.value.code == "wrong-sheet"
    Store.open_with_recovery(path, newer, now=now).close()


def test_the_sheet_s_words_are_kept_nowhere(store: Store, path: Path) -> None:
    sheet = store.make_recovery_sheet()
    connection = store.raw()
    kept = " ".join(str(row) for row in connection.execute("SELECT * FROM about").fetchall())
    connection.close()
    store.close()
    for shape in (sheet, sheet.replace("-", "")):
        assert shape not in kept
        assert shape.encode() not in path.read_bytes()


@given(st.integers(0, 39), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_mistyped_letter_of_a_sheet_is_found(at: int, letter: str) -> None:
    words = keys.new_recovery_words().replace("-", "")
    mistyped = words[:at] + letter + words[at + 1 :]
    if mistyped == words:
        assert len(keys.from_recovery_words(mistyped)) == 32
    else:
        with pytest.raises(Problem, match="don't fit together"):
            keys.from_recovery_words(mistyped)


def test_each_wrong_passphrase_makes_the_next_answer_slower(store: Store, path: Path) -> None:
    store.close()
    waited: list[float] = []
    for _ in range(7):
        with pytest.raises(Problem):
            Store.open(path, "a guess", now=now, wait=waited.append)
    assert waited == [1, 2, 4, 8, 16, patience.LONGEST, patience.LONGEST]
    Store.open(path, PASSPHRASE, now=now, wait=waited.append).close()
    with pytest.raises(Problem):
        Store.open(path, "a guess", now=now, wait=waited.append)
    assert waited[-1] == 1


def test_an_accent_is_the_same_however_the_keyboard_writes_it(tmp_path: Path) -> None:
    made = Store.create(tmp_path / "a.grstore", "pedair c\u0175n t\u00ea", SCHOOL, now=now, cost=QUICK)
    made.close()
    Store.open(tmp_path / "a.grstore", "pedair cw\u0302n te\u0302", now=now).close()


def test_a_real_school_costs_what_was_decided(tmp_path: Path) -> None:
    made = Store.create(tmp_path / "real.grstore", PASSPHRASE, SCHOOL, now=now)
    assert made.keyring.cost == USUAL == keys.Cost(65536, 3, 4)
    made.close()
    Store.open(tmp_path / "real.grstore", PASSPHRASE, now=now).close()


def _stopped_after_beside(path: Path, ring: Keyring) -> None:
    keyring.put_beside(path, ring)


def _stopped_while_writing_the_end(path: Path, ring: Keyring) -> None:
    keyring.take_off(path, ring)
    with path.open("ab") as file:
        file.write(ring.to_bytes()[:100])


def _stopped_before_clearing_up(path: Path, ring: Keyring) -> None:
    keyring.put_beside(path, ring)
    keyring.beside(path).with_name(path.name + ".keys.part").write_bytes(b"half")


@pytest.mark.parametrize(
    "stopped",
    [_stopped_after_beside, keyring.take_off, _stopped_while_writing_the_end, _stopped_before_clearing_up],
)
def test_stopped_at_any_instant_of_opening_or_closing_it_opens_again(
    store: Store, path: Path, stopped: Callable[[Path, Keyring], None]
) -> None:
    with store.transaction() as tx:
        tx.put(pupil())
    ring = store.keyring
    store.close()
    stopped(path, ring)
    again = Store.open(path, PASSPHRASE, now=now)
    assert pupils_in(again) == 1
    assert check(again)["ok"]
    again.close()
    assert keyring.read(path) == ring


def test_closing_while_somebody_reads_keeps_the_keyring_beside_the_file(store: Store, path: Path) -> None:
    with store.transaction() as tx:
        tx.put(pupil())
    late = store.raw()
    late.execute("BEGIN")
    late.execute("SELECT count(*) FROM audit").fetchone()
    store.close()
    assert ".keys" in names_beside(path)
    # The last reader folds the log into the file, which grows where the keyring would have stood.
    late.close()
    again = Store.open(path, PASSPHRASE, now=now)
    assert pupils_in(again) == 1
    again.close()
    assert names_beside(path) == {""}


def test_a_keyring_thrown_away_while_open_is_written_again(store: Store, path: Path) -> None:
    keyring.beside(path).unlink()
    store.close()
    Store.open(path, PASSPHRASE, now=now).close()


@given(st.binary(max_size=600))
def test_no_bytes_upset_the_reader_of_keyrings(content: bytes) -> None:
    assert Keyring.from_bytes(content) is None
    whole = Keyring.new().with_passphrase(bytes(32), PASSPHRASE, QUICK).to_bytes()
    assert Keyring.from_bytes(content + whole[len(content) :]) in (None, Keyring.from_bytes(whole))


@given(st.data())
def test_one_bad_sector_in_a_keyring_shuts_nobody_out(drawn: st.DataObject) -> None:
    ring = Keyring.new().with_passphrase(bytes(32), PASSPHRASE, QUICK).with_recovery(bytes(32), bytes(32))
    written = bytearray(ring.to_bytes())
    assert len(written) < keyring.PAGE
    at, change = drawn.draw(st.tuples(st.integers(0, len(written) - 1), st.integers(1, 255)))
    for spot in range(at, min(at + 512, len(written))):
        written[spot] ^= change
    found = Keyring.from_bytes(bytes(written))
    assert found == ring


def test_a_forged_keyring_can_t_ask_for_all_of_the_memory() -> None:
    ring = Keyring.new().with_passphrase(bytes(32), PASSPHRASE, QUICK)
    body = json.dumps({"file_id": ring.file_id, "doors": [keyring._plain(ring.doors[0])]})
    greedy = body.replace('"memory": 64', '"memory": 999999999').encode()
    written = f"{hashlib.sha256(greedy).hexdigest()} {len(greedy):04d}\n".encode()
    forged = keyring._MAGIC + written + greedy
    assert Keyring.from_bytes(forged) is None


def test_a_keyring_of_another_file_opens_nothing(store: Store, path: Path, tmp_path: Path) -> None:
    made = back_up(store, tmp_path / "copies", now())
    assert keyring.read(made.file).by_passphrase(PASSPHRASE) == store._key
    other = Keyring("0" * 32, store.keyring.doors)
    assert other.by_passphrase(PASSPHRASE) is None
