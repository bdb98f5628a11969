# SPDX-License-Identifier: MIT
"""Involvement, WiderRequest, Advice: Experts at Hand and others, asked for a child, a group or the school."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from models.codes import Code, Profession
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask

EIGHTEEN_WEEKS = 126
"""Days in the 18 weeks within which a therapy should be seen (Rotherham SEND Reform Plan)."""


class RequestLevel(Code):
    """For whom a professional is asked, where it isn't one child (Experts at Hand guidance)."""

    GROUP = "group", "A group of children"
    SCHOOL = "school", "The whole school"


class ProfessionalRequest(Record):
    """What every request for a professional has, for whomever it is: from request to close."""

    profession: Profession = ask("Who")
    name: Line = ask("Name or service", default="")
    is_expert_at_hand: bool = ask("Through Experts at Hand", default=False)
    requested_on: date = ask("Requested on")
    accepted_on: date | None = ask("Accepted on", default=None)
    seen_on: date | None = ask("First seen on", default=None)
    closed_on: date | None = ask("Closed on", default=None)
    question: LongText = ask("What we asked", default="")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has come yet, and somebody still may."""
        return self.seen_on is None and self.closed_on is None

    def waited_days(self, on: date) -> int:
        """Days from the request until the first contact, or until the given day while waiting."""
        return ((self.seen_on or self.closed_on or on) - self.requested_on).days

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(day and day < self.requested_on for day in (self.accepted_on, self.seen_on, self.closed_on)):
            raise ValueError("Nothing can happen before the request was made.")
        return self


class Involvement(ProfessionalRequest):
    """A request for a professional for one child, from request to close."""

    called: ClassVar[str] = "involvement"

    pupil_id: PupilId


class WiderRequest(ProfessionalRequest):
    """A request for a professional for a group of children or for the whole school, typed once."""

    called: ClassVar[str] = "request for a group or the school"

    level: RequestLevel = ask("For whom")
    group: Line = ask("Which group, class or team", default="")
    outcome: LongText = ask("What came of it", default="")

    @model_validator(mode="after")
    def _names_its_group(self) -> Self:
        if self.level is RequestLevel.GROUP and not self.group.strip():
            raise ValueError("Which group is it for? A class or a few words will do.")
        return self


class WiderRequestChild(Record):
    """One child of the group that a request is for."""

    called: ClassVar[str] = "child of a request for a group"

    pupil_id: PupilId
    request_id: Annotated[RecordId, Refers("WiderRequest")]


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
