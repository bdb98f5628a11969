# SPDX-License-Identifier: MIT
"""The chronology of one child's record: each day on which something happened, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.sheet import Furniture, build, grid, long_day, text
from models.chronology import DatedLine
from models.records import Pupil, School


def write_chronology(
    path: Target, pupil: Pupil, school: School, lines: Sequence[DatedLine], made_on: date
) -> int:
    """Write a child's chronology as a PDF, the oldest first, and return its number of pages."""
    furniture = Furniture(
        title=f"Chronology of {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=f"{pupil.known_as} · chronology",
    )
    story: list[Flowable] = [
        text(f"Chronology: {pupil.known_as}", "title"),
        text(f"UPN {pupil.upn}, born {long_day(pupil.date_of_birth)}", "lead"),
    ]
    if lines:
        story.append(grid(("Day", "What happened"), [[long_day(o.on), o.words] for o in lines], (3, 11)))
    else:
        story.append(text("Nothing with a date is on record yet."))
    return build(path, furniture, story)
