# SPDX-License-Identifier: MIT
"""What is counted and shared: attendance exactly, suspensions and meetings at least what is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar
from models.gather import gather
from models.records import AttendanceFigure, Attestation, Cycle, Meeting, Suspension, TermDates
from models.store import Store
from tests.models.conftest import ON, SUSPENSIONS, attested, child, keep, reading, seen_of, value
from thresholds.verdict import Reason


def figure(possible: int, attended: int, to_on: date = date(2026, 11, 20)) -> AttendanceFigure:
    return AttendanceFigure(
        pupil_id=child().id,
        from_on=to_on - timedelta(60),
        to_on=to_on,
        possible=possible,
        attended=attended,
    )


def test_attendance_is_compared_as_the_exact_share() -> None:
    assert value(seen_of([child(), figure(190, 171)]), "attendance") == 90
    below = value(seen_of([child(), figure(399, 359)]), "attendance")
    assert isinstance(below, Decimal) and Decimal("89.97") < below < 90


@given(st.integers(1, 1000), st.data())
def test_attendance_is_below_a_cut_off_only_if_the_sessions_are(possible: int, data: st.DataObject) -> None:
    attended, cut = data.draw(st.integers(0, possible)), data.draw(st.integers(0, 100))
    share = value(seen_of([child(), figure(possible, attended)]), "attendance")
    assert isinstance(share, Decimal)
    assert (share < cut) == (100 * attended < cut * possible)
    assert (share > cut) == (100 * attended > cut * possible)


def test_no_session_possible_is_not_known() -> None:
    assert "attendance" not in seen_of([child(), figure(0, 0)]).observations


def test_the_stretch_that_ended_last_counts_and_only_for_three_months() -> None:
    records = [child(), figure(100, 70, date(2026, 7, 17)), figure(100, 95, date(2026, 11, 20))]
    told = {
        date(2026, 7, 16): None,
        date(2026, 7, 17): 70,
        date(2026, 10, 17): 70,
        date(2026, 10, 18): None,
        date(2026, 11, 20): 95,
        date(2027, 2, 20): 95,
        date(2027, 2, 21): None,
    }
    assert {on: value(seen_of(records, on), "attendance") for on in told} == told
    assert reading(seen_of(records, date(2026, 10, 18)), "attendance").reason is Reason.STALE


# Suspensions and meetings: at least what is recorded, exact once all are said to be


def test_no_suspension_on_record_is_not_known_until_all_are_said_to_be_recorded() -> None:
    pupil = child()
    evidence = seen_of([pupil])
    assert not {*SUSPENSIONS, "parent_meetings_held_percent"} & set(evidence.observations)
    # Somebody will say so tomorrow; a word on something else says nothing of suspensions.
    later = attested(pupil=pupil, on=ON + timedelta(1))
    other = Attestation(pupil_id=pupil.id, of="parent_meeting", attested_on=ON)
    evidence = seen_of([pupil, *later, other])
    assert not set(SUSPENSIONS) & set(evidence.observations)
    evidence = seen_of([pupil, *attested(pupil=pupil)])
    assert [(value(evidence, name), reading(evidence, name).high) for name in SUSPENSIONS] == [(0, None)] * 3


def test_what_is_recorded_is_the_least_until_all_are_said_to_be() -> None:
    pupil = child()
    once = Suspension(pupil_id=pupil.id, started_on=date(2026, 10, 5), sessions=5)
    evidence = seen_of([pupil, once])
    assert [(value(evidence, n), reading(evidence, n).high) for n in SUSPENSIONS] == [
        (Decimal("2.5"), 200),
        (Decimal("2.5"), 100),
        (Decimal("2.5"), 200),
    ]
    evidence = seen_of([pupil, once, *attested(pupil=pupil)])
    exact = [(value(evidence, name), reading(evidence, name).high) for name in SUSPENSIONS]
    assert exact == [(Decimal("2.5"), None)] * 3


@given(st.lists(st.tuples(st.dates(date(2025, 8, 1), date(2026, 12, 31)), st.integers(1, 20)), max_size=8))
def test_days_of_suspension_are_the_halved_sessions_inside_each_window(told: list[tuple[date, int]]) -> None:
    pupil = child()
    records = [Suspension(pupil_id=pupil.id, started_on=day, sessions=count) for day, count in told]
    evidence = seen_of([pupil, *records, *attested(pupil=pupil)])
    since = {
        "suspension_days_12m": date(2025, 11, 23),
        "suspension_days_term": Calendar().span(Calendar().term_of(ON))[0],
        "suspension_days_year": date(2026, 9, 1),
    }
    for name, first in since.items():
        inside = sum(count for day, count in told if first <= day <= ON)
        assert value(evidence, name) == Decimal(inside) / 2, name


def test_this_term_is_the_schools_own(store: Store) -> None:
    pupil = child()
    early = Suspension(pupil_id=pupil.id, started_on=date(2026, 9, 4), sessions=2)
    term = TermDates(term="2026-27.1", starts_on=date(2026, 9, 7), ends_on=date(2026, 12, 18))
    keep(store, pupil, early)
    with store.transaction() as tx:
        before = gather(tx, [pupil], ON)[pupil.id]
        tx.put(term)
        after = gather(tx, [pupil], ON)[pupil.id]
    assert (value(before, "suspension_days_term"), value(after, "suspension_days_term")) == (1, None)
    assert value(after, "suspension_days_year") == 1


@pytest.mark.parametrize(
    ("began", "held", "percent"),
    [
        (date(2026, 10, 1), 0, 0),
        (date(2026, 10, 1), 1, 100),  # too short for any to be due: one is asked at least
        (date(2026, 1, 1), 1, 50),
        (date(2020, 1, 1), 3, 100),
        (date(2020, 1, 1), 4, Decimal(400) / 3),
    ],
)
def test_three_meetings_a_year_are_due(began: date, held: int, percent: object) -> None:
    pupil = child()
    cycle = Cycle(pupil_id=pupil.id, started_on=began)
    meetings = [Meeting(pupil_id=pupil.id, held_on=ON - timedelta(30 * at)) for at in range(held)]
    too_old = Meeting(pupil_id=pupil.id, held_on=date(2025, 11, 22))
    records = [pupil, cycle, too_old, *meetings]
    exact = seen_of([*records, *attested(pupil=pupil)])
    assert value(exact, "parent_meetings_held_percent") == percent
    assert reading(exact, "parent_meetings_held_percent").high is None
    least = seen_of(records)
    assert value(least, "parent_meetings_held_percent") == (percent if held else None)
    assert reading(least, "parent_meetings_held_percent").high == (2000 if held else None)
