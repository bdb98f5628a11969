# SPDX-License-Identifier: MIT
"""Copies and the way back: proved, of one instant, never half; and nothing is lost by restoring."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from models.records import Pupil, Strength
from models.store import Store, back_up, check, restore
from tests.models.store.makings import PASSPHRASE, now, pupil
from thresholds.problems import Problem


def pupils_in(path: Path, passphrase: str = PASSPHRASE) -> int:
    store = Store.open(path, passphrase, now=now)
    try:
        with store.reading() as tx:
            return len(tx.find(Pupil))
    finally:
        store.close()


def test_a_copy_is_of_one_instant_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    """Each save would begin the copy anew if it didn't hold its instant still."""
    child = pupil()
    with store.transaction() as tx:
        tx.add_all([child, *(Strength(pupil_id=child.id, text="x" * 9000) for _ in range(900))])
    steps: list[int] = []

    def write_meanwhile(done: int, of: int) -> None:
        steps.append(of)
        with store.transaction() as tx:
            tx.put(pupil(len(steps) + 1))

    made = back_up(store, tmp_path / "copies", now(), progress=write_meanwhile)
    assert len(steps) > 1, "the copy came in several steps"
    assert made.pupils == 1
    with store.reading() as tx:
        assert len(tx.find(Pupil)) == 1 + len(steps)
    restore(made.file, tmp_path / "then.grstore", PASSPHRASE, now=now)
    assert pupils_in(tmp_path / "then.grstore") == 1


def test_a_copy_that_is_stopped_leaves_nothing(store: Store, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        back_up(store, tmp_path / "copies", now(), progress=stop)
    assert list((tmp_path / "copies").iterdir()) == []
    assert check(store)["last_backup"] is None


def test_two_copies_in_one_second_stand_side_by_side(store: Store, tmp_path: Path) -> None:
    first, second = (back_up(store, tmp_path / "copies", now()).file for _ in range(2))
    assert first != second
    assert sorted(file.name for file in (tmp_path / "copies").iterdir()) == sorted([first.name, second.name])
    told = check(store)["last_backup"]
    assert (told["file"], told["exists"]) == (str(second), "yes")


def test_a_folder_that_can_t_be_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(Problem):
        back_up(store, tmp_path / "taken", now())


def test_a_damaged_backup_is_refused_and_the_store_stays(store: Store, path: Path, tmp_path: Path) -> None:
    with store.transaction() as tx:
        tx.add_all([pupil(number) for number in range(300)])
    made = back_up(store, tmp_path / "copies", now())
    store.close()
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 1
    made.file.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(Problem) as told:
        restore(made.file, path, PASSPHRASE, now=now)
    assert told.value.code == "damaged"
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"school.grstore", "copies"}


def test_a_backup_is_refused_without_its_passphrase(store: Store, path: Path, tmp_path: Path) -> None:
    made = back_up(store, tmp_path / "copies", now())
    with pytest.raises(Problem, match="already open"):
        restore(made.file, path, PASSPHRASE, now=now)
    store.close()
    with pytest.raises(Problem) as told:
        restore(made.file, path, "something else", now=now)
    assert told.value.code == "wrong-passphrase"
    with pytest.raises(Problem, match="no such file"):
        restore(tmp_path / "nothing", path, PASSPHRASE, now=now)


def test_what_a_killed_program_had_written_is_kept_beside_the_restored(store: Store, path: Path) -> None:
    """The log of the store that is replaced must never be read into the one that replaces it."""
    made = back_up(store, path.parent / "copies", now())
    with store.transaction() as tx:
        tx.put(pupil())
    # As after a kill: log and keyring stand beside the file, and nobody holds it.
    crashed = path.parent / "crashed" / "school.grstore"
    crashed.parent.mkdir()
    for ending in ("", "-wal", ".keys"):
        source = path.with_name(path.name + ending)
        crashed.with_name(crashed.name + ending).write_bytes(source.read_bytes())
    back = restore(made.file, crashed, PASSPHRASE, now=now)
    assert back.kept is not None
    assert pupils_in(crashed) == 0
    assert pupils_in(back.kept) == 1


def test_a_store_whose_passphrase_nobody_knows_is_set_aside_whole(store: Store, path: Path) -> None:
    made = back_up(store, path.parent / "copies", now())
    with store.transaction() as tx:
        tx.put(pupil())
    store.rekey("nobody knows this one")
    crashed = path.parent / "crashed" / "school.grstore"
    crashed.parent.mkdir()
    for ending in ("", "-wal", ".keys"):
        source = path.with_name(path.name + ending)
        if source.exists():
            crashed.with_name(crashed.name + ending).write_bytes(source.read_bytes())
    back = restore(made.file, crashed, PASSPHRASE, now=now)
    assert pupils_in(crashed) == 0
    assert back.kept is not None
    assert pupils_in(back.kept, "nobody knows this one") == 1


def test_readers_go_on_while_somebody_writes(store: Store) -> None:
    """Whoever reads sees whole transactions only, and each look is of one instant."""
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
    stop = threading.Event()
    odd: list[int] = []
    looks: list[int] = []

    def look() -> None:
        while not stop.is_set() or not looks:
            with store.reading() as tx:
                first = len(tx.find(Strength, pupil_id=child.id))
                again = len(tx.find(Strength))
            looks.append(first)
            if first % 2 or first != again:
                odd.append(first)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(60):
        with store.transaction() as tx:
            for half in "ab":
                tx.put(Strength(pupil_id=child.id, text=f"{number}{half}"))
    stop.set()
    for reader in readers:
        reader.join()
    assert odd == []
    assert looks
    assert check(store)["ok"]


def test_writers_in_several_threads_take_turns(store: Store) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)

    def write(name: str) -> None:
        for number in range(20):
            with store.transaction() as tx:
                tx.put(Strength(pupil_id=child.id, text=f"{name}{number}"))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.reading() as tx:
        assert len(tx.find(Strength)) == 60
    assert check(store)["audit_ok"]


def test_a_transaction_inside_another_is_a_mistake_and_says_so(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(RuntimeError, match="open in this thread already"):
        tx.put(pupil())
        with store.transaction():
            pass
    with store.reading() as tx:
        assert len(tx.find(Pupil)) == 1
