# SPDX-License-Identifier: MIT
"""Events and documents as a standard counts them on one day, exact while some are only half known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thresholds.evidence import Document, Event, Evidence, Value
from thresholds.nodes import Window
from thresholds.standard import Standard
from thresholds.tree import Leaf
from thresholds.verdict import Reason, Used
from thresholds.windows import drops_out, start_of

MET, UNKNOWN, NOT_MET = 65, 1, 0
"""Statuses as numbers: certain above, possible below, so that one sum counts both at once."""


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
