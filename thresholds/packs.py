# SPDX-License-Identifier: MIT
"""Finds the standards that come with the program, and says which is in force for an authority on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from thresholds.problems import Problem
from thresholds.reader import read
from thresholds.standard import Standard

FOLDER = Path(__file__).resolve().parent / "standards"
"""Where the standards stand that come with the program, one folder each."""


@lru_cache(maxsize=1)
def installed() -> tuple[Standard, ...]:
    """Every standard that comes with the program. Read once; raises Problem or Problems for a damaged one."""
    return tuple(
        read(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir() and any(folder.glob("*.yaml"))
    )


def in_force(la: str, on: date) -> Standard:
    """The standard of an authority, by its three-digit number, that applies on a day.

    The latest that has begun; before the first begins, the first; where the authority has none, the first
    that comes with the program. Raises Problem where there is none at all.
    """
    everything = installed()
    if not everything:
        raise Problem("no standard is installed", mend="Install the program again.", code="no-standard")
    own = [one for one in everything if one.pack.pack.la == la] or _usual(everything)
    begun = [one for one in own if one.pack.pack.effective.from_ <= on]
    if begun:
        return max(begun, key=lambda one: one.pack.pack.effective.from_)
    return min(own, key=lambda one: one.pack.pack.effective.from_)


def _usual(everything: tuple[Standard, ...]) -> list[Standard]:
    return [one for one in everything if one.id == "rotherham"] or list(everything[:1])
