# SPDX-License-Identifier: MIT
"""The letter that asks parents to a review: when, what about, what they may bring; with a slip to return."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import Flowable, KeepTogether, Spacer

from desktop.files import Target
from desktop.paper.pupil_plan import RIGHTS
from desktop.paper.sheet import Furniture, build, grid, long_day, rule, text
from models.cycle_parts import CycleParts
from models.records import School

SLIP = (
    "I can come on that day.     □ yes     □ no, please suggest another day",
    "I would like an interpreter, or another person with me.     □ yes     □ no",
    "What goes well at home, and what worries me:",
)


def write_letter(path: Target, parts: CycleParts, school: School, made_on: date) -> int:
    """Write the letter to a child's parents as a PDF and return its number of pages."""
    pupil = parts.pupil
    furniture = Furniture(
        title=f"Review for {pupil.known_as}", school=school.name, made_on=made_on, about=pupil.known_as
    )
    return build(path, furniture, [*_letter(parts, school, made_on), *_slip(parts)])


def _letter(parts: CycleParts, school: School, made_on: date) -> list[Flowable]:
    name = parts.pupil.preferred_forename or parts.pupil.forename
    due = parts.plan.review_due_on if parts.plan else None
    when = f"on {long_day(due)}" if due else "soon; we will agree a day with you"
    story: list[Flowable] = [
        *(text(line, "small") for line in (school.address, school.telephone) if line),
        text(long_day(made_on), "label"),
        text(f"Looking at {name}’s support together", "title"),
        *_paragraphs(
            "Dear parents and carers,",
            f"We would like to look at {name}’s support with you {when}. You know {name} best, and what you "
            "tell us decides with us what happens next.",
        ),
    ]
    if parts.outcomes:
        rows = [[one.text, one.baseline or "–", one.target or "–"] for one in parts.outcomes]
        head = (f"{name} will …", "At the start", "By the review")
        story += [text("What we have been working towards", "heading"), grid(head, rows, (6, 3, 3))]
    signed = f"{school.senco}, SENCO" if school.senco else "The SENCO"
    story += [
        text("What we will talk about", "heading"),
        *_paragraphs(
            f"What {name} says, and what you see at home. How far each step was reached. What helped and "
            "what didn’t. What we do next, and when we meet again.",
            f"Please bring anything that helps us to understand {name}, such as letters from the doctor.",
            "Yours sincerely,",
            signed,
        ),
        text(RIGHTS, "small"),
    ]
    return story


def _paragraphs(*texts: str) -> list[Flowable]:
    return [part for words in texts for part in (text(words), Spacer(1, 8))]


def _slip(parts: CycleParts) -> list[Flowable]:
    name = parts.pupil.known_as
    lines: list[Flowable] = [Spacer(1, 10), rule(), text(f"Please return: review for {name}", "heading")]
    lines += [*_paragraphs(*SLIP), Spacer(1, 60), text("Name, signature and day:")]
    return [KeepTogether(lines)]
