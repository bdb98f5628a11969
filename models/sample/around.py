# SPDX-License-Identifier: MIT
"""What stands around a fictional child's cycles: scores, observations, advice, suspensions, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from models.calendar import Term
from models.codes import Area, Layer, Profession, ScoreDomain, SenProvision, SuspensionReason
from models.records import Advice, Decision, Involvement, Observed, Record, Score, Suspension
from models.sample.history import History

_SCORES: dict[Area, tuple[ScoreDomain, ...]] = {
    Area.COMMUNICATION: (ScoreDomain.RECEPTIVE, ScoreDomain.EXPRESSIVE),
    Area.COGNITION: (ScoreDomain.READING, ScoreDomain.SPELLING, ScoreDomain.MATHS),
    Area.SEMH: (ScoreDomain.SDQ_TEACHER,),
    Area.SENSORY: (ScoreDomain.READING,),
}
_OBSERVED: dict[Area, tuple[str, ...]] = {
    Area.COMMUNICATION: ("instructions_shown", "social_communication", "speech_clarity"),
    Area.COGNITION: ("learning_not_kept", "years_behind"),
    Area.SEMH: ("dysregulation_weekly", "co_regulation_daily"),
    Area.SENSORY: ("motor_difficulty",),
}
_ADVISER: dict[Area, Profession] = {
    Area.COMMUNICATION: Profession.SALT,
    Area.COGNITION: Profession.TEACHER,
    Area.SEMH: Profession.EP,
    Area.SENSORY: Profession.OT,
}


def write_around(
    history: History, area: Area, provision: SenProvision, terms: Sequence[Term]
) -> list[Record]:
    """Everything about one child that belongs to no cycle."""
    records = _scores(history, area, terms)
    records += _observed(history, area)
    records += _advice(history, area, provision)
    if area is Area.SEMH and history.chance.random() < 0.3:
        records += _suspensions(history)
    return [*records, *_decision(history, provision)]


def _scores(history: History, area: Area, terms: Sequence[Term]) -> list[Record]:
    chance, found = history.chance, []
    start = history.calendar.span(terms[0])[0]
    room = max(1, (history.until - start).days)
    for domain in _SCORES[area]:
        if chance.random() < 0.25:
            continue
        day = start + timedelta(chance.randrange(room))
        if domain is ScoreDomain.SDQ_TEACHER:
            found.append(
                history.make(
                    Score,
                    domain=domain,
                    instrument="Strengths and Difficulties Questionnaire",
                    scale="raw",
                    score=Decimal(chance.randrange(8, 26)),
                    assessed_on=day,
                    assessor="Class teacher",
                )
            )
            continue
        score = Decimal(max(55, min(104, round(chance.gauss(79, 9)))))
        found.append(
            history.make(
                Score,
                domain=domain,
                instrument="Standardised test",
                score=score,
                interval_low=score - 5,
                interval_high=score + 5,
                assessed_on=day,
                assessor=chance.choice(["SENCO", "Specialist teacher"]),
            )
        )
    return found


def _observed(history: History, area: Area) -> list[Record]:
    chance, found = history.chance, []
    for fact in _OBSERVED[area]:
        if chance.random() < 0.45:
            continue
        value = chance.choice(["1", "2", "2", "3"])
        day = history.until - timedelta(chance.randrange(5, 120))
        found.append(
            history.make(Observed, fact=fact, observed_on=day, value=value, source="class observation")
        )
    return found


def _advice(history: History, area: Area, provision: SenProvision) -> list[Record]:
    chance, found = history.chance, []
    if chance.random() > (0.9 if provision is SenProvision.PLAN else 0.45):
        return []
    who = _ADVISER[area]
    if who is Profession.OT and chance.random() < 0.4:
        who = Profession.PT
    asked = history.until - timedelta(chance.randrange(30, 330))
    seen = asked + timedelta(chance.randrange(20, 210))
    is_seen = seen <= history.until
    found.append(
        history.make(
            Involvement,
            profession=who,
            name=who.label,
            is_expert_at_hand=chance.random() < 0.4,
            requested_on=asked,
            accepted_on=min(asked + timedelta(9), history.until),
            seen_on=seen if is_seen else None,
            question="How can we help with what the class finds hardest to adapt?",
        )
    )
    if is_seen and chance.random() < 0.8:
        found.append(
            history.make(
                Advice,
                profession=who,
                author=who.label,
                dated_on=min(seen + timedelta(14), history.until),
                summary="Short, shown instructions; a programme three times a week; review after a term.",
                put_in_place=chance.choice([True, True, None]),
                reviewed=chance.choice([True, None]),
            )
        )
    return found


def _suspensions(history: History) -> list[Record]:
    chance = history.chance
    day = history.until - timedelta(chance.randrange(10, 250))
    return [
        history.make(
            Suspension,
            started_on=day,
            sessions=chance.choice([1, 2, 2, 4, 6]),
            reasons=(chance.choice([SuspensionReason.PP, SuspensionReason.DB, SuspensionReason.VA]),),
        )
    ]


def _decision(history: History, provision: SenProvision) -> list[Record]:
    chance = history.chance
    if chance.random() < 0.2:
        return []
    layer = (
        Layer.SPECIALIST
        if provision is SenProvision.PLAN
        else chance.choices([Layer.TARGETED, Layer.TARGETED_PLUS], [7, 3])[0]
    )
    day = history.until - timedelta(chance.randrange(5, 150))
    return [history.make(Decision, layer=layer, decided_on=day, reason="Agreed at the review.")]
