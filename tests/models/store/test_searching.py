# SPDX-License-Identifier: MIT
"""Words are found as soon as they are written and gone as soon as they are, whatever way they went."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Contact, Pupil, Strength, new_id
from models.store import Store
from models.store.erase import overwrite_free_pages
from models.store.searching import Hit, keep_index
from tests.models.store.makings import PASSPHRASE, now, pupil


def found(store: Store, words: str, **more: object) -> list[str]:
    with store.reading() as tx:
        return [one.record_id for one in tx.search(words, **more)]  # type: ignore[arg-type]


@pytest.fixture
def child(store: Store) -> Pupil:
    made = pupil(1)
    with store.transaction() as tx:
        tx.put(made)
    return made


def noted(store: Store, child: Pupil, text: str) -> Strength:
    made = Strength(pupil_id=child.id, text=text)
    with store.transaction() as tx:
        tx.put(made)
    return made


def test_what_is_written_is_found_by_the_beginnings_of_its_words(store: Store, child: Pupil) -> None:
    note = noted(store, child, "Loves dinosaurs, and drawing them.")
    for words in ("dinosaurs", "dino", "DINO draw", "drawing dino", "din", "lo th"):
        assert found(store, words) == [note.id], words
    for words in ("", "d", "saurs", "dinosaurs trains", "★"):
        assert found(store, words) == [], words


def test_accents_and_quotes_in_the_question_do_not_matter(store: Store, child: Pupil) -> None:
    note = noted(store, child, 'Zoë says "naïve" and O’Brien’s café')
    for words in ("zoe", "Zoë", "naive", '"naïve"', "cafe", "o'brien", "brien", "zoe OR", "NOT zoe AND"):
        expected = [] if words in ("zoe OR", "NOT zoe AND") else [note.id]
        assert found(store, words) == expected, words


def test_a_changed_text_is_found_by_what_it_says_now(store: Store, child: Pupil) -> None:
    note = noted(store, child, "trains")
    with store.transaction() as tx:
        tx.put(note.model_copy(update={"text": "planets"}))
    assert found(store, "trains") == []
    assert found(store, "planets") == [note.id]


def test_what_was_removed_or_never_came_to_be_is_not_found(store: Store, child: Pupil) -> None:
    note = noted(store, child, "trains")
    with store.transaction() as tx:
        tx.remove(note)
    assert found(store, "trains") == []
    with pytest.raises(ValueError, match="stop"), store.transaction() as tx:
        tx.put(Strength(pupil_id=child.id, text="tunnels"))
        raise ValueError("stop")
    assert found(store, "tunnels") == []


def test_many_at_once_are_found_too_and_the_latest_stands_first(store: Store, child: Pupil) -> None:
    notes = [Strength(pupil_id=child.id, text=f"chess club {number}") for number in range(50)]
    with store.transaction() as tx:
        tx.add_all(notes)
    assert found(store, "chess club", most=3) == [one.id for one in reversed(notes[-3:])]


def test_every_kind_of_text_about_a_child_is_searched_and_says_what_it_is(store: Store, child: Pupil) -> None:
    contact = Contact(pupil_id=child.id, name="Grandma Petrova", relation="grandmother")
    with store.transaction() as tx:
        tx.put(contact)
        assert tx.search("petrova")[0] == Hit(
            "Contact", contact.id, child.id, "Grandma Petrova · grandmother"
        )
        assert [one.kind for one in tx.search(child.surname)] == ["Pupil"]


def test_only_some_children_may_be_asked_about(store: Store, child: Pupil) -> None:
    other = pupil(2)
    with store.transaction() as tx:
        tx.put(other)
    mine, theirs = noted(store, child, "swimming"), noted(store, other, "swimming")
    assert found(store, "swim") == [theirs.id, mine.id]
    assert found(store, "swim", pupils=[child.id]) == [mine.id]
    assert found(store, "swim", pupils=[]) == []


def words_inside(store: Store) -> bytes:
    """Everything that the index holds, as it lies in the open file."""
    with closing(store.raw()) as connection:
        rows = [
            row
            for table in ("search_data", "search_content", "search_idx", "search_docsize", "search_place")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
    return b" ".join(part if isinstance(part, bytes) else str(part).encode() for row in rows for part in row)


def test_an_erased_childs_words_are_nowhere_in_the_index(store: Store, child: Pupil) -> None:
    noted(store, child, "quagmire")
    noted(store, child, "quagmire and xylophone")
    assert b"xylophone" in words_inside(store)
    with store.transaction() as tx:
        tx.erase(child)
    overwrite_free_pages(store)
    assert found(store, "quag") == []
    inside = words_inside(store)
    assert not [word for word in (b"quagm", b"xyloph", child.surname.lower().encode()) if word in inside]


def test_a_file_without_an_index_gets_one_when_it_is_opened(store: Store, child: Pupil, path: Path) -> None:
    note = noted(store, child, "trains")
    with closing(store.raw()) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        for name in names:
            if name.startswith("search_"):
                connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM search")
    store.close()
    again = Store.open(path, PASSPHRASE, now=now)
    assert found(again, "trains") == [note.id]
    again.close()


def test_an_index_that_is_right_is_left_alone(store: Store) -> None:
    with store.transaction() as tx:
        assert not keep_index(tx._connection)


WORDS = st.sampled_from(["sun", "sunny", "rain", "rainbow", "Zoë", "red", "re"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6), asked=st.lists(WORDS, max_size=2))
def test_it_finds_what_reading_everything_would(
    store: Store, texts: list[list[str]], asked: list[str]
) -> None:
    child = pupil(1).model_copy(update={"id": new_id()})
    notes = [Strength(pupil_id=child.id, text=" ".join(one)) for one in texts]
    with store.transaction() as tx:
        tx.put(child)
        tx.add_all(notes)

    def fits(note: Strength) -> bool:
        parts = note.text.replace("ë", "e").lower().split()
        return all(any(part.startswith(word.replace("ë", "e").lower()) for part in parts) for word in asked)

    expected = {one.id for one in notes if asked and fits(one)}
    assert set(found(store, " ".join(asked), pupils=[child.id])) == expected
