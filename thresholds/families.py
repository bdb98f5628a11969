# SPDX-License-Identifier: MIT
"""The smallest sets that would settle a tree: of facts, or of evidence that can be had; exact, both ways.

A set is a whole number with a bit for each of its items; the first item by name has the highest bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations

from thresholds.derive import MET, UNKNOWN
from thresholds.shape import Shape, Step, Supply
from thresholds.tree import Leaf
from thresholds.truth import MOST_ROWS, Unknown, rows_of
from thresholds.truth import combinations as choices

Family = tuple[frozenset[str], ...]
"""Sets of which none holds another, fewest first."""

Sets = list[int]
Pair = tuple[Sets, Sets]
"""What brings a node to be met, and what to be not met."""

NO_WAY: Family = ()

MOST_SETS = 20_000
"""Sets that a reckoning for reference cases may carry; a screen carries far fewer."""

_DONE: Sets = [0]
_NEVER: Sets = []
_IS_MET: Pair = (_DONE, _NEVER)
_IS_NOT: Pair = (_NEVER, _DONE)


def smallest(sets: Iterable[int], most: int = MOST_SETS) -> Sets:
    """Only the sets that hold no other, fewest first and then by name; at most so many."""
    ordered = sorted(set(sets), key=_in_order)
    if not ordered or ordered[0].bit_count() == ordered[-1].bit_count():
        return ordered[:most]
    kept: Sets = []
    for one in ordered:
        for other in kept:
            if other & one == other:
                break
        else:
            kept.append(one)
            if len(kept) >= most:
                break
    return kept


def _in_order(one: int) -> tuple[int, int]:
    return one.bit_count(), -one


def quick_ways(shape: Shape, codes: Sequence[int], supply: Supply, carry: int) -> Pair:
    """All smallest sets both ways for a tree that uses each fact one way, from the status of each leaf."""
    of = supply.of
    pairs: list[Pair] = []
    for name, code in zip(shape.names, codes, strict=True):
        if code == UNKNOWN:
            ways = of[name]
            pairs.append((ways, ways))
        else:
            pairs.append(_IS_MET if code == MET else _IS_NOT)
    apart = shape.is_read_once and supply is shape.by_fact
    met, not_met = _ways(shape.root, pairs, carry, apart)
    return smallest(met, carry), smallest(not_met, carry)


def _ways(step: Step, pairs: Sequence[Pair], carry: int, apart: bool) -> Pair:
    """Both ways of a node. apart says that no two of its parts can share an item."""
    leaf, needed, spare, children = step
    if leaf >= 0:
        return pairs[leaf]
    if not needed and len(children) == 1:
        met, not_met = _ways(children[0], pairs, carry, apart)
        return not_met, met
    open_met: list[Sets] = []
    open_not: list[Sets] = []
    for child in children:
        met, not_met = pairs[child[0]] if child[0] >= 0 else _ways(child, pairs, carry, apart)
        if met == _DONE:
            needed -= 1
        elif met:
            open_met.append(met)
        if not_met == _DONE:
            spare -= 1
        elif not_met:
            open_not.append(not_met)
    return _choose(needed, open_met, carry, apart), _choose(spare, open_not, carry, apart)


def _choose(needed: int, ways: list[Sets], carry: int, apart: bool) -> Sets:
    """The smallest sets that settle at least so many of some parts."""
    if needed <= 0:
        return _DONE
    if needed > len(ways):
        return _NEVER
    if needed == 1:
        made = [one for sets in ways for one in sets] if len(ways) > 1 else ways[0]
        return made if apart and len(made) <= carry else smallest(made, carry)
    reached: list[Sets] = [_DONE, *([_NEVER] * needed)]
    for left, sets in zip(range(len(ways) - 1, -1, -1), ways, strict=True):
        for at in range(needed, max(0, needed - left - 1), -1):
            before = reached[at - 1]
            if not before:
                continue
            made = [a | b for a in before for b in sets]
            if reached[at]:
                made += reached[at]
            reached[at] = made if apart and len(made) <= carry else smallest(made, carry)
    return reached[needed]


def exact_ways(
    shape: Shape, code: Callable[[Leaf], int], open_facts: Sequence[Unknown], supply: Supply, carry: int
) -> Pair:
    """All smallest sets both ways that, with some values, settle a tree whatever the rest may be.

    A fact that is used both ways is gone through region by region: those in the set may be chosen, for those
    outside every region must do.
    """
    mixed = [one for one in open_facts if one.best is None]
    if rows_of(mixed) > MOST_ROWS:
        return _NEVER, _NEVER
    free = _free(shape, code, open_facts, supply)
    found: Pair = ([], [])
    for inside in chain.from_iterable(combinations(mixed, n) for n in range(len(mixed) + 1)):
        outside = [one for one in mixed if one not in inside]
        names = _supplied(inside, supply)
        for chosen in choices(inside):
            for into, family in zip(found, _for_all(shape, free, outside, chosen, carry), strict=True):
                into.extend(one | name for one in family for name in names)
    return smallest(found[0], carry), smallest(found[1], carry)


def _supplied(inside: Sequence[Unknown], supply: Supply) -> Sets:
    sets = [0]
    for one in inside:
        sets = [held | item for held in sets for item in supply.of[one.name]]
    return sets


def _free(
    shape: Shape, code: Callable[[Leaf], int], open_facts: Sequence[Unknown], supply: Supply
) -> list[Pair | None]:
    """Both ways of each leaf; None for a leaf of a fact that is used both ways."""
    ends = {
        leaf: (one.name, one.best[leaf], one.worst[leaf])
        for one in open_facts
        if one.best is not None and one.worst is not None
        for leaf in one.best
    }
    pairs: list[Pair | None] = []
    for leaf in shape.leaves:
        known = code(leaf)
        if known != UNKNOWN:
            pairs.append(_IS_MET if known == MET else _IS_NOT)
        elif leaf in ends:
            name, best, worst = ends[leaf]
            ways = supply.of[name]
            # best and worst are seen from the whole tree; either may be what is wanted of this leaf.
            pairs.append((ways, ways) if best != worst else _IS_MET if best else _IS_NOT)
        else:
            pairs.append(None)
    return pairs


def _for_all(
    shape: Shape,
    free: Sequence[Pair | None],
    outside: Sequence[Unknown],
    chosen: Mapping[Leaf, bool],
    carry: int,
) -> Pair:
    """What settles the tree in the chosen regions, whatever regions the facts outside may have."""
    every: Pair | None = None
    for rest in choices(outside):
        settled = {**chosen, **rest}
        pairs = [
            pair if pair is not None else _IS_MET if settled[leaf] else _IS_NOT
            for pair, leaf in zip(free, shape.leaves, strict=True)
        ]
        own = _ways(shape.root, pairs, carry, False)
        every = own if every is None else (_joined(every[0], own[0], carry), _joined(every[1], own[1], carry))
        if not every[0] and not every[1]:
            break
    return every if every is not None else (_NEVER, _NEVER)


def _joined(one: Sets, other: Sets, carry: int) -> Sets:
    return smallest((a | b for a in one for b in other), carry)
