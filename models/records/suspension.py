# SPDX-License-Identifier: MIT
"""Suspension: half-days away from school by the head teacher's decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.codes import SuspensionReason
from models.records.record import LongText, PupilId, Record, ask


class Suspension(Record):
    """One suspension, counted in sessions (a day is two); 45 school days a year is the legal limit."""

    called: ClassVar[str] = "suspension"

    pupil_id: PupilId
    started_on: date = ask("From")
    sessions: Annotated[int, Field(ge=1, le=90)] = ask(
        "Sessions", help="A day is two sessions.", unit="sessions"
    )
    reasons: tuple[SuspensionReason, ...] = ask("Reasons", default=(), max_length=3)
    is_permanent: bool = ask("Permanent exclusion", default=False)
    note: LongText = ask("What happened and what was agreed", default="")
