# SPDX-License-Identifier: MIT
"""Concern, TeacherAnswer: what comes before SEN Support: a worry, what teachers say, what was decided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from models.codes import Area, Code
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask

ConcernId = Annotated[RecordId, Refers("Concern")]


class ConcernDecision(Code):
    """What became of a concern (Code of Practice 2015, 6.16 to 6.24 and 6.38 to 6.43)."""

    WATCH = "watch", "Watch: class teaching is adapted, and we look again"
    SUPPORT = "sen_support", "SEN Support"
    NONE = "none", "No SEN provision is needed"


class Worry(Code):
    """How much a teacher worries, in a word that can be ticked."""

    NO = "no", "No worry"
    SOME = "some", "Some"
    MUCH = "much", "Much"


class Concern(Record):
    """A worry about a child before SEN Support, and the decision that it led to."""

    called: ClassVar[str] = "concern"

    pupil_id: PupilId
    raised_on: date = ask("Raised on")
    raised_by: Line = ask("Raised by", default="", help="A teacher, a parent, the child, somebody else.")
    words: LongText = ask("What is the worry", min_length=1)
    area: Area | None = ask("Area", default=None)
    tried: LongText = ask("What was tried, and what came of it", default="")
    parents_told_on: date | None = ask(
        "Parents told on",
        default=None,
        help="Parents are told before a child gets SEN Support (Children and Families Act 2014, section 68).",
    )
    parents_say: LongText = ask("What parents say", default="")
    decision: ConcernDecision | None = ask("Decision", default=None)
    decided_on: date | None = ask("Decided on", default=None)
    review_on: date | None = ask("Look again on", default=None)
    why: LongText = ask("Why", default="")

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided yet."""
        return self.decision is None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(day and day < self.raised_on for day in (self.decided_on, self.review_on)):
            raise ValueError("A concern is decided and looked at again after it was raised.")
        if (self.decision is None) != (self.decided_on is None):
            raise ValueError("A decision and the day of it belong together.")
        if self.decision is ConcernDecision.WATCH and self.review_on is None:
            raise ValueError("When will you look again? Watching has an end.")
        return self


class TeacherAnswer(Record):
    """What one teacher wrote on the sheet that goes round."""

    called: ClassVar[str] = "teacher's answer"

    pupil_id: PupilId
    concern_id: ConcernId | None = None
    said_on: date = ask("Day")
    teacher: Line = ask("Teacher", min_length=1)
    subject: Line = ask("Subject or lesson", default="")
    goes_well: LongText = ask("What goes well", default="")
    is_hard: LongText = ask("What is hard", default="")
    helps: LongText = ask("What I have tried, and what helps", default="")
    worry: Worry | None = ask("Worried", default=None)
