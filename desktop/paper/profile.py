# SPDX-License-Identifier: MIT
"""The one-page profile, written to be read by every adult who meets the child, and by the child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.sheet import Furniture, build, quoted, text
from models.codes import Whose
from models.records import Pupil, School, Strength, Voice


def write_profile(
    path: Target,
    pupil: Pupil,
    school: School,
    made_on: date,
    *,
    strengths: Sequence[Strength] = (),
    voices: Sequence[Voice] = (),
) -> int:
    """Write a child's one-page profile as a PDF and return its number of pages."""
    furniture = Furniture(
        title=f"{pupil.known_as}’s profile", school=school.name, made_on=made_on, about=pupil.known_as
    )
    return build(path, furniture, _story(pupil, school, strengths, voices))


def _story(
    pupil: Pupil, school: School, strengths: Sequence[Strength], voices: Sequence[Voice]
) -> list[Flowable]:
    year = pupil.year_group.label if pupil.year_group else ""
    where = " · ".join(word for word in (year, pupil.form, school.name) if word)
    name = pupil.preferred_forename or pupil.forename
    story: list[Flowable] = [text(f"This is {name}", "title"), text(where, "lead")]
    parts = (
        ("What people like and admire about me", pupil.about_me),
        ("What is important to me", pupil.important_to_me),
        ("How to help me best", pupil.how_to_help),
        ("What I am good at and enjoy", "; ".join(one.text for one in strengths)),
    )
    for title, words in parts:
        if words.strip():
            story += [text(title, "heading"), text(words)]
    said = [one for one in voices if one.whose is Whose.CHILD and one.words.strip()]
    if said:
        latest = max(said, key=lambda one: one.said_on)
        when = f"{latest.said_on.day} {latest.said_on:%B %Y}"
        story += [text("In my own words", "heading"), quoted(f"“{latest.words.strip()}”", f"{name}, {when}")]
    if len(story) == 2:
        story.append(text(f"{name}’s profile is still to be written, together with {name}."))
    return story
