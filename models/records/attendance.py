# SPDX-License-Identifier: MIT
"""AttendanceFigure: half-days possible and attended over a stretch of dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.records.record import LongText, PupilId, Record, ask

Sessions = Annotated[int, Field(ge=0, le=1000)]


class AttendanceFigure(Record):
    """Attendance over a span of dates in sessions; a session is half a school day.

    Source: DfE, Working together to improve school attendance (2024).
    """

    called: ClassVar[str] = "attendance"

    pupil_id: PupilId
    from_on: date = ask("From")
    to_on: date = ask("To")
    possible: Sessions = ask("Sessions possible")
    attended: Sessions = ask("Sessions attended")
    authorised: Sessions | None = ask("Authorised absence", default=None)
    unauthorised: Sessions | None = ask("Unauthorised absence", default=None)
    note: LongText = ask("Note", default="")

    @property
    def share(self) -> Fraction | None:
        """Sessions attended as an exact share of those possible; None where none were possible."""
        return Fraction(self.attended, self.possible) if self.possible else None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.to_on < self.from_on:
            raise ValueError("The last day can't be before the first.")
        if self.attended > self.possible:
            raise ValueError("More sessions attended than were possible.")
        if self.attended + (self.authorised or 0) + (self.unauthorised or 0) > self.possible:
            raise ValueError("Attended and absent sessions come to more than were possible.")
        return self
