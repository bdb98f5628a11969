# SPDX-License-Identifier: MIT
"""StaffTraining: what adults learned, when, from whom, and when it has to be renewed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Area, Code
from models.records.record import Line, LongText, Pounds, Record, ask


class TrainingLevel(Code):
    """How deep a training goes."""

    AWARENESS = "awareness", "For everybody: knowing of it"
    SKILLS = "skills", "For those who do it: doing it well"
    QUALIFIED = "qualified", "A qualification"


class StaffTraining(Record):
    """One training of one or more adults."""

    called: ClassVar[str] = "training"

    topic: Line = ask("What", help="As in attachment, Makaton, moving and handling.", min_length=1)
    area: Area | None = ask("Area", default=None)
    level: TrainingLevel | None = ask("How deep", default=None)
    held_on: date = ask("On")
    who: Line = ask("Who took part", default="", help="A name, a team, or all staff.")
    people: Annotated[int, Field(ge=1, le=1000)] | None = ask("How many adults", default=None)
    hours: Annotated[Decimal, Field(gt=0, le=2000)] | None = ask("Hours each", default=None, unit="hours")
    by: Line = ask("Given by", default="")
    cost: Pounds | None = ask("Cost", default=None, unit="£")
    renew_on: date | None = ask("To be renewed by", default=None)
    difference: LongText = ask("What is done differently since", default="")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.renew_on and self.renew_on <= self.held_on:
            raise ValueError("A training is renewed after the day on which it was given.")
        return self
