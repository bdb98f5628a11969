# SPDX-License-Identifier: MIT
"""Which unknown facts still matter: two completions that differ in one fact only and disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from thresholds.derive import MET, UNKNOWN
from thresholds.tree import Branch, Leaf
from thresholds.truth import MOST_ROWS, Region, Unknown, rows_of

Masks = tuple[int, int]
"""Rows in which a node can be met, and rows in which it can be not met."""


def relevant_facts(
    tree: Branch, code: Callable[[Leaf], int], open_facts: Sequence[Unknown]
) -> frozenset[str]:
    """The names of the unknown facts that can still change the tree's answer.

    Facts with one use are free; those with several are gone through region by region, all rows at once.
    """
    several = [one for one in open_facts if one.uses > 1]
    while rows_of(several) > MOST_ROWS:
        # Beyond the bound the fact with most regions counts as free in each use: it may be named in vain.
        several.remove(max(several, key=lambda one: len(one.regions)))
    table = _Table(tree, code, open_facts, several)
    found = table.pivotal()
    for one in several:
        rest = [other for other in several if other is not one]
        if _changes(tree, code, _Table(tree, code, open_facts, rest), one):
            found.add(one.name)
    return frozenset(found)


class _Table:
    """Every combination of the regions of some facts as the bits of whole numbers."""

    def __init__(
        self,
        tree: Branch,
        code: Callable[[Leaf], int],
        open_facts: Sequence[Unknown],
        rows: Sequence[Unknown],
    ) -> None:
        self.tree = tree
        self.code = code
        self.every = (1 << rows_of(rows)) - 1
        self.fixed: dict[Leaf, int] = {}
        stride = 1
        for one in rows:
            self._lay(one, stride, rows_of(rows))
            stride *= len(one.regions)
        named = {one.name for one in rows}
        self.free = {
            leaf: one.name
            for one in open_facts
            if one.name not in named
            for leaf in one.regions[0]
            if len({area[leaf] for area in one.regions}) > 1
        }
        self.constant = {
            leaf: area[leaf]
            for one in open_facts
            for area in one.regions
            for leaf in area
            if leaf not in self.free
        }

    def _lay(self, one: Unknown, stride: int, total: int) -> None:
        block = (1 << stride) - 1
        period = stride * len(one.regions)
        for leaf in one.regions[0]:
            unit = sum(block << (at * stride) for at, area in enumerate(one.regions) if area[leaf])
            column = 0
            for start in range(0, total, period):
                column |= unit << start
            self.fixed[leaf] = column

    def leaf(self, leaf: Leaf) -> Masks:
        """Rows in which a leaf can be met and in which it can be not met."""
        known = self.code(leaf)
        if known != UNKNOWN:
            return (self.every, 0) if known == MET else (0, self.every)
        if leaf in self.fixed:
            return self.fixed[leaf], self.every & ~self.fixed[leaf]
        if leaf in self.free:
            return self.every, self.every
        return (self.every, 0) if self.constant[leaf] else (0, self.every)

    def masks(self, branch: Branch, held: dict[int, Masks]) -> Masks:
        """Rows in which a node can be met and can be not met; each node's are kept in held."""
        if branch.leaf is not None:
            own = self.leaf(branch.leaf)
        else:
            parts = [self.masks(child, held) for child in branch.children]
            if branch.is_negation:
                own = (parts[0][1], parts[0][0])
            else:
                short = len(parts) - branch.needed + 1
                own = (
                    self.at_least(branch.needed, [yes for yes, _ in parts]),
                    self.at_least(short, [no for _, no in parts]),
                )
        held[id(branch)] = own
        return own

    def at_least(self, n: int, columns: Sequence[int]) -> int:
        """Rows in which at least n of the columns are set."""
        if n <= 0:
            return self.every
        counts = [self.every] + [0] * n
        for column in columns:
            for at in range(n, 0, -1):
                counts[at] |= counts[at - 1] & column
        return counts[n]

    def pivotal(self) -> set[str]:
        """The free facts whose leaf can turn the tree in some row."""
        held: dict[int, Masks] = {}
        self.masks(self.tree, held)
        found: set[str] = set()
        self._pivot(self.tree, self.every, held, found)
        return found

    def _pivot(self, branch: Branch, rows: int, held: Mapping[int, Masks], found: set[str]) -> None:
        if not rows:
            return
        if branch.leaf is not None:
            if branch.leaf in self.free and self.code(branch.leaf) == UNKNOWN:
                found.add(self.free[branch.leaf])
            return
        if branch.is_negation:
            self._pivot(branch.children[0], rows, held, found)
            return
        for child in branch.children:
            others = [held[id(other)] for other in branch.children if other is not child]
            can = self.at_least(branch.needed - 1, [yes for yes, _ in others])
            spare = len(others) - branch.needed + 1
            may_not = self.at_least(spare, [no for _, no in others])
            self._pivot(child, rows & can & may_not, held, found)


def _changes(tree: Branch, code: Callable[[Leaf], int], table: _Table, one: Unknown) -> bool:
    """Whether two regions of a fact can give different answers while everything else stays the same."""
    if one.best is not None and one.worst is not None:
        pairs: list[tuple[Region, Region]] = [(one.best, one.worst)]
    else:
        pairs = list(combinations(one.regions, 2))
    return any(_differ(tree, code, table, left, right) for left, right in pairs)


def _differ(tree: Branch, code: Callable[[Leaf], int], table: _Table, left: Region, right: Region) -> bool:
    every = table.every

    def pairs(branch: Branch) -> dict[tuple[bool, bool], int]:
        """For each pair of answers under the two regions, the rows in which it can come about."""
        if branch.leaf is not None:
            if branch.leaf in left and code(branch.leaf) == UNKNOWN:
                return {(left[branch.leaf], right[branch.leaf]): every}
            yes, no = table.leaf(branch.leaf)
            return {(True, True): yes, (False, False): no}
        if branch.is_negation:
            return {(not a, not b): rows for (a, b), rows in pairs(branch.children[0]).items()}
        return _gate(branch, [pairs(child) for child in branch.children], every)

    found = pairs(tree)
    return bool(found.get((True, False), 0) | found.get((False, True), 0))


def _gate(
    branch: Branch, children: list[dict[tuple[bool, bool], int]], every: int
) -> dict[tuple[bool, bool], int]:
    states: dict[tuple[int, int], int] = {(0, 0): every}
    top = branch.needed
    for child in children:
        following: dict[tuple[int, int], int] = {}
        for (a, b), rows in states.items():
            for (x, y), own in child.items():
                both = rows & own
                if both:
                    key = (min(top, a + x), min(top, b + y))
                    following[key] = following.get(key, 0) | both
        states = following
    found: dict[tuple[bool, bool], int] = {}
    for (a, b), rows in states.items():
        key = (a >= top, b >= top)
        found[key] = found.get(key, 0) | rows
    return found
