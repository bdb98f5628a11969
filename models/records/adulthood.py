# SPDX-License-Identifier: MIT
"""Destination: where a young person goes on to, from the first idea to the place taken up."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from models.codes import Code
from models.records.record import Line, LongText, PupilId, Record, ask


class DestinationKind(Code):
    """Where to, as authorities track who takes part (Education and Skills Act 2008, sections 1 and 2)."""

    SCHOOL = "school", "School sixth form"
    COLLEGE = "college", "College"
    SPECIALIST = "specialist", "Specialist post-16 institution"
    APPRENTICESHIP = "apprenticeship", "Apprenticeship"
    SUPPORTED_INTERNSHIP = "supported_internship", "Supported internship"
    TRAINING = "training", "Other training"
    EMPLOYMENT_TRAINED = "employment_trained", "Employment with training"
    EMPLOYMENT = "employment", "Employment without training"
    HIGHER = "higher_education", "Higher education"
    VOLUNTARY = "voluntary", "Voluntary work"
    SEEKING = "seeking", "Looking for a place"
    NOT_READY = "not_ready", "Not ready for work or learning yet"
    UNKNOWN = "unknown", "Not known"


_NOT_IN_EET = (DestinationKind.VOLUNTARY, DestinationKind.SEEKING, DestinationKind.NOT_READY)


class DestinationStage(Code):
    """How certain a destination is."""

    HOPED = "hoped", "Hoped for"
    OFFERED = "offered", "Offered"
    TAKEN_UP = "taken_up", "Taken up"
    SIX_MONTHS = "six_months", "Still there after six months"


class Destination(Record):
    """Where a young person goes on to, as known on a day; the latest is how it stands."""

    called: ClassVar[str] = "destination"

    pupil_id: PupilId
    noted_on: date = ask("Known on")
    stage: DestinationStage = ask("How certain")
    kind_of: DestinationKind = ask("Where to")
    place: Line = ask("Name of the place", default="")
    starts_on: date | None = ask("From", default=None)
    support: LongText = ask("What will help there, and who was told", default="")
    note: LongText = ask("Note", default="")

    @property
    def is_eet(self) -> bool | None:
        """Whether it is education, employment or training; None where it isn't known."""
        return None if self.kind_of is DestinationKind.UNKNOWN else self.kind_of not in _NOT_IN_EET

    @model_validator(mode="after")
    def _fits(self) -> Self:
        has_place = self.kind_of not in (*_NOT_IN_EET[1:], DestinationKind.UNKNOWN)
        if self.stage is DestinationStage.OFFERED and not has_place:
            raise ValueError("What was offered? Choose where to.")
        taken = self.stage in (DestinationStage.TAKEN_UP, DestinationStage.SIX_MONTHS)
        if taken and self.starts_on and self.starts_on > self.noted_on:
            raise ValueError("A place can't be taken up before it begins.")
        return self
