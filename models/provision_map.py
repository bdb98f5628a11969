# SPDX-License-Identifier: MIT
"""Who gets what, from whom, how much of it was given and what it costs: the school's provision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.caseload import folded
from models.cycle_parts import Reader
from models.records import Delivery, Provision, Pupil


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One provision of one child; given and missed are sessions so far, costs are for this one child."""

    pupil: Pupil
    provision: Provision
    given: int
    missed: int
    words: str

    @property
    def id(self) -> str:
        """The provision's id: rows are told apart by it."""
        return self.provision.id

    @property
    def spent(self) -> Decimal | None:
        """What the sessions that were given cost; None while minutes or rate are not known."""
        return self.provision.pounds_for(self.given)

    @property
    def planned(self) -> Decimal | None:
        """What the whole run costs; None while something of it is not known."""
        return self.provision.planned_pounds


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
    made = [_row(pupils[one.pupil_id], one, logged[one.id]) for one in running if one.pupil_id in pupils]
    return tuple(sorted(made, key=lambda row: (folded(row.pupil.surname), folded(row.pupil.forename))))


def _row(pupil: Pupil, one: Provision, logged: Iterable[Delivery]) -> ProvisionRow:
    entries = list(logged)
    return ProvisionRow(
        pupil,
        one,
        sum(entry.given for entry in entries),
        sum(entry.not_given for entry in entries),
        folded(f"{pupil.known_as} {pupil.surname} {pupil.form} {one.name} {one.staff} {one.staff_role}"),
    )


def totals(rows: Iterable[ProvisionRow]) -> tuple[Decimal, Decimal]:
    """What was spent so far and what is planned, in pounds, over the rows whose cost is known."""
    found = list(rows)
    zero = Decimal(0)
    return (
        sum((row.spent for row in found if row.spent is not None), zero),
        sum((row.planned for row in found if row.planned is not None), zero),
    )
