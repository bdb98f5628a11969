# SPDX-License-Identifier: MIT
"""The evidence for an EHC needs assessment: an index, each item with its day, and what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.sheet import Furniture, build, grid, long_day, rule, text
from models.assessment_request import Item, Section
from models.records import Pupil, School

LAW = (
    "The headings follow paragraph 9.14 of the SEND Code of Practice (2015). Anyone may ask for an "
    "assessment at any time. The test in law is whether the child has or may have special educational needs, "
    "and whether provision through a plan may be necessary (Children and Families Act 2014, section 36(8)); "
    "nothing that is missing here stands in the way of asking."
)


def write_evidence(
    path: Target, pupil: Pupil, school: School, sections: Sequence[Section], made_on: date
) -> int:
    """Write a child's evidence pack as a PDF and return its number of pages."""
    furniture = Furniture(
        title=f"Evidence for an EHC needs assessment: {pupil.known_as}",
        school=school.name,
        made_on=made_on,
        about=f"{pupil.known_as} · evidence",
    )
    story: list[Flowable] = [
        text("Evidence for an education, health and care needs assessment", "title"),
        text(_about(pupil, school), "lead"),
        text(LAW, "small"),
        text("What is in it", "heading"),
        grid(("", "Heading", "Items"), [_indexed(one) for one in sections], (1, 10, 2)),
    ]
    gaps = [sentence for one in sections for sentence in one.missing]
    if gaps:
        story += [text("What is not there", "heading"), *(text(sentence) for sentence in gaps)]
    for one in sections:
        story += _section(one)
    return build(path, furniture, story)


def _about(pupil: Pupil, school: School) -> str:
    year = pupil.year_group.label if pupil.year_group else ""
    born = f"born {long_day(pupil.date_of_birth)}"
    parts = (pupil.known_as, born, f"UPN {pupil.upn}", year, pupil.form, school.name)
    return " · ".join(part for part in parts if part)


def _indexed(section: Section) -> list[str]:
    return [str(section.number), section.title, str(len(section.items) or "none")]


def _section(section: Section) -> list[Flowable]:
    story: list[Flowable] = [rule(), text(f"{section.number}. {section.title}", "heading")]
    if section.items:
        rows = [[one.number, one.words, _day(one), one.source or "–"] for one in section.items]
        story.append(grid(("", "Evidence", "Day", "From"), rows, (1.2, 8, 2.8, 3.4)))
    story += [text(sentence, "small") for sentence in section.missing]
    return story


def _day(item: Item) -> str:
    return long_day(item.on) if item.on else "–"
