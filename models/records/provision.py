# SPDX-License-Identifier: MIT
"""Provision, Delivery: what was put in place, what was given, what it cost."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Area, Code
from models.records.cycle import CycleId
from models.records.record import Line, LongText, Pounds, PupilId, Record, RecordId, Refers, ask


class NotGivenReason(Code):
    """Why a planned session wasn't given."""

    CHILD = "child", "The child was away or not able"
    ADULT = "adult", "The adult was away or needed elsewhere"
    ROOM = "room", "No room"
    SCHOOL = "school", "School event or closure"


class Provision(Record):
    """One intervention or arrangement for one child in one cycle."""

    called: ClassVar[str] = "provision"

    pupil_id: PupilId
    cycle_id: CycleId
    name: Line = ask("What", help="As in Colourful Semantics, or a quiet place at break.", min_length=1)
    area: Area | None = ask("Area", default=None)
    outcome_ids: tuple[Annotated[RecordId, Refers("Outcome")], ...] = ask("For which outcomes", default=())
    sessions_a_week: Annotated[Decimal, Field(gt=0, le=50)] | None = ask("Times a week", default=None)
    minutes: Annotated[int, Field(gt=0, le=400)] | None = ask(
        "Minutes each time", default=None, unit="minutes"
    )
    group_size: Annotated[int, Field(ge=1, le=40)] = ask("Children in the group", default=1)
    staff: Line = ask("Who gives it", default="")
    staff_role: Line = ask("Their role", default="")
    pounds_an_hour: Pounds | None = ask("Cost of an hour", default=None, unit="£")
    weeks: Annotated[int, Field(ge=1, le=52)] | None = ask("For how many weeks", default=None, unit="weeks")
    started_on: date | None = ask("From", default=None)
    ends_on: date | None = ask("Until", default=None)
    is_evidence_based: bool | None = ask("Has published evidence", default=None)
    notes: LongText = ask("How it is done", default="")

    @property
    def sessions_planned(self) -> int | None:
        """Sessions in the whole run, rounded to whole ones; None while frequency or weeks are not known."""
        if self.sessions_a_week is None or self.weeks is None:
            return None
        return int((self.sessions_a_week * self.weeks).to_integral_value(ROUND_HALF_UP))

    @property
    def hours_a_week(self) -> Decimal | None:
        """Hours a week of an adult's time for this one child: shared fairly by the size of the group."""
        if self.sessions_a_week is None or self.minutes is None:
            return None
        return self.sessions_a_week * self.minutes / 60 / self.group_size

    @property
    def planned_pounds(self) -> Decimal | None:
        """Cost of the whole run for this one child in pounds.

        Weekly minutes over group size, times weeks, times the rate (as in Durham's costed provision map).
        """
        planned = self.sessions_planned
        if planned is None or self.minutes is None or self.pounds_an_hour is None:
            return None
        return self.pounds_for(planned)

    def pounds_for(self, sessions: int) -> Decimal | None:
        """Cost in pounds of so many sessions for this one child; None while minutes or rate are not known."""
        if self.minutes is None or self.pounds_an_hour is None:
            return None
        cost = self.pounds_an_hour * sessions * self.minutes / 60 / self.group_size
        return cost.quantize(Decimal("0.01"), ROUND_HALF_UP)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_on and self.started_on and self.ends_on < self.started_on:
            raise ValueError("The provision can't end before it starts.")
        if self.sessions_a_week and self.minutes and self.sessions_a_week * self.minutes > 30 * 60:
            raise ValueError("That is more than 30 hours a week. Check times a week and minutes.")
        return self


class Delivery(Record):
    """Sessions of one provision given on one day, or one that wasn't and why."""

    called: ClassVar[str] = "delivery"

    pupil_id: PupilId
    provision_id: Annotated[RecordId, Refers("Provision")]
    on: date = ask("Day")
    given: Annotated[int, Field(ge=0, le=10)] = ask("Sessions given", default=1)
    not_given: Annotated[int, Field(ge=0, le=10)] = ask("Sessions not given", default=0)
    reason: NotGivenReason | None = ask("Why not", default=None)
    note: LongText = ask("How it went", default="")
