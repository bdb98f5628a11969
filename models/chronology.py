# SPDX-License-Identifier: MIT
"""Everything that has a date in a child's record, in one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.cycle_parts import Reader
from models.records import (
    AccessArrangement,
    Advice,
    AnnualReview,
    ArrangementReview,
    Attachment,
    AttendanceFigure,
    BasePlacement,
    Concern,
    Cycle,
    Decision,
    Destination,
    EbsaProfile,
    EhcRequest,
    GradedStep,
    Involvement,
    Meeting,
    PartTimeTimetable,
    Plan,
    Provision,
    Pupil,
    Record,
    ReturnPlan,
    Review,
    Score,
    SenStatus,
    Suspension,
    TeacherAnswer,
    Voice,
)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One thing that happened: the day, what it was in words, and the record that says so."""

    on: date
    words: str
    record_id: str


def joined(*parts: object, by: str = " · ") -> str:
    """The parts that say something, in one line."""
    return by.join(str(part) for part in parts if part)


def first_line(text: str, most: int = 140) -> str:
    """The beginning of a text, for a line of a list."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def figure_words(one: AttendanceFigure) -> str:
    """An attendance figure in words: "95.3 %, 82 of 86 sessions"."""
    share = f"{float(one.share) * 100:.1f} %" if one.share is not None else "no sessions possible"
    return f"{share}, {one.attended} of {one.possible} sessions"


LINES: tuple[tuple[type[Record], str, Callable[[Any], str]], ...] = (
    (SenStatus, "started_on", lambda s: joined(f"{s.provision.label} begins", first_line(s.reason))),
    (SenStatus, "ended_on", lambda s: f"{s.provision.label} ends"),
    (Concern, "raised_on", lambda c: joined("Concern", c.raised_by, first_line(c.words))),
    (
        Concern,
        "decided_on",
        lambda c: joined("Decided after a concern", c.decision.label, first_line(c.why)),
    ),
    (TeacherAnswer, "said_on", lambda a: joined("A teacher’s answer", a.teacher, a.subject)),
    (Cycle, "started_on", lambda c: f"Cycle {c.number} begun"),
    (Cycle, "closed_on", lambda c: f"Cycle {c.number} closed"),
    (Plan, "planned_on", lambda p: joined("Plan agreed", p.agreed_with)),
    (Provision, "started_on", lambda p: joined("Support begins", p.name)),
    (
        Review,
        "reviewed_on",
        lambda r: joined("Review", r.decision and r.decision.label, first_line(r.impact)),
    ),
    (Meeting, "held_on", lambda m: joined("Meeting with parents", m.who_came, first_line(m.notes))),
    (Voice, "said_on", lambda v: joined(v.whose.label, f"“{first_line(v.words)}”")),
    (Score, "assessed_on", lambda s: joined(s.domain.label, f"{s.score.normalize():f} ({s.scale.label})")),
    (Advice, "dated_on", lambda a: joined("Advice", a.profession.label, first_line(a.summary))),
    (Attachment, "dated_on", lambda a: joined(a.kind_of.label, a.title, a.by)),
    (Involvement, "requested_on", lambda i: joined("Asked for", i.profession.label, i.name)),
    (Involvement, "seen_on", lambda i: joined("First seen by", i.profession.label, i.name)),
    (AttendanceFigure, "to_on", lambda f: joined("Attendance", figure_words(f))),
    (
        Suspension,
        "started_on",
        lambda s: joined(
            s.words,
            ", ".join(reason.label for reason in s.reasons),
        ),
    ),
    (Decision, "decided_on", lambda d: joined(f"Layer decided: {d.layer.label}", first_line(d.reason))),
    (EbsaProfile, "made_on", lambda p: joined("EBSA profile", p.by)),
    (ReturnPlan, "made_on", lambda p: joined("Plan to return", p.key_adult)),
    (ReturnPlan, "ended_on", lambda p: joined("Plan to return ends", first_line(p.outcome))),
    (
        PartTimeTimetable,
        "started_on",
        lambda t: joined("Part-time timetable begins", f"{t.sessions_a_week} sessions a week"),
    ),
    (PartTimeTimetable, "ended_on", lambda t: joined("Back full time", first_line(t.outcome))),
    (BasePlacement, "proposed_on", lambda b: joined("Place in a base proposed", b.model.label)),
    (BasePlacement, "started_on", lambda _: "Place in a base begins"),
    (BasePlacement, "ended_on", lambda b: joined("Place in a base ends", b.after and b.after.label)),
    (
        GradedStep,
        "tried_on",
        lambda g: joined(f"Step {g.number}", first_line(g.text), g.result and g.result.label),
    ),
    (ArrangementReview, "reviewed_on", lambda r: joined("Looked at", first_line(r.how_it_goes))),
    (Destination, "noted_on", lambda d: joined(d.stage.label, d.kind_of.label, d.place)),
    (AccessArrangement, "normal_since", lambda a: joined("Normal way of working", a.arranged.label)),
    (AccessArrangement, "approved_on", lambda a: joined("Approved for exams", a.arranged.label, a.exams)),
    (EhcRequest, "requested_on", lambda e: joined("EHC needs assessment asked for", e.asked_by.label)),
    (EhcRequest, "decided_on", lambda e: joined("The authority decided", e.decision.label)),
    (EhcRequest, "plan_decided_on", lambda e: joined("The authority decided", e.plan_decision.label)),
    (EhcRequest, "draft_on", lambda _: "Draft EHC plan"),
    (EhcRequest, "final_on", lambda _: "EHC plan issued"),
    (EhcRequest, "appealed_on", lambda _: "Appeal registered"),
    (EhcRequest, "withdrawn_on", lambda _: "EHC request withdrawn"),
    (AnnualReview, "meeting_on", lambda a: joined(a.review_kind.label, first_line(a.summary))),
    (AnnualReview, "decided_on", lambda a: joined("After the review", a.decision.label)),
    (AnnualReview, "amended_on", lambda _: "Amended EHC plan issued"),
)


def chronology(tx: Reader, pupil: Pupil) -> tuple[DatedLine, ...]:
    """A child's record by date, the oldest first."""
    return tuple(sorted(_lines(tx, pupil), key=lambda line: line.on))


def _lines(tx: Reader, pupil: Pupil) -> Iterator[DatedLine]:
    for kind, name, words in LINES:
        for record in tx.find(kind, pupil_id=pupil.id):
            on = getattr(record, name)
            if on is not None:
                yield DatedLine(on, words(record), record.id)
