# SPDX-License-Identifier: MIT
"""Until when a record is kept, by which rule; a hold stops it; nothing ever goes by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import SchoolPhase, SenProvision, SenType
from models.erasing import end_holds, holds_in_force
from models.records import LegalHold, Need, Pupil, RecordSent, School, SenStatus
from models.retention import KeptUntil, Rule, birthday, review, to_look_at
from models.store import Store
from tests.models.conftest import child, keep
from tests.models.store.conftest import path, store
from tests.models.store.makings import SCHOOL

__all__ = ["path", "store"]

ON = date(2026, 11, 23)
SECONDARY = SCHOOL.model_copy(update={"phase": SchoolPhase.SECONDARY})


def of(store: Store, pupil: Pupil, school: School = SECONDARY, on: date = ON) -> KeptUntil:
    with store.reading() as tx:
        return next(one for one in review(tx, school, on) if one.pupil.id == pupil.id)


@pytest.mark.parametrize("provision", [SenProvision.SUPPORT, SenProvision.PLAN])
def test_a_sen_file_is_kept_to_the_31st_birthday(store: Store, provision: SenProvision) -> None:
    one = child(date_of_birth=date(1995, 11, 23), left_on=date(2012, 7, 20))
    status = SenStatus(
        pupil_id=one.id, provision=provision, started_on=date(2003, 9, 1), ended_on=date(2005, 7, 1)
    )
    keep(store, one, status)
    kept = of(store, one)
    assert (kept.rule, kept.due_on, kept.is_due) == (Rule.SEN_FILE, date(2026, 11, 23), True)
    assert not of(store, one, on=date(2026, 11, 22)).is_due


def test_another_file_is_kept_to_the_25th_and_a_need_makes_it_a_sen_file(store: Store) -> None:
    one, other = (child(n, date_of_birth=date(2000, 2, 29), left_on=date(2018, 7, 1)) for n in (1, 2))
    keep(store, one, other, Need(pupil_id=other.id, code=SenType.SLCN, rank=1))
    assert (of(store, one).rule, of(store, one).due_on) == (Rule.PUPIL_FILE, date(2025, 3, 1))
    assert of(store, other).due_on == date(2031, 3, 1)


def test_who_is_here_is_never_due(store: Store) -> None:
    one = child(date_of_birth=date(1990, 1, 1))
    keep(store, one)
    assert not of(store, one).is_due


def test_a_primary_school_passes_the_file_on(store: Store) -> None:
    one = child(left_on=date(2025, 7, 22))
    keep(store, one)
    assert (of(store, one, SCHOOL).rule, of(store, one, SCHOOL).is_due) == (Rule.PASS_ON, True)
    keep(store, RecordSent(pupil_id=one.id, sent_on=date(2025, 9, 10), to="372/4001"))
    kept = of(store, one, SCHOOL)
    assert (kept.rule, kept.due_on, kept.is_due) == (Rule.PASSED_ON, date(2026, 9, 10), True)
    assert "372/4001" in kept.why


def test_a_hold_stops_it_until_its_last_day(store: Store) -> None:
    one = child(date_of_birth=date(1990, 1, 1), left_on=date(2008, 7, 1))
    keep(
        store,
        one,
        LegalHold(
            pupil_id=one.id,
            placed_on=date(2020, 1, 1),
            reason="An inquiry",
            placed_by="Head",
            until=date(2026, 12, 1),
        ),
    )
    held = of(store, one)
    assert held.hold is not None
    assert not held.is_due
    assert of(store, one, on=date(2026, 12, 2)).is_due
    with store.transaction() as tx:
        assert end_holds(tx, one.id, ON) == 1
        assert holds_in_force(tx, one.id, ON) == []
    assert of(store, one).is_due


def test_a_hold_of_today_can_be_taken_back(store: Store) -> None:
    one = child()
    keep(store, one, LegalHold(pupil_id=one.id, placed_on=ON, reason="A slip", placed_by="Head"))
    with store.transaction() as tx:
        assert end_holds(tx, one.id, ON) == 1
        assert tx.find(LegalHold) == []


def test_the_list_shows_what_is_due_soon_or_held_the_first_due_first(store: Store) -> None:
    born = {1: date(1990, 1, 1), 2: date(2001, 12, 1), 3: date(2015, 1, 1), 4: date(2016, 1, 1)}
    pupils = {n: child(n, date_of_birth=day, left_on=date(2020, 7, 1)) for n, day in born.items()}
    hold = LegalHold(pupil_id=pupils[4].id, placed_on=ON, reason="A claim", placed_by="Head")
    keep(store, *pupils.values(), hold)
    with store.reading() as tx:
        lines = review(tx, SECONDARY, ON)
    assert [one.pupil.id for one in to_look_at(lines, ON)] == [pupils[n].id for n in (1, 2, 4)]
    assert [one.due_on for one in lines] == sorted(one.due_on for one in lines)


@given(born=st.dates(date(1990, 1, 1), date(2030, 12, 31)), age=st.integers(1, 40))
def test_nobody_is_ever_due_before_the_birthday(born: date, age: int) -> None:
    day = birthday(born, age)
    assert day.year == born.year + age
    assert (day.month, day.day) in ((born.month, born.day), (3, 1))
