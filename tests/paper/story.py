# SPDX-License-Identifier: MIT
"""One fictional child's cycle as values, for the tests of paper: no store needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.codes import (
    Achievement,
    Area,
    NextForOutcome,
    Progress,
    ReviewDecision,
    SchoolPhase,
    SenType,
    Stage,
    Whose,
    YearGroup,
)
from models.cycle_parts import CycleParts
from models.records import (
    Assessment,
    Contact,
    Cycle,
    Delivery,
    Meeting,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Review,
    School,
    Strength,
    Voice,
)
from models.upn import check_letter

SCHOOL = School(
    name="Canklow Bridge Primary School",
    la="372",
    estab="2001",
    urn=100001,
    phase=SchoolPhase.PRIMARY,
    senco="Ruth Ackroyd",
    telephone="01709 000000",
    is_fictional=True,
)


def upn(serial: str) -> str:
    """A UPN with its check letter for twelve characters."""
    return check_letter(serial) + serial


def parts(*, forename: str = "Amira", words: str = "I like it when we use the pictures.") -> CycleParts:
    """A whole reviewed cycle of one child."""
    pupil = Pupil(
        upn=upn("372200122017"),
        surname="Khalil",
        forename=forename,
        date_of_birth=date(2018, 3, 9),
        year_group=YearGroup.Y4,
        form="Maple",
    )
    cycle = Cycle(pupil_id=pupil.id, number=2, started_on=date(2026, 4, 20), closed_on=date(2026, 7, 10))
    mine = {"pupil_id": pupil.id, "cycle_id": cycle.id}
    outcome = Outcome(
        **mine,
        text="follow a two-part instruction without a picture",
        need_code=SenType.SLCN,
        area=Area.COMMUNICATION,
        measure="five instructions in class, heard on two days",
        baseline="1 of 5",
        target="4 of 5",
    )
    provision = Provision(
        **mine,
        name="Colourful Semantics",
        area=Area.COMMUNICATION,
        outcome_ids=(outcome.id,),
        sessions_a_week=Decimal(3),
        minutes=20,
        group_size=3,
        staff="Mrs Lindqvist",
        staff_role="teaching assistant",
        pounds_an_hour=Decimal("16.40"),
        weeks=6,
        started_on=date(2026, 4, 27),
        ends_on=date(2026, 6, 12),
    )
    return CycleParts(
        pupil=pupil,
        cycle=cycle,
        assessment=Assessment(
            **mine,
            assessed_on=date(2026, 4, 21),
            teacher_view="Amira follows the first part of an instruction and watches others for the rest.",
            slower_than_peers=True,
            adjustments_weeks=8,
        ),
        plan=Plan(
            **mine,
            planned_on=date(2026, 4, 24),
            parents_told_on=date(2026, 4, 24),
            agreed_with="Mum and Mrs Lindqvist",
            adjustments="Instructions one at a time, with a picture. Ten seconds to answer.",
            review_due_on=date(2026, 7, 10),
        ),
        review=Review(
            **mine,
            reviewed_on=date(2026, 7, 10),
            progress=Progress.EXPECTED,
            decision=ReviewDecision.CONTINUE,
            decision_reason="It helps, and there is some way to go.",
            next_review_on=date(2026, 12, 11),
        ),
        outcomes=(outcome,),
        outcome_reviews=(
            OutcomeReview(
                **mine,
                outcome_id=outcome.id,
                achievement=Achievement.LESS,
                now="3 of 5",
                comment="Three of five, and she asks when she is not sure.",
                next=NextForOutcome.KEEP,
            ),
        ),
        provisions=(provision,),
        deliveries=(
            Delivery(pupil_id=pupil.id, provision_id=provision.id, on=date(2026, 5, 1), given=2, not_given=1),
            Delivery(pupil_id=pupil.id, provision_id=provision.id, on=date(2026, 5, 8), given=3),
        ),
        voices=(
            Voice(
                **mine,
                stage=Stage.ASSESS,
                whose=Whose.CHILD,
                said_on=date(2026, 4, 20),
                words=words,
                how="with pictures",
            ),
            Voice(
                **mine,
                stage=Stage.ASSESS,
                whose=Whose.PARENT,
                said_on=date(2026, 4, 22),
                words="At home she does one thing at a time. She gets cross when we hurry her.",
            ),
        ),
        meetings=(Meeting(**mine, held_on=date(2026, 4, 24), who_came="Mum"),),
        needs=(
            Need(
                pupil_id=pupil.id, code=SenType.SLCN, rank=1, description="Understanding longer instructions."
            ),
        ),
        strengths=(
            Strength(pupil_id=pupil.id, text="Drawing"),
            Strength(pupil_id=pupil.id, text="kind to others"),
        ),
        contacts=(Contact(pupil_id=pupil.id, name="Layla Khalil", relation="mother"),),
    )
