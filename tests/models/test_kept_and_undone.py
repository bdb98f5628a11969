# SPDX-License-Identifier: MIT
"""Each kind of record of the year goes into the file, into the audit trail, and back out again by undo."""

from __future__ import annotations

import json

from models.records import Record
from models.store import Changes, Store, check
from tests.models.conftest import child, keep
from tests.models.year_of_records import whole_year


def replay(store: Store, changes: Changes) -> Changes:
    """What the window does for undo: each pair once more, as it stands."""
    with store.transaction() as tx:
        for pair in changes.pairs:
            if pair.after is not None:
                tx.put(pair.after)
            elif pair.before is not None:
                tx.remove(pair.before)
    return tx.changes


def found(store: Store, records: list[Record]) -> list[Record | None]:
    with store.reading() as tx:
        return [tx.get(type(one), one.id) for one in records]


def lines_about(store: Store, record: Record) -> list[tuple[dict[str, object] | None, ...]]:
    connection = store.raw()
    rows = connection.execute(
        "SELECT before, after FROM audit WHERE kind = ? AND record_id = ? ORDER BY number",
        (record.kind(), record.id),
    ).fetchall()
    connection.close()
    return [tuple(json.loads(side) if side else None for side in row) for row in rows]


def test_a_year_of_records_is_kept_undone_and_done_again(store: Store) -> None:
    pupil = child()
    keep(store, pupil)
    records = whole_year(pupil)
    with store.transaction() as tx:
        tx.add_all(records)
    assert found(store, records) == records
    undone = replay(store, tx.changes.undone())
    assert found(store, records) == [None] * len(records)
    assert replay(store, undone.undone()).kinds == {one.kind() for one in records}
    assert found(store, records) == records
    for one in records:
        told = one.model_dump(mode="json")
        assert lines_about(store, one) == [(None, told), (told, None), (None, told)], one.kind()
    assert check(store)["ok"]


def test_a_change_of_one_record_names_its_pupil_and_comes_back(store: Store) -> None:
    pupil = child()
    records = whole_year(pupil)
    keep(store, pupil, *records)
    for one in records:
        field = next((name for name in ("note", "summary", "text") if name in type(one).model_fields), "")
        if not field:
            continue
        changed = one.model_copy(update={field: "Written again."})
        with store.transaction() as tx:
            tx.put(changed)
        if "pupil_id" in type(one).model_fields:
            assert tx.changes.touches(pupil.id), one.kind()
        assert found(store, [one]) == [changed]
        replay(store, tx.changes.undone())
        assert found(store, [one]) == [one]
