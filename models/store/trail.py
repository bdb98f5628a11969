# SPDX-License-Identifier: MIT
"""The audit trail's chain: each line's hash follows the one before, and holds when a line's words are erased.

A line has an outside (when, who, which kind) and an inside (which record, which child, before, after). The
chain goes through the outside and through the hash of the inside with a random salt. To erase, the inside and
its salt go and the hash stays: the chain still holds, and without the salt the hash confirms no guess at what
was there. Each erased line has to be named by an Erasure further on; one that isn't was wiped by others.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

FIRST_HASH = "0" * 64
"""What the first line of the audit trail follows."""

OUTSIDE = ("at", "who", "kind")
INSIDE = ("record_id", "pupil_id", "before", "after")


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line: when, who and which kind; and, unless it was erased, which record, and it before and after.

    before and after are canonical JSON; None for a record that wasn't there, or is there no more.
    """

    number: int
    at: str
    who: str
    kind: str
    record_id: str
    pupil_id: str
    before: str | None
    after: str | None
    is_erased: bool


def new_salt() -> str:
    """Sixteen random bytes, which go when the line is erased."""
    return secrets.token_hex(16)


def seal(salt: str, line: Mapping[str, Any]) -> str:
    """The hash of a line's inside, which can stand in its place."""
    return _hashed(salt, {name: line[name] for name in INSIDE})


def chained(previous: str, line: Mapping[str, Any], sealed: str) -> str:
    """The hash of an audit line that follows another: a changed or missing line breaks every later one."""
    return _hashed(f"{previous}\n{sealed}", {name: line[name] for name in OUTSIDE})


def _hashed(before: str, content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}\n{text}".encode()).hexdigest()


def first_broken(connection: Any) -> int:
    """The number of the first line that doesn't follow, or was wiped without an Erasure; 0 for none."""
    previous, expected = FIRST_HASH, 1
    wiped: set[int] = set()
    accounted: set[int] = set()
    names = ("salt", "sealed", *OUTSIDE, *INSIDE)
    for number, own, *values in connection.execute(
        f"SELECT number, hash, {', '.join(names)} FROM audit ORDER BY number"
    ):
        line = dict(zip(names, values, strict=True))
        sealed = line["sealed"] or seal(line["salt"], line)
        previous = chained(previous, line, sealed)
        if previous != own or number != expected:
            return int(number)
        expected = number + 1
        if line["sealed"]:
            wiped.add(number)
        elif line["kind"] == "Erasure" and line["after"]:
            accounted |= numbers(json.loads(line["after"])["lines"])
    return min(wiped - accounted, default=0)


def lines_of(connection: Any, first: int, last: int, *, inside: bool = True) -> Iterator[TrailLine]:
    """The lines from one number to another, the first first.

    inside  whether before and after are wanted; else they are "" for what there is
    """
    both = "before, after" if inside else "substr(before, 1, 0), substr(after, 1, 0)"
    question = (
        f"SELECT number, at, who, kind, record_id, pupil_id, {both}, sealed IS NOT NULL FROM audit "
        "WHERE number BETWEEN ? AND ? ORDER BY number"
    )
    for row in connection.exec_driver_sql(question, (first, last)):
        number, at, who, kind, record_id, pupil_id, before, after, erased = row
        yield TrailLine(number, at, who, kind, record_id, pupil_id, before, after, bool(erased))


def ranges(lines: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as stretches, first and last.

    >>> ranges([1, 2, 3, 7])
    ((1, 3), (7, 7))
    """
    found: list[tuple[int, int]] = []
    for number in sorted(lines):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def numbers(stretches: Iterable[tuple[int, int]]) -> set[int]:
    """The numbers in stretches."""
    return {number for first, last in stretches for number in range(first, last + 1)}
