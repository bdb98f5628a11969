# SPDX-License-Identifier: MIT
"""What would settle a threshold: missing facts, smallest sets, cheapest evidence, until when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from thresholds.derive import UNKNOWN, Derived
from thresholds.families import NO_WAY, Family, Pair, exact_ways, quick_ways
from thresholds.interpret import statuses
from thresholds.judge import leaves_of, status_on
from thresholds.open_facts import OpenFacts
from thresholds.relevance import relevant_facts
from thresholds.shape import Shape, Supply, kinds_for, shape_of
from thresholds.standard import Standard
from thresholds.tree import Branch
from thresholds.truth import Unknown, exact_status
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
    key = (tree, most, evidence, _known(trace, shape_of(trace.standard, tree)))
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


def _known(trace: Trace, shape: Shape) -> tuple[Any, ...]:
    """What a tree's leaves know, and the ranges of facts that are only half known."""
    derived: Derived = trace.derived
    codes = _codes(trace, shape)
    if derived.is_plain:
        return codes
    half = [
        (leaf.name, reading.several, reading.value, reading.high)
        for leaf in shape.leaves
        if not derived.is_known_plainly(leaf) and (reading := derived.reading(leaf.name))
    ]
    return (*codes, *half)


def _codes(trace: Trace, shape: Shape) -> tuple[int, ...]:
    """The status of each leaf of a tree."""
    path = shape.tree.path
    if trace.program.trees.get(path) is not shape.tree:
        return tuple(map(trace.derived.code, shape.leaves))
    first, last = trace.program.spans[path]
    own = trace.codes[first:last]
    return tuple([own[at] for at in shape.at])


def settle_tree(
    trace: Trace, tree: Branch, *, most: int, open_facts: OpenFacts | None = None, evidence: bool = True
) -> Settling:
    """What would settle a tree, without looking at days to come."""
    shape = shape_of(trace.standard, tree)
    codes = _codes(trace, shape)
    carry = 8 * most
    # The caller's own values may leave a fact that is used one way with nothing to choose between.
    facts = None
    if not shape.is_quick(trace.derived) or open_facts is not None:
        facts = (open_facts or OpenFacts(trace.standard, trace.derived)).of(tree)

    def ways(supply: Supply) -> Pair:
        if facts is None:
            return quick_ways(shape, codes, supply, carry)
        return exact_ways(shape, trace.derived.code, facts, supply, carry)

    met, not_met = ways(shape.by_fact)
    is_open = met != [0] and not_met != [0]
    if not met and not not_met and facts is not None:
        is_open = _is_unsettled(trace, tree, facts)
    kinds = ways(shape.by_kind) if is_open and evidence else ([], [])
    return Settling(
        unknown_facts=frozenset([n for n, code in zip(shape.names, codes, strict=True) if code == UNKNOWN]),
        relevant=_relevant(trace, shape, facts, met, carry) if is_open else frozenset(),
        to_met=shape.by_fact.named(met[:most]),
        to_not_met=shape.by_fact.named(not_met[:most]),
        evidence_to_met=_by_effort(trace.standard, shape.by_kind.named(kinds[0]))[:most],
        evidence_to_not_met=_by_effort(trace.standard, shape.by_kind.named(kinds[1]))[:most],
        until=None,
        then=None,
    )


def _relevant(
    trace: Trace, shape: Shape, facts: tuple[Unknown, ...] | None, met: Sequence[int], carry: int
) -> frozenset[str]:
    if facts is None and shape.is_read_once and len(met) < carry:
        # Where each fact stands once, each that matters is in a smallest set.
        return shape.by_fact.named([reduce(or_, met)])[0]
    if facts is None:
        facts = OpenFacts(trace.standard, trace.derived).of(shape.tree)
    return relevant_facts(shape.tree, trace.derived.code, facts)


def settled_or_open(trace: Trace, tree: Branch, finder: OpenFacts) -> int:
    """The exact status of a tree."""
    quick = statuses(tree, trace.derived.code)[-1]
    return quick if quick != UNKNOWN else exact_status(tree, trace.derived.code, finder.of(tree))


def _is_unsettled(trace: Trace, tree: Branch, facts: Sequence[Unknown]) -> bool:
    quick = statuses(tree, trace.derived.code)[-1]
    return quick == UNKNOWN and exact_status(tree, trace.derived.code, facts) == UNKNOWN


def _by_effort(standard: Standard, family: Family) -> Family:
    """The sets of least effort first."""

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


__all__ = ["NOTHING_TO_SETTLE", "SHOWN", "Settling", "kinds_for", "settle", "settle_tree"]
