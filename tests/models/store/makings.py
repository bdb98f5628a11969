# SPDX-License-Identifier: MIT
"""What the store's tests make their schools of; everybody in it is invented."""

from __future__ import annotations

from datetime import date, datetime

from models.codes import SchoolPhase
from models.records import Pupil, School
from models.upn import check_letter

SCHOOL = School(name="Canklow Bridge", la="372", estab="2001", urn=100001, phase=SchoolPhase.PRIMARY)
PASSPHRASE = "four quiet grey herons"


def now() -> datetime:
    """The instant at which these tests stand still."""
    return datetime(2026, 11, 23, 14, 30)


def upn(number: int) -> str:
    """A UPN that fits its check letter; up to 9,999 of them."""
    rest = f"37220012{number:04d}"
    return check_letter(rest) + rest


def pupil(number: int = 1, surname: str = "Khalil") -> Pupil:
    """A child with a UPN of their own."""
    return Pupil(upn=upn(number), surname=surname, forename="Amira", date_of_birth=date(2018, 3, 9))
