# SPDX-License-Identifier: MIT
"""Choice: leaves that one fact or one kind of event decides together, with every answer they can give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from thresholds.evidence import Value
from thresholds.nodes import Window
from thresholds.standard import Standard
from thresholds.tree import Leaf
from thresholds.truth import Region, regions_of, sample_values

_MOST_COUNTS = 20_000
"""Combinations of counts that are looked at for one kind of event."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One fact, kind of event or document: its leaves, and the answers that they can give together."""

    name: str
    leaves: tuple[Leaf, ...]
    regions: tuple[Region, ...]

    def value_for(self, standard: Standard, wanted: Region) -> Value | None:
        """A value of the fact that gives these answers; None for what is counted."""
        if not self.leaves[0].reads_values:
            return None
        asked = [leaf for leaf in self.leaves if leaf in wanted]
        for value in sample_values(self.leaves, standard.facts.get(self.name)):
            (found,) = regions_of(asked, [value])
            if all(found[leaf] is wanted[leaf] for leaf in asked):
                return value
        return None


def choices_of(standard: Standard, leaves: Iterable[Leaf]) -> tuple[Choice, ...]:
    """The choices that stand behind some leaves."""
    named: dict[tuple[str, bool], dict[Leaf, None]] = {}
    for leaf in leaves:
        named.setdefault((leaf.name, leaf.reads_values), {})[leaf] = None
    return tuple(_choice(standard, name, tuple(mine)) for (name, _), mine in named.items())


def _choice(standard: Standard, name: str, leaves: tuple[Leaf, ...]) -> Choice:
    if leaves[0].reads_values:
        return Choice(name, leaves, regions_of(leaves, sample_values(leaves, standard.facts.get(name))))
    return Choice(name, leaves, _counted(leaves))


def _counted(leaves: Sequence[Leaf]) -> tuple[Region, ...]:
    """The answers that counts of one kind of event can give: what lies inside another is never more."""
    kinds = tuple(dict.fromkeys((leaf.where, leaf.window) for leaf in leaves))
    tops = [max(_top(leaf) for leaf in leaves if (leaf.where, leaf.window) == kind) for kind in kinds]
    total = 1
    for top in tops:
        total *= top + 1
    inside = [
        (at, other)
        for at, one in enumerate(kinds)
        for other, wider in enumerate(kinds)
        if at != other and _lies_inside(one, wider)
    ]
    seen: dict[tuple[bool, ...], Region] = {}
    for counts in product(*(range(top + 1) for top in tops)) if total <= _MOST_COUNTS else ():
        if any(counts[at] > counts[other] for at, other in inside):
            continue
        answers = tuple(_answer(leaf, counts[kinds.index((leaf.where, leaf.window))]) for leaf in leaves)
        seen.setdefault(answers, dict(zip(leaves, answers, strict=True)))
    return tuple(seen.values()) or ({leaf: True for leaf in leaves}, {leaf: False for leaf in leaves})


def _top(leaf: Leaf) -> int:
    return (leaf.bound[1] if leaf.bound is not None else 1) + 1


def _answer(leaf: Leaf, count: int) -> bool:
    comparison, number = leaf.bound or ("at_or_above", 1)
    return {
        "at_or_above": count >= number,
        "above": count > number,
        "at_or_below": count <= number,
        "below": count < number,
    }[comparison]


_Kind = tuple[tuple[tuple[str, str], ...], Window | None]


def _lies_inside(one: _Kind, wider: _Kind) -> bool:
    """Whether everything that one counts is counted by the other as well."""
    return set(one[0]) >= set(wider[0]) and _is_within(one[1], wider[1])


def _is_within(one: Window | None, other: Window | None) -> bool:
    if other is None or one == other:
        return True
    if one is None:
        return False
    if other.days == one.days == 0 or other.months == one.months == 0:
        return one <= other
    return one.days <= other.months * 28 if one.days else one.months * 31 <= other.days
