# SPDX-License-Identifier: MIT
"""The sheet for every teacher of a child: one page, four questions, to be written on and handed back."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from desktop.files import Target
from desktop.paper import faces
from desktop.paper.sheet import WIDTH, Furniture, build, ink, text
from models.records import Concern, Pupil, School
from models.records.concern import Worry
from models.round_robin import questions

BOXES = {"goes_well": 110, "is_hard": 130, "helps": 130}
"""Height of the box below each question, in points: some six lines of handwriting."""


def write_round_robin(
    path: Target, pupil: Pupil, school: School, concern: Concern | None, made_on: date
) -> int:
    """Write the sheet as a PDF and return its number of pages.

    What was said of the child so far stays off it: each teacher says what they see themselves.
    """
    furniture = Furniture(
        title=f"For every teacher of {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=pupil.known_as,
    )
    senco = school.senco or "the SENCO"
    area = f" about {concern.area.label.lower()}" if concern and concern.area else ""
    story: list[Flowable] = [
        text(f"What do you see with {pupil.known_as}?", "title"),
        text(
            f"{pupil.form or 'Class'}. We have a question{area} and ask what each teacher sees. "
            f"Three minutes are enough. Please hand the sheet to {senco}; parents may read it.",
        ),
        Spacer(1, 8),
        _box("Teacher, and subject or lesson", 24),
    ]
    for spec in questions():
        if spec.name in BOXES:
            story.append(_box(spec.label, BOXES[spec.name]))
    ticks = "     ".join(f"□ {one.label}" for one in Worry)
    story += [text("How much do you worry?", "label"), text(ticks), Spacer(1, 10), _box("Day", 20)]
    return build(path, furniture, story)


def _box(label: str, height: float) -> Flowable:
    made = Table([[text(label, "label")], [""]], colWidths=[WIDTH], rowHeights=[18, height], spaceAfter=6)
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), faces.BODY),
                ("BOX", (0, 1), (-1, 1), 0.6, ink("ink")),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ]
        )
    )
    return made
