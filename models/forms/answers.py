# SPDX-License-Identifier: MIT
"""SAY: what the record can say in an authority's form, each in one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.assessment_request import evidence_of_request
from models.caseload import layer_on, provision_on
from models.chronology import chronology, figure_words, joined
from models.codes import Whose
from models.cycle_parts import CycleParts, Reader
from models.known import Known
from models.records import (
    Advice,
    AttendanceFigure,
    Contact,
    Decision,
    Involvement,
    Meeting,
    Need,
    Provision,
    Pupil,
    School,
    SenStatus,
    Strength,
    Suspension,
    Voice,
)

CHRONOLOGY = 25
"""Lines of the chronology that a form takes, the newest."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a form is about: the child's records up to a day, and the school."""

    known: Known
    school: School

    @classmethod
    def of(cls, tx: Reader, pupil: Pupil, school: School, on: date) -> Subject:
        """Read a child."""
        return cls(Known(tx, pupil, on), school)

    @property
    def pupil(self) -> Pupil:
        """The child."""
        return self.known.pupil

    @property
    def cycle(self) -> CycleParts | None:
        """The newest cycle."""
        return self.known.cycles[-1] if self.known.cycles else None


def said(day: date | None) -> str:
    """A day as a form has it: 23 November 2026; empty where it isn't known."""
    return f"{day.day} {day:%B %Y}" if day else ""


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part.strip())


def _voices(subject: Subject, whose: Whose) -> str:
    found = sorted((v for v in subject.known.all(Voice, "said_on") if v.whose is whose), key=_said_on)
    return "\n\n".join(v.words.strip() for v in found[-3:])


def _said_on(voice: Voice) -> date:
    return voice.said_on


def _needs(subject: Subject, *, primary: bool = False) -> str:
    known = [one for one in subject.known.all(Need, "started_on") if one.ended_on is None]
    chosen = sorted((one for one in known if not primary or one.rank == 1), key=lambda one: one.rank)
    return _lines(joined(one.code.label, "" if primary else one.description, by=". ") for one in chosen)


def _contacts(subject: Subject, *, reach: bool) -> str:
    people = subject.known.all(Contact)
    if reach:
        return _lines(joined(one.name, one.telephone, one.email, by=", ") for one in people)
    return _lines(joined(one.name, one.relation, by=", ") for one in people)


def _scores(subject: Subject) -> str:
    found = sorted(subject.known.scores(social=False), key=lambda one: one.assessed_on)
    return _lines(
        joined(
            f"{one.domain.label}: {one.score.normalize():f} ({one.scale.label})",
            one.instrument,
            said(one.assessed_on),
            by=", ",
        )
        for one in found
    )


def _support(subject: Subject) -> str:
    cycle = subject.cycle
    return _lines(_given(cycle, one) for one in cycle.provisions) if cycle else ""


def _given(cycle: CycleParts, one: Provision) -> str:
    often = f"{one.sessions_a_week.normalize():f} times a week" if one.sessions_a_week else ""
    long = f"{one.minutes} minutes" if one.minutes else ""
    group = "one to one" if one.group_size == 1 else f"group of {one.group_size}"
    planned = one.sessions_planned
    given = f"{cycle.given(one)} of {planned} sessions given" if planned else ""
    return joined(one.name, often, long, group, one.staff or one.staff_role, given, by=", ")


def _cost(subject: Subject) -> str:
    cycle = subject.cycle
    pounds = [one.planned_pounds for one in cycle.provisions] if cycle else []
    known = [one for one in pounds if one is not None]
    return f"£{sum(known, Decimal(0)):,.2f}" if known else ""


def _outcomes(subject: Subject) -> str:
    cycle = subject.cycle
    if cycle is None:
        return ""
    return _lines(
        f"{at}. {one.text}"
        + (f" (from {one.baseline} to {one.target})" if one.baseline and one.target else "")
        for at, one in enumerate(cycle.outcomes, 1)
    )


def _progress(subject: Subject) -> str:
    lines: list[str] = []
    for cycle in subject.known.reviewed():
        review = cycle.review
        if review is not None:
            lines.append(
                f"Cycle {cycle.cycle.number}, reviewed {said(review.reviewed_on)}: {review.impact}".strip()
            )
        for outcome in cycle.outcomes:
            looked = cycle.review_of(outcome)
            if looked is not None and looked.achievement is not None:
                lines.append(f"{outcome.text}: {looked.achievement.label.lower()}. {looked.comment}".strip())
    return _lines(lines)


def _of_assessment(field: str) -> Callable[[Subject], str]:
    return lambda subject: (
        str(getattr(subject.cycle.assessment, field)) if subject.cycle and subject.cycle.assessment else ""
    )


def _of_plan(field: str) -> Callable[[Subject], str]:
    return lambda subject: (
        str(getattr(subject.cycle.plan, field)) if subject.cycle and subject.cycle.plan else ""
    )


def _attendance(subject: Subject) -> str:
    figures = sorted(subject.known.all(AttendanceFigure), key=lambda one: one.to_on)
    return _lines(f"{said(one.from_on)} to {said(one.to_on)}: {figure_words(one)}" for one in figures[-6:])


def _professionals(subject: Subject) -> str:
    found = sorted(subject.known.all(Involvement, "requested_on"), key=lambda one: one.requested_on)
    return _lines(
        joined(
            one.profession.label,
            one.name,
            f"seen {said(one.seen_on)}" if one.seen_on else f"asked {said(one.requested_on)}, not seen yet",
            by=", ",
        )
        for one in found
    )


def _advice(subject: Subject) -> str:
    found = sorted(subject.known.all(Advice, "dated_on"), key=lambda one: one.dated_on)
    return _lines(f"{one.profession.label}, {said(one.dated_on)}: {one.summary}" for one in found)


def _heading(number: int) -> Callable[[Subject], str]:
    """What is on record under one heading of Code of Practice 9.14."""

    def say(subject: Subject) -> str:
        known = subject.known
        section = evidence_of_request(known.tx, known.pupil, known.on)[number - 1]
        return _lines(joined(one.words, said(one.on), by=", ") for one in section.items)

    return say


def _cycles(subject: Subject) -> str:
    return _lines(
        f"Cycle {one.cycle.number}: {said(one.cycle.started_on)}"
        + (f" to {said(one.cycle.closed_on)}" if one.cycle.closed_on else " to now")
        for one in subject.known.cycles
    )


def _provision(subject: Subject) -> str:
    return provision_on(subject.known.all(SenStatus), subject.known.on).label


def _layer(subject: Subject) -> str:
    now = provision_on(subject.known.all(SenStatus), subject.known.on)
    return layer_on(subject.known.all(Decision), now, subject.known.on)[0].label


def _age(subject: Subject) -> str:
    born, on = subject.pupil.date_of_birth, subject.known.on
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return f"{months // 12} years {months % 12} months"


def _happened(subject: Subject) -> str:
    told = chronology(subject.known.tx, subject.pupil)
    return _lines(f"{said(one.on)}: {one.words}" for one in told[-CHRONOLOGY:])


def _yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[value]


def _suspended(subject: Subject) -> str:
    found = sorted(subject.known.all(Suspension, "started_on"), key=lambda one: one.started_on)
    return _lines(f"{said(one.started_on)}: {one.words}" for one in found)


def _met(subject: Subject) -> str:
    found = sorted(subject.known.all(Meeting, "held_on"), key=lambda one: one.held_on)
    return _lines(joined(said(one.held_on), one.who_came, one.notes, by=": ") for one in found[-6:])


SAY: dict[str, Callable[[Subject], str]] = {
    "name": lambda s: joined(s.pupil.forename, s.pupil.middle_names, s.pupil.surname, by=" "),
    "forename": lambda s: s.pupil.forename,
    "surname": lambda s: s.pupil.surname,
    "known-as": lambda s: s.pupil.known_as,
    "born": lambda s: said(s.pupil.date_of_birth),
    "age": _age,
    "upn": lambda s: s.pupil.upn,
    "sex": lambda s: s.pupil.sex.label if s.pupil.sex else "",
    "year": lambda s: s.pupil.year_group.label if s.pupil.year_group else "",
    "class": lambda s: s.pupil.form,
    "looked-after": lambda s: _yes_no(s.pupil.looked_after),
    "meals": lambda s: _yes_no(s.pupil.free_school_meals),
    "eal": lambda s: _yes_no(s.pupil.english_additional),
    "parents": lambda s: _contacts(s, reach=False),
    "reach": lambda s: _contacts(s, reach=True),
    "school": lambda s: s.school.name,
    "address": lambda s: s.school.address,
    "telephone": lambda s: s.school.telephone,
    "urn": lambda s: str(s.school.urn),
    "laestab": lambda s: f"{s.school.la}/{s.school.estab}",
    "senco": lambda s: s.school.senco,
    "head": lambda s: s.school.head,
    "today": lambda s: said(s.known.on),
    "provision": _provision,
    "layer": _layer,
    "primary-need": lambda s: _needs(s, primary=True),
    "needs": _needs,
    "strengths": lambda s: _lines(one.text for one in s.known.all(Strength, "noted_on")),
    "child-says": lambda s: _voices(s, Whose.CHILD),
    "parents-say": lambda s: _voices(s, Whose.PARENT),
    "meetings": _met,
    "teacher": _of_assessment("teacher_view"),
    "attainment": _of_assessment("attainment"),
    "scores": _scores,
    "adjustments": _of_plan("adjustments"),
    "support": _support,
    "cost": _cost,
    "outcomes": _outcomes,
    "progress": _progress,
    "cycles": _cycles,
    "professionals": _professionals,
    "advice": _advice,
    "attendance": _attendance,
    "suspensions": _suspended,
    "chronology": _happened,
    **{f"9.14-{number}": _heading(number) for number in range(1, 7)},
}
"""What each answer of resources/forms/answers.yaml says, by its name."""
