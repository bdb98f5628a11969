# SPDX-License-Identifier: MIT
"""The record of one cycle: all four stages as the Code of Practice asks for them, for file and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.pupil_plan import how_often
from desktop.paper.sheet import Furniture, build, grid, labelled, long_day, quoted, signatures, text
from models.codes import Stage, Whose
from models.cycle_parts import CycleParts
from models.records import FieldSpec, Provision, Record, School, Score, fields_of


def write_cycle(
    path: Target, parts: CycleParts, school: School, scores: Sequence[Score], made_on: date
) -> int:
    """Write the whole record of one cycle as a PDF and return its number of pages.

    scores are the child's standardised scores that the assessment rests on, as published.
    """
    pupil = parts.pupil
    furniture = Furniture(
        title=f"Cycle {parts.cycle.number} for {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=f"{pupil.known_as} · cycle {parts.cycle.number}",
    )
    story = [
        *_opening(parts),
        *_assess(parts, scores),
        *_plan(parts),
        *_do(parts),
        *_review(parts),
        signatures(["Parent or carer", "Class teacher", "SENCO"]),
    ]
    return build(path, furniture, story)


def _opening(parts: CycleParts) -> list[Flowable]:
    pupil, cycle = parts.pupil, parts.cycle
    closed = f", closed {long_day(cycle.closed_on)}" if cycle.closed_on else ""
    about = " · ".join(
        word
        for word in (
            pupil.year_group.label if pupil.year_group else "",
            pupil.form,
            f"UPN {pupil.upn}",
            f"started {long_day(cycle.started_on)}{closed}",
        )
        if word
    )
    needs = "; ".join(f"{n.code.label}{' (primary)' if n.rank == 1 else ''}" for n in parts.needs)
    return [
        text(f"{pupil.known_as}: cycle {cycle.number}", "title"),
        text(about, "lead"),
        *labelled("Needs", needs),
        *labelled("Strengths", "; ".join(s.text for s in parts.strengths)),
    ]


def _answers(record: Record | None) -> list[Flowable]:
    """Every field of a record that holds something, under its own label."""
    if record is None:
        return [text("Not yet recorded.", "small")]
    story: list[Flowable] = []
    for spec in fields_of(type(record)):
        if spec.editor != "hidden":
            story += labelled(spec.label, in_words(getattr(record, spec.name), spec))
    return story or [text("Not yet recorded.", "small")]


def in_words(value: object, spec: FieldSpec) -> str:
    """A field's value as a person reads it; "" where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return long_day(value)
    label = getattr(value, "label", None)
    return str(label) if label else f"{value} {spec.unit}".strip()


def _voices(parts: CycleParts, stage: Stage) -> list[Flowable]:
    name = parts.pupil.known_as
    return [
        quoted(
            f"“{v.words.strip()}”",
            f"{name if v.whose is Whose.CHILD else v.whose.label}, {long_day(v.said_on)}",
        )
        for v in parts.voices
        if v.stage is stage or (v.stage is None and stage is Stage.ASSESS)
    ]


def _assess(parts: CycleParts, scores: Sequence[Score]) -> list[Flowable]:
    story: list[Flowable] = [
        text("Assess", "heading"),
        *_answers(parts.assessment),
        *_voices(parts, Stage.ASSESS),
    ]
    if scores:
        rows = [
            [
                s.domain.label,
                s.instrument or "–",
                f"{s.score} ({s.scale.label.lower()})",
                long_day(s.assessed_on),
            ]
            for s in scores
        ]
        story.append(grid(("Score", "Assessment", "Result", "Date"), rows, (3, 4, 4, 3)))
    return story


def _plan(parts: CycleParts) -> list[Flowable]:
    story: list[Flowable] = [text("Plan", "heading"), *_answers(parts.plan), *_voices(parts, Stage.PLAN)]
    if parts.outcomes:
        rows = [[o.text, o.baseline or "–", o.target or "–", o.measure or "–"] for o in parts.outcomes]
        story.append(grid(("Outcome", "Baseline", "Target", "Measure"), rows, (5, 3, 3, 3)))
    return story


def _do(parts: CycleParts) -> list[Flowable]:
    if not parts.provisions:
        return [text("Do", "heading"), text("No provision recorded.", "small")]
    rows = [
        [p.name, how_often(p), p.staff or p.staff_role or "–", _sessions(parts, p), _cost(parts, p)]
        for p in parts.provisions
    ]
    head = ("Provision", "How often", "Who", "Given of planned", "Cost so far of planned")
    costs = [c for p in parts.provisions if (c := p.pounds_for(parts.given(p))) is not None]
    total = text(f"Cost of what was given: {pounds(sum(costs, Decimal(0)))}", "small") if costs else None
    table = grid(head, rows, (4, 4, 3, 2.4, 3))
    return [text("Do", "heading"), table, *([total] if total else []), *_voices(parts, Stage.DO)]


def _sessions(parts: CycleParts, provision: Provision) -> str:
    planned = provision.sessions_planned
    return f"{parts.given(provision)} of {planned}" if planned is not None else f"{parts.given(provision)}"


def _cost(parts: CycleParts, provision: Provision) -> str:
    spent, planned = provision.pounds_for(parts.given(provision)), provision.planned_pounds
    if spent is None:
        return "–"
    return f"{pounds(spent)} of {pounds(planned)}" if planned is not None else pounds(spent)


def pounds(amount: Decimal) -> str:
    """Money in pounds and pence: £1,240.50."""
    return f"£{amount:,.2f}"


def _review(parts: CycleParts) -> list[Flowable]:
    story: list[Flowable] = [text("Review", "heading")]
    rows = []
    for outcome in parts.outcomes:
        review = parts.review_of(outcome)
        if review is not None:
            where = review.achievement.label if review.achievement else "–"
            after = review.next.label if review.next else "–"
            rows.append([outcome.text, review.now or "–", where, review.comment or "–", after])
    if rows:
        story.append(grid(("Outcome", "Now", "How far", "In a sentence", "Next"), rows, (4, 2.4, 2.4, 4, 2)))
    return [*story, *_answers(parts.review), *_voices(parts, Stage.REVIEW)]
