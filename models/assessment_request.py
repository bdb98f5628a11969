# SPDX-License-Identifier: MIT
"""What a school has to show when an EHC needs assessment is asked for, in the order of Code of Practice 9.14.

Whether one is necessary is the authority's to say (Children and Families Act 2014, section 36(8)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.chronology import figure_words, first_line, joined
from models.codes import Profession, Whose
from models.cycle_parts import CycleParts, Reader
from models.known import Known
from models.records import (
    Advice,
    Assessment,
    AttendanceFigure,
    BasePlacement,
    EbsaProfile,
    Involvement,
    Meeting,
    Need,
    Observed,
    OutcomeReview,
    PartTimeTimetable,
    Provision,
    Pupil,
    ReturnPlan,
    Review,
    Strength,
    Suspension,
    Voice,
)

LONGEST = 600
"""Letters of a text that are shown as one item; the record itself holds the whole."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: its number in the index, what it says, its day and whose it is."""

    number: str
    words: str
    on: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the headings of 9.14, with what there is, and what there isn't."""

    number: int
    title: str
    items: tuple[Item, ...]
    missing: tuple[str, ...]


Found = tuple[str, date | None, str]


def evidence_of_request(tx: Reader, pupil: Pupil, on: date) -> tuple[Section, ...]:
    """The school's evidence for a child, heading by heading, with what was on record by a day."""
    known = Known(tx, pupil, on)
    made = []
    for number, (title, find, expected) in enumerate(_HEADINGS, start=1):
        by_then = (one for one in find(known) if one[1] is None or one[1] <= on)
        found = sorted(by_then, key=lambda one: (one[1] is None, one[1] or on))
        items = tuple(Item(f"{number}.{at}", *one) for at, one in enumerate(found, start=1))
        missing = tuple(sentence for sentence, is_there in expected if not is_there(known))
        made.append(Section(number, title, items, missing))
    return tuple(made)


def _attainment(known: Known) -> Iterator[Found]:
    for score in known.scores(social=False):
        low, high = score.interval_low, score.interval_high
        interval = f"confidence interval {low} to {high}" if low is not None and high is not None else ""
        words = joined(score.domain.label, f"{score.score.normalize():f} ({score.scale.label})", interval)
        yield words, score.assessed_on, joined(score.instrument, score.assessor, by=", ")
    for one in known.all(Assessment):
        if one.attainment.strip():
            yield one.attainment[:LONGEST], one.assessed_on, "school's analysis of need"
        for name, words in _SLOWER:
            if getattr(one, name):
                yield words, one.assessed_on, "school's analysis of need"


_SLOWER = (
    (
        "slower_than_peers",
        "Progress is significantly slower than that of peers from the same starting point.",
    ),
    ("below_own_rate", "Progress does not match the child's own earlier rate."),
    ("gap_not_closing", "The gap to peers is not closing."),
    ("gap_widening", "The gap to peers is growing."),
)


def _nature(known: Known) -> Iterator[Found]:
    for need in known.all(Need, "started_on"):
        rank = "primary need" if need.rank == 1 else f"need {need.rank}"
        yield joined(f"{need.code.label} ({rank})", need.description), need.started_on, "school"
    for advice in known.all(Advice, "dated_on"):
        if advice.profession not in _HEALTH:
            yield _advised(advice)
    for seen in known.all(Observed, "observed_on"):
        if seen.note.strip():
            yield seen.note[:LONGEST], seen.observed_on, seen.source


_HEALTH = (Profession.HEALTH, Profession.MENTAL_HEALTH)


def _advised(advice: Advice) -> Found:
    put = {True: "put in place", False: "not put in place", None: ""}[advice.put_in_place]
    words = joined(advice.profession.label, first_line(advice.summary, LONGEST), put)
    return words, advice.dated_on, advice.author


def _action(known: Known) -> Iterator[Found]:
    for parts in known.cycles:
        for provision in parts.provisions:
            yield _given(parts, provision), provision.started_on, provision.staff or provision.staff_role
        if parts.plan and parts.plan.adjustments.strip():
            yield (
                parts.plan.adjustments[:LONGEST],
                parts.plan.planned_on,
                f"plan of cycle {parts.cycle.number}",
            )
    for one in known.all(Involvement, "requested_on"):
        seen = f"seen {one.seen_on:%d %B %Y}".lstrip("0") if one.seen_on else "not seen yet"
        yield joined(f"Asked for {one.profession.label}", one.name, seen), one.requested_on, "school"
    yield from _arranged(known)
    for meeting in known.all(Meeting, "held_on"):
        yield (
            joined("Meeting with parents", first_line(meeting.notes, LONGEST)),
            meeting.held_on,
            meeting.who_came,
        )


def _arranged(known: Known) -> Iterator[Found]:
    """What was arranged for a time, to bring the child back into school or into lessons."""
    for kind, day in _ARRANGED:
        for one in known.all(kind, day):
            if getattr(one, day):
                yield one.words, getattr(one, day), "school"


_ARRANGED: tuple[tuple[type[Any], str], ...] = (
    (ReturnPlan, "made_on"),
    (PartTimeTimetable, "started_on"),
    (BasePlacement, "started_on"),
)


def _given(parts: CycleParts, provision: Provision) -> str:
    given, planned = parts.given(provision), provision.sessions_planned
    sessions = f"{given} of {planned} sessions given" if planned is not None else f"{given} sessions given"
    cost = provision.pounds_for(given)
    group = "one to one" if provision.group_size == 1 else f"group of {provision.group_size}"
    money = f"£{cost:,.2f} so far" if cost is not None else ""
    return joined(f"Cycle {parts.cycle.number}: {provision.name}", group, sessions, money)


def _progress(known: Known) -> Iterator[Found]:
    for parts in known.reviewed():
        review = parts.review
        if review is None:
            continue
        for outcome in parts.outcomes:
            looked = parts.review_of(outcome)
            if looked is not None:
                reached = looked.achievement.label if looked.achievement else ""
                way = f"from {outcome.baseline or 'not measured'} to {looked.now or 'not measured'}"
                yield joined(outcome.text, way, reached), review.reviewed_on, f"cycle {parts.cycle.number}"
        if review.much_extra_help:
            words = joined("Progress came only with much extra help", first_line(review.impact, LONGEST))
            yield words, review.reviewed_on, f"review of cycle {parts.cycle.number}"


def _health(known: Known) -> Iterator[Found]:
    for score in known.scores(social=True):
        yield joined(score.domain.label, f"{score.score.normalize():f}"), score.assessed_on, score.assessor
    for advice in known.all(Advice, "dated_on"):
        if advice.profession in _HEALTH:
            yield _advised(advice)
    for assessed in known.all(Assessment):
        if assessed.senses_checked_on:
            yield "Hearing and vision checked", assessed.senses_checked_on, "school's analysis of need"
    yield from _being_in_school(known)


def _being_in_school(known: Known) -> Iterator[Found]:
    for figure in known.all(AttendanceFigure, "to_on"):
        yield f"Attendance {figure_words(figure)}", figure.to_on, "register"
    for profile in known.all(EbsaProfile, "made_on"):
        words = joined("EBSA profile", first_line(profile.pushes, LONGEST))
        yield words, profile.made_on, profile.by or "school"
    for one in known.all(Suspension, "started_on"):
        reasons = ", ".join(reason.label for reason in one.reasons)
        yield joined(one.words, reasons), one.started_on, "school"


def _voices(known: Known) -> Iterator[Found]:
    for voice in known.all(Voice, "said_on"):
        yield f"{voice.whose.label}: “{voice.words.strip()[:LONGEST]}”", voice.said_on, voice.how
    for strength in known.all(Strength, "noted_on"):
        yield f"Strength: {strength.text}", strength.noted_on, ""


Expected = tuple[str, Callable[[Known], Any]]

_HEADINGS: tuple[tuple[str, Callable[[Known], Iterator[Found]], tuple[Expected, ...]], ...] = (
    (
        "Attainment or milestones, and rate of progress",
        _attainment,
        (
            ("No standardised score is on record.", lambda k: k.scores(social=False)),
            (
                "How progress compares with peers is not described.",
                lambda k: [one for one in k.all(Assessment) if one.attainment.strip()],
            ),
        ),
    ),
    (
        "Nature, extent and context of the needs",
        _nature,
        (
            ("No need is recorded.", lambda k: k.all(Need)),
            ("No written advice of a professional is on record.", lambda k: k.all(Advice, "dated_on")),
        ),
    ),
    (
        "Action that the school has already taken",
        _action,
        (
            ("No cycle of assess, plan, do and review has been reviewed.", lambda k: k.reviewed()),
            ("No provision is recorded.", lambda k: [one for c in k.cycles for one in c.provisions]),
            ("No meeting with parents is on record.", lambda k: k.all(Meeting, "held_on")),
        ),
    ),
    (
        "Progress, and whether it came only with much extra help",
        _progress,
        (
            ("No outcome has been reviewed.", lambda k: k.all(OutcomeReview)),
            (
                "Whether progress came only with much extra help is not said in any review.",
                lambda k: [one for one in k.all(Review) if one.much_extra_help is not None],
            ),
        ),
    ),
    (
        "Physical, emotional and social development, and health",
        _health,
        (
            ("No attendance figure is on record.", lambda k: k.all(AttendanceFigure)),
            ("No evidence of clinicians about health is on record.", lambda k: _clinical(k.all(Advice))),
        ),
    ),
    (
        "What the child and the parents say, and strengths",
        _voices,
        (
            ("The child's own words are not on record.", lambda k: _said(k, Whose.CHILD)),
            ("The parents' words are not on record.", lambda k: _said(k, Whose.PARENT)),
        ),
    ),
)


def _clinical(advice: Sequence[Advice]) -> list[Advice]:
    return [one for one in advice if one.profession in _HEALTH]


def _said(known: Known, whose: Whose) -> list[Voice]:
    return [one for one in known.all(Voice, "said_on") if one.whose is whose]
