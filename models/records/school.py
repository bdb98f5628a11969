# SPDX-License-Identifier: MIT
"""School, TermDates, StaffRate: what the school says once and everything else uses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import SchoolPhase
from models.records.record import Line, LongText, Pounds, Record, ask


class School(Record):
    """The school itself; a store holds exactly one."""

    called: ClassVar[str] = "school"

    name: Line = ask("Name of the school")
    la: Annotated[str, Field(pattern=r"^\d{3}$")] = ask(
        "Local authority number", help="Three digits, as in 372."
    )
    estab: Annotated[str, Field(pattern=r"^\d{4}$")] = ask(
        "Establishment number", help="Four digits, as in 2001."
    )
    urn: Annotated[int, Field(ge=100000, le=999999)] = ask(
        "URN", help="Six digits, from Get Information about Schools."
    )
    phase: SchoolPhase = ask("Phase")
    senco: Line = ask("SENCO", default="")
    head: Line = ask("Head teacher", default="")
    address: LongText = ask("Address", default="")
    telephone: Line = ask("Telephone", default="")
    is_fictional: bool = ask("A fictional school, for looking around", default=False)


class TermDates(Record):
    """First and last school day of one term, as the school sets them."""

    called: ClassVar[str] = "term dates"

    term: Annotated[str, Field(pattern=r"^\d{4}-\d{2}\.[123]$")] = ask(
        "Term", help="As in 2026-27.1 for autumn."
    )
    starts_on: date = ask("First school day")
    ends_on: date = ask("Last school day")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_on <= self.starts_on:
            raise ValueError("The last school day must come after the first.")
        return self


class StaffRate(Record):
    """What an hour of one role costs the school; real pay stays hidden behind the role."""

    called: ClassVar[str] = "hourly rate"

    role: Line = ask("Role", help="As in teaching assistant, SENCO, therapist.")
    pounds_an_hour: Pounds = ask("Cost of an hour", unit="£")
    from_on: date | None = ask("From", default=None, help="Empty where it has always been so.")
