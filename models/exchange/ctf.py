# SPDX-License-Identifier: MIT
"""The DfE's Common Transfer File, versions 17 to 25, read leniently.

Element names follow the DfE's CTF specifications (gov.uk, Common transfer file: specifications and guides).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.exchange.cells import read_date
from models.exchange.ctf_pupil import pupil_of
from models.exchange.incoming import Reading, Source, digest_of, size_within
from models.exchange.xml_stream import Element, pieces
from thresholds.problems import Problem

OLDEST, NEWEST = 17, 25
"""The versions that were published while SEN Support existed; one a year, named after the year."""

MOST_BYTES = 300_000_000

_NOT_TAKEN = frozenset(
    {"stageassessments", "assessmentresults", "schoolhistory", "contacts", "address", "phones", "admissions"}
)
"""What a transfer file also holds and this program has no place for; most of its size is assessments."""

_OTHER_FILES = {
    "atfile": "an Admissions Transfer File",
    "message": "a census or another return to the DfE",
    "html": "a web page",
}

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Header:
    """What a transfer file says of itself; empty or None where it doesn't say."""

    version: int | None = None
    made_on: date | None = None
    source: tuple[str, str] = ("", "")
    source_name: str = ""
    destination: tuple[str, str] = ("", "")


def read_ctf(path: Path, into: Reading, *, today: date, step: Step | None = None) -> Header:
    """Read a transfer file into the reading: pupils, what can't be taken, and notes on the header.

    today  stands in for the day of the file where its header gives none
    step   is told (bytes read, bytes in all)
    Raises Problem for a file that is no whole, harmless transfer file; then nothing of it is in the reading.
    """
    size = size_within(path, MOST_BYTES, called="a transfer file of a whole school")
    source = Source(path.name, digest_of(path), "ctf")
    header, attributes, mine = Header(), {}, Reading(sources=[source])

    def on_root(element: Element) -> None:
        _check_root(path, element)
        attributes.update(element.attributes)

    def on_read(read: int) -> None:
        if step is not None:
            step(read, size)

    for element in pieces(
        path, frozenset({"header", "pupil"}), unwanted=_NOT_TAKEN, root=on_root, step=on_read
    ):
        if element.name == "header":
            header = _header_of(path, element, attributes)
        else:
            pupil_of(element, path.name, header.made_on or today, mine)
    mine.notes.extend(_notes(path.name, header, has_pupils=bool(mine.pupils or mine.problems)))
    into.sources += mine.sources
    into.pupils += mine.pupils
    into.problems += mine.problems
    into.notes += mine.notes
    return header


def _check_root(path: Path, root: Element) -> None:
    if root.name == "ctfile":
        return
    known = _OTHER_FILES.get(root.name)
    what = f"this is {known}" if known else f"this is XML, but it begins with ‘{root.name[:40]}’"
    raise Problem(
        f"{what}, not a Common Transfer File",
        path.name,
        "Choose the file whose name holds CTF, as in 3722001_CTF_3724001_001.xml.",
        code="not_ctf",
    )


def _header_of(path: Path, element: Element, attributes: dict[str, str]) -> Header:
    name = element.said("documentname")
    if name and "common transfer" not in " ".join(name.casefold().split()):
        raise Problem(
            f"the header calls this ‘{name[:60]}’, not ‘Common Transfer File’",
            f"{path.name}, line {element.line}",
            "Choose the transfer file, or ask the sender for it.",
            code="not_ctf",
            line=element.line,
        )
    version = re.match(r"\s*(\d{1,2})\b", element.said("ctfversion") or attributes.get("ctfversion", ""))
    source = element.first("sourceschool")
    return Header(
        version=int(version[1]) if version else None,
        made_on=_day(element.said("datetime")),
        source=_school(source),
        source_name=source.said("schoolname")[:200] if source else "",
        destination=_school(element.first("destschool")),
    )


def _day(text: str) -> date | None:
    try:
        return read_date(text, until=date.max) if text else None
    except ValueError:
        return None


def _school(element: Element | None) -> tuple[str, str]:
    return (element.said("lea", "la"), element.said("estab")) if element else ("", "")


def _notes(file: str, header: Header, *, has_pupils: bool) -> list[str]:
    notes = []
    if header.version is None:
        notes.append(f"{file}: the header names no version; it was read as version {NEWEST}.")
    elif not OLDEST <= header.version <= NEWEST:
        age = "older" if header.version < OLDEST else "newer"
        notes.append(
            f"{file}: version {header.version} is {age} than those that this program knows "
            f"({OLDEST} to {NEWEST}); what it understood was taken."
        )
    if not any(header.source):
        notes.append(f"{file}: the header doesn't say which school the file comes from.")
    if not has_pupils:
        notes.append(f"{file}: the file holds no pupils.")
    return notes


def addressed_elsewhere(header: Header, school: tuple[str, str]) -> bool:
    """Whether the header names two schools, and neither is this one (authority, establishment)."""
    named = [pair for pair in (header.source, header.destination) if all(part.isdigit() for part in pair)]
    return len(named) == 2 and school not in named
