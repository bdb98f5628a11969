# SPDX-License-Identifier: MIT
"""One of each kind of record that a SENCO keeps in a year beside the cycles, for one invented child."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.codes import Profession
from models.records import (
    AnnualReview,
    ArrangementReview,
    BasePlacement,
    BaseWeek,
    ConfidenceAnswer,
    ConfidenceRound,
    Destination,
    EbsaProfile,
    EhcRequest,
    GradedStep,
    PartTimeTimetable,
    Pupil,
    Record,
    ReturnPlan,
    StaffTraining,
    WiderRequest,
    WiderRequestChild,
)
from models.records.adulthood import DestinationKind, DestinationStage
from models.records.arrangement import PartTimeReason
from models.records.ehc import AskedBy, AssessmentDecision
from models.records.placement import AfterBase, BaseReason, KindOfBase
from models.records.professional import RequestLevel


def whole_year(pupil: Pupil) -> list[Record]:
    """The records, each after those that it points to; none of them is the pupil."""
    return [
        *_towards_a_plan(pupil),
        *_back_into_school(pupil),
        *_in_the_base(pupil),
        Destination(
            pupil_id=pupil.id,
            noted_on=date(2026, 11, 2),
            stage=DestinationStage.HOPED,
            kind_of=DestinationKind.COLLEGE,
        ),
        *_around_the_child(pupil),
    ]


def _around_the_child(pupil: Pupil) -> list[Record]:
    group = WiderRequest(
        profession=Profession.OT,
        name="Hand skills group",
        level=RequestLevel.GROUP,
        group="Four children of Year 4",
        requested_on=date(2026, 10, 12),
    )
    asked = ConfidenceRound(term="2026-27.1", asked=20)
    return [
        group,
        WiderRequestChild(pupil_id=pupil.id, request_id=group.id),
        asked,
        ConfidenceAnswer(round_id=asked.id, safe=4),
        StaffTraining(topic="Makaton", held_on=date(2026, 9, 1)),
    ]


def _towards_a_plan(pupil: Pupil) -> list[Record]:
    asked = EhcRequest(
        pupil_id=pupil.id,
        requested_on=date(2026, 2, 2),
        asked_by=AskedBy.PARENT,
        decided_on=date(2026, 3, 12),
        decision=AssessmentDecision.ASSESS,
        final_on=date(2026, 6, 19),
    )
    return [asked, AnnualReview(pupil_id=pupil.id, request_id=asked.id, due_on=date(2027, 6, 19))]


def _back_into_school(pupil: Pupil) -> list[Record]:
    mine = {"pupil_id": pupil.id}
    profile = EbsaProfile(
        **mine, made_on=date(2026, 9, 18), with_child=True, with_parents=True, pushes="The dinner hall."
    )
    plan = ReturnPlan(
        **mine,
        profile_id=profile.id,
        made_on=date(2026, 9, 21),
        key_adult="Miss Patel",
        review_due_on=date(2026, 10, 12),
    )
    part_time = PartTimeTimetable(
        **mine,
        plan_id=plan.id,
        started_on=date(2026, 10, 5),
        ends_on=date(2026, 12, 11),
        sessions_a_week=6,
        reason=PartTimeReason.RETURN,
        review_due_on=date(2026, 10, 19),
    )
    return [
        profile,
        plan,
        part_time,
        GradedStep(**mine, plan_id=plan.id, number=1, text="Meets Miss Patel at the side door."),
        GradedStep(**mine, plan_id=plan.id, number=2, text="Eats with a friend in the library."),
        _looked(mine, date(2026, 10, 12), date(2026, 11, 9), plan_id=plan.id),
        _looked(mine, date(2026, 11, 9), date(2026, 12, 4), plan_id=plan.id),
        _looked(mine, date(2026, 10, 19), date(2026, 11, 16), timetable_id=part_time.id),
        _looked(mine, date(2026, 11, 16), date(2026, 11, 30), timetable_id=part_time.id),
    ]


def _looked(mine: dict[str, str], on: date, next_on: date, **of: str) -> Record:
    return ArrangementReview(**mine, reviewed_on=on, next_review_on=next_on, **of)


def _in_the_base(pupil: Pupil) -> list[Record]:
    mine = {"pupil_id": pupil.id}
    place = BasePlacement(
        **mine,
        model=KindOfBase.SUPPORT,
        proposed_on=date(2026, 6, 15),
        started_on=date(2026, 9, 7),
        reason=BaseReason.RETURN,
        parents_agree=True,
        aim="Art, PE and maths with her class by Christmas.",
        target=Decimal(60),
        decided_on=date(2026, 11, 18),
        with_family=True,
        after=AfterBase.MAINSTREAM,
    )
    of = {"placement_id": place.id}
    return [
        place,
        BaseWeek(**mine, **of, week_of=date(2026, 10, 5), lessons=25, mainstream=12),
        BaseWeek(**mine, **of, week_of=date(2026, 11, 9), lessons=25, mainstream=16),
        GradedStep(**mine, **of, number=1, text="Art with her class.", planned_for=date(2026, 9, 14)),
        _looked(mine, date(2026, 10, 12), date(2026, 11, 16), **of),
        _looked(mine, date(2026, 11, 16), date(2026, 12, 14), **of),
    ]
