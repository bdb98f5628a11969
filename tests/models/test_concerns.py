# SPDX-License-Identifier: MIT
"""Concerns before SEN Support: what counts as undecided, what a concern must say, answers taken back in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.caseload import rows
from models.codes import SenProvision
from models.exchange.tables import open_table
from models.records import (
    Concern,
    ConcernDecision,
    Cycle,
    Provision,
    Pupil,
    Record,
    SenStatus,
    TeacherAnswer,
    new_id,
)
from models.round_robin import give_out, take_back
from models.store import Store
from models.today import today_lines
from tests.desktop.conftest import child
from thresholds.problems import Problems

ON = date(2026, 11, 23)
SEPTEMBER = date(2026, 9, 14)


def kept(store: Store, *records: Record) -> None:
    with store.transaction() as tx:
        for one in records:
            tx.put(one)


def support_for(pupil: Pupil) -> list[Record]:
    cycle = Cycle(pupil_id=pupil.id, number=1, started_on=SEPTEMBER)
    return [pupil, cycle, Provision(pupil_id=pupil.id, cycle_id=cycle.id, name="Reading with an adult")]


def test_support_without_a_decision_stands_in_the_list_and_on_today(store: Store) -> None:
    pupil = child()
    kept(store, *support_for(pupil))
    with store.reading() as tx:
        (row,) = rows(tx, ON)
        lines = today_lines(tx, ON)
    assert row.undecided_since == SEPTEMBER
    assert f"Decide about SEN Support for {pupil.known_as}." in [line.words for line in lines]


@pytest.mark.parametrize("decision", list(ConcernDecision))
def test_any_decision_settles_it(store: Store, decision: ConcernDecision) -> None:
    pupil = child()
    decided = Concern(
        pupil_id=pupil.id,
        raised_on=SEPTEMBER,
        words="Reads two years below his class.",
        decision=decision,
        decided_on=date(2026, 10, 5),
        review_on=date(2026, 12, 7),
    )
    kept(store, *support_for(pupil), decided)
    with store.reading() as tx:
        assert [row.undecided_since for row in rows(tx, ON)] == [None]
        (row,) = rows(tx, date(2026, 12, 7))
    assert row.look_at == decided


def test_what_was_tried_after_a_concern_counts_as_support_and_sen_support_as_a_decision(store: Store) -> None:
    pupil = child()
    worry = Concern(pupil_id=pupil.id, raised_on=SEPTEMBER, words="Very quiet.", tried="A talk partner.")
    kept(store, pupil, worry)
    with store.reading() as tx:
        assert rows(tx, ON)[0].undecided_since == SEPTEMBER
    kept(store, SenStatus(pupil_id=pupil.id, provision=SenProvision.SUPPORT, started_on=SEPTEMBER))
    with store.reading() as tx:
        assert rows(tx, ON)[0].undecided_since is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"decision": "watch", "decided_on": ON}, "look again"),
        ({"decision": "none"}, "belong together"),
        ({"decision": "none", "decided_on": date(2026, 9, 1)}, "after it was raised"),
    ],
)
def test_a_decision_says_when(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Concern.model_validate({"pupil_id": new_id(), "raised_on": SEPTEMBER, "words": "Quiet.", **more})


def filled(path: Path, *lines: str) -> Path:
    """A list that was given out, with these lines typed into its first rows."""
    with path.open(encoding="utf-8-sig") as stream:
        empty = stream.read().splitlines()
    written = [
        empty[0],
        *(at + line for at, line in zip(_starts(empty[1:]), lines, strict=False)),
        *empty[5:],
    ]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def _starts(rows_of_list: list[str]) -> list[str]:
    return [",".join(row.split(",")[:2]) + "," for row in rows_of_list]


def test_answers_come_back_from_a_filled_list_and_twice_is_once(store: Store, tmp_path: Path) -> None:
    pupil = child()
    worry = Concern(pupil_id=pupil.id, raised_on=SEPTEMBER, words="Very quiet.")
    kept(store, pupil, worry)
    path = tmp_path / "teachers.csv"
    give_out(path, pupil)
    assert len(list(open_table(path).rows())) == 13
    filled(
        path,
        "Mr Hall,Maths,2/11/2026,Number facts,Word problems,Bar models,much",
        "Ms Roe,Art,3/11/2026,All,,,no",
    )
    with store.reading() as tx:
        first = take_back(path, tx, pupil, ON)
    kept(store, *first)
    with store.reading() as tx:
        again = take_back(path, tx, pupil, ON)
    assert [(one.teacher, one.concern_id) for one in first] == [("Mr Hall", worry.id), ("Ms Roe", worry.id)]
    assert first[0].said_on == date(2026, 11, 2)
    assert [one.id for one in again] == [one.id for one in first]


def test_each_wrong_cell_is_a_sentence_and_nothing_is_taken(store: Store, tmp_path: Path) -> None:
    pupil = child()
    kept(store, pupil)
    path = tmp_path / "teachers.csv"
    give_out(path, pupil)
    filled(path, "Mr Hall,Maths,32/11/2026,,,,rather", ",Art,,good,,,")
    with store.reading() as tx, pytest.raises(Problems) as found:
        take_back(path, tx, pupil, ON)
    assert [one.where for one in found.value.problems] == [
        "line 2, Day",
        "line 2, Worried",
        "line 3, Teacher",
    ]
    with store.reading() as tx:
        assert not tx.find(TeacherAnswer)
