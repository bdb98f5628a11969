# SPDX-License-Identifier: MIT
"""One child's plan, for parents to read: what helps, who gives it, what we hope for, when we look again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.sheet import (
    Furniture,
    build,
    grid,
    labelled,
    long_day,
    quoted,
    rule,
    signatures,
    text,
)
from models.codes import Whose
from models.cycle_parts import CycleParts
from models.records import Provision, School, Voice

RIGHTS = (
    "You can talk to us at any time, not only at a review. Anyone may ask the local authority for an "
    "education, health and care needs assessment at any time; in law the test is lower than what this plan "
    "describes. "
    "Your local SEND information, advice and support service gives free and independent advice."
)


def write_plan(path: Target, parts: CycleParts, school: School, made_on: date) -> int:
    """Write the plan of one cycle as a PDF and return its number of pages."""
    pupil = parts.pupil
    furniture = Furniture(
        title=f"Support plan for {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=f"{pupil.known_as} · support plan",
    )
    return build(
        path,
        furniture,
        [*_opening(parts, school), *_about(parts), *_support(parts), *_closing(parts, school)],
    )


def titled(title: str, words: str) -> list[Flowable]:
    """A heading with words under it."""
    return [text(title, "heading"), text(words)]


def _opening(parts: CycleParts, school: School) -> list[Flowable]:
    pupil = parts.pupil
    year = pupil.year_group.label if pupil.year_group else ""
    where = " · ".join(word for word in (year, pupil.form, school.name) if word)
    return [text(f"{pupil.known_as}’s support plan", "title"), text(where, "lead")]


def _about(parts: CycleParts) -> list[Flowable]:
    name = parts.pupil.preferred_forename or parts.pupil.forename
    story: list[Flowable] = []
    if parts.strengths:
        story += titled(f"What {name} is good at and enjoys", "; ".join(s.text for s in parts.strengths))
    child, parents = (_words_of(parts, whose) for whose in (Whose.CHILD, Whose.PARENT))
    if child:
        story += [text(f"What {name} says", "heading"), *(_said(voice, name) for voice in child)]
    if parents:
        story += [text("What home says", "heading"), *(_said(voice, "Parent or carer") for voice in parents)]
    finds = [n for n in parts.needs if n.ended_on is None]
    if finds:
        lines = [text(f"{n.code.label}. {n.description}".strip()) for n in finds]
        story += [text(f"What {name} finds hard", "heading"), *lines]
    return story


def _words_of(parts: CycleParts, whose: Whose) -> list[Voice]:
    return [voice for voice in parts.voices if voice.whose is whose and voice.words.strip()]


def _said(voice: Voice, who: str) -> Flowable:
    how = f" ({voice.how})" if voice.how else ""
    return quoted(f"“{voice.words.strip()}”", f"{who}, {long_day(voice.said_on)}{how}")


def _support(parts: CycleParts) -> list[Flowable]:
    name = parts.pupil.preferred_forename or parts.pupil.forename
    story: list[Flowable] = []
    if parts.outcomes:
        rows = [[o.text, o.baseline or "–", o.target or "–", o.measure or "–"] for o in parts.outcomes]
        table = grid((f"{name} will …", "Now", "By the review", "How we will know"), rows, (5, 3, 3, 3))
        story += [text("What we are working towards", "heading"), table]
    if parts.provisions:
        rows = [[p.name, how_often(p), p.staff or p.staff_role or "–", _run(p)] for p in parts.provisions]
        table = grid(("What helps", "How often", "Who gives it", "When"), rows, (4, 4, 3, 3))
        story += [text("What we do", "heading"), table]
    plan = parts.plan
    if plan and plan.adjustments:
        story += titled("In every lesson", plan.adjustments)
    if plan and plan.expected_impact:
        story += titled("What difference we expect", plan.expected_impact)
    if not story:
        story = [text(f"{name}’s support is still being planned.", "body")]
    return story


def how_often(provision: Provision) -> str:
    """How often, how long and with how many others, in words: "3 times a week, 20 minutes, group of 3"."""
    words = []
    if provision.sessions_a_week is not None:
        times = plain_number(provision.sessions_a_week)
        words.append({"1": "once a week", "2": "twice a week"}.get(times, f"{times} times a week"))
    if provision.minutes:
        words.append(f"{provision.minutes} minutes")
    words.append("one to one" if provision.group_size == 1 else f"group of {provision.group_size}")
    return ", ".join(words)


def plain_number(number: Decimal) -> str:
    """A number without needless zeros: 3 rather than 3.00."""
    return f"{number.normalize():f}"


def _run(provision: Provision) -> str:
    if provision.started_on and provision.ends_on:
        return f"{long_day(provision.started_on)} to {long_day(provision.ends_on)}"
    if provision.started_on:
        weeks = f", for {provision.weeks} weeks" if provision.weeks else ""
        return f"from {long_day(provision.started_on)}{weeks}"
    return f"for {provision.weeks} weeks" if provision.weeks else "–"


def _closing(parts: CycleParts, school: School) -> list[Flowable]:
    plan = parts.plan
    story: list[Flowable] = []
    if plan and plan.review_due_on:
        when = f"We look at this plan again together on {long_day(plan.review_due_on)}."
        story += titled("When we look again", when)
    if plan and plan.agreed_with:
        story += labelled("Agreed with", " · ".join(w for w in (plan.agreed_with, plan.how_agreed) if w))
    asked = f"The SENCO is {school.senco}." if school.senco else "Ask for the school’s SENCO."
    phone = f" Telephone {school.telephone}." if school.telephone else ""
    story += [rule(), text(f"{asked}{phone} {RIGHTS}", "small")]
    name = parts.pupil.preferred_forename or parts.pupil.forename
    return [*story, signatures([name, "Parent or carer", "Class teacher", "SENCO"])]
