# SPDX-License-Identifier: MIT
"""Which standard a child is judged by: its home authority's, in force on the day."""

from __future__ import annotations

from datetime import date

from models.attaching import bytes_of
from models.cycle_parts import Reader
from models.records import AdoptedStandard, Pupil, School, StandardDocument
from thresholds.packs import in_force, installed
from thresholds.problems import Problem
from thresholds.reader import read_bundle
from thresholds.standard import Standard


def standard_for(tx: Reader, pupil: Pupil | None, school: School, on: date) -> Standard:
    """The standard of the pupil's home authority, or of the school's where none is recorded.

    What was adopted for that authority and has begun goes before what comes with the program.
    Raises Problem where there is no standard at all, or an adopted one is damaged.
    """
    la = (pupil.home_la if pupil else "") or school.la
    begun = [one for one in tx.find(AdoptedStandard, la=la) if one.effective_on <= on]
    if begun:
        return read_adopted(tx, max(begun, key=lambda one: (one.effective_on, one.adopted_on)))
    return in_force(la, on)


def read_adopted(tx: Reader, adopted: AdoptedStandard) -> Standard:
    """An adopted standard, read once for as long as the program runs. Raises Problem where it is damaged."""
    held = _READ.get(adopted.digest)
    if held is None:
        document = tx.get(StandardDocument, adopted.document_id)
        held = read_bundle(bytes_of(document).decode("utf-8")) if document is not None else None
        if held is None or held.digest != adopted.digest:
            raise Problem(
                "the adopted standard is damaged",
                f"{adopted.pack_id} {adopted.version}",
                "Adopt it again from the file that the authority sent.",
                code="damaged",
            )
        _READ[adopted.digest] = held
    return held


def known_standards(tx: Reader) -> tuple[Standard, ...]:
    """Every version that is here: what was adopted, and what comes with the program."""
    return (*(read_adopted(tx, one) for one in tx.find(AdoptedStandard)), *installed())


_READ: dict[str, Standard] = {}
