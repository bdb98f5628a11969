# SPDX-License-Identifier: MIT
"""A transfer file: whole or refused in a sentence; joined with what is there, and never over it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from models.attaching import as_kept, attach
from models.codes import SchoolPhase, SenProvision
from models.exchange import envelope
from models.exchange.importing import ImportResult
from models.exchange.sending import Sealing, arrived, open_arrived, send, take_in_arrived
from models.exchange.transfer import MOST_BYTES, STAYS, inside, read_inside, to_send
from models.records import (
    RECORDS,
    Contact,
    Cycle,
    FormAnswer,
    ImportBatch,
    Involvement,
    KeptFile,
    Meeting,
    Pupil,
    Record,
    RecordSent,
    School,
    SenStatus,
    WiderRequestChild,
    fields_of,
)
from models.store import Store, keys
from models.store.keys import QUICK
from models.whole_record import OF_A_CHILD, whole_record
from tests.models.conftest import child, full_record, keep
from tests.models.exchange.conftest import NOW, PASSPHRASE, everything
from thresholds.problems import Problem

WORDS = "orbit teapot velvet marsh"
NEXT = School(name="Oak Rise", la="372", estab="2002", urn=100002, phase=SchoolPhase.SECONDARY)
KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "USUAL", QUICK)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "oak.store", PASSPHRASE, NEXT, now=lambda: NOW, cost=QUICK)
    yield made
    made.close()


@pytest.fixture
def pupil(store: Store) -> Pupil:
    records = full_record()
    keep(store, *records)
    return next(one for one in records if isinstance(one, Pupil))


def sent(store: Store, pupil: Pupil, to: str = "") -> Path:
    path = store.path.with_name("child.grtransfer")
    send(store, pupil, path, Sealing(WORDS, to=to), pdf=lambda: b"%PDF- a sheet", now=NOW)
    return path


def take(store: Store, path: Path, words: str = WORDS) -> ImportResult:
    file = arrived(path, store.school)
    return take_in_arrived(store, file, open_arrived(store, file, words), NOW)


def of(store: Store, upn: str) -> dict[str, Record]:
    with store.reading() as tx:
        (pupil,) = tx.find(Pupil, upn=upn)
        return {one.id: one for one in whole_record(tx, pupil) if not isinstance(one, RecordSent)}


def test_every_kind_that_a_child_has_goes_or_is_said_to_stay() -> None:
    going = {kind.kind() for kind in (Pupil, *OF_A_CHILD)} - {kind.kind() for kind in STAYS}
    for kind in (*OF_A_CHILD,):
        if kind not in STAYS:
            assert {spec.refers for spec in fields_of(kind)} - {""} <= going, kind.kind()
    about_a_child = {kind for kind in RECORDS if any(s.refers == "Pupil" for s in fields_of(kind))}
    assert about_a_child <= set(OF_A_CHILD)


def test_all_of_a_year_arrives_as_it_was(store: Store, there: Store, pupil: Pupil) -> None:
    result = take(there, sent(store, pupil))
    assert (result.added, result.changed, result.unchanged, result.rejected) == (1, 0, 0, ())
    before, after = of(store, pupil.upn), of(there, pupil.upn)
    assert before.keys() == after.keys() | {id for id, one in before.items() if isinstance(one, FormAnswer)}
    for id, one in after.items():
        if isinstance(one, Pupil):
            assert one == pupil.model_copy(update={"joined_on": None})
        elif isinstance(one, Involvement) and id not in {
            i for i, other in before.items() if isinstance(other, Involvement)
        }:
            assert isinstance(before[id], WiderRequestChild)
            assert "group at Elm Fold Primary" in one.question
        else:
            assert one == before[id]
    with there.reading() as tx:
        (batch,) = tx.find(ImportBatch)
    assert batch.source == "Elm Fold Primary (372/2001), 23 November 2026"
    assert set(batch.record_ids) == after.keys()


def test_the_words_of_a_group_stay_behind(store: Store, pupil: Pupil) -> None:
    with store.reading() as tx:
        going = to_send(tx, pupil, store.school)
    assert "Four children of Year 4" not in json.dumps([one.model_dump(mode="json") for one in going])


def test_the_same_twice_and_the_same_anew_change_nothing(store: Store, there: Store, pupil: Pupil) -> None:
    take(there, sent(store, pupil))
    before = everything(there)
    again = take(there, store.path.with_name("child.grtransfer"))
    anew = take(there, sent(store, pupil))
    for result in (again, anew):
        assert (result.added, result.changed, result.unchanged) == (0, 0, 1)
    assert anew.rejected == ()
    assert everything(there) == before


def test_what_was_written_here_since_stays(store: Store, there: Store, pupil: Pupil) -> None:
    take(there, sent(store, pupil))
    with there.transaction() as tx:
        (here,) = tx.find(Pupil)
        tx.put(here.model_copy(update={"surname": "Rowan", "form": "7B"}))
    keep(store, Meeting(pupil_id=pupil.id, held_on=date(2026, 11, 20), notes="Later words"))
    result = take(there, sent(store, pupil))
    assert (result.added, result.changed) == (0, 1)
    assert [(one.field, one.value) for one in result.rejected] == [("Pupil: Surname", "Khalil")]
    assert "Rowan" in result.rejected[0].what
    now = of(there, pupil.upn).values()
    assert any(isinstance(one, Meeting) and one.notes == "Later words" for one in now)
    assert [(one.surname, one.form) for one in now if isinstance(one, Pupil)] == [("Rowan", "7B")]


def test_a_child_who_is_here_already_is_filled_and_not_doubled(
    store: Store, there: Store, pupil: Pupil
) -> None:
    here = child(1, surname="Khalil")
    status = SenStatus(pupil_id=here.id, provision=SenProvision.SUPPORT, started_on=date(2025, 9, 1))
    mine = Cycle(pupil_id=here.id, started_on=date(2026, 11, 2))
    keep(there, here, status, mine, Contact(pupil_id=here.id, name="Sana Khalil", telephone="1"))
    keep(store, Contact(pupil_id=pupil.id, name="Sana Khalil", telephone="2", email="s@example.org"))
    result = take(there, sent(store, pupil))
    assert (result.added, result.changed) == (0, 1)
    assert {one.field for one in result.rejected} == {"Contact: Telephone", "Contact: Email"}
    found = of(there, pupil.upn)
    assert [one for one in found.values() if isinstance(one, SenStatus)] == [status]
    assert found[here.id].id == here.id
    cycles = sorted((c for c in found.values() if isinstance(c, Cycle)), key=lambda c: c.number)
    assert [c.number for c in cycles] == [1, 2, 3]
    assert cycles[-1].id == mine.id
    assert any("numbered in one row" in note for note in result.notes)


def test_two_children_who_could_be_meant_are_not_guessed(store: Store, there: Store, pupil: Pupil) -> None:
    keep(there, child(2), child(3))
    path = sent(store, pupil)
    before = everything(there)
    with pytest.raises(Problem, match="two children"):
        take(there, path)
    assert everything(there) == before


def test_a_file_for_another_school_is_refused_before_a_passphrase_is_asked_for(
    store: Store, there: Store, pupil: Pupil
) -> None:
    path = sent(store, pupil, to="373/4000")
    with pytest.raises(Problem, match="373/4000"):
        arrived(path, there.school)
    for own in ("372/2002", "100002"):
        assert arrived(sent(store, pupil, to=own), there.school).needs_passphrase


def test_a_changed_byte_or_a_lost_end_is_noticed(store: Store, there: Store, pupil: Pupil) -> None:
    path = sent(store, pupil)
    whole = path.read_bytes()
    before = everything(there)
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Problem) as told:
            take(there, path)
        assert told.value.sentence.count("\n") == 0
    for length in (1, 14, 60, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(Problem):
            take(there, path)
    assert everything(there) == before


def test_a_change_that_mends_the_sum_is_noticed_too(store: Store, there: Store, pupil: Pupil) -> None:
    path = sent(store, pupil, to="372/2002")
    body = path.read_bytes()[:-32].replace(b"372/2002", b"")
    path.write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(Problem, match="doesn't open it, or it was changed"):
        take(there, path)


def test_a_newer_file_says_so(store: Store, there: Store, pupil: Pupil) -> None:
    path = sent(store, pupil)
    path.write_bytes(path.read_bytes().replace(b"gr-transfer/1", b"gr-transfer/2", 1))
    with pytest.raises(Problem, match="newer version"):
        take(there, path)


def signed(content: dict[str, object]) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(KEY)
    body = json.dumps(content).encode() + b"\n"
    return zlib.compress(key.sign(b"gr-transfer/1\0" + body) + body)


def unpacked(records: list[Record]) -> dict[str, object]:
    plain = zlib.decompress(inside(records, NEXT, KEY, b"", NOW))[64:]
    found: dict[str, object] = json.loads(plain)
    return found


@pytest.mark.parametrize(
    ("records", "code"),
    [
        ([["Pupil", {}]], "damaged"),
        ([["School", {}]], "damaged"),
        ([["HologramOfChild", {}]], "newer"),
        ([["Pupil", {"aura": "blue"}]], "newer"),
        ([], "damaged"),
    ],
)
def test_well_closed_nonsense_is_refused(records: list[object], code: str) -> None:
    content = {**unpacked([child()]), "records": records}
    with pytest.raises(Problem) as told:
        read_inside(signed(content), "x.grtransfer")
    assert told.value.code == code


def test_records_of_another_child_or_pointing_nowhere_are_refused() -> None:
    one = child()
    for stranger in (
        Meeting(pupil_id=child(2).id, held_on=date(2026, 1, 1)),
        Cycle(pupil_id=one.id, started_on=date(2026, 1, 1), continues_id="0" * 32),
        child(3),
    ):
        with pytest.raises(Problem, match="makes no sense"):
            read_inside(inside([one, stranger], NEXT, KEY, b"", NOW), "x.grtransfer")


def test_the_number_of_another_childs_record_changes_nothing(
    store: Store, there: Store, pupil: Pupil
) -> None:
    other = child(7, forename="Ben")
    theirs = Meeting(pupil_id=other.id, held_on=date(2026, 1, 1), notes="Ben's")
    keep(there, other, theirs)
    keep(store, theirs.model_copy(update={"pupil_id": pupil.id, "notes": "Not Ben's"}))
    before = everything(there)
    with pytest.raises(Problem, match="number of one of another child"):
        take(there, sent(store, pupil))
    assert everything(there) == before


def test_a_bomb_is_too_large(store: Store, there: Store, tmp_path: Path) -> None:
    path = tmp_path / "bomb.grtransfer"
    path.write_bytes(envelope.closed_with_passphrase(zlib.compress(bytes(100_000_000)), WORDS))
    with pytest.raises(Problem, match="far too large"):
        take(there, path)
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(Problem, match="MB"):
        take(there, path)


@given(content=st.binary(max_size=400))
def test_anything_at_all_is_refused_in_a_sentence(content: bytes) -> None:
    for start in (b"", envelope.FIRST_LINE):
        with pytest.raises(Problem):
            envelope.frame_of(start + content, "x.grtransfer")
    with pytest.raises(Problem):
        read_inside(content, "x.grtransfer")
    with pytest.raises(Problem):
        read_inside(zlib.compress(content), "x.grtransfer")


def test_a_forged_frame_can_not_ask_for_all_memory() -> None:
    content = envelope.closed_with_passphrase(b"x", WORDS)
    line = content[len(envelope.FIRST_LINE) :].partition(b"\n")[0]
    forged = json.loads(line) | {"memory": 2**31}
    body = envelope.FIRST_LINE + envelope.Frame(**forged).line() + bytes(40)
    with pytest.raises(Problem, match="doesn't open it"):
        envelope.opened(body + hashlib.sha256(body).digest(), "x", passphrase=WORDS)


def test_a_child_who_left_and_is_back_is_named(store: Store, there: Store, pupil: Pupil) -> None:
    keep(there, child(1, left_on=date(2025, 7, 20)))
    result = take(there, sent(store, pupil))
    assert any("left this school on 20 July 2025" in note for note in result.notes)


def test_the_result_tells_what_was_written(store: Store, there: Store, pupil: Pupil) -> None:
    result = take(there, sent(store, pupil))
    assert result.changes.touches(pupil.id)
    assert result.as_json()["added"] == 1


def test_reports_and_photos_go_along_and_programs_do_not(store: Store, there: Store, pupil: Pupil) -> None:
    report = attach(b"%PDF-1.7 a report", "report.pdf", pupil.id, title="Report")
    keep(store, *report)
    take(there, sent(store, pupil))
    assert report[0] == of(there, pupil.upn)[report[0].id]
    for content in (b"MZ a program", b"words"):
        with pytest.raises(Problem):
            read_inside(
                inside([pupil, KeptFile(pupil_id=pupil.id, **as_kept(content))], NEXT, KEY, b"", NOW),
                "x.grtransfer",
            )
    damaged = KeptFile(pupil_id=pupil.id, **{**as_kept(b"%PDF-1.7"), "content": "!"})
    with pytest.raises(Problem):
        read_inside(inside([pupil, damaged], NEXT, KEY, b"", NOW), "x.grtransfer")
