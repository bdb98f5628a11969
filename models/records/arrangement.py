# SPDX-License-Identifier: MIT
"""EbsaProfile, ReturnPlan, PartTimeTimetable: what helps a child back into school, always for a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Code
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask

SessionsAWeek = Annotated[int, Field(ge=0, le=10)]


class PartTimeReason(Code):
    """Why a child is in school for a part of the week only; behaviour is never a reason."""

    MEDICAL = "medical", "A physical or mental health need"
    RETURN = "return", "Coming back to full time in steps"
    OTHER = "other", "Another need of the child, in very exceptional circumstances"


class EbsaProfile(Record):
    """What makes school hard for a child and what helps: risk and resilience, push and pull.

    Source: the EBSA pathways of Lincolnshire, Northumberland and other authorities.
    """

    called: ClassVar[str] = "EBSA profile"

    pupil_id: PupilId
    made_on: date = ask("Made on", section="Made")
    with_child: bool | None = ask("Made with the child", default=None, section="Made")
    with_parents: bool | None = ask("Made with the parents", default=None, section="Made")
    by: Line = ask("Who made it with them", default="", section="Made")
    other_causes_looked_at: bool | None = ask(
        "Illness, truancy and absence that parents condone were looked at", default=None, section="Made"
    )
    pushes: LongText = ask(
        "What pushes the child away from school",
        default="",
        section="Risk",
        help="As in noise, a lesson, a person, a learning or sensory need, bullying, friendships, a move.",
    )
    pulls: LongText = ask(
        "What draws the child to stay at home",
        default="",
        section="Risk",
        help="As in loss or illness in the family, fear of parting, what home offers.",
    )
    strengths: LongText = ask("What helps, and what went well before", default="", section="Resilience")
    people: LongText = ask("Whom the child trusts", default="", section="Resilience")

    @property
    def is_shared(self) -> bool:
        """Whether it was made with both the child and the parents."""
        return bool(self.with_child and self.with_parents)


class ReturnPlan(Record):
    """A plan back into school in graded steps, with a person to go to and a day on which it is looked at."""

    called: ClassVar[str] = "plan to return"

    pupil_id: PupilId
    profile_id: Annotated[RecordId, Refers("EbsaProfile")] | None = None
    made_on: date = ask("Agreed on", section="Plan")
    key_adult: Line = ask("The adult whom the child goes to", default="", section="Plan")
    safe_place: Line = ask("A place to go to", default="", section="Plan")
    sessions_now: SessionsAWeek | None = ask(
        "Sessions a week in school now", default=None, unit="sessions", section="Plan"
    )
    sessions_hoped: SessionsAWeek | None = ask(
        "Sessions a week that we work towards", default=None, unit="sessions", section="Plan"
    )
    on_a_hard_day: LongText = ask("What we do when it gets hard", default="", section="Plan")
    if_a_step_fails: LongText = ask("What we do when a step doesn't work", default="", section="Plan")
    review_due_on: date | None = ask(
        "Looked at again on", default=None, section="Review", help="Within four weeks."
    )
    ended_on: date | None = ask("Ended on", default=None, section="Review")
    outcome: LongText = ask("What came of it", default="", section="Review")

    @property
    def words(self) -> str:
        """What it is and with whom, for a line of a list."""
        return f"Plan to return, with {self.key_adult}" if self.key_adult else "Plan to return"

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return self.made_on

    @property
    def last_day(self) -> date | None:
        """Its last day; None while it runs."""
        return self.ended_on

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.review_due_on and self.review_due_on <= self.made_on:
            raise ValueError("The review must come after the day on which the plan was agreed.")
        if self.ended_on and self.ended_on < self.made_on:
            raise ValueError("The plan can't end before it was agreed.")
        now, hoped = self.sessions_now, self.sessions_hoped
        if now is not None and hoped is not None and hoped < now:
            raise ValueError("The plan leads to more sessions than now, or as many.")
        return self


class PartTimeTimetable(Record):
    """School for a part of the week: exceptional, agreed with parents, and never without an end.

    Source: Department for Education, Working together to improve school attendance (2024).
    """

    called: ClassVar[str] = "part-time timetable"

    pupil_id: PupilId
    plan_id: Annotated[RecordId, Refers("ReturnPlan")] | None = None
    started_on: date = ask("From", section="Timetable")
    ends_on: date = ask("Until", section="Timetable", help="The day before the child is back full time.")
    sessions_a_week: SessionsAWeek = ask("Sessions a week in school", unit="sessions", section="Timetable")
    timetable: LongText = ask("Which ones", default="", section="Timetable")
    reason: PartTimeReason = ask(
        "Why",
        section="Agreement",
        help="In very exceptional circumstances, for the child's own good; never to manage behaviour.",
    )
    why: LongText = ask("Why this is best for the child", default="", section="Agreement")
    agreed_on: date | None = ask("Parents agreed on", default=None, section="Agreement")
    authority_told_on: date | None = ask("Authority told on", default=None, section="Agreement")
    at_other_times: LongText = ask(
        "Where the child is at other times, who sees to it, and what they learn",
        default="",
        section="Agreement",
    )
    review_due_on: date = ask("Looked at again on", section="Review")
    ended_on: date | None = ask("Back full time from", default=None, section="Review")
    outcome: LongText = ask("What came of it", default="", section="Review")

    @property
    def words(self) -> str:
        """What it is, how much and until when, for a line of a list."""
        last = f"{self.last_day.day} {self.last_day:%B %Y}"
        return f"Part-time timetable, {self.sessions_a_week} sessions a week until {last}"

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return self.started_on

    @property
    def last_day(self) -> date:
        """Its last day: as agreed, or earlier where the child came back full time sooner."""
        return self.ended_on - timedelta(1) if self.ended_on else self.ends_on

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.ends_on <= self.started_on:
            raise ValueError("A part-time timetable ends after it begins.")
        if not self.started_on < self.review_due_on <= self.ends_on:
            raise ValueError("The review lies between the first and the last day.")
        if self.ended_on and self.ended_on <= self.started_on:
            raise ValueError("The child is back full time after it began.")
        if self.ended_on and self.ended_on > self.ends_on + timedelta(1):
            raise ValueError("It went on for longer than was agreed. Write down a new one with its own end.")
        if self.sessions_a_week > 9:
            raise ValueError("Ten sessions a week are full time.")
        return self
