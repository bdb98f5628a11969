# SPDX-License-Identifier: MIT
"""Everything held on one child for somebody who asked to see it, with other people's names marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, PageBreak, Paragraph

from desktop.files import Target
from desktop.paper import faces
from desktop.paper.sheet import Furniture, build, grid, long_day, style, text
from desktop.paper.whole_file import everything
from models.records import Draft, ImportBatch, Pupil, Record, School
from models.retention import KeptUntil
from models.third_parties import Other, Others

_GROUNDS = {Other.CHILD: "#ffd9a8", Other.FAMILY: "#fff0a8", Other.ADULT: "#dcebf7"}
_SIGNS = {Other.CHILD: "C", Other.FAMILY: "F", Other.ADULT: "A"}
_FOR_THE_SCHOOL = (
    "This copy is for the school to read before anything is given. Names of other people that the program "
    "knows are on a coloured ground, underlined, with a letter: C another child, F family or another "
    "contact, A staff and professionals. Names that it doesn't know, or that are everyday words too, may "
    "stand there unmarked, and a person can be told without a name: read each page. What may stay is your "
    "decision. Kept reports and photos are listed; add them."
)
_LAW = (
    "What is about somebody else is given with their consent, or where that is reasonable (UK GDPR, Article "
    "15(4); Data Protection Act 2018, Schedule 2, paragraph 16). For those who work in education, health and "
    "social work and are named as such it usually is (paragraph 17). What would be likely to harm somebody's "
    "health seriously may be held back (Schedule 3). An answer is due within a month (Article 12(3))."
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a child: records and drafts, where they came from, until when they are kept."""

    records: Sequence[Record]
    drafts: Sequence[Draft]
    imports: Sequence[ImportBatch]
    kept: KeptUntil


def write_subject_access(
    path: Target, pupil: Pupil, school: School, held: Held, others: Others, *, on: date
) -> int:
    """Write the pack and return its number of pages."""
    furniture = Furniture(
        title=f"What is held on {pupil.known_as}",
        school=school.name,
        made_on=on,
        about=f"{pupil.known_as} · what is held, for checking",
        foot="To be read by the school first. Other people's names are marked.",
    )
    marker = _Marker(others)
    body = everything(held.records, marker.cell)
    for draft in held.drafts:
        rows: list[list[str | Flowable]] = [
            [name, marker.cell(words)] for name, words in draft.texts.items() if words.strip()
        ]
        if rows:
            body += [text("Typed and not yet kept", "heading"), grid(("", ""), rows, (4, 10))]
    story: list[Flowable] = [
        text(f"What is held on {pupil.known_as}", "title"),
        text(f"UPN {pupil.upn}, born {long_day(pupil.date_of_birth)}", "lead"),
        text(_FOR_THE_SCHOOL),
        text(_LAW, "small"),
        *_found(marker),
        *_around(held),
        PageBreak(),
        *body,
    ]
    return build(path, furniture, story)


class _Marker:
    """Prints words with the names of others marked, and keeps count of them."""

    def __init__(self, others: Others) -> None:
        self._others = others
        self.counts: Counter[tuple[Other, str]] = Counter()

    def cell(self, words: str) -> Flowable:
        parts = []
        for piece in self._others.pieces(words):
            printed = faces.markup(piece.text)
            if piece.who is not None:
                self.counts[piece.who, piece.text] += 1
                ground, sign = _GROUNDS[piece.who], _SIGNS[piece.who]
                printed = f'<font backColor="{ground}"><u>{printed}</u> <super>{sign}</super></font>'
            parts.append(printed)
        return Paragraph("".join(parts), style("cell"))


def _found(marker: _Marker) -> list[Flowable]:
    rows = [
        [who.label, name, str(many)]
        for (who, name), many in sorted(
            marker.counts.items(), key=lambda one: (list(Other).index(one[0][0]), one[0][1])
        )
    ]
    if not rows:
        return [text("No other person's name was found.", "body")]
    head = ("Who", "Name as written", "Times")
    return [text("Names that are marked", "heading"), grid(head, rows, (4, 7, 2))]


def _around(held: Held) -> list[Flowable]:
    """What Article 15(1) asks to be told beside the data: from where, to whom, for how long."""
    came = [
        f"{one.source or one.file_name} ({one.format}), taken in on {long_day(one.taken_at.date())}"
        for one in held.imports
    ]
    rows = [
        ["Where it came from", "\n".join(came) or "Typed in by the school"],
        ["How long it is kept", f"To {long_day(held.kept.due_on)}. {held.kept.why}"],
        [
            "Who has it",
            "The school; those listed below under “Involvement” and “Record sent”, if any; the local "
            "authority where an assessment or a plan was asked for. Termly summaries hold no names.",
        ],
    ]
    return [text("What else has to be told", "heading"), grid(("", ""), rows, (4, 10))]
