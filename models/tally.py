# SPDX-License-Identifier: MIT
"""From a school's records to the children that its termly summary counts. Personal data: it stays here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from models.calendar import Calendar, Term
from models.caseload import layer_on, provision_on
from models.codes import Layer, YearGroup
from models.cycle_parts import Reader
from models.records import (
    AttendanceFigure,
    Decision,
    Need,
    Pupil,
    Record,
    School,
    SenStatus,
    Suspension,
    TermDates,
)
from models.summaries.counted import Counted, CountedPupil, count
from models.summaries.document import school_type_of

R = TypeVar("R", bound=Record)

_LAYERS = {Layer.UNIVERSAL: "U", Layer.TARGETED: "T", Layer.TARGETED_PLUS: "TP", Layer.SPECIALIST: "S"}


def count_day(calendar: Calendar, term: Term, today: date) -> date:
    """The day on which a term is counted: its last school day, or today while it still runs."""
    return min(calendar.span(term)[1], today)


def tabulate(tx: Reader, school: School, term: Term, today: date) -> Counted:
    """A school's term, counted: its true tables. Personal data until they are protected."""
    return count(counted_pupils(tx, term, today), school_type_of(school.phase.value))


def counted_pupils(tx: Reader, term: Term, today: date) -> list[CountedPupil]:
    """What the summary counts of each child who is on the roll on the count day."""
    calendar = Calendar(tx.find(TermDates))
    on = count_day(calendar, term, today)
    span = calendar.whole_span(term)
    pupils = [
        one
        for one in tx.find(Pupil)
        if (one.joined_on is None or one.joined_on <= on) and (one.left_on is None or one.left_on > on)
    ]
    statuses, needs = _of(tx, SenStatus), _of(tx, Need)
    decisions, attended = _of(tx, Decision), _of(tx, AttendanceFigure)
    suspended = _of(tx, Suspension)
    made = []
    for one in pupils:
        provision = provision_on(statuses[one.id], on)
        layer, _ = layer_on(decisions[one.id], provision, on)
        figures = [f for f in attended[one.id] if span[0] <= f.to_on <= span[1]]
        within = [s for s in suspended[one.id] if span[0] <= s.started_on <= span[1]]
        made.append(
            CountedPupil(
                level=provision.value,
                is_main=one.is_main_registration,
                need=_primary(needs[one.id], on),
                layer=_LAYERS[layer],
                phase_band=phase_band(one.year_group),
                sex=one.sex.value if one.sex else None,
                free_school_meals=one.free_school_meals,
                possible=sum(f.possible for f in figures),
                attended=sum(f.attended for f in figures),
                suspensions=len(within) or None,
            )
        )
    return made


def _of(tx: Reader, kind: type[R]) -> dict[str, list[R]]:
    grouped: dict[str, list[R]] = defaultdict(list)
    for record in tx.find(kind):
        grouped[str(getattr(record, "pupil_id", ""))].append(record)
    return grouped


def _primary(needs: Iterable[Need], on: date) -> str:
    """The code of the primary need on a day: the lowest rank that has begun and not ended; "" for none."""
    present = [
        one
        for one in needs
        if (one.started_on is None or one.started_on <= on) and (one.ended_on is None or one.ended_on > on)
    ]
    return min(present, key=lambda one: one.rank).code.value if present else ""


def phase_band(year: YearGroup | None) -> str | None:
    """The band of years that a year group belongs to; None where the year group doesn't say."""
    if year is None or year is YearGroup.X:
        return None
    if year in (YearGroup.E1, YearGroup.E2, YearGroup.N1, YearGroup.N2, YearGroup.R):
        return "EY"
    number = int(year)
    tops = ((2, "KS1"), (6, "KS2"), (9, "KS3"), (11, "KS4"))
    return next((band for top, band in tops if number <= top), "P16")
