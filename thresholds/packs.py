# SPDX-License-Identifier: MIT
"""Finds the standards that come with the program, and says which is in force for an authority on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from thresholds.problems import Problem
from thresholds.quick import read_quickly
from thresholds.reader import read
from thresholds.standard import Standard

FOLDER = Path(__file__).resolve().parent / "standards"
"""Where the standards stand that come with the program, one folder each."""


_NOT_IN_FORCE = ("draft", "withdrawn")


class _Kept:
    """Where what was read may be kept, so that the next start need not read it again; None keeps nothing."""

    folder: Path | None = None


def keep_in(folder: Path) -> None:
    """Read the standards through a cache in a folder from now on; it may be deleted at any time."""
    _Kept.folder = folder


@lru_cache(maxsize=1)
def installed() -> tuple[Standard, ...]:
    """Every standard that comes with the program. Read once; raises Problem or Problems for a damaged one."""
    folders = [one for one in sorted(FOLDER.iterdir()) if one.is_dir() and any(one.glob("*.yaml"))]
    kept = _Kept.folder
    return tuple(read(one) if kept is None else read_quickly(one, kept) for one in folders)


def in_force(la: str, on: date) -> Standard:
    """The standard of an authority, by its three-digit number, that applies on a day.

    The latest that has begun and not ended; where it ended without a successor, that one still; before the
    first begins, the first; where the authority has none, the first that comes with the program. A draft or
    a withdrawn version is in force nowhere. Raises Problem where there is none at all.
    """
    usable = [one for one in installed() if one.pack.pack.status not in _NOT_IN_FORCE]
    if not usable:
        raise Problem("no standard is installed", mend="Install the program again.", code="no-standard")
    own = [one for one in usable if one.pack.pack.la == la] or _usual(usable)
    begun = [one for one in own if _begins(one) <= on]
    if begun:
        return max(begun, key=lambda one: (one.is_in_force(on), _begins(one)))
    return min(own, key=_begins)


def _begins(standard: Standard) -> date:
    return standard.pack.pack.effective.from_


def _usual(everything: list[Standard]) -> list[Standard]:
    return [one for one in everything if one.id == "rotherham"] or everything[:1]
