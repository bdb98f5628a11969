# SPDX-License-Identifier: MIT
"""Evidence: an immutable snapshot of what is known of one child on one day; absent means not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Phase(StrEnum):
    """Phase of education, taken from the recorded year group and never from the date of birth."""

    EARLY_YEARS = "early_years"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    POST_16 = "post_16"


# A number in the fact's own unit, a yes or no, or one of a fact's named values.
Value = Decimal | bool | str


@dataclass(frozen=True, slots=True)
class Observation:
    """One dated value of one fact, with the record it came from.

    low and high are given instead of a point where only a range is known (a percentile read as
    standard scores, say); value is then the low end.
    record is the identity of the school's own record ("Score/…"), source a few words for a person
    ("SALT report"); scale is set only where the score is on another scale than the fact's own.
    """

    on: date
    value: Value
    record: str = ""
    source: str = ""
    scale: str = ""
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once: a completed cycle, a suspension, a parents' meeting.

    earliest and latest are the same day where the date is known; they span the month where only the
    month is known, and are both None where nothing is. A field that is None is not known.
    """

    earliest: date | None
    latest: date | None
    fields: Mapping[str, Value | None] = field(default_factory=dict)
    record: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A dated document that the school holds: a professional's report, a plan."""

    on: date
    record: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one child. A name that is not in a mapping is not known: never 0, never "no".

    complete holds, for each kind of event or document, the day on which a person attested that all of
    them are recorded; only such an attestation lets absence count as "no".
    """

    as_of: date
    phase: Phase | None = None
    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    documents: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    complete: Mapping[str, date] = field(default_factory=dict)
