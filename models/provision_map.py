# SPDX-License-Identifier: MIT
"""Who gets what, from whom, how much of it was given and what it costs: the school's provision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.calendar import Calendar
from models.caseload import folded
from models.cycle_parts import Reader
from models.money import Cost, Total, cost_of, with_rate
from models.records import Delivery, Provision, Pupil, StaffRate, TermDates


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One provision of one child; given and missed are sessions so far, costs are for this one child."""

    pupil: Pupil
    provision: Provision
    given: int
    missed: int
    words: str
    cost: Cost

    @property
    def id(self) -> str:
        """The provision's id: rows are told apart by it."""
        return self.provision.id

    @property
    def spent(self) -> Decimal | None:
        """What the sessions that were given cost; None while minutes or rate are not known."""
        return self.cost.to_date

    @property
    def projected(self) -> Decimal | None:
        """What it will have cost when it ends, as far as school weeks are left for it."""
        return self.cost.projected

    @property
    def planned(self) -> Decimal | None:
        """What the whole run costs; None while something of it is not known."""
        return self.cost.full


def provision_rows(tx: Reader, on: date) -> tuple[ProvisionRow, ...]:
    """Every provision that runs on a day, by child: begun, and not ended before it."""
    running = [
        one
        for one in tx.find(Provision)
        if (one.started_on is None or one.started_on <= on) and (one.ends_on is None or one.ends_on >= on)
    ]
    pupils = {one.id: one for one in tx.find(Pupil) if one.left_on is None or one.left_on > on}
    logged: dict[str, list[Delivery]] = defaultdict(list)
    for entry in tx.find(Delivery, provision_id=[one.id for one in running]) if running else ():
        logged[entry.provision_id].append(entry)
    calendar, rates = Calendar(tx.find(TermDates)), tx.find(StaffRate)
    made = [
        _row(pupils[one.pupil_id], one, logged[one.id], _Reckoning(calendar, rates, on))
        for one in running
        if one.pupil_id in pupils
    ]
    return tuple(sorted(made, key=lambda row: (folded(row.pupil.surname), folded(row.pupil.forename))))


class _Reckoning(NamedTuple):
    calendar: Calendar
    rates: list[StaffRate]
    on: date


def _row(pupil: Pupil, one: Provision, logged: Iterable[Delivery], by: _Reckoning) -> ProvisionRow:
    entries = list(logged)
    given, missed = sum(entry.given for entry in entries), sum(entry.not_given for entry in entries)
    return ProvisionRow(
        pupil,
        one,
        given,
        missed,
        folded(f"{pupil.known_as} {pupil.surname} {pupil.form} {one.name} {one.staff} {one.staff_role}"),
        cost_of(with_rate(one, by.rates), given=given, missed=missed, calendar=by.calendar, on=by.on),
    )


def totals(rows: Iterable[ProvisionRow]) -> Total:
    """Pounds so far, as it will come to, and in full, over the rows whose cost is known."""
    found = [row.cost for row in rows]
    zero = Decimal(0)
    return Total(
        sum((one.to_date for one in found if one.to_date is not None), zero),
        sum((one.projected for one in found if one.projected is not None), zero),
        sum((one.full for one in found if one.full is not None), zero),
    )
