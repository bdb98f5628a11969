# SPDX-License-Identifier: MIT
"""What support costs: so far, as it will come to, and in full, told apart; made from what was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from models.calendar import Calendar
from models.records import Provision, StaffRate


@dataclass(frozen=True, slots=True)
class Cost:
    """Pounds for one child. Each is None while something that it needs is not known.

    to_date    the sessions that were given
    projected  those, and as many as the school weeks that are left have room for
    full       every session that was planned, whether it was given or not
    """

    to_date: Decimal | None
    projected: Decimal | None
    full: Decimal | None


class Total(NamedTuple):
    """Pounds over many lines: so far, as it will come to, and in full."""

    to_date: Decimal
    projected: Decimal
    full: Decimal


def rate_for(rates: Iterable[StaffRate], role: str, on: date | None) -> Decimal | None:
    """What an hour of a role costs on a day: the latest rate that had begun. None where there is none."""
    named = [one for one in rates if one.role.strip().casefold() == role.strip().casefold()]
    begun = [one for one in named if one.from_on is None or on is None or one.from_on <= on]
    return max(begun, key=lambda one: one.from_on or date.min).pounds_an_hour if begun else None


def with_rate(one: Provision, rates: Iterable[StaffRate]) -> Provision:
    """The provision with its role's cost of an hour, where it has none of its own; for reckoning only."""
    if one.pounds_an_hour is not None or not one.staff_role.strip():
        return one
    rate = rate_for(rates, one.staff_role, one.started_on)
    return one if rate is None else one.model_copy(update={"pounds_an_hour": rate})


def cost_of(one: Provision, *, given: int, missed: int, calendar: Calendar, on: date) -> Cost:
    """The three costs of one provision on a day; a session that wasn't given costs nothing."""
    planned = one.sessions_planned
    left = None if planned is None else max(0, planned - given - missed)
    if left is not None and one.ends_on is not None and one.sessions_a_week is not None:
        weeks = calendar.school_weeks(on + timedelta(1), one.ends_on)
        left = min(left, int(one.sessions_a_week * weeks))
    return Cost(
        to_date=one.pounds_for(given),
        projected=None if left is None else one.pounds_for(given + left),
        full=one.planned_pounds,
    )
