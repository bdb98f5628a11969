# SPDX-License-Identifier: MIT
"""One provider for each fact of the catalogue: from records to dated values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial

from models.codes import ScoreDomain, ScoreScale, SenProvision, YearGroup
from models.gather.arrangements import ARRANGED
from models.gather.folder import Folder, key
from models.records import (
    Advice,
    Assessment,
    AttendanceFigure,
    Cycle,
    Decision,
    Delivery,
    Happening,
    Meeting,
    Provision,
    Score,
    SenStatus,
    Suspension,
)
from thresholds.evidence import Observation
from thresholds.nodes import Window
from thresholds.windows import age_on, start_of

Provider = Callable[[Folder], Iterable[Observation]]

_YEAR = Window(months=12)


def _exact(share: Fraction) -> Decimal:
    """A share in percent with more digits than any cut-off has, so that 171 of 190 is not below 90."""
    return Decimal(share.numerator * 100) / Decimal(share.denominator)


def age(folder: Folder) -> Iterator[Observation]:
    """Whole years on the day."""
    yield Observation(folder.on, Decimal(age_on(folder.pupil.date_of_birth, folder.on)), key(folder.pupil))


def year_group(folder: Folder) -> Iterator[Observation]:
    """The recorded year; Reception is 0, nursery counts down."""
    early = {YearGroup.R: 0, YearGroup.N2: -1, YearGroup.N1: -2, YearGroup.E2: -3, YearGroup.E1: -4}
    year = folder.pupil.year_group
    if year is not None and year is not YearGroup.X:
        number = early[year] if year in early else int(year)
        yield Observation(folder.on, Decimal(number), key(folder.pupil))


def weeks_on_roll(folder: Folder) -> Iterator[Observation]:
    """Whole weeks since joining."""
    joined = folder.pupil.joined_on
    if joined is not None and joined <= folder.on:
        yield Observation(folder.on, Decimal((folder.on - joined).days // 7), key(folder.pupil))


def _has_plan(status: SenStatus, on: date) -> bool:
    runs = status.started_on <= on and (status.ended_on is None or status.ended_on >= on)
    return runs and status.provision is SenProvision.PLAN


def ehc_plan(folder: Folder) -> Iterator[Observation]:
    """Yes or no from each change of SEN provision; no from the day after a plan's last day."""
    statuses = folder.all(SenStatus)
    for status in statuses:
        has_plan = status.provision is SenProvision.PLAN
        yield Observation(status.started_on, has_plan, key(status), "SEN provision")
        if has_plan and status.ended_on is not None:
            after = status.ended_on + timedelta(1)
            if not any(_has_plan(one, after) for one in statuses):
                yield Observation(after, False, key(status), "SEN provision")


def layer_decided(folder: Folder) -> Iterator[Observation]:
    """The layer of each decision."""
    for one in folder.all(Decision):
        yield Observation(one.decided_on, one.layer.value, key(one), "decision")


def attendance(folder: Folder) -> Iterator[Observation]:
    """Exact percentage of each stretch, dated by its last day; none where no session was possible."""
    for figure in folder.all(AttendanceFigure):
        if figure.share is not None:
            words = f"{figure.attended} of {figure.possible} sessions"
            yield Observation(figure.to_on, _exact(figure.share), key(figure), words)


def _suspended(folder: Folder, since: date, most: int) -> Iterator[Observation]:
    """At least what is recorded; exact, and 0 for nothing, once all suspensions are said to be recorded.

    One that is told in a standard's own words has no length: with it the days aren't known exactly.
    """
    inside = [one for one in folder.all(Suspension) if since <= one.started_on <= folder.on]
    days = Decimal(sum(one.sessions for one in inside)) / 2
    month = since.isoformat()[:7]
    told = any(
        one.event == "suspension" and (not one.dated or one.dated[:7] >= month)
        for one in folder.all(Happening)
    )
    if folder.is_complete("suspension") and not told:
        yield Observation(folder.on, days, key(inside[-1]) if inside else "", "suspensions, all recorded")
    elif inside:
        last = max(inside, key=lambda one: one.started_on)
        yield Observation(folder.on, days, key(last), "suspensions recorded", high=Decimal(most))


def suspension_days_12m(folder: Folder) -> Iterator[Observation]:
    """Days in the last twelve months, as far as recorded."""
    return _suspended(folder, start_of(_YEAR, folder.on), 200)


def suspension_days_term(folder: Folder) -> Iterator[Observation]:
    """Days in this term, as far as recorded."""
    return _suspended(folder, folder.calendar.span(folder.calendar.term_of(folder.on))[0], 100)


def suspension_days_year(folder: Folder) -> Iterator[Observation]:
    """Days since 1 September, as far as recorded."""
    year = folder.on.year if folder.on.month >= 9 else folder.on.year - 1
    return _suspended(folder, date(year, 9, 1), 200)


def _from_assessment(folder: Folder, field: str) -> Iterator[Observation]:
    for one in folder.all(Assessment):
        value = getattr(one, field)
        if value is None:
            continue
        cycle = next((c for c in folder.all(Cycle) if c.id == one.cycle_id), None)
        day = one.assessed_on or (cycle.started_on if cycle else None)
        if day is not None:
            given = value if isinstance(value, bool) else Decimal(value)
            yield Observation(day, given, key(one), "assessment")


def _score(folder: Folder, domain: ScoreDomain, scale: ScoreScale) -> Iterator[Observation]:
    for one in folder.all(Score):
        if one.domain is domain:
            words = " · ".join(word for word in (one.instrument, one.assessor) if word)
            other = "" if one.scale is scale else one.scale.value
            yield Observation(one.assessed_on, one.score, key(one), words, scale=other)


def _standard(domain: ScoreDomain) -> Provider:
    return partial(_score, domain=domain, scale=ScoreScale.STANDARD)


def _total(folder: Folder, domain: ScoreDomain) -> Iterator[Observation]:
    for one in folder.all(Score):
        if one.domain is domain:
            yield Observation(one.assessed_on, one.score, key(one), one.instrument)


_ATTAINMENT = (
    ScoreDomain.READING,
    ScoreDomain.COMPREHENSION,
    ScoreDomain.SPELLING,
    ScoreDomain.WRITING,
    ScoreDomain.MATHS,
)


def _lowest(folder: Folder, scale: ScoreScale) -> Iterator[Observation]:
    since = start_of(_YEAR, folder.on)
    latest: dict[ScoreDomain, Score] = {}
    for one in folder.all(Score):
        fits = one.domain in _ATTAINMENT and one.scale is scale and since <= one.assessed_on <= folder.on
        if fits and (one.domain not in latest or one.assessed_on > latest[one.domain].assessed_on):
            latest[one.domain] = one
    if latest:
        low = min(latest.values(), key=lambda one: one.score)
        words = " · ".join(word for word in (low.domain.label.lower(), low.instrument) if word)
        yield Observation(low.assessed_on, low.score, key(low), words)


def outcomes_measured_percent(folder: Folder) -> Iterator[Observation]:
    """Of the outcomes of each reviewed cycle, those with a start and an end measure."""
    for one in folder.reviewed:
        both, total = one.measured
        if total:
            yield Observation(one.ended, _exact(Fraction(both, total)), key(one.review), "review")


def reviews_met_in_a_row(folder: Folder) -> Iterator[Observation]:
    """Reviews in a row in which every outcome was reached, counted up to each review.

    Where it isn't known of a review whether every outcome was reached, only the least and the most are.
    """
    least = most = 0
    for one in folder.reviewed:
        least = least + 1 if one.all_met else 0
        most = 0 if one.all_met is False else most + 1
        high = Decimal(most) if most > least else None
        yield Observation(one.ended, Decimal(least), key(one.review), "review", high=high)


def parent_meetings_held_percent(folder: Folder) -> Iterator[Observation]:
    """Meetings held of those due, three a year pro rata since the first cycle began, at least one."""
    starts = [one.started_on for one in folder.all(Cycle) if one.started_on <= folder.on]
    since = start_of(_YEAR, folder.on)
    held = [one for one in folder.all(Meeting) if since <= one.held_on <= folder.on]
    exact = folder.is_complete("parent_meeting")
    if not starts or not (held or exact):
        return
    first = max(min(starts), since)
    due = max(1, 3 * (folder.on - first).days // 365)
    last = key(max(held, key=lambda one: one.held_on)) if held else ""
    share = _exact(Fraction(len(held), due))
    high = None if exact else max(share, Decimal(2000))
    yield Observation(folder.on, share, last, f"{len(held)} of {due} due", high=high)


def advice_followed(folder: Folder) -> Iterator[Observation]:
    """Yes where any advice was put in place and reviewed; no where all of it is known not to be."""
    given = [one for one in folder.all(Advice) if one.dated_on <= folder.on]
    followed = [
        one
        for one in given
        if one.put_in_place and one.reviewed and (one.put_in_place_on or one.dated_on) <= folder.on
    ]
    if followed:
        last = max(followed, key=lambda one: one.put_in_place_on or one.dated_on)
        day = last.put_in_place_on or last.dated_on
        yield Observation(day, True, key(last), last.profession.label)
    elif given and all(one.put_in_place is False or one.reviewed is False for one in given):
        last = max(given, key=lambda one: one.dated_on)
        yield Observation(last.dated_on, False, key(last), last.profession.label)


def delivered_percent(folder: Folder) -> Iterator[Observation]:
    """Sessions given of those given and not given in the latest cycle with any, dated by its last day."""
    cycles = {one.id: one for one in folder.all(Cycle)}
    of_cycle = {one.id: cycles.get(one.cycle_id) for one in folder.all(Provision)}
    logged = [one for one in folder.all(Delivery) if one.on <= folder.on and of_cycle.get(one.provision_id)]
    if not logged:
        return
    number = max(c.number for one in logged if (c := of_cycle[one.provision_id]))
    latest = [one for one in logged if (c := of_cycle[one.provision_id]) and c.number == number]
    given, missed = sum(one.given for one in latest), sum(one.not_given for one in latest)
    if given + missed:
        last = max(latest, key=lambda one: one.on)
        words = f"{given} of {given + missed} sessions"
        yield Observation(last.on, _exact(Fraction(given, given + missed)), key(last), words)


def _running(folder: Folder) -> list[Provision]:
    return [
        one
        for one in folder.all(Provision)
        if one.started_on
        and one.started_on <= folder.on
        and (one.ends_on is None or one.ends_on >= folder.on)
    ]


def support_hours_a_week(folder: Folder) -> Iterator[Observation]:
    """Hours a week over the provision that runs now, shared by group size."""
    hours = [(one, one.hours_a_week) for one in _running(folder) if one.hours_a_week is not None]
    if hours:
        total = sum((worth for _, worth in hours if worth is not None), Decimal(0))
        yield Observation(folder.on, total, key(hours[0][0]), "provision running now")


def provision_pounds_a_year(folder: Folder) -> Iterator[Observation]:
    """Planned cost of the provision that ran in the last twelve months."""
    since = start_of(_YEAR, folder.on)
    costs = [
        (one, cost)
        for one in folder.all(Provision)
        if one.started_on
        and one.started_on <= folder.on
        and (one.ends_on is None or one.ends_on >= since)
        and (cost := one.planned_pounds) is not None
    ]
    if costs:
        total = sum((cost for _, cost in costs), Decimal(0))
        yield Observation(folder.on, total, key(costs[0][0]), "provision map")


def support_terms(folder: Folder) -> Iterator[Observation]:
    """Terms of the last two years touched by a provision."""
    since = start_of(Window(months=24), folder.on)
    terms, last = set(), None
    for one in folder.all(Provision):
        end = min(one.ends_on or folder.on, folder.on)
        if one.started_on is None or one.started_on > folder.on or end < since:
            continue
        last, first = one, max(one.started_on, since)
        term = folder.calendar.term_of(first)
        while folder.calendar.span(term)[0] <= end:
            if folder.calendar.span(term)[1] >= first:
                terms.add(term)
            term = term.after()
    if last is not None and terms:
        yield Observation(folder.on, Decimal(len(terms)), key(last), "provision map")


_ASKED = (
    "adjustments_weeks",
    "slower_than_peers",
    "below_own_rate",
    "gap_not_closing",
    "gap_widening",
    "other_causes_considered",
)

MEASURES: dict[str, Provider] = {
    "age": age,
    "year_group": year_group,
    "weeks_on_roll": weeks_on_roll,
    "ehc_plan": ehc_plan,
    "layer_decided": layer_decided,
    "attendance": attendance,
    "suspension_days_12m": suspension_days_12m,
    "suspension_days_term": suspension_days_term,
    "suspension_days_year": suspension_days_year,
    **{name: partial(_from_assessment, field=name) for name in _ASKED},
    "language_score": _standard(ScoreDomain.LANGUAGE),
    "receptive_language_score": _standard(ScoreDomain.RECEPTIVE),
    "expressive_language_score": _standard(ScoreDomain.EXPRESSIVE),
    "phonological_score": _standard(ScoreDomain.PHONOLOGY),
    "word_reading_score": _standard(ScoreDomain.READING),
    "reading_comprehension_score": _standard(ScoreDomain.COMPREHENSION),
    "spelling_score": _standard(ScoreDomain.SPELLING),
    "writing_score": _standard(ScoreDomain.WRITING),
    "maths_score": _standard(ScoreDomain.MATHS),
    "cognitive_score": _standard(ScoreDomain.COGNITIVE),
    "nonverbal_score": _standard(ScoreDomain.NONVERBAL),
    "memory_score": _standard(ScoreDomain.MEMORY),
    "attainment_score": partial(_lowest, scale=ScoreScale.STANDARD),
    "attainment_centile": partial(_lowest, scale=ScoreScale.PERCENTILE),
    "sdq_teacher": partial(_total, domain=ScoreDomain.SDQ_TEACHER),
    "sdq_parent": partial(_total, domain=ScoreDomain.SDQ_PARENT),
    "boxall_strands": partial(_total, domain=ScoreDomain.BOXALL),
    "outcomes_measured_percent": outcomes_measured_percent,
    "reviews_met_in_a_row": reviews_met_in_a_row,
    "parent_meetings_held_percent": parent_meetings_held_percent,
    "advice_followed": advice_followed,
    "delivered_percent": delivered_percent,
    "support_hours_a_week": support_hours_a_week,
    "provision_pounds_a_year": provision_pounds_a_year,
    "support_terms": support_terms,
    **ARRANGED,
}
