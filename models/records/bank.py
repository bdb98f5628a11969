# SPDX-License-Identifier: MIT
"""BankEntry: an intervention or a classroom strategy that a school uses, with what speaks for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from models.codes import Area, Code
from models.records.record import Line, LongText, Record, ask


class BankKind(Code):
    """Whether it takes place at set times, or in every lesson."""

    INTERVENTION = "intervention", "Intervention"
    STRATEGY = "strategy", "Classroom strategy"


class EvidenceBase(Code):
    """How well it is known to help."""

    TESTED = "tested", "Trials show a gain"
    PROMISING = "promising", "Some trials, not all of one mind"
    PRACTICE = "practice", "Guidance and experience"


class TaughtIn(Code):
    """A phase in which it is used."""

    EARLY = "ey", "Early years"
    PRIMARY = "p", "Primary"
    SECONDARY = "s", "Secondary"
    POST_16 = "p16", "Post-16"


class BankEntry(Record):
    """One line of the school's bank; what the program ships is changed by a record with the same identity."""

    called: ClassVar[str] = "entry of the bank"

    name: Line = ask("What", min_length=1)
    bank_kind: BankKind = ask("Kind", default=BankKind.INTERVENTION)
    area: Area | None = ask("Area", default=None)
    phases: tuple[TaughtIn, ...] = ask("Used in", default=())
    about: LongText = ask("How it is done", default="")
    sessions_a_week: Annotated[Decimal, Field(gt=0, le=50)] | None = ask("Times a week", default=None)
    minutes: Annotated[int, Field(gt=0, le=400)] | None = ask(
        "Minutes each time", default=None, unit="minutes"
    )
    weeks: Annotated[int, Field(ge=1, le=52)] | None = ask("For how many weeks", default=None, unit="weeks")
    group_size: Annotated[int, Field(ge=1, le=40)] = ask("Children in the group", default=1)
    staff_role: Line = ask("Given by", default="")
    evidence: EvidenceBase | None = ask("What is known of it", default=None)
    source: LongText = ask("Source", default="")
    is_used: bool = ask("We use it", default=True, help="What you don’t use is no longer offered for a plan.")
