# SPDX-License-Identifier: MIT
"""EhcRequest, AnnualReview: the way to an EHC plan, and the yearly look at one, each with its dated steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from models.codes import Code
from models.records.record import Line, LongText, PupilId, Record, RecordId, Refers, ask


class AskedBy(Code):
    """Who asked for the assessment (Children and Families Act 2014, section 36(1); Code 9.8 to 9.10)."""

    SCHOOL = "school", "The school or setting"
    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young_person", "The young person"
    OTHER = "other", "Somebody else who told the authority"


class AssessmentDecision(Code):
    """What the authority decided about the request (section 36(3) and (5))."""

    ASSESS = "assess", "It will assess"
    REFUSE = "refuse", "It will not assess"


class PlanDecision(Code):
    """What the authority decided after the assessment (section 37(1))."""

    ISSUE = "issue", "There will be a plan"
    REFUSE = "refuse", "There will be no plan"


class DelayReason(Code):
    """When a time limit need not be kept (SEND Regulations 2014, regulations 5(4), 8(2), 10(4) and 13(3))."""

    SCHOOL_CLOSED = "school_closed", "The school was closed for four weeks or more"
    PERSONAL = "personal", "Exceptional personal circumstances of the child or a parent"
    AWAY = "away", "The child or a parent was away for four weeks or more"
    APPOINTMENT = "appointment", "An appointment was not kept"


class ReviewKind(Code):
    """Why an EHC plan is reviewed (SEND Regulations 2014, regulations 18 to 22)."""

    ANNUAL = "annual", "Annual review"
    TRANSFER = "transfer", "Before a move to another phase"
    EARLY = "early", "Early review"


class ReviewOutcome(Code):
    """What the authority decided after a review (regulation 20(10))."""

    KEEP = "keep", "Keep the plan as it is"
    AMEND = "amend", "Amend the plan"
    CEASE = "cease", "End the plan"


class EhcRequest(Record):
    """A request for an EHC needs assessment, from the day on which the authority had it to the final plan."""

    called: ClassVar[str] = "EHC request"

    pupil_id: PupilId
    requested_on: date = ask(
        "Asked for on",
        section="Request",
        help="The day on which the authority received it: its weeks are counted from here (regulation 5(1)).",
    )
    asked_by: AskedBy = ask(
        "Asked for by",
        section="Request",
        help="A school, a parent or a young person may ask at any time (CFA 2014, section 36(1)).",
    )
    asked_by_name: Line = ask("Name", default="", section="Request")
    parents_agree: bool | None = ask("The family knows and agrees", default=None, section="Request")
    decided_on: date | None = ask(
        "Decision whether to assess, on", default=None, section="Whether to assess", help="By week 6."
    )
    decision: AssessmentDecision | None = ask("Decision", default=None, section="Whether to assess")
    advice_asked_on: date | None = ask(
        "The school was asked for its advice on", default=None, section="Assessment"
    )
    advice_given_on: date | None = ask(
        "The school gave its advice on",
        default=None,
        section="Assessment",
        help="Within six weeks of being asked (SEND Regulations 2014, regulation 8(1)).",
    )
    plan_decided_on: date | None = ask("Decision whether there is a plan, on", default=None, section="Plan")
    plan_decision: PlanDecision | None = ask("Decision on a plan", default=None, section="Plan")
    draft_on: date | None = ask("Draft plan sent on", default=None, section="Plan", help="By week 16.")
    draft_answered_on: date | None = ask("Views on the draft sent on", default=None, section="Plan")
    final_on: date | None = ask("Final plan issued on", default=None, section="Plan", help="By week 20.")
    certificate_on: date | None = ask("Mediation certificate of", default=None, section="Appeal")
    appealed_on: date | None = ask("Appeal registered on", default=None, section="Appeal")
    delays: tuple[DelayReason, ...] = ask(
        "What excuses a delay",
        default=(),
        section="Delay",
        help="The only reasons in law for which a time limit need not be kept.",
    )
    delay_note: LongText = ask("What happened", default="", section="Delay")
    withdrawn_on: date | None = ask("Withdrawn on", default=None, section="Request")
    note: LongText = ask("Note", default="", section="Request")

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: not refused, not withdrawn, and no final plan yet."""
        refused = self.decision is AssessmentDecision.REFUSE or self.plan_decision is PlanDecision.REFUSE
        return not (refused or self.withdrawn_on or self.final_on)

    @property
    def appealable_on(self) -> date | None:
        """The day of the latest decision against which an appeal may be made (section 51(2))."""
        if self.final_on:
            return self.final_on
        if self.plan_decision is PlanDecision.REFUSE:
            return self.plan_decided_on
        return self.decided_on if self.decision is AssessmentDecision.REFUSE else None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        steps = (self.decided_on, self.plan_decided_on, self.final_on)
        others = (self.advice_asked_on, self.advice_given_on, self.draft_on, self.certificate_on)
        if any(day and day < self.requested_on for day in (*steps, *others, self.withdrawn_on)):
            raise ValueError("Nothing can happen before the assessment was asked for.")
        if _is_out_of_order(steps) or _is_out_of_order((self.draft_on, self.draft_answered_on)):
            raise ValueError(
                "The steps are out of order. First comes the assessment, then the draft, then the plan."
            )
        if _is_out_of_order((self.advice_asked_on, self.advice_given_on)):
            raise ValueError("The advice can't be given before it was asked for.")
        return self

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if bool(self.decision) != bool(self.decided_on):
            raise ValueError("A decision whether to assess needs its day, and a day its decision.")
        if bool(self.plan_decision) != bool(self.plan_decided_on):
            raise ValueError("A decision on a plan needs its day, and a day its decision.")
        went_on = self.plan_decision or self.final_on or self.draft_on
        if self.decision is AssessmentDecision.REFUSE and went_on:
            raise ValueError("There is no plan without an assessment. After an appeal, record a new request.")
        if self.plan_decision is PlanDecision.REFUSE and self.final_on:
            raise ValueError("A plan was issued, so there can't be a decision that there is none.")
        return self


class AnnualReview(Record):
    """A review of an EHC plan, with the papers around its meeting (SEND Regulations 2014, regulation 20)."""

    called: ClassVar[str] = "annual review"

    pupil_id: PupilId
    request_id: Annotated[RecordId, Refers("EhcRequest")] | None = None
    review_kind: ReviewKind = ask("What kind of review", default=ReviewKind.ANNUAL, section="Meeting")
    due_on: date = ask(
        "To be complete by",
        section="Meeting",
        help="Twelve months after the plan or its last review (CFA 2014, section 44(1)).",
    )
    meeting_on: date | None = ask("Meeting on", default=None, section="Meeting")
    invited_on: date | None = ask("Invited on", default=None, section="Papers")
    papers_on: date | None = ask(
        "Papers sent round on",
        default=None,
        section="Papers",
        help="At least two weeks before the meeting (Code 9.176).",
    )
    report_on: date | None = ask(
        "Report sent to the authority on",
        default=None,
        section="Papers",
        help="Within two weeks of the meeting (Code 9.176).",
    )
    decided_on: date | None = ask(
        "The authority decided on",
        default=None,
        section="Decision",
        help="Within four weeks of the meeting (regulation 20(10); Code 9.176).",
    )
    decision: ReviewOutcome | None = ask("Decision", default=None, section="Decision")
    amended_on: date | None = ask("Amended plan issued on", default=None, section="Decision")
    summary: LongText = ask("What was said and asked for", default="", section="Meeting")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.meeting_on is None and (self.report_on or self.decided_on):
            raise ValueError("The report and the decision follow a meeting. When was it?")
        if _is_out_of_order((self.invited_on, self.meeting_on)):
            raise ValueError("Invitations go out before the meeting.")
        if _is_out_of_order((self.papers_on, self.meeting_on, self.report_on)):
            raise ValueError("The papers go round before the meeting, the report follows it.")
        if _is_out_of_order((self.meeting_on, self.decided_on, self.amended_on)):
            raise ValueError("The decision follows the meeting, and an amended plan the decision.")
        if bool(self.decision) != bool(self.decided_on):
            raise ValueError("A decision needs its day, and a day its decision.")
        if self.amended_on and self.decision is not ReviewOutcome.AMEND:
            raise ValueError("A plan is amended only where the authority decided to amend it.")
        return self


def _is_out_of_order(days: Iterable[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return known != sorted(known)
