# SPDX-License-Identifier: MIT
"""Involvement, Advice: Experts at Hand and other professionals."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from models.codes import Profession
from models.records.record import Line, LongText, PupilId, Record, ask

EIGHTEEN_WEEKS = 126
"""Days in the 18 weeks within which a therapy should be seen (Rotherham SEND Reform Plan)."""


class Involvement(Record):
    """A request for a professional for one child, from request to close."""

    called: ClassVar[str] = "involvement"

    pupil_id: PupilId
    profession: Profession = ask("Who")
    name: Line = ask("Name or service", default="")
    is_expert_at_hand: bool = ask("Through Experts at Hand", default=False)
    requested_on: date = ask("Requested on")
    accepted_on: date | None = ask("Accepted on", default=None)
    seen_on: date | None = ask("First seen on", default=None)
    closed_on: date | None = ask("Closed on", default=None)
    question: LongText = ask("What we asked", default="")

    def waited_days(self, on: date) -> int:
        """Days from the request until the child was first seen, or until the given day while waiting."""
        return ((self.seen_on or self.closed_on or on) - self.requested_on).days

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(day and day < self.requested_on for day in (self.accepted_on, self.seen_on, self.closed_on)):
            raise ValueError("Nothing can happen before the request was made.")
        return self


class Advice(Record):
    """A professional's written advice and what came of it."""

    called: ClassVar[str] = "advice"

    pupil_id: PupilId
    profession: Profession = ask("From whom")
    author: Line = ask("Name", default="")
    dated_on: date = ask("Dated")
    summary: LongText = ask("What it recommends", default="")
    put_in_place: bool | None = ask("Put in place", default=None)
    put_in_place_on: date | None = ask("Put in place from", default=None)
    reviewed: bool | None = ask("What came of it was reviewed", default=None)
