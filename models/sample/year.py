# SPDX-License-Identifier: MIT
"""What a fictional school keeps beside the cycles: EHC plans, ways back to school, a base, its own year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from models.adulthood import looks_ahead
from models.calendar import Calendar, Term
from models.clocks import next_review_due, weeks_after
from models.codes import Area, Profession, SchoolPhase, SenProvision
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
    TermStatement,
    WiderRequest,
)
from models.records.confidence import QUESTIONS
from models.sample.history import History
from models.sample.ids import SteadyIds

_STEPS = (
    "Walks past the school with a parent after school.",
    "Meets the key adult at the side door for ten minutes.",
    "Stays for one lesson that goes well, in the quiet room.",
    "Stays until break with a friend.",
)
_TRAINING = (
    ("Emotionally based school avoidance", Area.ATTENDANCE, "Educational psychology service"),
    ("Word aware teaching", Area.COMMUNICATION, "Speech and language therapy"),
    ("Moving and handling", Area.SENSORY, "Occupational therapy"),
    ("Working memory in the classroom", Area.COGNITION, "SENCO"),
)


def write_year(pupil: Pupil, provision: SenProvision, area: Area, *, until: date, seed: int) -> list[Record]:
    """One child's year; drawn apart from everything else, so that it changes nothing of it."""
    chance = random.Random(f"{seed}/year/{pupil.upn}")
    history = History(pupil, chance, Calendar(), SteadyIds(chance), until)
    found: list[Record] = []
    if provision is SenProvision.PLAN:
        found += _plan(history)
        if chance.random() < 0.15:
            found += _base(history)
    elif chance.random() < 0.06:
        asked = until - timedelta(chance.randrange(10, 60))
        found.append(
            history.make(EhcRequest, requested_on=asked, asked_by=chance.choice(["school", "parent"]))
        )
    if area is Area.SEMH and chance.random() < 0.3:
        found += _back(history)
    if looks_ahead(pupil) and chance.random() < 0.6:
        found += [_destination(history)]
    return found


def _plan(history: History) -> Iterator[Record]:
    """A plan of some years ago, and its review of this year: held, or still to come."""
    chance, until = history.chance, history.until
    final = until - timedelta(chance.randrange(30, 700))
    asked = weeks_after(final, -20)
    decided = {"decided_on": weeks_after(asked, 6), "decision": "assess"}
    request = history.make(EhcRequest, requested_on=asked, asked_by="school", final_on=final, **decided)
    yield request
    due = next_review_due(final, history.pupil.date_of_birth)
    while due < until - timedelta(20):
        due = next_review_due(due, history.pupil.date_of_birth)
    held = due - timedelta(chance.randrange(30, 60))
    mine = {"request_id": request.id, "due_on": due}
    if held > until:
        yield history.make(AnnualReview, **mine)
        return
    decision = weeks_after(held, 4)
    is_known = decision <= until
    yield history.make(
        AnnualReview,
        **mine,
        meeting_on=held,
        invited_on=held - timedelta(28),
        papers_on=held - timedelta(15),
        report_on=min(held + timedelta(12), until),
        decided_on=decision if is_known else None,
        decision="keep" if is_known else None,
        summary="The plan helps. Her own words stand at the front of it.",
    )


def _back(history: History) -> Iterator[Record]:
    """A profile, a plan in small steps, and for some a part-time timetable with its end."""
    chance, until = history.chance, history.until
    made = until - timedelta(chance.randrange(14, 45))
    profile = history.make(
        EbsaProfile,
        made_on=made - timedelta(4),
        with_child=True,
        with_parents=True,
        by="SENCO",
        pushes="The dinner hall, and lessons without a plan on the board.",
        pulls="Worry about a parent who was ill.",
        strengths="Likes animals; comes gladly on forest school days.",
    )
    looked = made + timedelta(14)
    plan = history.make(
        ReturnPlan,
        profile_id=profile.id,
        made_on=made,
        key_adult="Ms Bell",
        safe_place="The library",
        sessions_now=4,
        sessions_hoped=10,
        review_due_on=looked,
    )
    yield from (profile, plan)
    for number, text in enumerate(_STEPS, start=1):
        yield history.make(GradedStep, plan_id=plan.id, number=number, text=text)
    reviewed = {"reviewed_on": looked, "next_review_on": looked + timedelta(21), "decision": "go_on"}
    yield history.make(ArrangementReview, plan_id=plan.id, **reviewed)
    if chance.random() < 0.5:
        yield _part_time(history, plan.id, made)


def _part_time(history: History, plan_id: str, made: date) -> Record:
    return history.make(
        PartTimeTimetable,
        plan_id=plan_id,
        started_on=made,
        ends_on=made + timedelta(56),
        sessions_a_week=6,
        reason="return",
        agreed_on=made,
        review_due_on=made + timedelta(50),
    )


def _base(history: History) -> Iterator[Record]:
    """A place in a base with its aim and the share of three weeks."""
    until = history.until
    started = until - timedelta(60)
    place = history.make(
        BasePlacement,
        model="specialist",
        proposed_on=started - timedelta(40),
        started_on=started,
        reason="plan",
        parents_agree=True,
        aim="Art, PE and science with the class by the summer.",
        target=Decimal(60),
        review_due_on=until + timedelta(20),
    )
    yield place
    for weeks, mainstream in ((6, 8), (4, 10), (2, 13)):
        day = until - timedelta(7 * weeks)
        yield history.make(BaseWeek, placement_id=place.id, week_of=day, lessons=25, mainstream=mainstream)


def _destination(history: History) -> Record:
    return history.make(
        Destination,
        noted_on=history.until - timedelta(20),
        stage="hoped",
        kind_of=history.chance.choice(["college", "school", "apprenticeship"]),
    )


def write_school(phase: SchoolPhase, term: Term, *, until: date, seed: int) -> list[Record]:
    """What the school keeps of itself: training, a request for a group, and what parents said."""
    chance = random.Random(f"{seed}/school/{phase}")
    ids = SteadyIds(chance)
    found: list[Record] = [
        StaffTraining(
            id=ids.next(),
            topic=topic,
            area=area,
            held_on=until - timedelta(chance.randrange(20, 300)),
            who="All staff",
            people=chance.randrange(8, 40),
            hours=Decimal(2),
            by=by,
        )
        for topic, area, by in _TRAINING
    ]
    found.append(
        WiderRequest(
            id=ids.next(),
            profession=Profession.EP,
            level="school",
            is_expert_at_hand=True,
            requested_on=until - timedelta(50),
            seen_on=until - timedelta(15),
            question="How do we help children who find it hard to come in?",
        )
    )
    said = (
        TermStatement(id=ids.next(), term=str(one), suspensions_recorded=True)
        for one in (term.before(), term)
    )
    return [*found, *_papers(chance, ids, term.before()), *said]


def _papers(chance: random.Random, ids: SteadyIds, term: Term) -> Iterator[Record]:
    """A round of questions to parents and what came back; each family leans one way."""
    asked = ConfidenceRound(id=ids.next(), term=str(term), asked=40)
    yield asked
    leanings = ((6, 8, 5, 2, 1), (1, 2, 5, 9, 6), (0, 1, 2, 8, 12))
    for leaning in chance.choices(leanings, (5, 8, 9), k=22):
        given = {name: chance.choices(range(1, 6), leaning)[0] for name in QUESTIONS}
        yield ConfidenceAnswer(id=ids.next(), round_id=asked.id, **given)
