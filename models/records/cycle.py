# SPDX-License-Identifier: MIT
"""Cycle and its stages: Assessment, Plan, Outcome, Review, OutcomeReview.

What each stage records is the Code of Practice 2015, 6.45 to 6.56.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Achievement, Area, Code, NextForOutcome, Progress, ReviewDecision, SenType
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask

CycleId = Annotated[RecordId, Refers("Cycle")]


class Pathway(Code):
    """The four pathways to adulthood, planned for from Year 9 (Code 7.38, 8.9 and 8.10)."""

    EMPLOYMENT = "employment", "Employment"
    LIVING = "independent_living", "Independent living"
    COMMUNITY = "community", "Friends and community"
    HEALTH = "health", "Health"


class Cycle(Record):
    """One round of Assess, Plan, Do, Review for one child."""

    called: ClassVar[str] = "cycle"

    pupil_id: PupilId
    number: Annotated[int, Field(ge=1)] = ask("Cycle", default=1)
    started_on: date = ask("Started on")
    closed_on: date | None = ask("Closed on", default=None)
    continues_id: CycleId | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closed_on and self.closed_on < self.started_on:
            raise ValueError("A cycle can't close before it starts.")
        return self


class Assessment(Record):
    """Assess: the analysis of the child's needs (Code 6.45, 6.46)."""

    called: ClassVar[str] = "assessment"

    pupil_id: PupilId
    cycle_id: CycleId
    assessed_on: date | None = ask("Date of the analysis", default=None, section="What we know")
    teacher_view: LongText = ask(
        "What the class or subject teachers see",
        default="",
        section="What we know",
        help="The teacher's assessment and experience of the child (Code 6.45).",
    )
    senco_view: LongText = ask("What the SENCO sees", default="", section="What we know")
    attainment: LongText = ask(
        "Attainment and progress beside peers and national data", default="", section="What we know"
    )
    earlier_support: LongText = ask(
        "What has been tried, and how the child responded", default="", section="What we know"
    )
    slower_than_peers: bool | None = ask(
        "Significantly slower than peers from the same starting point", default=None, section="Progress"
    )
    below_own_rate: bool | None = ask(
        "Doesn't match the child's own earlier rate", default=None, section="Progress"
    )
    gap_not_closing: bool | None = ask("Isn't closing the gap to peers", default=None, section="Progress")
    gap_widening: bool | None = ask("The gap is growing", default=None, section="Progress")
    other_causes: LongText = ask(
        "Attendance, English as an additional language, summer birth and life events considered",
        default="",
        section="Progress",
    )
    other_causes_considered: bool | None = ask(
        "Other explanations were considered", default=None, section="Progress"
    )
    senses_checked_on: date | None = ask("Hearing and vision checked on", default=None, section="Progress")
    adjustments: LongText = ask(
        "Adjustments made in the classroom so far", default="", section="Support so far"
    )
    adjustments_weeks: Annotated[int, Field(ge=0, le=200)] | None = ask(
        "For how many school weeks", default=None, unit="weeks", section="Support so far"
    )
    outside_advice: LongText = ask("What other professionals say", default="", section="Support so far")


class Plan(Record):
    """Plan: what was agreed, with whom, and when it is reviewed (Code 6.48 to 6.51)."""

    called: ClassVar[str] = "plan"

    pupil_id: PupilId
    cycle_id: CycleId
    planned_on: date | None = ask("Agreed on", default=None, section="Agreement")
    parents_told_on: date | None = ask(
        "Parents formally told on",
        default=None,
        section="Agreement",
        help="Parents must be told when SEN provision starts (CFA 2014 s68; Code 6.48).",
    )
    agreed_with: Line = ask("Agreed with", default="", section="Agreement")
    how_agreed: Line = ask("How they agreed", default="", section="Agreement")
    adjustments: LongText = ask("Adjustments in every lesson", default="", section="Support")
    expected_impact: LongText = ask("What difference we expect", default="", section="Support")
    evidence_basis: LongText = ask("Why we think this will help", default="", section="Support")
    staff_skill: LongText = ask("Skills or training staff need", default="", section="Support")
    review_due_on: date | None = ask(
        "Review on", default=None, section="Review date", help="A clear date for review (Code 6.48)."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.review_due_on and self.planned_on and self.review_due_on <= self.planned_on:
            raise ValueError("The review must come after the day on which the plan was agreed.")
        return self


class Outcome(Record):
    """What the child is working towards in this cycle, from where, and to where."""

    called: ClassVar[str] = "outcome"

    pupil_id: PupilId
    cycle_id: CycleId
    text: LongText = ask("By the review, the child will …")
    need_code: SenType | None = ask("For which need", default=None)
    area: Area | None = ask("Area", default=None)
    pathway: Pathway | None = ask(
        "Pathway to adulthood", default=None, help="From Year 9 on, an outcome in each of the four."
    )
    measure: Line = ask("How we will know", default="")
    baseline: Line = ask("Where they are now", default="")
    target: Line = ask("Where we hope they will be", default="")
    continues_id: Annotated[RecordId, Refers("Outcome")] | None = None
    sort: int = 0


class OutcomeReview(Record):
    """How far one outcome was reached when the cycle was reviewed."""

    called: ClassVar[str] = "review of an outcome"

    pupil_id: PupilId
    cycle_id: CycleId
    outcome_id: Annotated[RecordId, Refers("Outcome")]
    achievement: Achievement | None = ask("Where we are", default=None)
    now: Line = ask("Where they are now", default="")
    comment: LongText = ask("In a sentence", default="")
    next: NextForOutcome | None = ask("What next", default=None)


class Review(Record):
    """Review: the impact of the support and what is decided (Code 6.53 to 6.56)."""

    called: ClassVar[str] = "review"

    pupil_id: PupilId
    cycle_id: CycleId
    reviewed_on: date | None = ask("Reviewed on", default=None, section="Impact")
    who_came: Line = ask("Who took part", default="", section="Impact")
    quality: LongText = ask("How well the support was given", default="", section="Impact")
    impact: LongText = ask("What difference it made", default="", section="Impact")
    progress: Progress | None = ask("Progress in this cycle", default=None, section="Impact")
    much_extra_help: bool | None = ask(
        "Progress came only with much extra help",
        default=None,
        section="Impact",
        help="Progress that needs much additional support counts for an EHC needs assessment (Code 9.14).",
    )
    specialist_view: LongText = ask("What professionals say", default="", section="Impact")
    decision: ReviewDecision | None = ask("Decision", default=None, section="Decision")
    decision_reason: LongText = ask("Why", default="", section="Decision")
    next_review_on: date | None = ask("Next review on", default=None, section="Decision")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.next_review_on and self.reviewed_on and self.next_review_on <= self.reviewed_on:
            raise ValueError("The next review must come after this one.")
        return self
