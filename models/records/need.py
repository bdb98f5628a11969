# SPDX-License-Identifier: MIT
"""Need, Strength, Voice, Meeting: what the child finds hard, what they are good at, and what is said."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import SenType, Stage, Whose
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask


class Need(Record):
    """A type of need with its rank: 1 is the primary need, 2 the secondary (DfE SENtypeRank)."""

    called: ClassVar[str] = "need"

    pupil_id: PupilId
    code: SenType = ask("Type of need")
    rank: Annotated[int, Field(ge=1, le=99)] = ask("Rank", help="1 is the primary need.", default=1)
    started_on: date | None = ask("From", default=None)
    ended_on: date | None = ask("Until", default=None)
    description: LongText = ask("What this looks like for this child", default="")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ended_on and self.started_on and self.ended_on < self.started_on:
            raise ValueError("The end can't be before the start.")
        return self


class Strength(Record):
    """Something that the child is good at, enjoys, or that helps."""

    called: ClassVar[str] = "strength"

    pupil_id: PupilId
    text: LongText = ask("Strength or interest")
    noted_on: date | None = ask("Noted on", default=None)


class Voice(Record):
    """What the child or a parent said, in their own words."""

    called: ClassVar[str] = "voice"

    pupil_id: PupilId
    cycle_id: Annotated[RecordId, Refers("Cycle")] | None = None
    stage: Stage | None = ask("At which stage", default=None)
    whose: Whose = ask("Whose words")
    said_on: date = ask("Said on")
    words: LongText = ask("In their own words")
    how: Line = ask(
        "How it was gathered, and who helped",
        default="",
        help="As in talking, pictures, a familiar adult. Any way that suits the child will do.",
    )


class Meeting(Record):
    """A meeting with parents; three a year are expected (Code of Practice 2015, 6.65)."""

    called: ClassVar[str] = "meeting with parents"

    pupil_id: PupilId
    cycle_id: Annotated[RecordId, Refers("Cycle")] | None = None
    held_on: date = ask("Held on")
    who_came: Line = ask("Who was there", default="")
    is_first_concern: bool = ask("Concern first discussed here", default=False)
    notes: LongText = ask("What was said and agreed", default="")
    parents_agree: bool | None = ask("Parents agree with the plan", default=None)
