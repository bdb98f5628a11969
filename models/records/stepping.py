# SPDX-License-Identifier: MIT
"""GradedStep, ArrangementReview: the small steps of a plan to return or of a place in a base, and reviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Code
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask

PlanId = Annotated[RecordId, Refers("ReturnPlan")]
TimetableId = Annotated[RecordId, Refers("PartTimeTimetable")]
PlacementId = Annotated[RecordId, Refers("BasePlacement")]


class StepResult(Code):
    """How a step went; "not yet" is an honest answer."""

    REACHED = "reached", "Reached"
    PARTLY = "partly", "Partly"
    NOT_YET = "not_yet", "Not yet"


class AfterReview(Code):
    """What a review of an arrangement decided."""

    GO_ON = "go_on", "Go on"
    CHANGE = "change", "Change it"
    END = "end", "It can end"


class GradedStep(Record):
    """One small step on the way back into school or into mainstream lessons."""

    called: ClassVar[str] = "step"

    pupil_id: PupilId
    plan_id: PlanId | None = None
    placement_id: PlacementId | None = None
    number: Annotated[int, Field(ge=1, le=50)] = ask("Step")
    text: LongText = ask("What the child does", min_length=1)
    planned_for: date | None = ask("From", default=None)
    tried_on: date | None = ask("Tried on", default=None)
    result: StepResult | None = ask("How it went", default=None)
    note: LongText = ask("What helped, what didn't", default="")

    @property
    def of_id(self) -> str:
        """The plan or the place that it belongs to."""
        return self.plan_id or self.placement_id or ""

    @model_validator(mode="after")
    def _belongs(self) -> Self:
        if (self.plan_id is None) == (self.placement_id is None):
            raise ValueError("A step belongs to a plan to return or to a place in a base.")
        if self.result and self.tried_on is None:
            raise ValueError("When was the step tried?")
        return self


class ArrangementReview(Record):
    """A look at a plan to return, a part-time timetable or a place in a base."""

    called: ClassVar[str] = "review of an arrangement"

    pupil_id: PupilId
    plan_id: PlanId | None = None
    timetable_id: TimetableId | None = None
    placement_id: PlacementId | None = None
    reviewed_on: date = ask("Looked at on")
    who_came: Line = ask("Who took part", default="")
    how_it_goes: LongText = ask("How it goes", default="")
    decision: AfterReview | None = ask("Decision", default=None)
    next_review_on: date | None = ask("Looked at again on", default=None)

    @property
    def of_id(self) -> str:
        """The arrangement that it belongs to."""
        return self.plan_id or self.timetable_id or self.placement_id or ""

    @model_validator(mode="after")
    def _belongs(self) -> Self:
        if sum(one is not None for one in (self.plan_id, self.timetable_id, self.placement_id)) != 1:
            raise ValueError("A review belongs to one plan to return, timetable or place in a base.")
        if self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValueError("The next review must come after this one.")
        return self
