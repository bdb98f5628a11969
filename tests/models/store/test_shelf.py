# SPDX-License-Identifier: MIT
"""Copies looked after: made when due, on the stick when it is there, listed with what they hold, and back."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.erasing import erase
from models.records import Pupil, Strength
from models.store import (
    QUICK,
    Store,
    back_up,
    check,
    difference,
    last_good,
    look_after,
    return_to,
    shelf,
    warning,
)
from models.store.backup import folder_of
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil
from thresholds.problems import Problem

HOUR = timedelta(hours=1)


def put(store: Store, *records: Pupil | Strength) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def names(store: Store) -> list[str]:
    with store.reading() as tx:
        return sorted(child.surname for child in tx.find(Pupil))


def test_a_copy_is_made_here_and_on_the_stick_only_when_something_was_written(
    store: Store, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    assert [one.file.parent for one in look_after(store, now(), stick).made] == [folder_of(store.path)]
    stick.mkdir()
    assert [one.file.parent for one in look_after(store, now(), stick).made] == [stick]
    assert look_after(store, now() + HOUR, stick).made == (), "nothing was written since"
    put(store, pupil())
    assert look_after(store, now() + HOUR / 2, stick).made == (), "no hour is over"
    assert [one.pupils for one in look_after(store, now() + HOUR, stick).made] == [1, 1]
    assert last_good(store) == now() + HOUR


def test_a_folder_that_fails_is_told_and_the_other_has_its_copy(store: Store, tmp_path: Path) -> None:
    folder_of(store.path).write_text("in the way", encoding="utf-8")
    (tmp_path / "stick").mkdir()
    done = look_after(store, now(), tmp_path / "stick")
    assert [one.file.parent.name for one in done.made] == ["stick"]
    assert len(done.problems) == 1


def test_every_copy_is_listed_with_what_it_holds(store: Store, tmp_path: Path) -> None:
    put(store, pupil(1), pupil(2))
    whole = back_up(store, tmp_path / "stick", now())
    hurt = back_up(store, folder_of(store.path), now() - HOUR)
    content = bytearray(hurt.file.read_bytes())
    content[len(content) // 2] ^= 1
    hurt.file.write_bytes(content)
    found = shelf(store, [tmp_path / "stick"], look_closely=True)
    assert [(one.file, one.pupils, one.is_whole) for one in found] == [
        (whole.file, 2, True),
        (hurt.file, 2, False),
    ]
    assert found[0].at == now() and found[0].size == whole.file.stat().st_size
    store.rekey("other quiet grey herons")
    assert [one.pupils for one in shelf(store, [tmp_path / "stick"])] == [None, None]


def test_an_old_copy_is_a_warning_and_a_stick_that_stays_away_too(store: Store, tmp_path: Path) -> None:
    day = timedelta(days=1)
    assert warning(store, now()) == "", "a school that was begun today"
    assert warning(store, now() + 8 * day) == (
        "There is no copy of the school's file, which was begun 8 days ago."
    )
    look_after(store, now() + 8 * day)
    assert warning(store, now() + 9 * day) == ""
    assert "7 days old" in warning(store, now() + 15 * day)
    assert warning(store, now() + 9 * day, str(tmp_path / "stick")) == "No copy has reached stick yet."
    back_up(store, tmp_path / "stick", now() + 9 * day)
    assert warning(store, now() + 9 * day, str(tmp_path / "stick")) == ""


def test_what_a_copy_would_change_is_told_before_anything_does(store: Store, tmp_path: Path) -> None:
    stays, goes, comes = pupil(1, "Ashby"), pupil(2, "Brook"), pupil(3, "Croft")
    put(store, stays, comes)
    copy = back_up(store, tmp_path / "stick", now()).file
    assert difference(store, copy).is_none
    put(store, goes, Strength(pupil_id=stays.id, text="Draws"))
    with store.transaction() as tx:
        tx.remove(comes)
    found = difference(store, copy)
    assert (found.children_back, found.children_gone, found.children_otherwise) == (
        ("Amira Croft",),
        ("Amira Brook",),
        ("Amira Ashby",),
    )
    assert (found.back, found.gone, found.otherwise) == ({"pupil": 1}, {"pupil": 1, "strength": 1}, {})
    assert names(store) == ["Ashby", "Brook"], "a look changes nothing"


def test_an_open_store_goes_back_and_what_stood_there_is_kept(store: Store, tmp_path: Path) -> None:
    put(store, pupil(1, "Ashby"))
    copy = back_up(store, tmp_path / "stick", now()).file
    put(store, pupil(2, "Brook"))
    words = store.make_recovery_sheet()
    done = return_to(store, copy, now() + HOUR)
    assert (names(store), done.pupils, done.kept.pupils) == (["Ashby"], 1, 2)
    assert check(store)["ok"]
    assert difference(store, done.kept.file).children_back == ("Amira Brook",)
    assert [one.is_set_aside for one in shelf(store, [tmp_path / "stick"])] == [True, False]
    path = store.path
    store.close()
    assert {file.name for file in tmp_path.iterdir()} == {path.name, "stick", done.kept.file.name}
    Store.open(path, PASSPHRASE, now=now).close()
    Store.open_with_recovery(path, words, now=now).close()


def test_a_copy_from_before_the_key_changed_asks_for_its_passphrase(store: Store, tmp_path: Path) -> None:
    put(store, pupil(1, "Ashby"))
    copy = back_up(store, tmp_path / "stick", now()).file
    noise = store.noise_key
    store.rekey("other quiet grey herons")
    for passphrase in ("", "wrong"):
        with pytest.raises(Problem) as told:
            return_to(store, copy, now(), passphrase=passphrase)
        assert told.value.code == "wrong-passphrase"
    assert difference(store, copy, passphrase=PASSPHRASE).is_none
    return_to(store, copy, now(), passphrase=PASSPHRASE)
    assert store.noise_key == noise
    store.close()
    Store.open(store.path, PASSPHRASE, now=now).close()


def of_schema(store: Store, schema: str) -> None:
    with closing(store.raw()) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (schema,))


@pytest.mark.parametrize("harm", ["flipped", "cut", "another school", "newer"])
def test_what_can_t_be_gone_back_to_is_refused_and_nothing_changes(
    store: Store, tmp_path: Path, harm: str
) -> None:
    put(store, *[pupil(number) for number in range(200)])
    copy = back_up(store, tmp_path / "stick", now()).file
    if harm == "another school":
        other = Store.create(tmp_path / "other.grstore", PASSPHRASE, SCHOOL, now=now, cost=QUICK)
        copy = back_up(other, tmp_path / "stick", now()).file
        other.close()
    elif harm == "newer":
        of_schema(store, "9999")
        copy = back_up(store, tmp_path / "stick", now() + HOUR).file
        of_schema(store, store.schema)
    else:
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(content if harm == "flipped" else content[: len(content) // 2])
    before = names(store)
    with pytest.raises(Problem) as told:
        return_to(store, copy, now(), passphrase=PASSPHRASE)
    assert told.value.code in {"damaged", "not-a-store", "other-file", "newer"}
    assert names(store) == before
    assert check(store)["ok"]
    assert not list(tmp_path.glob("*before restore*"))


def test_children_erased_since_are_counted(store: Store, tmp_path: Path) -> None:
    child = pupil(1, "Ashby")
    put(store, child)
    copy = back_up(store, tmp_path / "stick", now()).file
    erase(store, child, now=datetime(2026, 11, 24, 9), rule="asked for")
    assert difference(store, copy).erased_since == 1
