# SPDX-License-Identifier: MIT
"""Preparing for adulthood from Year 9: pathways without an outcome, and where a young person goes on to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.codes import YearGroup
from models.records import Destination, Outcome, Pupil
from models.records.cycle import Pathway

FROM_YEAR = 9
"""The year from which every review looks ahead to adult life (Code 8.9 and 8.10)."""


def looks_ahead(pupil: Pupil) -> bool:
    """Whether a pupil is in Year 9 or above; no where the year group isn't recorded or doesn't say."""
    year = pupil.year_group
    early = (YearGroup.E1, YearGroup.E2, YearGroup.N1, YearGroup.N2, YearGroup.R, YearGroup.X)
    return year is not None and year not in early and int(year) >= FROM_YEAR


def pathways_missing(pupil: Pupil, outcomes: Iterable[Outcome]) -> tuple[Pathway, ...]:
    """The pathways to adulthood without an outcome among these; none below Year 9."""
    if not looks_ahead(pupil):
        return ()
    there = {one.pathway for one in outcomes}
    return tuple(pathway for pathway in Pathway if pathway not in there)


def destination_on(known: Iterable[Destination], on: date) -> Destination | None:
    """What is known of a destination on a day: the latest note; None where there is none."""
    return max((one for one in known if one.noted_on <= on), key=lambda one: one.noted_on, default=None)
