# SPDX-License-Identifier: MIT
"""The bank of interventions and strategies: what is shipped, with the school's own changes over it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from models.caseload import folded
from models.codes import Area, phase_of
from models.cycle_parts import Reader
from models.records import BankEntry, BankKind, Cycle, EvidenceBase, Provision, Pupil, TaughtIn
from thresholds.evidence import Phase

_FILE = Path(__file__).resolve().parents[1] / "resources" / "bank" / "interventions.yaml"
_SPACE = UUID("6f0d9f0e-6a8b-4b7c-9b0e-0f2a7d6b3c11")
TAUGHT_IN = {
    Phase.EARLY_YEARS: TaughtIn.EARLY,
    Phase.PRIMARY: TaughtIn.PRIMARY,
    Phase.SECONDARY: TaughtIn.SECONDARY,
    Phase.POST_16: TaughtIn.POST_16,
}


@lru_cache(maxsize=1)
def shipped() -> tuple[BankEntry, ...]:
    """What comes with the program; the identity of each follows from its key and never changes."""
    listed = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_entry(one) for one in listed)


def _entry(said: dict[str, Any]) -> BankEntry:
    times, minutes, weeks, group = said.get("dose", (None, None, None, 1))
    return BankEntry(
        id=uuid5(_SPACE, said["key"]).hex,
        name=said["name"],
        bank_kind=BankKind(said["kind"]),
        area=Area(said["area"]),
        phases=tuple(TaughtIn(one) for one in said["phases"]),
        about=said["about"],
        sessions_a_week=times,
        minutes=minutes,
        weeks=weeks,
        group_size=group,
        staff_role=said.get("who", ""),
        evidence=EvidenceBase(said["evidence"]),
        source=said["source"],
    )


def bank(tx: Reader) -> tuple[BankEntry, ...]:
    """Every entry by area and name: the school's wording where it has one, and what it added itself."""
    found = {one.id: one for one in (*shipped(), *tx.find(BankEntry))}
    areas = list(Area)
    return tuple(
        sorted(found.values(), key=lambda one: (areas.index(one.area) if one.area else 99, one.name))
    )


def fitting(
    entries: Iterable[BankEntry],
    *,
    text: str = "",
    area: Area | None = None,
    pupil: Pupil | None = None,
) -> list[BankEntry]:
    """The entries in use that hold every typed word, of an area, and for the phase that a child is in."""
    phase = phase_of(pupil.year_group) if pupil else None
    taught = TAUGHT_IN[phase] if phase else None
    words = folded(text).split()
    return [
        one
        for one in entries
        if one.is_used
        and (area is None or one.area is area)
        and (taught is None or not one.phases or taught in one.phases)
        and all(word in folded(f"{one.name} {one.about} {one.source}") for word in words)
    ]


def as_provision(entry: BankEntry, cycle: Cycle) -> Provision:
    """An entry as support for one child in one cycle, to be changed where this child needs it otherwise."""
    return Provision(
        pupil_id=cycle.pupil_id,
        cycle_id=cycle.id,
        name=entry.name,
        area=entry.area,
        sessions_a_week=entry.sessions_a_week,
        minutes=entry.minutes,
        weeks=entry.weeks,
        group_size=entry.group_size,
        staff_role=entry.staff_role,
        is_evidence_based=None if entry.evidence is None else entry.evidence is not EvidenceBase.PRACTICE,
        notes="\n".join(part for part in (entry.about, entry.source and f"Source: {entry.source}.") if part),
    )
