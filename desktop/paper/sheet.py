# SPDX-License-Identifier: MIT
"""Page furniture and styles: A4, 20 mm margins, one face, page x of y, readable in black and white."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from desktop.files import Target, put
from desktop.paper import faces
from desktop.style import tokens

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
"""The width that text may take, in points."""


def ink(name: str) -> Color:
    """A colour of the light theme by its token: paper and screen share one table."""
    return HexColor(tokens("light")[name])


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around every page: whose sheet it is, from which school, made on which day."""

    title: str
    school: str
    made_on: date
    about: str = ""
    foot: str = ""


def style(name: str) -> ParagraphStyle:
    """A paragraph style by name: title, lead, heading, label, body, small, quote, cell, head."""
    return _STYLES[name]


def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle(
        "body", fontName=faces.BODY, fontSize=10.5, leading=15, alignment=TA_LEFT, splitLongWords=1
    )
    quiet = ink("ink-quiet")

    def like(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    styles = [
        body,
        like("title", fontName=faces.BOLD, fontSize=21, leading=25, spaceAfter=2),
        like("lead", fontSize=12, leading=16, textColor=quiet, spaceAfter=10),
        # A heading or label never stands alone at the foot of a page: it stays with what comes under it.
        like(
            "heading",
            fontName=faces.BOLD,
            fontSize=13,
            leading=17,
            spaceBefore=14,
            spaceAfter=4,
            keepWithNext=1,
        ),
        like(
            "label",
            fontName=faces.BOLD,
            fontSize=9.5,
            leading=13,
            textColor=quiet,
            spaceBefore=6,
            keepWithNext=1,
        ),
        like("small", fontSize=9, leading=12.5, textColor=quiet),
        like("quote", fontSize=11, leading=16),
        like("cell", fontSize=9.5, leading=13),
        like("head", fontName=faces.BOLD, fontSize=9, leading=12, textColor=quiet),
    ]
    return {one.name: one for one in styles}


def text(words: str, kind: str = "body") -> Paragraph:
    """A paragraph of a person's words, exactly as typed."""
    return Paragraph(faces.markup(words), style(kind))


def labelled(label: str, words: str) -> list[Flowable]:
    """A small label with the words under it, or nothing where there are no words."""
    return [text(label, "label"), text(words)] if words.strip() else []


def quoted(words: str, who: str) -> Flowable:
    """Somebody's own words with a line beside them, and whose they are."""
    inner = Table(
        [[text(words, "quote")], [text(who, "small")]],
        colWidths=[WIDTH],
        splitInRow=1,
        spaceBefore=2,
        spaceAfter=6,
    )
    inner.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), faces.BODY),
                ("LINEBEFORE", (0, 0), (0, -1), 2, ink("accent")),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return inner


def grid(head: Sequence[str], rows: Sequence[Sequence[str | Flowable]], shares: Sequence[float]) -> Table:
    """A table that breaks between rows and repeats its head; shares are the columns' parts of the width."""
    filled: list[list[Any]] = [
        [text(one, "cell") if isinstance(one, str) else one for one in row] for row in rows
    ]
    cells: list[list[Any]] = [[text(word, "head") for word in head], *filled]
    total = sum(shares)
    made = Table(cells, colWidths=[WIDTH * s / total for s in shares], repeatRows=1, splitInRow=1)
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), faces.BODY),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, 0), 1, ink("ink")),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, ink("line")),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ]
        )
    )
    return made


def signatures(who: Sequence[str]) -> Flowable:
    """Lines to sign on, two beside each other, each with whose line it is and room for the day."""
    rows: list[list[Any]] = []
    for start in range(0, len(who), 2):
        pair = [*who[start : start + 2], ""][:2]
        rows.append([text(f"{name}, date" if name else "", "small") for name in pair])
    made = Table(rows, colWidths=[WIDTH / 2] * 2, rowHeights=[16 * mm] * len(rows))
    rules = [
        ("LINEABOVE", (c, r), (c, r), 0.6, ink("ink"))
        for r, row in enumerate(rows)
        for c in range(2)
        if who[r * 2 + c : r * 2 + c + 1]
    ]
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), faces.BODY),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                *rules,
            ]
        )
    )
    return KeepTogether([Spacer(1, 14 * mm), made])


def rule() -> Flowable:
    """A quiet line across the page."""
    return HRFlowable(width="100%", thickness=0.5, color=ink("line"), spaceBefore=6, spaceAfter=6)


class _NumberedCanvas(Canvas):
    """Keeps each page until the last is known, so that each can say "page 2 of 5"."""

    furniture: Furniture

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []
        self.marks: list[tuple[str, str]] = []

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self.marks = []
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            # A bookmark is of the page that is being written out, so it is set only now.
            for title, key in self.marks:
                self.bookmarkPage(key)
                self.addOutlineEntry(title, key, 0, closed=False)
            self._stand_around(number, len(self._pages))
            super().showPage()
        super().save()

    def _stand_around(self, number: int, pages: int) -> None:
        around = self.furniture
        self.setFillColor(ink("ink-quiet"))
        self._line(A4[1] - 12 * mm, around.about, around.school)
        made = f"Made on {long_day(around.made_on)}"
        self._line(10 * mm, around.foot or made, f"Page {number} of {pages}")
        self.setStrokeColor(ink("line"))
        self.line(MARGIN, A4[1] - 14 * mm, A4[0] - MARGIN, A4[1] - 14 * mm)

    def _line(self, height: float, left: str, right: str) -> None:
        beside = Paragraph(faces.markup(left), style("small"))
        beside.wrap(WIDTH * 0.6, 20)
        beside.drawOn(self, MARGIN, height - 3)
        other = ParagraphStyle("right", parent=style("small"), alignment=2)
        last = Paragraph(faces.markup(right), other)
        last.wrap(WIDTH * 0.4, 20)
        last.drawOn(self, MARGIN + WIDTH * 0.6, height - 3)


def long_day(day: date) -> str:
    """A day as people write it: 12 September 2026."""
    return f"{day.day} {day:%B %Y}"


class _Listing(BaseDocTemplate):
    """A document that tells its contents of each heading of one style, with a bookmark to it."""

    listed = ""

    def afterFlowable(self, flowable: Flowable) -> None:
        if self.listed and getattr(getattr(flowable, "style", None), "name", "") == self.listed:
            title, key = flowable.getPlainText(), f"chapter-{self.page}"  # type: ignore[attr-defined]
            canvas: Any = self.canv
            canvas.marks.append((title, key))
            self.notify("TOCEntry", (0, faces.markup(title), self.page, key))


def build(path: Target, furniture: Furniture, story: Sequence[Flowable], *, contents: str = "") -> int:
    """Write a document and return its number of pages; nothing half-written is ever left at the path.

    contents: the style of the headings that a table of contents in the story lists.
    Raises Problem where the folder can't be written to.
    """
    content, pages = rendered(furniture, story, contents=contents)
    put(path, content)
    return pages


def rendered(furniture: Furniture, story: Sequence[Flowable], *, contents: str = "") -> tuple[bytes, int]:
    """A document as bytes that never touch the disk, and its number of pages."""
    held = io.BytesIO()
    canvas: Any = type("Canvas", (_NumberedCanvas,), {"furniture": furniture})
    document = _Listing(
        held,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=furniture.title,
        author=furniture.school,
        subject=furniture.about,
        lang="en-GB",
        initialFontName=faces.BODY,
    )
    frame = Frame(MARGIN, MARGIN - 4 * mm, WIDTH, A4[1] - 2 * MARGIN + 4 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.listed = contents
    if contents:
        document.multiBuild(list(story), canvasmaker=canvas)
    else:
        document.build(list(story), canvasmaker=canvas)
    return held.getvalue(), int(document.page)


faces.register()
_STYLES = _styles()
