# SPDX-License-Identifier: MIT
"""An import taken back: all that it did and nothing else; what somebody edited since stays and is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.erasing import erase
from models.exchange import import_attendance, import_pupils
from models.exchange.taking_back import batches, look_at_taking_back, take_back
from models.records import ImportBatch, Meeting, Pupil, Record, School
from models.store import QUICK, Store, check
from tests.models.exchange.conftest import NOW, PASSPHRASE, SCHOOL, Write, everything
from tests.models.exchange.ctf_text import upn
from thresholds.problems import Problem

LATER = datetime(2026, 11, 24, 9, tzinfo=UTC)


def rows(*lines: str) -> str:
    return "\n".join(("UPN,Surname,Forename,DOB,Class,SEN", *lines))


def row(number: int, surname: str, form: str, sen: str = "K") -> str:
    return f"{upn(number)},{surname},Ann,04/03/2016,{form},{sen}"


def no_batches(store: Store) -> dict[str, Record]:
    return {id: one for id, one in everything(store).items() if not isinstance(one, (ImportBatch, School))}


def newest(store: Store) -> ImportBatch:
    with store.reading() as tx:
        return batches(tx)[0]


def child(store: Store, surname: str) -> Pupil:
    with store.reading() as tx:
        (found,) = tx.find(Pupil, surname=surname)
    return found


def put(store: Store, *records: Record) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def test_all_that_an_import_did_goes_and_what_was_there_is_as_it_was(store: Store, write: Write) -> None:
    import_pupils(store, write("a.csv", rows(row(1, "Ashby", "3A"))), now=NOW)
    before = no_batches(store)
    import_pupils(store, write("b.csv", rows(row(1, "Ashby", "4B", "E"), row(2, "Brook", "4B"))), now=NOW)
    batch, after = newest(store), no_batches(store)
    looked = look_at_taking_back(store, batch)
    assert no_batches(store) == after, "a look changes nothing"
    done = take_back(store, batch, LATER)
    assert (looked.removed, looked.restored, looked.stayed) == (done.removed, done.restored, done.stayed)
    assert done.stayed == () and done.removed > 0 and done.restored > 0
    assert no_batches(store) == before
    assert newest(store).taken_back_at == LATER
    assert check(store)["ok"]
    with pytest.raises(Problem, match="taken back already"):
        take_back(store, batch, LATER)


def test_the_same_file_can_be_taken_in_again_afterwards(store: Store, write: Write) -> None:
    path = write("a.csv", rows(row(1, "Ashby", "3A")))
    import_pupils(store, path, now=NOW)
    take_back(store, newest(store), LATER)
    assert no_batches(store) == {}
    assert import_pupils(store, path, now=NOW).added == 1


def test_what_was_edited_since_stays_and_is_named_field_by_field(store: Store, write: Write) -> None:
    import_pupils(store, write("a.csv", rows(row(1, "Ashby", "3A"))), now=NOW)
    path = write(
        "b.csv", rows(f"{upn(1)},Ashton,Ann,04/03/2016,4B,K", row(2, "Brook", "4B"), row(3, "Cole", "4B"))
    )
    import_pupils(store, path, now=NOW)
    put(store, child(store, "Ashton").model_copy(update={"form": "4C"}))
    put(store, child(store, "Brook").model_copy(update={"forename": "Anna"}))
    put(store, Meeting(pupil_id=child(store, "Cole").id, held_on=NOW.date(), notes="Since"))
    done = take_back(store, newest(store), LATER)
    assert {one.sentence for one in done.stayed} == {
        "Ann Ashton: pupil was edited since (Class).",
        "Anna Brook: pupil was edited since.",
        "Ann Cole: pupil has other records since.",
    }
    assert (child(store, "Ashby").form, child(store, "Brook").forename) == ("4C", "Anna")
    assert check(store)["ok"]


def test_a_child_erased_since_is_neither_named_nor_missed(store: Store, write: Write) -> None:
    import_pupils(store, write("a.csv", rows(row(1, "Ashby", "3A"), row(2, "Brook", "3A"))), now=NOW)
    erase(store, child(store, "Ashby"), now=LATER, rule="asked for")
    done = take_back(store, newest(store), LATER)
    assert done.stayed == ()
    with store.reading() as tx:
        assert tx.find(Pupil) == []
    assert check(store)["ok"]


def test_attendance_goes_and_its_pupils_stay(store: Store, write: Write) -> None:
    import_pupils(store, write("a.csv", rows(row(1, "Ashby", "3A"))), now=NOW)
    before = no_batches(store)
    table = f"UPN,From,To,Possible,Attended\n{upn(1)},01/09/2026,23/10/2026,76,70\n"
    assert import_attendance(store, write("att.csv", table), now=NOW).changed == 1
    take_back(store, newest(store), LATER)
    assert no_batches(store) == before


edits = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["form", "forename", "none"])), max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sets(st.integers(1, 4)), second=st.sets(st.integers(1, 4), min_size=1), edited=edits)
def test_whatever_happened_since_nothing_of_it_is_lost(
    tmp_path_factory: pytest.TempPathFactory, first: set[int], second: set[int], edited: list[tuple[int, str]]
) -> None:
    """A field holds what it held before the import, unless somebody wrote into it since."""
    folder = tmp_path_factory.mktemp("law")
    store = Store.create(folder / "a.store", PASSPHRASE, SCHOOL, now=lambda: NOW, cost=QUICK)
    for name, numbers, form in (("a.csv", first, "3A"), ("b.csv", second, "4B")):
        (folder / name).write_text(rows(*(row(n, f"Child{n}", form) for n in numbers)), encoding="utf-8")
        if numbers:
            import_pupils(store, folder / name, now=NOW)
    typed: dict[tuple[str, str], str] = {}
    for number, what in edited:
        with store.reading() as tx:
            found = tx.find(Pupil, surname=f"Child{number}")
        if found and what != "none":
            put(store, found[0].model_copy(update={what: "Typed"}))
            typed[found[0].upn, what] = "Typed"
    take_back(store, newest(store), LATER)
    with store.reading() as tx:
        left = {pupil.upn: pupil for pupil in tx.find(Pupil)}
    store.close()
    assert {upn(n) for n in first} <= left.keys() <= {upn(n) for n in first} | {place[0] for place in typed}
    for pupil in left.values():
        form = typed.get((pupil.upn, "form")) or ("3A" if pupil.upn in {upn(n) for n in first} else "4B")
        assert (pupil.form, pupil.forename) == (form, typed.get((pupil.upn, "forename"), "Ann"))
