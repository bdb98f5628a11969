# SPDX-License-Identifier: MIT
"""What support costs: so far, as it will come to, and in full."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar
from models.money import cost_of, rate_for, with_rate
from models.records import Provision, StaffRate, new_id

MONDAY = date(2026, 11, 2)
RATES = (
    StaffRate(role="Teaching assistant", pounds_an_hour=Decimal("16.00")),
    StaffRate(role="Teaching assistant", pounds_an_hour=Decimal("18.00"), from_on=date(2026, 10, 1)),
    StaffRate(role="Teacher", pounds_an_hour=Decimal("40.00"), from_on=date(2026, 10, 1)),
)


def support(**more: object) -> Provision:
    told: dict[str, object] = {
        "name": "Precision teaching",
        "sessions_a_week": Decimal(3),
        "minutes": 20,
        "group_size": 2,
        "weeks": 6,
        "pounds_an_hour": Decimal("18.00"),
        "started_on": MONDAY,
        "ends_on": date(2026, 12, 11),
        **more,
    }
    return Provision(pupil_id=new_id(), cycle_id=new_id(), **told)  # type: ignore[arg-type]


def test_a_session_is_shared_by_the_group_and_costs_only_where_it_was_given() -> None:
    cost = cost_of(support(), given=6, missed=3, calendar=Calendar(), on=date(2026, 11, 20))
    assert cost.to_date == Decimal("18.00")  # six thirds of an hour at £18, for two children
    assert cost.full == Decimal("54.00")
    assert cost.projected == Decimal("45.00")  # nine more fit into the three weeks that are left


def test_holidays_leave_no_room() -> None:
    late = support(ends_on=date(2027, 1, 1))
    end_of_term = date(2026, 12, 18)
    cost = cost_of(late, given=6, missed=0, calendar=Calendar(), on=end_of_term)
    assert cost.projected == cost.to_date


@pytest.mark.parametrize("field", ["minutes", "pounds_an_hour"])
def test_what_is_not_known_is_not_nothing(field: str) -> None:
    cost = cost_of(support(**{field: None}), given=3, missed=0, calendar=Calendar(), on=MONDAY)
    assert cost.to_date is cost.projected is cost.full is None


@given(st.integers(0, 18), st.integers(0, 18), st.integers(0, 60))
def test_it_never_comes_to_less_than_was_spent_nor_to_more_than_all(
    given_: int, missed: int, days: int
) -> None:
    missed = min(missed, 18 - given_)
    on = MONDAY + timedelta(days)
    cost = cost_of(support(), given=given_, missed=missed, calendar=Calendar(), on=on)
    assert cost.to_date is not None
    assert cost.projected is not None
    assert cost.full is not None
    assert cost.to_date <= cost.projected <= cost.full


@pytest.mark.parametrize(
    ("role", "on", "rate"),
    [
        ("teaching assistant ", date(2026, 9, 30), "16.00"),
        ("Teaching assistant", date(2026, 10, 1), "18.00"),
        ("Teaching assistant", None, "18.00"),
        ("Teacher", date(2026, 9, 1), None),
        ("Therapist", date(2026, 10, 1), None),
    ],
)
def test_a_roles_rate_is_the_latest_that_had_begun(role: str, on: date | None, rate: str | None) -> None:
    assert rate_for(RATES, role, on) == (Decimal(rate) if rate else None)


def test_support_without_a_cost_of_its_own_takes_its_roles() -> None:
    bare = support(pounds_an_hour=None, staff_role="Teaching assistant")
    assert with_rate(bare, RATES).pounds_an_hour == Decimal("18.00")
    own = support(pounds_an_hour=Decimal("25.00"), staff_role="Teaching assistant")
    assert with_rate(own, RATES) is own
    assert with_rate(support(pounds_an_hour=None), RATES).pounds_an_hour is None
