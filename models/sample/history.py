# SPDX-License-Identifier: MIT
"""What a fictional school has written down of one child with SEN over several terms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.calendar import Calendar, Term
from models.codes import (
    Achievement,
    Area,
    NextForOutcome,
    Progress,
    ReviewDecision,
    SenType,
    Stage,
    Whose,
)
from models.records import (
    Assessment,
    AttendanceFigure,
    Cycle,
    Delivery,
    Meeting,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    Voice,
)
from models.sample.ids import SteadyIds
from models.sample.words import CHILD_SAYS, OUTCOMES, PARENT_SAYS, STAFF, SUPPORT, TEACHER_SEES


@dataclass
class History:
    """One child's written history in the making. Nothing is dated after the day until which it goes."""

    pupil: Pupil
    chance: random.Random
    calendar: Calendar
    ids: SteadyIds
    until: date

    def make(self, kind: type[Record], **fields: Any) -> Record:
        """A record of this pupil with a steady id."""
        return kind.model_validate({"id": self.ids.next(), "pupil_id": self.pupil.id, **fields})

    def concern(self) -> list[Record]:
        """A concern that was raised and is being watched."""
        day = self.until - timedelta(self.chance.randrange(10, 40))
        words = "Teacher and parents spoke about slow progress in reading. Adjustments agreed for six weeks."
        return [
            self.make(
                Meeting, held_on=day, who_came="Parent, class teacher", is_first_concern=True, notes=words
            )
        ]

    def attendance(self, terms: Sequence[Term], *, lower: bool) -> list[Record]:
        """Two stretches a term."""
        share = self.chance.betavariate(14, 2) if not lower else self.chance.betavariate(6, 2)
        found: list[Record] = []
        for term in terms:
            first, last = self.calendar.span(term)
            middle = first + (last - first) / 2
            for start, end in ((first, middle), (middle + timedelta(1), last)):
                end = min(end, self.until)
                if start >= end:
                    continue
                possible = 2 * sum(
                    (start + timedelta(n)).weekday() < 5 for n in range((end - start).days + 1)
                )
                attended = min(possible, round(possible * min(1.0, share + self.chance.uniform(-0.06, 0.05))))
                absent = possible - attended
                found.append(
                    self.make(
                        AttendanceFigure,
                        from_on=start,
                        to_on=end,
                        possible=possible,
                        attended=max(0, attended),
                        authorised=absent * 2 // 3,
                        unauthorised=absent - absent * 2 // 3,
                    )
                )
        return found


def write_history(history: History, need: SenType, area: Area, terms: Sequence[Term]) -> list[Record]:
    """Cycles and attendance of one child over the terms."""
    chance = history.chance
    records: list[Record] = []
    previous: dict[str, str] = {}
    for number, term in enumerate(terms, start=1):
        first, last = history.calendar.span(term)
        if first >= history.until or (number == 1 and chance.random() < 0.15 and len(terms) > 1):
            continue
        records += _cycle(history, area, need, number, (first, last), previous)
    records += history.attendance(terms, lower=area is Area.SEMH and chance.random() < 0.6)
    return records


def _cycle(
    history: History,
    area: Area,
    need: SenType,
    number: int,
    span: tuple[date, date],
    previous: dict[str, str],
) -> list[Record]:
    chance, first, last = history.chance, *span
    start = first + timedelta(chance.randrange(3, 14))
    if start >= history.until:
        return []
    due = last - timedelta(chance.randrange(3, 15))
    is_over = due <= history.until and not (history.until - due < timedelta(10) and chance.random() < 0.5)
    late = due + timedelta(chance.choice([0, 0, 0, 4, 9]))
    reviewed = min(late, history.until) if is_over and chance.random() < 0.93 else None
    cycle = history.make(
        Cycle, number=number, started_on=start, closed_on=reviewed, continues_id=previous.get("cycle")
    )
    previous["cycle"] = cycle.id
    mine = {"cycle_id": cycle.id}
    told = min(start + timedelta(5), history.until)
    records = [cycle, _assessment(history, area, start, mine), *_planned(history, told, due, mine)]
    records += _voices(history, area, start, mine)
    outcomes = _outcomes(history, area, need, mine)
    records += [one for one, _ in outcomes]
    records += _provision(history, area, mine, outcomes, told, reviewed)
    records += _reviewed(history, mine, outcomes, reviewed, due)
    return records


def _planned(history: History, told: date, due: date, mine: dict[str, str]) -> list[Record]:
    plan = history.make(
        Plan,
        **mine,
        planned_on=told,
        parents_told_on=told,
        agreed_with="Parent and class teacher",
        how_agreed="at a meeting",
        adjustments="Instructions one at a time. Ten seconds to answer. Key words shown with pictures.",
        expected_impact="Takes part in more of the lesson without an adult beside them.",
        review_due_on=max(due, told + timedelta(1)),
    )
    who = "Parent, class teacher, SENCO"
    return [plan, history.make(Meeting, **mine, held_on=told, who_came=who, parents_agree=True)]


def _assessment(history: History, area: Area, start: date, mine: dict[str, str]) -> Record:
    chance = history.chance
    return history.make(
        Assessment,
        **mine,
        assessed_on=start,
        teacher_view=chance.choice(TEACHER_SEES[area]),
        attainment="Below age-related expectations in the areas named; the gap hasn’t closed.",
        slower_than_peers=chance.random() < 0.8 or None,
        below_own_rate=chance.choice([True, False, None]),
        gap_not_closing=chance.choice([True, False, None]),
        other_causes_considered=chance.choice([True, True, None]),
        senses_checked_on=start - timedelta(chance.randrange(20, 300)) if chance.random() < 0.7 else None,
        adjustments="Seat near the front, task board, pre-taught words.",
        adjustments_weeks=chance.choice([4, 6, 8, 10, 12, None]),
    )


def _voices(history: History, area: Area, start: date, mine: dict[str, str]) -> list[Record]:
    chance, found = history.chance, []
    if chance.random() < 0.9:
        words, how = (
            chance.choice(CHILD_SAYS[area]),
            chance.choice(["talking", "with pictures", "drawing and talking"]),
        )
        found.append(
            history.make(
                Voice, **mine, stage=Stage.ASSESS, whose=Whose.CHILD, said_on=start, words=words, how=how
            )
        )
    if chance.random() < 0.85:
        day = min(start + timedelta(2), history.until)
        words = chance.choice(PARENT_SAYS)
        found.append(
            history.make(Voice, **mine, stage=Stage.ASSESS, whose=Whose.PARENT, said_on=day, words=words)
        )
    return found


Drawn = tuple[Record, tuple[str, str, str, str]]


def _outcomes(history: History, area: Area, need: SenType, mine: dict[str, str]) -> list[Drawn]:
    chance = history.chance
    chosen = chance.sample(OUTCOMES[area], min(len(OUTCOMES[area]), chance.choice([1, 2, 2])))
    return [
        (
            history.make(
                Outcome,
                **mine,
                text=text,
                need_code=need,
                area=area,
                measure=measure,
                baseline=steps[0],
                target=steps[1],
                sort=at,
            ),
            steps,
        )
        for at, (text, measure, steps) in enumerate(chosen)
    ]


def _provision(
    history: History,
    area: Area,
    mine: dict[str, str],
    outcomes: Sequence[Drawn],
    start: date,
    reviewed: date | None,
) -> list[Record]:
    chance, records = history.chance, []
    for at, (name, times, minutes, group, weeks) in enumerate(chance.sample(SUPPORT[area], len(outcomes))):
        begins = start + timedelta(3)
        ends = begins + timedelta(7 * weeks)
        provision = history.make(
            Provision,
            **mine,
            name=name,
            area=area,
            outcome_ids=(outcomes[at][0].id,),
            sessions_a_week=Decimal(times),
            minutes=minutes,
            group_size=group,
            staff=chance.choice(STAFF),
            staff_role="Teaching assistant",
            pounds_an_hour=Decimal("16.40"),
            weeks=weeks,
            started_on=begins,
            ends_on=ends,
            is_evidence_based=chance.choice([True, True, None]),
        )
        records.append(provision)
        until = min(ends, reviewed or history.until, history.until)
        records += _delivered(history, provision, times, begins, until)
    return records


def _delivered(history: History, provision: Record, times: int, week: date, until: date) -> list[Record]:
    records = []
    while week < until:
        given = max(0, times - history.chance.choice([0, 0, 0, 1, 1, 2]))
        sessions = {"given": min(10, given), "not_given": times - given}
        records.append(history.make(Delivery, provision_id=provision.id, on=week, **sessions))
        week += timedelta(7)
    return records


def _looked_at(history: History, mine: dict[str, str], drawn: Drawn, met: bool) -> Record:
    outcome, steps = drawn
    good = [Achievement.AS_HOPED, Achievement.MORE]
    less = [Achievement.LESS, Achievement.LESS, Achievement.MUCH_LESS]
    return history.make(
        OutcomeReview,
        **mine,
        outcome_id=outcome.id,
        achievement=history.chance.choice(good if met else less),
        now=steps[3] if met else steps[2],
        comment="Reached with less help than before." if met else "On the way; practice is paying off.",
        next=NextForOutcome.END if met else NextForOutcome.KEEP,
    )


def _reviewed(
    history: History, mine: dict[str, str], outcomes: Sequence[Drawn], reviewed: date | None, due: date
) -> list[Record]:
    chance = history.chance
    if reviewed is None:
        return [history.make(Review, **mine)]
    records = [_looked_at(history, mine, drawn, chance.random() < 0.5) for drawn in outcomes]
    reached = [getattr(one, "next", None) is NextForOutcome.END for one in records]
    progress = (
        Progress.EXPECTED
        if all(reached)
        else chance.choice([Progress.LESS, Progress.LESS, Progress.EXPECTED])
    )
    decision = ReviewDecision.CONTINUE if not all(reached) else chance.choice(list(ReviewDecision)[:2])
    return [
        *records,
        history.make(
            Review,
            **mine,
            reviewed_on=reviewed,
            who_came="Parent, class teacher, SENCO",
            quality="Most planned sessions were given.",
            impact="More confident in class; the gap is smaller in what was taught.",
            progress=progress,
            much_extra_help=chance.choice([True, False, None]),
            decision=decision,
            decision_reason="It helps, and there is some way to go.",
            next_review_on=max(reviewed, due) + timedelta(84),
        ),
    ]
