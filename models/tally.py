# SPDX-License-Identifier: MIT
"""From a school's records to the children that its termly summary counts. Personal data: it stays here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models.calendar import Calendar, Term
from models.caseload import layer_on, provision_on
from models.codes import AREA_OF_NEED, Layer, SenProvision, YearGroup
from models.confidence import is_content
from models.cycle_parts import Reader
from models.records import (
    AttendanceFigure,
    Attestation,
    ConfidenceAnswer,
    ConfidenceRound,
    Cycle,
    Decision,
    Involvement,
    Need,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    School,
    SenStatus,
    StaffRate,
    Suspension,
    TermDates,
)
from models.summaries.counted import Counted, CountedPupil, count
from models.summaries.document import school_type_of
from models.term_facts import statement
from models.term_marks import (
    Span,
    cost_mark,
    cycle_mark,
    outcomes_mark,
    verdict_marks,
    waits_mark,
)

R = TypeVar("R", bound=Record)

_LAYERS = {Layer.UNIVERSAL: "U", Layer.TARGETED: "T", Layer.TARGETED_PLUS: "TP", Layer.SPECIALIST: "S"}


def span_of(calendar: Calendar, term: Term, today: date) -> Span:
    """A term as it is counted: stock on its last school day, or today while it still runs.

    What happened in the holidays after it counts in the term, as far as they have come.
    """
    first, last = calendar.whole_span(term)
    return Span(first, min(last, today), min(calendar.span(term)[1], today))


def tabulate(tx: Reader, school: School, term: Term, today: date) -> Counted:
    """A school's term, counted: its true tables. Personal data until they are protected."""
    return counted_of(tallied(tx, school, term, today), papers_of(tx, term), school)


def counted_of(children: Iterable[Tallied], papers: tuple[int, int], school: School) -> Counted:
    """The true tables of these children and of these parents' papers."""
    return count((one.counted for one in children), school_type_of(school.phase.value), papers=papers)


@dataclass(frozen=True, slots=True)
class Tallied:
    """One child on the roll and what is counted of it."""

    pupil: Pupil
    counted: CountedPupil


def tallied(tx: Reader, school: School, term: Term, today: date) -> list[Tallied]:
    """Each child who is on the roll on the count day, with what the summary counts of it."""
    span = span_of(Calendar(tx.find(TermDates)), term, today)
    pupils = [
        one
        for one in tx.find(Pupil)
        if (one.joined_on is None or one.joined_on <= span.on)
        and (one.left_on is None or one.left_on > span.on)
    ]
    desk = _Desk(tx, str(term), span)
    stands = {one.id: desk.standing(one) for one in pupils}
    judged = {
        id: (one.pupil, one.layer, AREA_OF_NEED.get(one.need.code) if one.need else None)
        for id, one in stands.items()
        if one.provision is not SenProvision.NONE and one.pupil.is_main_registration
    }
    verdicts = verdict_marks(tx, school, judged, span.on)
    return [Tallied(one.pupil, desk.counted(one, verdicts.get(one.pupil.id))) for one in stands.values()]


@dataclass(frozen=True, slots=True)
class _Standing:
    pupil: Pupil
    provision: SenProvision
    need: Need | None
    layer: Layer


class _Desk:
    """Everything that a term is counted from, by child."""

    def __init__(self, tx: Reader, term: str, span: Span) -> None:
        self._span = span
        self._statuses, self._needs = _of(tx, SenStatus), _of(tx, Need)
        self._decisions, self._attended = _of(tx, Decision), _of(tx, AttendanceFigure)
        self._suspended, self._involved = _of(tx, Suspension), _of(tx, Involvement)
        self._cycles, self._looked = _of(tx, Cycle), _of(tx, OutcomeReview)
        self._provisions = _of(tx, Provision)
        self._plans = {one.cycle_id: one for one in tx.find(Plan)}
        self._reviews = {one.cycle_id: one for one in tx.find(Review)}
        self._rates = tx.find(StaffRate)
        self._all_recorded = statement(tx, term).suspensions_recorded
        self._recorded = {one.pupil_id for one in tx.find(Attestation, of="suspension")}

    def standing(self, pupil: Pupil) -> _Standing:
        """Level, need and layer on the count day."""
        provision = provision_on(self._statuses[pupil.id], self._span.on)
        layer, _ = layer_on(self._decisions[pupil.id], provision, self._span.on)
        return _Standing(pupil, provision, _primary(self._needs[pupil.id], self._span.on), layer)

    def counted(self, one: _Standing, verdict: str | None) -> CountedPupil:
        """What is counted of a child; of one without SEN Support or a plan only that it has none."""
        pupil, id, span = one.pupil, one.pupil.id, self._span
        if one.provision is SenProvision.NONE:
            return CountedPupil(level=one.provision.value, is_main=pupil.is_main_registration)
        attended = [figure for figure in self._attended[id] if span.has(figure.to_on)]
        reviewed, met = outcomes_mark(self._cycles[id], self._looked[id], span)
        return CountedPupil(
            level=one.provision.value,
            is_main=pupil.is_main_registration,
            need=one.need.code.value if one.need else "",
            layer=_LAYERS[one.layer],
            phase_band=phase_band(pupil.year_group),
            sex=pupil.sex.value if pupil.sex else None,
            free_school_meals=pupil.free_school_meals,
            possible=sum(figure.possible for figure in attended),
            attended=sum(figure.attended for figure in attended),
            suspensions=self._suspensions(id),
            outcomes_reviewed=reviewed,
            outcomes_met=met,
            cycle=cycle_mark(self._cycles[id], self._plans, self._reviews, span),
            verdict=verdict,
            waits=waits_mark(self._involved[id], span),
            cost_pounds=cost_mark(self._provisions[id], self._rates, span.on),
        )

    def _suspensions(self, id: str) -> int | None:
        """Suspensions in the term; nothing written down is none only once all are said to be recorded."""
        within = sum(self._span.has(one.started_on) for one in self._suspended[id])
        return within if within or self._all_recorded or id in self._recorded else None


def papers_of(tx: Reader, term: Term) -> tuple[int, int]:
    """Of the parents' papers of a term, how many are content and how many aren't."""
    rounds = [one.id for one in tx.find(ConfidenceRound, term=str(term))]
    papers = tx.find(ConfidenceAnswer, round_id=rounds) if rounds else []
    content = sum(is_content(one) for one in papers)
    return content, len(papers) - content


def _of(tx: Reader, kind: type[R]) -> dict[str, list[R]]:
    grouped: dict[str, list[R]] = defaultdict(list)
    for record in tx.find(kind):
        grouped[str(getattr(record, "pupil_id", ""))].append(record)
    return grouped


def _primary(needs: Iterable[Need], on: date) -> Need | None:
    """The primary need on a day: the lowest rank that has begun and not ended; None where there is none."""
    present = [
        one
        for one in needs
        if (one.started_on is None or one.started_on <= on) and (one.ended_on is None or one.ended_on > on)
    ]
    return min(present, key=lambda one: one.rank) if present else None


def phase_band(year: YearGroup | None) -> str | None:
    """The band of years that a year group belongs to; None where the year group doesn't say."""
    if year is None or year is YearGroup.X:
        return None
    if year in (YearGroup.E1, YearGroup.E2, YearGroup.N1, YearGroup.N2, YearGroup.R):
        return "EY"
    number = int(year)
    tops = ((2, "KS1"), (6, "KS2"), (9, "KS3"), (11, "KS4"))
    return next((band for top, band in tops if number <= top), "P16")
