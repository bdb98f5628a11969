# SPDX-License-Identifier: MIT
"""Invented children for the tests of the models: one with nothing, one of whom everything is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models.calendar import Calendar
from models.codes import (
    Achievement,
    Area,
    Layer,
    Profession,
    Progress,
    ReviewDecision,
    ScoreDomain,
    ScoreScale,
    SenProvision,
    Whose,
    YearGroup,
)
from models.gather import evidence_of
from models.gather.folder import Folder
from models.records import (
    Advice,
    Assessment,
    AttendanceFigure,
    Attestation,
    Cycle,
    Decision,
    Delivery,
    Involvement,
    Meeting,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    Score,
    SenStatus,
    Suspension,
    Voice,
)
from models.records.cycle import Pathway
from models.store import Store
from models.upn import check_letter
from tests.models.year_of_records import whole_year
from thresholds.derive import Reading, read_fact
from thresholds.evidence import Evidence
from thresholds.facts import EVENTS, FACTS
from thresholds.standard import Standard

ON = date(2026, 11, 23)
"""The day on which the children are looked at."""

SUSPENSIONS = ("suspension_days_12m", "suspension_days_term", "suspension_days_year")

NOT_STANDARD = {
    ScoreDomain.SDQ_TEACHER: "18",
    ScoreDomain.SDQ_PARENT: "15",
    ScoreDomain.BOXALL: "6",
}
"""Scores that are plain totals."""


def child(number: int = 1, forename: str = "Amira", surname: str = "Khalil", **more: object) -> Pupil:
    """A child of whom only the needful is known; more fields may be given."""
    rest = f"37220012{number:04d}"
    known = {"surname": surname, "forename": forename, "date_of_birth": date(2018, 3, 9)}
    return Pupil.model_validate({"upn": check_letter(rest) + rest, **known, **more})


def seen_of(records: Iterable[Record], on: date = ON, standard: Standard | None = None) -> Evidence:
    """What records that aren't kept anywhere say of the pupil among them."""
    held: dict[type[Record], list[Record]] = {}
    for one in records:
        held.setdefault(type(one), []).append(one)
    (pupil,) = held.pop(Pupil)
    assert isinstance(pupil, Pupil)
    return evidence_of(Folder(pupil, on, Calendar(), held), standard)


def reading(evidence: Evidence, name: str) -> Reading:
    """A fact as a standard reads it on the day."""
    return read_fact(FACTS[name], name, evidence.observations.get(name, ()), evidence.as_of)


def value(evidence: Evidence, name: str) -> object:
    return reading(evidence, name).value


def attested(*, full: bool = False, pupil: Pupil | None = None, on: date = ON) -> list[Record]:
    """A person's word that suspensions and meetings (or all events) are recorded."""
    names = EVENTS if full else ("suspension", "parent_meeting")
    return [Attestation(pupil_id=(pupil or child()).id, of=name, attested_on=on) for name in names]


def keep(store: Store, *records: Record) -> None:
    """Write records into the file."""
    with store.transaction() as tx:
        tx.add_all(records)


def full_record(number: int = 1) -> list[Record]:
    """A child in Year 4 and a record of every kind that answers something, all before 23 November 2026."""
    pupil = child(number, year_group=YearGroup.Y4, joined_on=date(2023, 9, 4))
    first = Cycle(pupil_id=pupil.id, started_on=date(2026, 4, 20), closed_on=date(2026, 7, 10))
    second = Cycle(pupil_id=pupil.id, number=2, started_on=date(2026, 9, 7))
    return [
        pupil,
        first,
        second,
        SenStatus(pupil_id=pupil.id, provision=SenProvision.SUPPORT, started_on=date(2025, 9, 1)),
        AttendanceFigure(
            pupil_id=pupil.id,
            from_on=date(2026, 9, 2),
            to_on=date(2026, 11, 20),
            possible=190,
            attended=171,
        ),
        Suspension(pupil_id=pupil.id, started_on=date(2026, 10, 5), sessions=3),
        Decision(pupil_id=pupil.id, layer=Layer.TARGETED, decided_on=date(2026, 7, 9)),
        *_scores(pupil),
        *_first_cycle(pupil, first),
        *_support(pupil, first, second),
        *_professionals(pupil),
        *whole_year(pupil),
    ]


def _scores(pupil: Pupil) -> list[Record]:
    day = date(2026, 6, 1)
    standard = [one for one in ScoreDomain if one not in NOT_STANDARD and one is not ScoreDomain.OTHER]
    return [
        *(
            Score(pupil_id=pupil.id, domain=domain, score=Decimal(80 + at), assessed_on=day)
            for at, domain in enumerate(standard)
        ),
        *(
            Score(pupil_id=pupil.id, domain=one, scale=ScoreScale.RAW, score=Decimal(total), assessed_on=day)
            for one, total in NOT_STANDARD.items()
        ),
        Score(
            pupil_id=pupil.id,
            domain=ScoreDomain.MATHS,
            scale=ScoreScale.PERCENTILE,
            score=Decimal(12),
            assessed_on=date(2026, 5, 1),
        ),
    ]


def _first_cycle(pupil: Pupil, cycle: Cycle) -> list[Record]:
    mine = {"pupil_id": pupil.id, "cycle_id": cycle.id}
    measured = Outcome(
        **mine,
        text="Read aloud to a friend.",
        baseline="3 words",
        target="10 words",
        pathway=Pathway.COMMUNITY,
    )
    told = Outcome(**mine, text="Ask for help.", pathway=Pathway.LIVING)
    return [
        Assessment(
            **mine,
            assessed_on=date(2026, 4, 24),
            slower_than_peers=True,
            below_own_rate=False,
            gap_not_closing=True,
            gap_widening=False,
            other_causes_considered=True,
            senses_checked_on=date(2026, 4, 21),
            adjustments_weeks=8,
        ),
        Plan(**mine, planned_on=date(2026, 4, 27), review_due_on=date(2026, 7, 9)),
        measured,
        told,
        OutcomeReview(**mine, outcome_id=measured.id, achievement=Achievement.MORE, now="12 words"),
        OutcomeReview(**mine, outcome_id=told.id, achievement=Achievement.AS_HOPED),
        Review(
            **mine,
            reviewed_on=date(2026, 7, 9),
            progress=Progress.EXPECTED,
            much_extra_help=True,
            decision=ReviewDecision.CONTINUE,
        ),
        Voice(**mine, whose=Whose.CHILD, said_on=date(2026, 4, 21), words="I like reading with Sam."),
        Voice(**mine, whose=Whose.PARENT, said_on=date(2026, 4, 22), words="She tries hard."),
        Meeting(**mine, held_on=date(2026, 4, 22), is_first_concern=True),
    ]


def _support(pupil: Pupil, first: Cycle, second: Cycle) -> list[Record]:
    past = Provision(
        pupil_id=pupil.id,
        cycle_id=first.id,
        name="Paired reading",
        area=Area.COGNITION,
        sessions_a_week=Decimal(3),
        minutes=20,
        group_size=2,
        pounds_an_hour=Decimal("16.40"),
        weeks=10,
        started_on=date(2026, 4, 27),
        ends_on=date(2026, 7, 3),
        is_evidence_based=True,
    )
    running = Provision(
        pupil_id=pupil.id,
        cycle_id=second.id,
        name="Word games",
        sessions_a_week=Decimal(2),
        minutes=30,
        pounds_an_hour=Decimal(20),
        weeks=12,
        started_on=date(2026, 9, 14),
    )
    given = {"pupil_id": pupil.id, "provision_id": running.id}
    return [
        past,
        running,
        Delivery(pupil_id=pupil.id, provision_id=past.id, on=date(2026, 5, 4), given=0, not_given=3),
        Delivery(**given, on=date(2026, 9, 15), given=2),
        Delivery(**given, on=date(2026, 9, 22), given=1, not_given=1),
    ]


def _professionals(pupil: Pupil) -> list[Record]:
    advice: list[Record] = [
        Advice(pupil_id=pupil.id, profession=one, dated_on=date(2026, 6, 20))
        for one in Profession
        if one is not Profession.SALT
    ]
    return [
        *advice,
        Advice(
            pupil_id=pupil.id,
            profession=Profession.SALT,
            dated_on=date(2026, 6, 20),
            put_in_place=True,
            put_in_place_on=date(2026, 9, 14),
            reviewed=True,
        ),
        Involvement(
            pupil_id=pupil.id,
            profession=Profession.SALT,
            is_expert_at_hand=True,
            requested_on=date(2026, 5, 1),
            seen_on=date(2026, 6, 15),
        ),
    ]
