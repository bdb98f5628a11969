# SPDX-License-Identifier: MIT
"""Suspension: half-days away from school, or a permanent exclusion, by the head teacher's decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import SuspensionReason
from models.records.record import LongText, PupilId, Record, ask


class Suspension(Record):
    """One suspension, counted in sessions (a day is two), or a permanent exclusion.

    45 school days a year is the legal limit (Education Act 2002, section 51A, and the regulations under it).
    """

    called: ClassVar[str] = "suspension"

    pupil_id: PupilId
    started_on: date = ask("From")
    sessions: Annotated[int, Field(ge=0, le=90)] = ask(
        "Sessions", help="A day is two sessions; none for a permanent exclusion alone.", unit="sessions"
    )
    reasons: tuple[SuspensionReason, ...] = ask(
        "Reasons", default=(), max_length=3, help="Up to three, the main one first."
    )
    is_permanent: bool = ask("Permanent exclusion", default=False)
    parents_told_on: date | None = ask("Parents told on", default=None)
    provision_from_on: date | None = ask(
        "Education elsewhere from", default=None, help="From the sixth school day (Education Act 1996, s19)."
    )
    governors_met_on: date | None = ask("Governors considered it on", default=None)
    back_on: date | None = ask("Back in school on", default=None, help="After a talk with child and parents.")
    note: LongText = ask("What happened and what was agreed", default="")

    @property
    def words(self) -> str:
        """What it was and how long, for a line of a list."""
        return "Permanent exclusion" if self.is_permanent else f"Suspension, {self.sessions} sessions"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.sessions == 0 and not self.is_permanent:
            raise ValueError("A suspension lasts for a session or more.")
        if len(set(self.reasons)) < len(self.reasons):
            raise ValueError("A reason stands once.")
        later = (self.parents_told_on, self.provision_from_on, self.governors_met_on, self.back_on)
        if any(day and day < self.started_on for day in later):
            raise ValueError("Nothing of this can happen before the first day.")
        return self
