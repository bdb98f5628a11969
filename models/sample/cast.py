# SPDX-License-Identifier: MIT
"""The named cast: Amira, in Year 4, whose story help, tests and screenshots tell. She is not a real child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.calendar import Calendar, Term
from models.codes import (
    Achievement,
    Area,
    Layer,
    NextForOutcome,
    Profession,
    Progress,
    ReviewDecision,
    SenProvision,
    SenType,
    Sex,
    Stage,
    Whose,
    YearGroup,
)
from models.records import (
    Advice,
    Assessment,
    AttendanceFigure,
    Contact,
    Cycle,
    Decision,
    Delivery,
    Involvement,
    Meeting,
    Need,
    Observed,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    SenStatus,
    Strength,
    Voice,
)
from models.sample.ids import SteadyIds

AMIRA = ("Amira", "Khalil")
"""Forename and surname of the child whose story is told."""


class _Story:
    def __init__(self, pupil: Pupil, ids: SteadyIds) -> None:
        self.pupil = pupil
        self.ids = ids
        self.records: list[Record] = [pupil]

    def add(self, kind: type[Record], **fields: Any) -> Record:
        record = kind.model_validate({"id": self.ids.next(), "pupil_id": self.pupil.id, **fields})
        self.records.append(record)
        return record


def cast(upn: str, terms: Sequence[Term], calendar: Calendar, until: date, ids: SteadyIds) -> list[Record]:
    """Amira's record: one reviewed cycle, a second under way, a therapist's advice not yet put in place."""
    born = date((until.year if until.month >= 9 else until.year - 1) - 9, 3, 9) + timedelta(365)
    pupil = Pupil(
        id=ids.next(),
        upn=upn,
        surname=AMIRA[1],
        forename=AMIRA[0],
        date_of_birth=born,
        sex=Sex.FEMALE,
        year_group=YearGroup.Y4,
        form="Maple",
        joined_on=date(until.year - 5, 9, 3),
        free_school_meals=False,
        english_additional=True,
        about_me="Amira draws all the time and notices when somebody is left out.",
        important_to_me="My sister, drawing, and knowing what comes next.",
        how_to_help="Show me as well as tell me. Give me ten seconds.",
    )
    story = _Story(pupil, ids)
    first = calendar.span(terms[-1].before())[0]
    _who_she_is(story, first)
    earlier = _first_cycle(story, first)
    _second_cycle(story, calendar.span(terms[-1]), until, earlier)
    _around(story, calendar, terms, until)
    return story.records


def _who_she_is(story: _Story, first: date) -> None:
    story.add(
        SenStatus,
        provision=SenProvision.SUPPORT,
        started_on=first + timedelta(4),
        reason="Slower progress in spite of adjustments.",
    )
    story.add(
        Need,
        code=SenType.SLCN,
        rank=1,
        started_on=first + timedelta(4),
        description="Understanding longer instructions, and telling what happened in order.",
    )
    for text in ("drawing", "kind to younger children", "remembers songs in two languages"):
        story.add(Strength, text=text, noted_on=first)
    story.add(
        Contact,
        name="Layla Khalil",
        relation="mother",
        telephone="01709 000000",
        has_parental_responsibility=True,
    )


def _first_cycle(story: _Story, first: date) -> tuple[Record, Record]:
    start, reviewed = first + timedelta(8), first + timedelta(84)
    cycle = story.add(Cycle, number=1, started_on=start, closed_on=reviewed)
    mine = {"cycle_id": cycle.id}
    _first_stages(story, mine, start, reviewed)
    outcome = story.add(
        Outcome,
        **mine,
        text="follow a two-part instruction without a picture",
        need_code=SenType.SLCN,
        area=Area.COMMUNICATION,
        measure="five instructions in class, heard on two days",
        baseline="1 of 5",
        target="4 of 5",
    )
    _semantics(story, mine, outcome, start + timedelta(7), 6, (3, 2, 3, 3, 2, 3))
    story.add(
        Voice,
        **mine,
        stage=Stage.ASSESS,
        whose=Whose.CHILD,
        said_on=start,
        words="Sometimes the words go too fast.",
        how="with pictures",
    )
    story.add(
        Meeting,
        **mine,
        held_on=start + timedelta(5),
        who_came="Mum, Mrs Lindqvist, SENCO",
        is_first_concern=True,
        parents_agree=True,
    )
    _first_review(story, mine, outcome, reviewed)
    return cycle, outcome


def _first_stages(story: _Story, mine: dict[str, str], start: date, reviewed: date) -> None:
    story.add(
        Assessment,
        **mine,
        assessed_on=start,
        teacher_view="Amira follows the first part of an instruction and watches others for the rest.",
        attainment="Writing and reading comprehension about a year behind; number is secure.",
        slower_than_peers=True,
        gap_not_closing=True,
        other_causes_considered=True,
        senses_checked_on=start - timedelta(60),
        adjustments="Instructions one at a time, shown with a picture.",
        adjustments_weeks=8,
    )
    story.add(
        Plan,
        **mine,
        planned_on=start + timedelta(5),
        parents_told_on=start + timedelta(5),
        agreed_with="Mum and Mrs Lindqvist",
        how_agreed="at a meeting with an interpreter",
        adjustments="Instructions one at a time, with a picture. Ten seconds to answer.",
        expected_impact="Takes part in whole-class talk at least once a lesson.",
        review_due_on=reviewed,
    )


def _first_review(story: _Story, mine: dict[str, str], outcome: Record, reviewed: date) -> None:
    story.add(
        OutcomeReview,
        **mine,
        outcome_id=outcome.id,
        achievement=Achievement.LESS,
        now="2 of 5",
        comment="Two of five, and she now asks when she isn’t sure.",
        next=NextForOutcome.KEEP,
    )
    story.add(
        Review,
        **mine,
        reviewed_on=reviewed,
        who_came="Mum, Mrs Lindqvist, SENCO",
        quality="Sixteen of eighteen sessions were given.",
        impact="Asks for help; follows more of the lesson.",
        progress=Progress.LESS,
        much_extra_help=True,
        decision=ReviewDecision.CONTINUE,
        decision_reason="It helps, and there is some way to go.",
        next_review_on=reviewed + timedelta(120),
    )


def _semantics(
    story: _Story, mine: dict[str, str], outcome: Record, start: date, weeks: int, given: Sequence[int]
) -> None:
    provision = story.add(
        Provision,
        **mine,
        name="Colourful Semantics",
        area=Area.COMMUNICATION,
        outcome_ids=(outcome.id,),
        sessions_a_week=Decimal(3),
        minutes=20,
        group_size=3,
        staff="Mrs Lindqvist",
        staff_role="Teaching assistant",
        pounds_an_hour=Decimal("16.40"),
        weeks=weeks,
        started_on=start,
        ends_on=start + timedelta(7 * weeks),
        is_evidence_based=True,
    )
    for week, sessions in enumerate(given):
        story.add(
            Delivery,
            provision_id=provision.id,
            on=start + timedelta(7 * week),
            given=sessions,
            not_given=3 - sessions,
        )


def _second_cycle(
    story: _Story, span: tuple[date, date], until: date, earlier: tuple[Record, Record]
) -> None:
    start = min(span[0] + timedelta(10), until)
    cycle = story.add(Cycle, number=2, started_on=start, continues_id=earlier[0].id)
    mine = {"cycle_id": cycle.id}
    _second_stages(story, mine, start, span[1])
    outcome = story.add(
        Outcome,
        **mine,
        text="follow a two-part instruction without a picture",
        need_code=SenType.SLCN,
        area=Area.COMMUNICATION,
        measure="five instructions in class, heard on two days",
        baseline="2 of 5",
        target="4 of 5",
        continues_id=earlier[1].id,
    )
    weeks = max(0, min(6, (until - start).days // 7 - 1))
    _semantics(story, mine, outcome, start + timedelta(7), 6, (3, 3, 2, 3, 1, 2)[:weeks])
    _second_voices(story, mine, start, until)


def _second_stages(story: _Story, mine: dict[str, str], start: date, last: date) -> None:
    story.add(
        Assessment,
        **mine,
        assessed_on=start,
        teacher_view="Follows two parts when they are shown. Tells what happened in single words.",
        attainment="A year behind in reading comprehension.",
        earlier_support="Colourful Semantics, six weeks: it helps, and she asks when she isn’t sure.",
        slower_than_peers=True,
        adjustments_weeks=14,
    )
    story.add(
        Plan,
        **mine,
        planned_on=start + timedelta(4),
        parents_told_on=start + timedelta(4),
        agreed_with="Mum and Mrs Lindqvist",
        adjustments="Instructions one at a time, with a picture. Key words sent home on Fridays.",
        review_due_on=max(last - timedelta(7), start + timedelta(30)),
    )


def _second_voices(story: _Story, mine: dict[str, str], start: date, until: date) -> None:
    story.add(
        Voice,
        **mine,
        stage=Stage.ASSESS,
        whose=Whose.CHILD,
        said_on=start,
        words="I like it when we use the pictures.",
        how="drawing and talking",
    )
    story.add(
        Voice,
        **mine,
        stage=Stage.ASSESS,
        whose=Whose.PARENT,
        said_on=min(start + timedelta(4), until),
        words="At home she does one thing at a time. She gets cross when we hurry her.",
    )
    story.add(
        Meeting,
        **mine,
        held_on=min(start + timedelta(4), until),
        who_came="Mum, Mrs Lindqvist, SENCO",
        parents_agree=True,
    )
    story.add(Review, **mine)


def _around(story: _Story, calendar: Calendar, terms: Sequence[Term], until: date) -> None:
    first = calendar.span(terms[-1])[0]
    seen = min(first + timedelta(20), until)
    story.add(
        Involvement,
        profession=Profession.SALT,
        name="Community therapy team",
        is_expert_at_hand=True,
        requested_on=first - timedelta(120),
        accepted_on=first - timedelta(100),
        seen_on=seen,
    )
    story.add(
        Advice,
        profession=Profession.SALT,
        author="Speech and language therapist",
        dated_on=min(seen + timedelta(7), until),
        summary="Understanding is low for her age; the score is in the report. Show as well as tell, "
        "a narrative group, key words at home.",
    )
    story.add(Observed, fact="instructions_shown", observed_on=seen, value="2", source="class observation")
    end = min(until, first + timedelta(60))
    days = sum((first + timedelta(n)).weekday() < 5 for n in range((end - first).days + 1))
    story.add(AttendanceFigure, from_on=first, to_on=end, possible=2 * days, attended=round(2 * days * 0.95))
    story.add(
        Decision,
        layer=Layer.TARGETED,
        decided_on=min(first + timedelta(14), until),
        reason="Agreed with parents at the review.",
    )
