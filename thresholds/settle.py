# SPDX-License-Identifier: MIT
"""What would settle a threshold: missing facts, smallest sets, cheapest evidence, until when it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thresholds.derive import UNKNOWN, Derived
from thresholds.families import NO_WAY, Asked, Family, settling
from thresholds.judge import leaves_of, settled_code, status_on
from thresholds.open_facts import OpenFacts
from thresholds.relevance import relevant_facts
from thresholds.standard import Standard
from thresholds.tree import Branch
from thresholds.verdict import Status, Trace, Verdict

SHOWN = 32
"""Sets that are shown at most; the first of them are always the smallest there are."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle one threshold.

    unknown_facts   facts, events and documents of it that are not known
    relevant        those of them that can still change the answer
    to_met, to_not_met            all smallest sets of facts that could settle it that way
    evidence_to_met, evidence_to_not_met   the same as kinds of evidence to get, least effort first
    until, then     the first day on which the status changes if nothing new is recorded, and to what
    """

    unknown_facts: frozenset[str]
    relevant: frozenset[str]
    to_met: Family
    to_not_met: Family
    evidence_to_met: Family
    evidence_to_not_met: Family
    until: date | None
    then: Status | None


NOTHING_TO_SETTLE = Settling(frozenset(), frozenset(), NO_WAY, NO_WAY, NO_WAY, NO_WAY, None, None)


def settle(
    verdict: Verdict, threshold_id: str, *, most: int = SHOWN, until: bool = True, evidence: bool = True
) -> Settling:
    """What would settle a threshold of a verdict, at most so many sets a way.

    until and evidence say whether the day on which it changes, and the kinds of evidence, are wanted too.
    A threshold that doesn't apply has nothing to settle. Raises KeyError for an unknown id.
    """
    status = verdict.threshold(threshold_id).status
    trace = verdict.trace_of(threshold_id)
    if trace is None:
        return NOTHING_TO_SETTLE
    tree = trace.program.trees[threshold_id]
    key = (tree, most, evidence, _known(trace, tree))
    found = _MEMO.get(key)
    if found is None:
        found = settle_tree(trace, tree, most=most, evidence=evidence)
        if len(_MEMO) >= _REMEMBERED:
            _MEMO.clear()
        _MEMO[key] = found
    if not until:
        return found
    day, then = _until(verdict, threshold_id, status)
    return replace(found, until=day, then=then)


_REMEMBERED = 4096
# What would settle a tree depends only on what its leaves know, and most children's know alike.
_MEMO: dict[Any, Settling] = {}


def _known(trace: Trace, tree: Branch) -> tuple[Any, ...]:
    """What a tree's leaves know, and the ranges of facts that are only half known."""
    derived: Derived = trace.derived
    leaves = sorted(leaves_of(tree), key=repr)
    half = [
        (leaf.name, reading.several, reading.value, reading.high)
        for leaf in leaves
        if leaf.reads_values and not (reading := derived.reading(leaf.name)).is_plain
    ]
    return (tuple(map(derived.code, leaves)), tuple(half))


def settle_tree(
    trace: Trace, tree: Branch, *, most: int, open_facts: OpenFacts | None = None, evidence: bool = True
) -> Settling:
    """What would settle a tree, without looking at days to come."""
    standard: Standard = trace.standard
    code = trace.derived.code
    missing = frozenset(leaf.name for leaf in leaves_of(tree) if code(leaf) == UNKNOWN)
    finder = open_facts or OpenFacts(standard, trace.derived)
    facts = finder.of(tree)

    def family(to_met: bool, *, as_evidence: bool = False) -> Family:
        supply = (lambda name: kinds_for(standard, name)) if as_evidence else (lambda name: (name,))
        found = settling(tree, code, facts, Asked(to_met, supply, carry=8 * most))
        return (_by_effort(standard, found) if as_evidence else found)[:most]

    is_open = settled_or_open(trace, tree, finder) == UNKNOWN
    return Settling(
        unknown_facts=missing,
        relevant=relevant_facts(tree, code, facts) if is_open else frozenset(),
        to_met=family(True),
        to_not_met=family(False),
        evidence_to_met=family(True, as_evidence=True) if is_open and evidence else NO_WAY,
        evidence_to_not_met=family(False, as_evidence=True) if is_open and evidence else NO_WAY,
        until=None,
        then=None,
    )


def settled_or_open(trace: Trace, tree: Branch, finder: OpenFacts) -> int:
    """The exact status of a tree."""
    from thresholds.interpret import statuses
    from thresholds.truth import exact_status

    quick = statuses(tree, trace.derived.code)[-1]
    return quick if quick != UNKNOWN else exact_status(tree, trace.derived.code, finder.of(tree))


def kinds_for(standard: Standard, name: str) -> tuple[str, ...]:
    """The kinds of evidence that can supply a fact, event or document; its own name where none is listed."""
    known = standard.facts.get(name) or standard.events.get(name) or standard.documents.get(name)
    return known.evidence if known is not None and known.evidence else (name,)


def _by_effort(standard: Standard, family: Family) -> Family:
    def effort(one: frozenset[str]) -> tuple[int, int, list[str]]:
        return sum(standard.evidence_kind(name).effort for name in one), len(one), sorted(one)

    return tuple(sorted(family, key=effort))


def _until(verdict: Verdict, threshold_id: str, status: Status) -> tuple[date | None, Status | None]:
    """The status is the same between the days on which something leaves its window or goes stale."""
    days: set[date] = set()
    for trace in verdict.traces:
        tree = trace.program.trees.get(threshold_id)
        if tree is not None:
            days |= _days(trace.derived, tree)
    for day in sorted(day for day in days if day > verdict.as_of):
        then = status_on(verdict, threshold_id, replace(verdict.evidence, as_of=day))
        if then is not status:
            return day, then
    return None, None


def _days(derived: Derived, tree: Branch) -> set[date]:
    days: set[date] = set()
    for leaf in leaves_of(tree):
        if leaf.reads_values:
            days |= set(derived.reading(leaf.name).changes)
        else:
            days |= set(derived.counted[leaf].changes)
    return days


__all__ = ["NOTHING_TO_SETTLE", "SHOWN", "Settling", "kinds_for", "settle", "settle_tree", "settled_code"]
