# SPDX-License-Identifier: MIT
"""What is so in this school: whom the file is about, what it holds, who writes, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.codes import SenProvision
from models.records import (
    RECORDS,
    AuthorityKey,
    Erasure,
    LegalHold,
    Pupil,
    RecordSent,
    School,
    SenStatus,
    SummarySnapshot,
)
from models.retention import review
from models.store import last_good
from models.whole_record import OF_A_CHILD

if TYPE_CHECKING:
    from models.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set on this computer: minutes until the file locks itself (0: never), and the second folder."""

    lock_after_minutes: int
    second_folder: str


@dataclass(frozen=True, slots=True)
class Practice:
    """The facts that the papers are filled in with.

    held          sorts of record about children, with how many there are of each
    writers       names under which anything was written
    to_look_at    children whose record is due for a look under the retention rules
    last_copy     when the last proved copy was made, None before the first
    """

    school: School
    on: date
    children: int
    support: int
    plans: int
    left: int
    held: tuple[tuple[str, int], ...]
    writers: tuple[str, ...]
    sent: int
    summaries: int
    authority: str
    holds: int
    erasures: int
    to_look_at: int
    last_copy: date | None
    has_sheet: bool
    settings: Settings


def practice_of(store: Store, settings: Settings, on: date) -> Practice:
    """Read what is so on a day."""
    school, copied = store.school, last_good(store)
    with store.reading() as tx:
        provision = _provision(tx)
        pupils = [one for one in tx.find(Pupil) if one.left_on is None or one.left_on > on]
        keys = tx.find(AuthorityKey)
        return Practice(
            school=school,
            on=on,
            children=len(pupils),
            support=sum(provision.get(one.id) is SenProvision.SUPPORT for one in pupils),
            plans=sum(provision.get(one.id) is SenProvision.PLAN for one in pupils),
            left=tx.count(Pupil) - len(pupils),
            held=_held(tx),
            writers=tx.writers(),
            sent=tx.count(RecordSent),
            summaries=tx.count(SummarySnapshot),
            authority=keys[-1].name if keys else "",
            holds=sum(one.is_in_force(on) for one in tx.find(LegalHold)),
            erasures=tx.count(Erasure),
            to_look_at=sum(one.is_due for one in review(tx, school, on)),
            last_copy=copied.date() if copied else None,
            has_sheet=store.has_recovery_sheet,
            settings=settings,
        )


def _provision(tx: Transaction) -> dict[str, SenProvision]:
    statuses = sorted(tx.find(SenStatus), key=lambda one: one.started_on)
    return {one.pupil_id: one.provision for one in statuses if one.ended_on is None}


def _held(tx: Transaction) -> tuple[tuple[str, int], ...]:
    found = {kind: tx.count(kind) for kind in RECORDS if kind in OF_A_CHILD or kind is Pupil}
    return tuple((kind.called, count) for kind, count in found.items() if count)
