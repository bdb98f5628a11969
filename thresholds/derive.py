# SPDX-License-Identifier: MIT
"""Dated evidence as the standard reads it on one day: windows, freshness, intervals, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from thresholds.counting import (
    MET,
    NOT_MET,
    UNKNOWN,
    Counted,
    count_events,
    find_document,
    is_attested,
)
from thresholds.evidence import Evidence, Observation, Value
from thresholds.nodes import Fact
from thresholds.standard import Standard
from thresholds.tree import Leaf
from thresholds.verdict import Reason, Used
from thresholds.windows import drops_out, start_of


class Reading(NamedTuple):
    """A fact on one day. value is None while it isn't known; several holds values of one day that differ.

    high is set where only a range is known; shown is what a person should see; changes are the days on which
    this reading would be another one if nothing new is recorded.
    """

    value: Value | None
    reason: Reason
    several: tuple[Value, ...] = ()
    high: Decimal | None = None
    used: tuple[Used, ...] = ()
    changes: tuple[date, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is one value or none, so that the compiled standard can read it."""
        return not self.several and self.high is None

    @property
    def shown(self) -> tuple[Value, ...]:
        """The values that a person should see, also where they could not be used."""
        return self.several or tuple(one.value for one in self.used if one.value is not None)


NOTHING = Reading(None, Reason.MISSING)


def read_fact(fact: Fact, name: str, seen: Sequence[Observation], as_of: date) -> Reading:
    """The latest value on or before the day, if it is still good; why there is none otherwise."""
    latest, later = _latest(seen, as_of)
    if not latest:
        return Reading(None, Reason.FUTURE_DATED, changes=later) if later else NOTHING
    last = latest[0].on
    used = tuple([Used(name, one.on, one.value, one.record, one.source) for one in latest])
    if fact.good_for is not None:
        if last < start_of(fact.good_for, as_of):
            return Reading(None, Reason.STALE, used=used, changes=later)
        later = (*later, drops_out(fact.good_for, last))
    for one in latest:
        if one.scale and one.scale != fact.unit:
            return Reading(None, Reason.OTHER_SCALE, used=used, changes=later)
    return _used(latest, used, later)


def _latest(seen: Sequence[Observation], as_of: date) -> tuple[Sequence[Observation], tuple[date, ...]]:
    """What was found on the latest day up to a day, and the days on which more is to come."""
    if len(seen) == 1 and seen[0].on <= as_of:
        return seen, ()
    latest: list[Observation] = []
    later: set[date] = set()
    for one in seen:
        if one.on > as_of:
            later.add(one.on)
        elif not latest or one.on > latest[0].on:
            latest = [one]
        elif one.on == latest[0].on:
            latest.append(one)
    return latest, tuple(sorted(later))


def _used(latest: Sequence[Observation], used: tuple[Used, ...], changes: tuple[date, ...]) -> Reading:
    if len(latest) == 1:
        return Reading(latest[0].value, Reason.USED, high=latest[0].high, used=used, changes=changes)
    values = tuple(dict.fromkeys(v for one in latest for v in (one.value, one.high) if v is not None))
    several = values if len(values) > 1 else ()
    return Reading(values[0], Reason.USED, several=several, used=used, changes=changes)


def decides(leaf: Leaf, value: Value) -> bool:
    """Whether a value meets a leaf that reads values."""
    op = leaf.op
    if op == "yes":
        return value is True
    if op == "one_of":
        return str(value) in leaf.values
    if isinstance(value, (bool, str)) or leaf.value is None:
        return False
    if op == "between":
        return leaf.value <= value <= (leaf.high if leaf.high is not None else leaf.value)
    if op == "below":
        return value < leaf.value
    if op == "at_or_below":
        return value <= leaf.value
    return value > leaf.value if op == "above" else value >= leaf.value


def code_of(leaf: Leaf, reading: Reading) -> int:
    """The status of a leaf from the reading of its fact; what decides differently on one day is not known."""
    if reading.value is None:
        return UNKNOWN
    if reading.high is not None:
        return _ranged(leaf, reading)
    answers = {decides(leaf, value) for value in reading.several or (reading.value,)}
    return UNKNOWN if len(answers) > 1 else MET if True in answers else NOT_MET


def _ranged(leaf: Leaf, reading: Reading) -> int:
    low, high = reading.value, reading.high
    if not isinstance(low, Decimal) or high is None:
        return UNKNOWN
    ends = {decides(leaf, low), decides(leaf, high)}
    inside = leaf.op == "between" and leaf.value is not None and low < leaf.value <= high
    if len(ends) > 1 or (inside and ends == {False}):
        return UNKNOWN
    return MET if True in ends else NOT_MET


def reason_of(leaf: Leaf, reading: Reading) -> Reason:
    """Why a leaf has its status; values of one day that decide differently are in conflict."""
    if reading.reason is Reason.USED and code_of(leaf, reading) == UNKNOWN:
        return Reason.CONFLICT
    return reading.reason


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """What leaves read: facts by name, and events or documents by leaf; each once, in their order."""

    names: tuple[str, ...]
    counted: tuple[Leaf, ...]

    @classmethod
    def of(cls, leaves: Iterable[Leaf]) -> Reads:
        """What the given leaves read."""
        once = tuple(dict.fromkeys(leaves))
        names = tuple(dict.fromkeys(leaf.name for leaf in once if leaf.reads_values))
        return cls(names, tuple(leaf for leaf in once if not leaf.reads_values))


class Derived:
    """What the leaves of a standard read of one child on one day.

    values    for each fact that was read, its value; None where it isn't known or isn't one plain value
    counted   for each leaf that counts, what it counted
    is_plain  whether every fact is one value or none, so that the compiled standard can read values
    """

    __slots__ = ("_codes", "_held", "_standard", "counted", "evidence", "is_plain", "reads", "values")

    def __init__(self, standard: Standard, reads: Reads, evidence: Evidence) -> None:
        self._standard = standard
        self._held: dict[str, Reading] = {}
        self._codes: dict[Leaf, int] = {}
        self.reads = reads
        self.evidence = evidence
        self.is_plain = True
        self.values = self._values()
        self.counted = {leaf: self._count(leaf) for leaf in reads.counted}

    def _values(self) -> list[Value | None]:
        values: list[Value | None] = []
        add, seen, as_of = values.append, self.evidence.observations, self.evidence.as_of
        for name, start in _starts(self._standard, self.reads, as_of):
            held = seen.get(name)
            if not held:
                add(None)
                continue
            one = held[0] if len(held) == 1 else _last(held, as_of)
            # One fresh value of the fact's own scale is all there is to say; anything else is read in full.
            if one is not None and start <= one.on <= as_of and one.high is None and not one.scale:
                add(one.value)
                continue
            reading = self.reading(name)
            self.is_plain = self.is_plain and reading.is_plain
            add(reading.value if reading.is_plain else None)
        return values

    def _count(self, leaf: Leaf) -> Counted:
        attested = is_attested(self._standard, self.evidence, leaf.name)
        if leaf.op == "count":
            return count_events(leaf, self.evidence, attested=attested)
        return find_document(leaf, self.evidence, attested=attested)

    def reading(self, name: str) -> Reading:
        """A fact in full: value, why, and from which records."""
        held = self._held.get(name)
        if held is None:
            seen = self.evidence.observations.get(name, ())
            held = read_fact(self._standard.facts[name], name, seen, self.evidence.as_of) if seen else NOTHING
            self._held[name] = held
        return held

    def is_known_plainly(self, leaf: Leaf) -> bool:
        """Whether a leaf reads one value or none, or counts."""
        return not leaf.reads_values or self.reading(leaf.name).is_plain

    def code(self, leaf: Leaf) -> int:
        """The status of a leaf."""
        code = self._codes.get(leaf)
        if code is None:
            code = code_of(leaf, self.reading(leaf.name)) if leaf.reads_values else self.counted[leaf].code
            self._codes[leaf] = code
        return code


@lru_cache(maxsize=256)
def _starts(standard: Standard, reads: Reads, as_of: date) -> tuple[tuple[str, date], ...]:
    """For each fact the first day on which a value that still holds may have been found."""
    windows = ((name, standard.facts[name].good_for) for name in reads.names)
    return tuple((name, start_of(window, as_of) if window else date.min) for name, window in windows)


def _last(seen: Sequence[Observation], as_of: date) -> Observation | None:
    """The latest observation on or before a day; None where there is none or several of one day."""
    last: Observation | None = None
    several = False
    for one in seen:
        if one.on > as_of:
            continue
        if last is None or one.on > last.on:
            last, several = one, False
        elif one.on == last.on:
            several = True
    return None if several else last


def derive(standard: Standard, reads: Reads | Iterable[Leaf], evidence: Evidence) -> Derived:
    """Read everything that the given leaves ask, each fact once."""
    return Derived(standard, reads if isinstance(reads, Reads) else Reads.of(reads), evidence)


__all__ = [
    "MET",
    "NOTHING",
    "NOT_MET",
    "UNKNOWN",
    "Counted",
    "Derived",
    "Reading",
    "Reads",
    "code_of",
    "count_events",
    "decides",
    "derive",
    "find_document",
    "is_attested",
    "read_fact",
    "reason_of",
]
