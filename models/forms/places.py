# SPDX-License-Identifier: MIT
"""FormFile: a Word document of an authority, its places found, filled and written; its own look stays.

A place is a content control, an empty cell with a label at its left or above, a cell or line whose label ends
in a colon, or a line of dots or underscores. Nothing in the document is run, and nothing is fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from models.forms.blanks import BLANK, DOTTED, text_of
from models.forms.writing import put
from thresholds.problems import Problem

MOST_BYTES = 6_000_000
"""Bytes of a form; larger ones are pictures."""

MOST_UNPACKED = 60_000_000
"""Bytes of a form's parts unpacked: what is larger unpacks to fill the memory."""

MOST_PLACES = 600
"""Places of a form."""

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that no XML can hold (XML 1.0, 2.2)."""

_LETTERS_A_POINT = 0.5
"""Width of a letter as a share of its height, on average, in the faces that forms use."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that waits for an answer.

    key    the same each time the same document is read: its label, and a number where a label comes again
    label  the form's own words
    room   letters that fit, where the form's box can't grow; None where it grows
    """

    key: str
    label: str
    room: int | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with the element that takes the text: a cell, a paragraph, or a content control."""

    label: str
    element: Any
    room: int | None = None


class FormFile:
    """One form, read. Raises Problem where the bytes are no Word document that can be filled."""

    def __init__(self, content: bytes, name: str = "The form") -> None:
        _check(content, name)
        try:
            self._document = Document(io.BytesIO(content))
        except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError):
            raise _no_form(name) from None
        self._spots = dict(_keyed(_spots(self._document)))
        if not self._spots:
            raise Problem(
                "no place to fill was found in it",
                name,
                "Give each place an empty cell beside its label, or a content control.",
                code="no-places",
            )

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place in the document's order."""
        return tuple(Place(key, one.label, one.room) for key, one in self._spots.items())

    def filled(self, texts: Mapping[str, str]) -> bytes:
        """The document with a text in each of the given places, by key; the others stay as they are."""
        for key, text in texts.items():
            plain = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
            if plain:
                put(self._spots[key].element, plain)
        stream = io.BytesIO()
        self._document.save(stream)
        return stream.getvalue()


def _no_form(name: str) -> Problem:
    return Problem(
        "this is no Word document",
        name,
        "Open it in Word or LibreOffice and save it as .docx.",
        code="no-document",
    )


def _check(content: bytes, name: str) -> None:
    """Refuse what is too large, packed or unpacked, before anything is read."""
    if len(content) > MOST_BYTES:
        raise Problem(
            f"the form has more than {MOST_BYTES // 1_000_000} MB",
            name,
            "Take the pictures out.",
            code="large",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise _no_form(name) from None
    if unpacked > MOST_UNPACKED:
        raise Problem(
            "the form unpacks to more than a form can be", name, "Ask for another copy.", code="large"
        )


def _keyed(spots: Iterator[_Spot]) -> Iterator[tuple[str, _Spot]]:
    times: Counter[str] = Counter()
    for spot in spots:
        label = re.sub(r"\s+", " ", spot.label).strip(" :_.…")[:200]
        times[label] += 1
        key = label if times[label] == 1 else f"{label} ({times[label]})"
        yield key, _Spot(label or "No label", spot.element, spot.room)
        if sum(times.values()) >= MOST_PLACES:
            return


def _spots(document: Any) -> Iterator[_Spot]:
    """Every place of the body in order: content controls first where there are any, else cells and lines."""
    controls = list(document.element.body.iter(qn("w:sdt")))
    named = [_Spot(label, one) for one in controls if (label := _name_of(one))]
    if named:
        yield from named
        return
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:tbl"):
            yield from _in_table(block)
        elif block.tag == qn("w:p"):
            yield from _in_line(block)


def _name_of(control: Any) -> str:
    """The title of a content control for text; "" for a tick box, a picture or one without a title."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None or any(properties.find(qn(f"w:{kind}")) is not None for kind in _OTHER_KINDS):
        return ""
    for tag in ("w:alias", "w:tag"):
        named = properties.find(qn(tag))
        if named is not None and named.get(qn("w:val")):
            return str(named.get(qn("w:val")))
    return ""


_OTHER_KINDS = ("picture", "docPartObj", "group", "equation", "citation", "bibliography")


def _in_table(table: Any) -> Iterator[_Spot]:
    above: dict[int, str] = {}
    for row in table.iterchildren(qn("w:tr")):
        left, at = "", 0
        cells = list(row.iterchildren(qn("w:tc")))
        for number, cell in enumerate(cells):
            text = text_of(cell)
            follows = number + 1 < len(cells) and BLANK.fullmatch(text_of(cells[number + 1]))
            yield from _in_cell(
                cell, text, (left, above.get(at, "")), room=_room(row, cell), ends=not follows
            )
            if not BLANK.fullmatch(text):
                left = above[at] = text
            at += _span(cell)


def _in_cell(
    cell: Any, text: str, labels: tuple[str, str], *, room: int | None, ends: bool
) -> Iterator[_Spot]:
    """What waits in a cell. labels: at its left, and above it; ends: whether no blank cell follows."""
    inner = list(cell.iterchildren(qn("w:tbl")))
    for nested in inner:
        yield from _in_table(nested)
    if inner:
        return
    left, heading = labels
    if BLANK.fullmatch(text):
        if left or heading:
            yield _Spot(_with_heading(left or heading, left, heading), cell, room)
    elif text.rstrip().endswith(":") and ends:
        yield _Spot(text, cell, room)


def _with_heading(label: str, left: str, heading: str) -> str:
    """A cell in a grid is told apart by its row and its column."""
    return f"{left} – {heading}" if left and heading and heading != left and len(heading) < 60 else label


def _in_line(line: Any) -> Iterator[_Spot]:
    text = text_of(line)
    if DOTTED.search(text) and not BLANK.fullmatch(text):
        yield _Spot(DOTTED.split(text)[0] or text, line)
    elif text.rstrip().endswith(":") and len(text) < 120:
        yield _Spot(text, line)


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(found.get(qn("w:val"))) if found is not None else 1


def _room(row: Any, cell: Any) -> int | None:
    """Letters that fit into a box that can't grow: its lines times the letters of a line."""
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if height is None or height.get(qn("w:hRule")) != "exact" or width is None:
        return None
    if width.get(qn("w:type")) not in (None, "dxa"):
        return None
    size = next((int(one.get(qn("w:val"))) / 2 for one in cell.iter(qn("w:sz"))), 11.0)
    lines = max(1, int(int(height.get(qn("w:val"))) / 20 / (size * 1.2)))
    return max(1, int(int(width.get(qn("w:w"))) / 20 / (size * _LETTERS_A_POINT))) * lines
