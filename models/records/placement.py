# SPDX-License-Identifier: MIT
"""BasePlacement, BaseWeek: time in an inclusion base, aimed at more of school life, and its share by week."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from models.codes import Code
from models.records.record import LongText, Percent, PupilId, Record, RecordId, Refers, ask

_SANCTION = re.compile(r"(?<!not a )(?<!never a )(?<!no )\b(sanction|punish|detention)", re.IGNORECASE)


class KindOfBase(Code):
    """The two models of an inclusion base (Department for Education guidance, June 2026)."""

    SUPPORT = "support", "Support base, run by the school or trust"
    SPECIALIST = "specialist", "Specialist base, commissioned by the authority"


class BaseReason(Code):
    """Why a child has a place; a sanction is no reason, so there is none to choose."""

    NEED = "need", "Needs that take more than the classroom for a part of the week"
    RETURN = "return", "On the way to full participation in mainstream"
    PLAN = "plan", "Named in the EHC plan"


class AfterBase(Code):
    """What follows a place in a base."""

    MAINSTREAM = "mainstream", "All lessons in mainstream"
    OTHER_BASE = "other_base", "Another base"
    SPECIAL = "special", "A special school"
    MOVED = "moved", "Another school"


def _no_sanction(text: str) -> str:
    if _SANCTION.search(text):
        raise ValueError("A base is never a sanction. Say which need it meets, and how.")
    return text


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


class BasePlacement(Record):
    """A child's place in an inclusion base, from the proposal to what follows it.

    Source: Department for Education, guidance on inclusion bases, June 2026.
    """

    called: ClassVar[str] = "place in a base"

    pupil_id: PupilId
    model: KindOfBase = ask("Which kind of base", section="Place")
    proposed_on: date = ask("Proposed on", section="Place")
    started_on: date | None = ask("First day", default=None, section="Place")
    reason: BaseReason = ask("Why", section="Place", help="A base is never a sanction.")
    need: Annotated[LongText, AfterValidator(_no_sanction)] = ask(
        "Which need it meets, and how", default="", section="Place"
    )
    parents_agree: bool | None = ask("The parents, or the young person, agree", default=None, section="Place")
    aim: LongText = ask("How the child will spend more time in mainstream lessons", default="", section="Aim")
    target: Percent | None = ask(
        "Share of the timetable in mainstream that we work towards", default=None, unit="%", section="Aim"
    )
    teacher_hours: Annotated[Decimal, Field(ge=0, le=40)] | None = ask(
        "Hours a week with a qualified teacher",
        default=None,
        unit="hours",
        section="Aim",
        help="No fewer than those of other children.",
    )
    review_due_on: date | None = ask("Looked at again on", default=None, section="Review")
    decided_on: date | None = ask("What follows was decided on", default=None, section="After")
    with_family: bool | None = ask("Decided with the family", default=None, section="After")
    after: AfterBase | None = ask("What follows", default=None, section="After")
    ended_on: date | None = ask("Last day", default=None, section="After")
    outcome: LongText = ask("What came of it", default="", section="After")

    @property
    def words(self) -> str:
        """What it is and what it aims at, for a line of a list."""
        aim = " ".join(self.aim.split())
        return f"Place in a base: {aim}" if aim else "Place in a base"

    @property
    def begins_on(self) -> date:
        """Its first day, or the day of the proposal while it hasn't begun."""
        return self.started_on or self.proposed_on

    @property
    def last_day(self) -> date | None:
        """Its last day; None while it runs."""
        return self.ended_on

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_on and self.started_on < self.proposed_on:
            raise ValueError("A place begins on the day of the proposal or later.")
        if self.started_on and self.parents_agree is False:
            raise ValueError("A place begins when the parents, or the young person, agree.")
        if any(day and day <= self.proposed_on for day in (self.review_due_on, self.decided_on)):
            raise ValueError("Reviews and what follows come after the proposal.")
        if self.ended_on and (self.started_on is None or self.ended_on < self.started_on):
            raise ValueError("A place can't end before it begins.")
        if self.after and self.decided_on is None:
            raise ValueError("When was it decided what follows?")
        return self


class BaseWeek(Record):
    """How many of a week's lessons a child with a place in a base spent in mainstream."""

    called: ClassVar[str] = "week in a base"

    pupil_id: PupilId
    placement_id: Annotated[RecordId, Refers("BasePlacement")]
    week_of: Annotated[date, AfterValidator(_monday)] = ask(
        "Week of", help="Any day of it; kept as its Monday."
    )
    lessons: Annotated[int, Field(ge=1, le=60)] = ask("Lessons in the week")
    mainstream: Annotated[int, Field(ge=0, le=60)] = ask("Of these in mainstream")
    note: LongText = ask("Which subjects", default="")

    @property
    def share(self) -> Fraction:
        """The share of lessons in mainstream, exactly."""
        return Fraction(self.mainstream, self.lessons)

    @property
    def ends_on(self) -> date:
        """The Friday of the week: only then is its share known."""
        return self.week_of + timedelta(4)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.mainstream > self.lessons:
            raise ValueError("More lessons in mainstream than there were.")
        return self
