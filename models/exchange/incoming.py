# SPDX-License-Identifier: MIT
"""What a file says of a child, before it is compared with what the store holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from models.codes import SenProvision, SenType
from thresholds.problems import Problem

Format = Literal["ctf", "pupils", "attendance"]


@dataclass(frozen=True, slots=True)
class IncomingStatus:
    """SEN provision as a file gives it; without a first day it is known for the file's day only."""

    provision: SenProvision
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class IncomingNeed:
    """A type of need as a file gives it; a rank of None is one that the file doesn't say."""

    code: SenType
    rank: int | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class IncomingAttendance:
    """Half-days over a stretch of dates.

    grows  the figure is a running total of its school year: a later one takes the earlier one's place
    """

    from_on: date
    to_on: date
    possible: int
    attended: int
    authorised: int | None = None
    unauthorised: int | None = None
    note: str = ""
    grows: bool = False


@dataclass(frozen=True, slots=True)
class IncomingPupil:
    """One row of a list, or one Pupil of a transfer file.

    values  a Pupil's fields that the file gives; what it leaves empty is not there
    as_of   the day for which the file speaks
    """

    file: str
    line: int
    as_of: date
    values: Mapping[str, Any]
    statuses: tuple[IncomingStatus, ...] = ()
    needs: tuple[IncomingNeed, ...] = ()
    attendance: tuple[IncomingAttendance, ...] = ()

    @property
    def where(self) -> str:
        """The place as a person finds it: file and line."""
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name without its folder, its hash, and the format that it was read as."""

    file: str
    digest: str
    format: Format


@dataclass(slots=True)
class Reading:
    """What came of reading files: pupils, what could not be taken, and what a person should know."""

    sources: list[Source] = field(default_factory=list)
    pupils: list[IncomingPupil] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rejection(
    row: IncomingPupil | tuple[str, int], name: str, value: object, reason: str, mend: str = ""
) -> Problem:
    """A row or a field that can't be taken: where, the field, its value as given, the reason and the mend."""
    file, line = (row.file, row.line) if isinstance(row, IncomingPupil) else row
    return Problem(
        reason, f"{file}, line {line}", mend, code="rejected", line=line, field=name, value=str(value)
    )


def size_within(path: Path, most: int, *, called: str) -> int:
    """The file's size in bytes. Raises Problem where it can't be read, is empty or is beyond all measure."""
    if path.is_dir():
        raise Problem("this is a folder, not a file", str(path), "Choose the file inside it.", code="folder")
    try:
        size = path.stat().st_size
    except OSError:
        raise Problem(
            "the file can't be read",
            str(path),
            "Check its name, and that it is not locked.",
            code="unreadable",
        ) from None
    if size == 0:
        raise Problem("the file is empty", path.name, "Ask for it to be made again.", code="empty")
    if size > most:
        raise Problem(
            f"the file has {size / 1e6:,.0f} MB, and {called} has at most {most / 1e6:,.0f} MB",
            path.name,
            "Ask for one with the pupils of one school only.",
            code="gigantic",
        )
    return size


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def a_few(words: Sequence[str], most: int = 6) -> str:
    """Words for a sentence, the rest counted: "A, B and 3 more".

    >>> a_few(["A", "B", "C"], most=2)
    'A, B and 1 more'
    """
    if len(words) <= most:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {len(words) - most} more"
