# SPDX-License-Identifier: MIT
"""Dated evidence as the standard reads it on one day: windows, freshness, intervals, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thresholds.evidence import Document, Event, Evidence, Observation, Value
from thresholds.nodes import Fact, Window
from thresholds.standard import Standard
from thresholds.tree import Leaf
from thresholds.verdict import Reason, Used
from thresholds.windows import drops_out, start_of

MET, UNKNOWN, NOT_MET = 65, 1, 0
"""Statuses as numbers: certain above, possible below, so that one sum counts both at once."""


@dataclass(frozen=True, slots=True)
class Reading:
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Events or documents against one leaf: how many at least, at most (None: no one knows), and why."""

    low: int
    high: int | None
    code: int
    reason: Reason
    used: tuple[Used, ...] = ()
    changes: tuple[date, ...] = ()
    start: date | None = None


NOTHING = Reading(None, Reason.MISSING)


def read_fact(fact: Fact, name: str, seen: Iterable[Observation], as_of: date) -> Reading:
    """The latest value on or before the day, if it is still good; why there is none otherwise."""
    seen = tuple(seen)
    if not seen:
        return NOTHING
    past = [one for one in seen if one.on <= as_of]
    later = tuple(sorted({one.on for one in seen if one.on > as_of}))
    if not past:
        return Reading(None, Reason.FUTURE_DATED, changes=later)
    last = max(one.on for one in past)
    latest = [one for one in past if one.on == last]
    used = tuple(Used(name, one.on, one.value, one.record, one.source) for one in latest)
    if fact.good_for is not None:
        if last < start_of(fact.good_for, as_of):
            return Reading(None, Reason.STALE, used=used, changes=later)
        later = (*later, drops_out(fact.good_for, last))
    if any(one.scale and one.scale != fact.unit for one in latest):
        return Reading(None, Reason.OTHER_SCALE, used=used, changes=later)
    return _latest(latest, used, later)


def _latest(latest: list[Observation], used: tuple[Used, ...], changes: tuple[date, ...]) -> Reading:
    ranged = [one for one in latest if one.high is not None]
    if ranged and len(latest) == 1:
        return Reading(latest[0].value, Reason.USED, high=ranged[0].high, used=used, changes=changes)
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


def count_events(leaf: Leaf, evidence: Evidence, *, attested: bool) -> Counted:
    """Events against a bound, exact while some of them are only half known."""
    as_of = evidence.as_of
    low = high = 0
    used: list[Used] = []
    changes: set[date] = set()
    for event in evidence.events.get(leaf.name, ()):
        if event.earliest is not None and event.earliest > as_of:
            changes.add(event.earliest)
            continue
        certain, possible = _inside(event, leaf.window, as_of)
        matches = [_matches(event, field, wanted) for field, wanted in leaf.where]
        possible = possible and all(match is not False for match in matches)
        if not possible:
            continue
        low += certain and all(match is True for match in matches)
        high += 1
        used.append(Used(leaf.name, event.latest, _told(event, leaf), event.record, event.source))
        if leaf.window is not None and event.earliest is not None and event.latest is not None:
            changes |= {drops_out(leaf.window, event.earliest), drops_out(leaf.window, event.latest)}
    top = high if attested else None
    code = _bounded(leaf.bound or ("at_or_above", 1), low, top)
    reason = (
        Reason.USED
        if code != UNKNOWN
        else _why_uncounted(attested=attested, known=low == high, any_=high > 0)
    )
    start = start_of(leaf.window, as_of) if leaf.window is not None else None
    return Counted(low, top, code, reason, tuple(used), tuple(sorted(changes)), start)


def _why_uncounted(*, attested: bool, known: bool, any_: bool) -> Reason:
    if attested or (any_ and not known):
        return Reason.MISSING
    return Reason.NOT_ATTESTED if any_ else Reason.MISSING


def _inside(event: Event, window: Window | None, as_of: date) -> tuple[bool, bool]:
    """Whether an event certainly, and whether it possibly, lies between the window's start and the day."""
    if event.earliest is None or event.latest is None:
        return window is None, True
    start = start_of(window, as_of) if window is not None else date.min
    certain = start <= event.earliest and event.latest <= as_of
    return certain, event.latest >= start


def _matches(event: Event, field: str, wanted: str) -> bool | None:
    value = event.fields.get(field)
    if value is None:
        return None
    said = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else str(value)
    return said == wanted


def _told(event: Event, leaf: Leaf) -> Value | None:
    return event.fields.get(leaf.where[0][0]) if leaf.where else None


def _bounded(bound: tuple[str, int], low: int, high: int | None) -> int:
    name, number = bound
    if name in ("at_or_above", "above"):
        least = number if name == "at_or_above" else number + 1
        return MET if low >= least else NOT_MET if high is not None and high < least else UNKNOWN
    most = number if name == "at_or_below" else number - 1
    return NOT_MET if low > most else MET if high is not None and high <= most else UNKNOWN


def find_document(leaf: Leaf, evidence: Evidence, *, attested: bool) -> Counted:
    """Whether a document is dated inside the window; that there is none is known only if attested."""
    as_of = evidence.as_of
    held: tuple[Document, ...] = evidence.documents.get(leaf.name, ())
    later = tuple(sorted({one.on for one in held if one.on > as_of}))
    past = [one for one in held if one.on <= as_of]
    window = leaf.window or Window(months=12)
    start = start_of(window, as_of)
    if past:
        last = max(past, key=lambda one: one.on)
        used = (Used(leaf.name, last.on, None, last.record, last.source),)
        if last.on >= start:
            return Counted(1, 1, MET, Reason.USED, used, (*later, drops_out(window, last.on)), start)
        code = NOT_MET if attested else UNKNOWN
        return Counted(0, None, code, Reason.USED if attested else Reason.STALE, used, later, start)
    reason = Reason.USED if attested else Reason.FUTURE_DATED if later else Reason.MISSING
    return Counted(0, 0 if attested else None, NOT_MET if attested else UNKNOWN, reason, (), later, start)


def is_attested(standard: Standard, evidence: Evidence, name: str) -> bool:
    """Whether a person's word that all events or documents of a kind are recorded holds on the day."""
    said = evidence.complete.get(name)
    if said is None or said > evidence.as_of:
        return False
    kind = standard.events.get(name) or standard.documents.get(name)
    return kind is None or kind.good_for is None or said >= start_of(kind.good_for, evidence.as_of)


@dataclass(frozen=True, slots=True)
class Derived:
    """What the leaves of a standard read of one child on one day."""

    readings: Mapping[str, Reading]
    counted: Mapping[Leaf, Counted]
    is_plain: bool

    def code(self, leaf: Leaf) -> int:
        """The status of a leaf."""
        if leaf.reads_values:
            return code_of(leaf, self.readings.get(leaf.name, NOTHING))
        return self.counted[leaf].code


def derive(standard: Standard, leaves: Iterable[Leaf], evidence: Evidence) -> Derived:
    """Read everything that the given leaves ask, each fact once."""
    readings: dict[str, Reading] = {}
    counted: dict[Leaf, Counted] = {}
    as_of, seen, facts = evidence.as_of, evidence.observations, standard.facts
    is_plain = True
    for leaf in leaves:
        name = leaf.name
        if leaf.op == "count":
            counted[leaf] = count_events(leaf, evidence, attested=is_attested(standard, evidence, name))
        elif leaf.op == "recent":
            counted[leaf] = find_document(leaf, evidence, attested=is_attested(standard, evidence, name))
        elif name in seen and name not in readings:
            reading = readings[name] = read_fact(facts[name], name, seen[name], as_of)
            is_plain = is_plain and reading.is_plain
    return Derived(readings, counted, is_plain)
