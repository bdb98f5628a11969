# SPDX-License-Identifier: MIT
"""Who did what when: told from the trail without what was written; a broken trail is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.deeds import Verified, deeds, verified
from models.erasing import erase
from models.records import Strength
from models.store import QUICK, Store
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "school.grstore", PASSPHRASE, SCHOOL, now=now, who="Ruth", cost=QUICK)
    yield made
    made.close()


def told(store: Store, **wanted: str) -> list[tuple[str, str, str, int, str]]:
    with store.reading() as tx:
        return [
            (d.who, d.did, d.what, d.count, d.whose) for d in deeds(tx, pupil_id=wanted.get("pupil_id", ""))
        ]


def test_what_one_person_did_at_once_is_one_line_and_says_nothing_of_what_was_written(store: Store) -> None:
    one, other = pupil(1, "Ashby"), pupil(2, "Brook")
    with store.transaction() as tx:
        tx.put(one)
        tx.put(other)
        tx.put(Strength(pupil_id=one.id, text="Zwintersgyll"))
    store.who = "Sam"
    with store.transaction() as tx:
        tx.put(one.model_copy(update={"form": "4B"}))
        tx.remove(other)
    assert told(store) == [
        ("Sam", "removed", "pupil", 1, "a child who is no longer here"),
        ("Sam", "changed", "pupil", 1, "Amira Ashby"),
        ("Ruth", "added", "strength", 1, "Amira Ashby"),
        ("Ruth", "added", "pupil", 2, "several children"),
        ("Ruth", "added", "school", 1, ""),
    ]
    with store.reading() as tx:
        assert "Zwintersgyll" not in repr(deeds(tx))
        assert [deed.number for deed in deeds(tx, most=2)] == [6, 5]
    assert [line[1:3] for line in told(store, pupil_id=one.id)] == [
        ("changed", "pupil"),
        ("added", "strength"),
        ("added", "pupil"),
    ]


def test_an_erased_child_leaves_lines_without_a_name(store: Store) -> None:
    child = pupil(1, "Ashby")
    with store.transaction() as tx:
        tx.put(child)
    erase(store, child, now=now(), rule="asked for")
    assert ("Ruth", "erased since", "pupil", 1, "") in told(store)
    assert verified(store) == Verified(3, 0)


def test_a_line_changed_outside_the_program_is_named(store: Store) -> None:
    with store.transaction() as tx:
        tx.put(pupil(1))
    assert verified(store).sentence.startswith("All 2 lines follow from one another")
    with closing(store.raw()) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE audit SET who = 'Nobody' WHERE number = 2")
    assert verified(store).broken_at == 2
    assert verified(store).sentence.startswith("The trail is broken: line 2 ")
