# SPDX-License-Identifier: MIT
"""Papers on data protection as PDF, or as a Word document in which the school goes on writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from reportlab.platypus import Flowable

from desktop.files import put
from desktop.paper.sheet import Furniture, build, grid, long_day, text
from models.protection import Listed, Part, Practice, impact_assessment, privacy_notice
from thresholds.problems import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """One of the papers: its name on the command line, its title, and what writes it."""

    name: str
    title: str
    parts: Callable[[Practice], tuple[Part, ...]]


DRAFTS: dict[str, Draft] = {
    one.name: one
    for one in (
        Draft("dpia", "Data protection impact assessment", impact_assessment),
        Draft("privacy-notice", "Privacy notice: special educational needs", privacy_notice),
    )
}


def write_draft(path: Path, draft: Draft, practice: Practice) -> None:
    """Write a draft as .pdf or .docx. Raises Problem for another ending, or where it can't be written."""
    ending = path.suffix.lower()
    if ending not in (".pdf", ".docx"):
        raise Problem(
            f"‘{path.name}’ ends neither in .pdf nor in .docx", mend="Name it one of these.", code="ending"
        )
    parts = draft.parts(practice)
    if ending == ".pdf":
        _write_pdf(path, draft, practice, parts)
    else:
        put(path, _as_word(draft, practice, parts))


def _lead(practice: Practice) -> str:
    return f"{practice.school.name}. Draft of {long_day(practice.on)}."


def _write_pdf(path: Path, draft: Draft, practice: Practice, parts: tuple[Part, ...]) -> None:
    school = practice.school.name
    furniture = Furniture(title=draft.title, school=school, made_on=practice.on, about=draft.title)
    story: list[Flowable] = [text(draft.title, "title"), text(_lead(practice), "lead")]
    for part in parts:
        story.append(text(part.title, "heading"))
        story += [_table(one) if isinstance(one, Listed) else text(one) for one in part.inside]
    build(path, furniture, story)


def _table(listed: Listed) -> Flowable:
    longest = [max((len(row[at]) for row in listed.rows), default=0) for at in range(len(listed.head))]
    return grid(listed.head, listed.rows, [max(4, min(14, size**0.5)) for size in longest])


def _as_word(draft: Draft, practice: Practice, parts: tuple[Part, ...]) -> bytes:
    document = Document()
    document.core_properties.title = draft.title
    document.core_properties.author = practice.school.name
    document.core_properties.language = "en-GB"
    document.add_heading(draft.title, 0)
    document.add_paragraph(_lead(practice))
    for part in parts:
        document.add_heading(part.title, 1)
        for one in part.inside:
            if isinstance(one, Listed):
                table = document.add_table(rows=0, cols=len(one.head), style="Table Grid")
                for row in (one.head, *one.rows):
                    for cell, words in zip(table.add_row().cells, row, strict=True):
                        cell.text = words
                document.add_paragraph()
            else:
                document.add_paragraph(one)
    made = BytesIO()
    document.save(made)
    return made.getvalue()
