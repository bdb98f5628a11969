# SPDX-License-Identifier: MIT
"""Unique Pupil Numbers: shape and check letter (DfE UPN guidance; govtalk UniquePupilNumber 2.0)."""

from __future__ import annotations

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letters in order of their value, 0 to 22; I, O and S are left out."""

_SHAPE = re.compile(r"^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$")


def check_letter(rest: str) -> str:
    """The check letter for the twelve characters that follow it.

    Each character is worth its digit, or its place among the letters; multiplied by its position from 2 to
    13, summed, modulo 23.

    >>> check_letter("372400026001")
    'J'
    """
    worth = (int(c) if c.isdigit() else LETTERS.index(c) for c in rest)
    return LETTERS[sum(value * place for place, value in enumerate(worth, start=2)) % 23]


def check_upn(upn: str) -> str:
    """The UPN in capitals without blanks, if its shape and its check letter fit.

    Raises ValueError with a sentence for a person where they don't. A temporary UPN ends in a letter.
    """
    upn = upn.replace(" ", "").upper()
    if not _SHAPE.match(upn):
        raise ValueError(
            "A UPN is a letter, then eleven digits, then a digit (or a letter if it is temporary)."
        )
    if upn[0] != check_letter(upn[1:]):
        raise ValueError(
            f"The check letter doesn't fit: it is {upn[0]} and should be {check_letter(upn[1:])}. "
            "A digit may be mistyped."
        )
    return upn


def is_temporary(upn: str) -> bool:
    """Whether this is a temporary UPN: its last character is a letter."""
    return not upn[-1].isdigit()
