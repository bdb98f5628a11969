# SPDX-License-Identifier: MIT
"""CycleParts: one cycle with everything that belongs to it, read in one go for screen and paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from models.records import (
    Assessment,
    Contact,
    Cycle,
    Delivery,
    Meeting,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    Strength,
    Voice,
)

R = TypeVar("R", bound=Record)


class Reader(Protocol):
    """The two reading verbs of a transaction."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record with this id, or None."""

    def find(self, kind: type[R], **equals: Any) -> list[R]:
        """Every record whose fields equal the given values."""


@dataclass(frozen=True, slots=True)
class CycleParts:
    """A cycle and its stages. A stage that hasn't been begun is None."""

    pupil: Pupil
    cycle: Cycle
    assessment: Assessment | None
    plan: Plan | None
    review: Review | None
    outcomes: tuple[Outcome, ...]
    outcome_reviews: tuple[OutcomeReview, ...]
    provisions: tuple[Provision, ...]
    deliveries: tuple[Delivery, ...]
    voices: tuple[Voice, ...]
    meetings: tuple[Meeting, ...]
    needs: tuple[Need, ...]
    strengths: tuple[Strength, ...]
    contacts: tuple[Contact, ...]

    def review_of(self, outcome: Outcome) -> OutcomeReview | None:
        """How one outcome was reviewed, or None while it hasn't been."""
        return next((r for r in self.outcome_reviews if r.outcome_id == outcome.id), None)

    def given(self, provision: Provision) -> int:
        """Sessions of one provision that were given so far."""
        return sum(d.given for d in self.deliveries if d.provision_id == provision.id)

    def missed(self, provision: Provision) -> int:
        """Sessions of one provision that were planned and not given so far."""
        return sum(d.not_given for d in self.deliveries if d.provision_id == provision.id)


def read_parts(tx: Reader, pupil: Pupil, cycle: Cycle) -> CycleParts:
    """Read one cycle of one pupil whole."""
    provisions = tuple(tx.find(Provision, cycle_id=cycle.id))
    ids: Collection[str] = [p.id for p in provisions]
    return CycleParts(
        pupil=pupil,
        cycle=cycle,
        assessment=_first(tx.find(Assessment, cycle_id=cycle.id)),
        plan=_first(tx.find(Plan, cycle_id=cycle.id)),
        review=_first(tx.find(Review, cycle_id=cycle.id)),
        outcomes=tuple(sorted(tx.find(Outcome, cycle_id=cycle.id), key=lambda o: o.sort)),
        outcome_reviews=tuple(tx.find(OutcomeReview, cycle_id=cycle.id)),
        provisions=provisions,
        deliveries=tuple(tx.find(Delivery, provision_id=ids)) if ids else (),
        voices=tuple(sorted(tx.find(Voice, cycle_id=cycle.id), key=lambda v: v.said_on)),
        meetings=tuple(sorted(tx.find(Meeting, cycle_id=cycle.id), key=lambda m: m.held_on)),
        needs=tuple(sorted(tx.find(Need, pupil_id=pupil.id), key=lambda n: n.rank)),
        strengths=tuple(tx.find(Strength, pupil_id=pupil.id)),
        contacts=tuple(tx.find(Contact, pupil_id=pupil.id)),
    )


def current_cycle(tx: Reader, pupil_id: str) -> Cycle | None:
    """The pupil's open cycle, else the latest closed one, else None."""
    cycles = sorted(tx.find(Cycle, pupil_id=pupil_id), key=lambda c: (c.closed_on is None, c.number))
    return cycles[-1] if cycles else None


def _first(found: list[R]) -> R | None:
    return found[0] if found else None
