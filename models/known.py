# SPDX-License-Identifier: MIT
"""Known: a child's records up to a day, asked for kind by kind."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from models.codes import ScoreDomain
from models.cycle_parts import CycleParts, Reader, read_parts
from models.records import Cycle, Pupil, Record, Score

R = TypeVar("R", bound=Record)

SOCIAL = (ScoreDomain.SDQ_TEACHER, ScoreDomain.SDQ_PARENT, ScoreDomain.BOXALL)
"""Results of social and emotional development; all others are of learning."""


class Known:
    """A child's records up to a day."""

    def __init__(self, tx: Reader, pupil: Pupil, on: date) -> None:
        self.tx, self.pupil, self.on = tx, pupil, on
        cycles = sorted(self.all(Cycle), key=lambda one: one.number)
        self.cycles: tuple[CycleParts, ...] = tuple(read_parts(tx, pupil, one) for one in cycles)

    def all(self, kind: type[R], day: str = "") -> list[R]:
        """Every record of a kind; with the name of a day, those whose day had come."""
        found = self.tx.find(kind, pupil_id=self.pupil.id)
        return [one for one in found if not day or (getattr(one, day) or self.on) <= self.on]

    def scores(self, *, social: bool) -> list[Score]:
        """Standardised results: of learning, or of social and emotional development."""
        return [one for one in self.all(Score, "assessed_on") if (one.domain in SOCIAL) is social]

    def reviewed(self) -> list[CycleParts]:
        """Cycles that went all the way to a review."""
        return [one for one in self.cycles if one.review is not None and one.review.reviewed_on is not None]
