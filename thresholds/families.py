# SPDX-License-Identifier: MIT
"""The smallest sets that would settle a tree: of facts, or of evidence that can be had; exact, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from thresholds.derive import MET, UNKNOWN
from thresholds.tree import Branch, Leaf
from thresholds.truth import MOST_ROWS, Unknown, rows_of
from thresholds.truth import combinations as choices

Family = tuple[frozenset[str], ...]
"""Sets of which none holds another, fewest first."""

NOTHING_NEEDED: Family = (frozenset(),)
NO_WAY: Family = ()

MOST_SETS = 20_000
"""Sets that a reckoning for reference cases may carry; a screen carries far fewer."""

Supply = Callable[[str], Iterable[str]]
"""For a fact, what can settle it: itself, or each kind of evidence that holds it."""


def smallest(sets: Iterable[frozenset[str]], most: int = MOST_SETS) -> Family:
    """Only the sets that hold no other, fewest first and then by name; at most so many."""
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        if not any(other <= one for other in kept):
            kept.append(one)
        if len(kept) >= most:
            break
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: settled which way, by what, and how many sets may be carried on the way there."""

    to_met: bool
    supply: Supply
    carry: int = MOST_SETS


def settling(
    tree: Branch, code: Callable[[Leaf], int], open_facts: Sequence[Unknown], asked: Asked
) -> Family:
    """All smallest sets that, with some values, settle a tree one way whatever the rest may be.

    A fact that is used both ways is gone through region by region: those in the set may be chosen, for those
    outside every region must do.
    """
    mixed = [one for one in open_facts if one.best is None]
    if rows_of(mixed) > MOST_ROWS:
        return NO_WAY
    found: list[frozenset[str]] = []
    for inside in chain.from_iterable(combinations(mixed, n) for n in range(len(mixed) + 1)):
        outside = [one for one in mixed if one not in inside]
        names = [frozenset(supplied) for supplied in _supplied(inside, asked.supply)]
        for chosen in choices(inside):
            family = _for_all(tree, code, open_facts, outside, chosen, asked)
            found.extend(one | name for one in family for name in names)
    return smallest(found, asked.carry)


def _supplied(inside: Sequence[Unknown], supply: Supply) -> Iterable[frozenset[str]]:
    sets: list[frozenset[str]] = [frozenset()]
    for one in inside:
        sets = [held | {item} for held in sets for item in supply(one.name)]
    return sets


def _for_all(
    tree: Branch,
    code: Callable[[Leaf], int],
    open_facts: Sequence[Unknown],
    outside: Sequence[Unknown],
    chosen: Mapping[Leaf, bool],
    asked: Asked,
) -> Family:
    family: Family | None = None
    ends = _ends(open_facts)
    for rest in choices(outside):
        own = _family(tree, asked.to_met, _Leaves(code, {**chosen, **rest}, ends, asked))
        family = own if family is None else smallest((a | b for a in family for b in own), asked.carry)
        if not family:
            return NO_WAY
    return family if family is not None else NO_WAY


def _ends(open_facts: Sequence[Unknown]) -> dict[Leaf, tuple[str, bool, bool]]:
    return {
        leaf: (one.name, one.best[leaf], one.worst[leaf])
        for one in open_facts
        if one.best is not None and one.worst is not None
        for leaf in one.best
    }


class _Leaves:
    def __init__(
        self,
        code: Callable[[Leaf], int],
        chosen: Mapping[Leaf, bool],
        ends: Mapping[Leaf, tuple[str, bool, bool]],
        asked: Asked,
    ) -> None:
        self.code = code
        self.chosen = chosen
        self.ends = ends
        self.asked = asked

    def family(self, leaf: Leaf, want: bool) -> Family:
        """What brings a leaf to what is wanted of it."""
        known = self.code(leaf)
        if known != UNKNOWN or leaf in self.chosen:
            is_met = known == MET if known != UNKNOWN else self.chosen[leaf]
            return NOTHING_NEEDED if is_met == want else NO_WAY
        name, best, worst = self.ends[leaf]
        if best == want and worst == want:
            return NOTHING_NEEDED
        # best and worst are seen from the whole tree; either of them may be what is wanted of this leaf.
        ways = (frozenset([item]) for item in self.asked.supply(name))
        return smallest(ways) if want in (best, worst) else NO_WAY


def _family(branch: Branch, want: bool, leaves: _Leaves) -> Family:
    if branch.leaf is not None:
        return leaves.family(branch.leaf, want)
    if branch.is_negation:
        return _family(branch.children[0], not want, leaves)
    needed = branch.needed if want else len(branch.children) - branch.needed + 1
    if needed <= 0:
        return NOTHING_NEEDED
    return _choose(needed, [_family(child, want, leaves) for child in branch.children], leaves.asked.carry)


def _choose(needed: int, families: Sequence[Family], carry: int) -> Family:
    """The smallest sets that settle at least so many of some parts."""
    free = sum(1 for family in families if family == NOTHING_NEEDED)
    needed -= free
    if needed <= 0:
        return NOTHING_NEEDED
    ways = [family for family in families if family not in (NOTHING_NEEDED, NO_WAY)]
    if needed > len(ways):
        return NO_WAY
    reached: list[Family] = [NOTHING_NEEDED, *([NO_WAY] * needed)]
    for family in ways:
        for at in range(needed, 0, -1):
            more = [a | b for a in reached[at - 1] for b in family]
            if more:
                reached[at] = smallest([*reached[at], *more], carry)
    return reached[needed]
