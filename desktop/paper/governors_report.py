# SPDX-License-Identifier: MIT
"""The termly report to governors: figures of the whole school, and no child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable, KeepTogether

from desktop.files import Target
from desktop.paper.sheet import Furniture, build, grid, text
from models.governors import LEAST, Block
from models.records import School

ABOUT = (
    f"No child is named. Figures from 1 to {LEAST - 1} are shown together, so that nobody can be recognised. "
    "Questions that governors may ask: Does support reach the children who need it? Are parents met three "
    "times a year? What changed for children whose support was reviewed?"
)


def write_governors(path: Target, blocks: Sequence[Block], term: str, school: School, made_on: date) -> int:
    """Write the report of a term as a PDF and return its number of pages. term is in words: "autumn 2026"."""
    furniture = Furniture(
        title=f"SEN report to governors, {term}",
        school=school.name,
        made_on=made_on,
        about="Report to governors",
    )
    story: list[Flowable] = [
        text("Special educational needs: report to governors", "title"),
        text(f"{school.name}, {term}", "lead"),
        text(ABOUT, "small"),
    ]
    for block in blocks:
        rows = [[line.words, line.figure] for line in block.lines] or [["Nothing is recorded", "–"]]
        story.append(KeepTogether([text(block.title, "heading"), grid(("", "Figure"), rows, (10, 3))]))
    return build(path, furniture, story)
