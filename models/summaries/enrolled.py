# SPDX-License-Identifier: MIT
"""The schools whose signature counts: looked through one by one, and mended after a telephone call."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.summaries.authority import (
    ENROLLED,
    AuthorityPack,
    Enrolment,
    read_enrolment,
    read_pack,
    take_enrolment,
)
from thresholds.problems import Problem

EARLIER = "earlier"
"""Folder below the enrolled ones: keys that no longer count, kept so that it can be told when they did."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A school and its key as a line of a list; enrolled None where it hasn't enrolled yet."""

    urn: int
    name: str
    enrolled: Enrolment | None

    @property
    def words(self) -> str:
        """How it stands."""
        if self.enrolled is None:
            return "not enrolled"
        day = self.enrolled.issued
        return f"enrolled, key of {day.day} {day:%B %Y}"

    @property
    def fingerprint(self) -> str:
        """Its key's fingerprint, empty where it has none."""
        return self.enrolled.fingerprint if self.enrolled else ""


def own_pack(folder: Path) -> AuthorityPack:
    """The pack that this authority gives its schools. Raises Problem where it isn't in the folder."""
    packs = sorted(folder.glob("gr-authority-*.json"))
    if not packs:
        raise Problem("the authority's pack isn't here", str(folder), "Put it back beside the key.")
    return read_pack(packs[0])


def enrolments(folder: Path) -> tuple[Enrolment, ...]:
    """The enrolments that count, by URN. Raises Problem for one that was changed."""
    return tuple(read_enrolment(file) for file in sorted((folder / ENROLLED).glob("*.json")))


def key_lines(
    taken: Iterable[Enrolment], expected: Mapping[int, str], seen: Iterable[int] = ()
) -> tuple[KeyLine, ...]:
    """Every school that is expected, has enrolled or sent something, by URN. expected: names by URN."""
    by_urn = {one.urn: one for one in taken}
    return tuple(
        KeyLine(urn, expected.get(urn, ""), by_urn.get(urn)) for urn in sorted({*by_urn, *expected, *seen})
    )


def standing_key(folder: Path, urn: int) -> Enrolment | None:
    """The enrolment of a school that counts now, None where it has none."""
    return next((one for one in enrolments(folder) if one.urn == urn), None)


def set_aside(folder: Path, urn: int) -> Path:
    """Let a school's key count no longer; its enrolment is kept among the earlier ones. Raises Problem."""
    kept = standing_key(folder, urn)
    if kept is None:
        raise Problem(f"school {urn} has no key here", str(folder / ENROLLED), "Check the school's number.")
    place = folder / ENROLLED / EARLIER / f"{Path(kept.name).stem}-{kept.public_key[:8]}.json"
    place.parent.mkdir(exist_ok=True)
    os.replace(folder / ENROLLED / kept.name, place)
    return place


def take_compared(folder: Path, file: Path, *, instead: bool = False) -> Enrolment:
    """Let a school's signature count, its fingerprint having been compared.

    instead: in place of the key that it enrolled before, which is set aside. Raises Problem, and then
    nothing is changed.
    """
    before = standing_key(folder, read_enrolment(file).urn) if instead else None
    if before is None:
        return take_enrolment(folder, file)
    aside = set_aside(folder, before.urn)
    try:
        return take_enrolment(folder, file)
    except Problem:
        os.replace(aside, folder / ENROLLED / before.name)
        raise
