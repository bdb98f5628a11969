# SPDX-License-Identifier: MIT
"""What if: a scratch copy of a child's evidence in which something else is so. The record isn't touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from thresholds.evidence import Document, Event, Evidence, Observation, Value
from thresholds.judge import program_for
from thresholds.standard import Standard
from thresholds.tree import Leaf

SUPPOSED = "supposed"
"""The source that a supposed piece of evidence names."""


def with_values(evidence: Evidence, values: Mapping[str, Value]) -> Evidence:
    """The evidence as if each of these facts had been found today to have this value, and no other."""
    supposed = {
        name: (Observation(evidence.as_of, value, source=SUPPOSED),) for name, value in values.items()
    }
    return replace(evidence, observations={**evidence.observations, **supposed})


def with_leaf(evidence: Evidence, leaf: Leaf, so: bool) -> Evidence:
    """The evidence as if what a leaf counts had happened often enough, or was known not to have.

    Raises ValueError for a leaf that reads values; with_values supposes those.
    """
    if leaf.reads_values:
        raise ValueError(f"{leaf.name} is a value")
    if leaf.op == "recent":
        found = (Document(evidence.as_of, source=SUPPOSED),) if so else ()
        held = {**evidence.documents, leaf.name: found}
        return _attested(replace(evidence, documents=held), leaf.name)
    name, number = leaf.bound or ("at_or_above", 1)
    wants_many = name in ("at_or_above", "above")
    many = number + (name in ("above", "at_or_below")) if so is wants_many else 0
    one = Event(evidence.as_of, evidence.as_of, dict(leaf.where), source=SUPPOSED)
    events = {**evidence.events, leaf.name: (one,) * many}
    return _attested(replace(evidence, events=events), leaf.name)


def asked_of(standard: Standard, evidence: Evidence, threshold_id: str) -> tuple[Leaf, ...]:
    """What one can suppose for a threshold in the child's phase: each name once, in its order."""
    tree = program_for(standard, evidence.phase).trees.get(threshold_id)
    branches = tree.walk() if tree is not None else ()
    return tuple(_once(branch.leaf for branch in branches if branch.leaf is not None))


def _once(leaves: Iterable[Leaf]) -> Iterable[Leaf]:
    seen: set[tuple[str, bool]] = set()
    for leaf in leaves:
        key = (leaf.name, leaf.reads_values)
        if key not in seen:
            seen.add(key)
            yield leaf


def _attested(evidence: Evidence, name: str) -> Evidence:
    return replace(evidence, complete={**evidence.complete, name: evidence.as_of})
