# SPDX-License-Identifier: MIT
"""A tree over every completion of what isn't known at once: one bit of a whole number for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thresholds.derive import MET, NOT_MET, UNKNOWN
from thresholds.open_facts import OpenFacts
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf
from thresholds.truth import MOST_ROWS, Unknown, combinations, rows_of

Exact = Callable[[Sequence[int]], int]
"""The statuses of a tree's nodes, children before parents -> the exact status of the tree."""

Rails = tuple[str, str]
"""The names of two whole numbers: in which completions a node can be met, and in which it must be."""


def exactly(standard: Standard, tree: Branch) -> Exact | None:
    """A function for the exact status of a tree, where each fact has one plain value or none.

    Only facts that the tree uses both ways are gone through; below a node without them its quick status is
    exact. None where they have more than MOST_ROWS combinations of regions.
    """
    open_facts = OpenFacts(standard, None).of(tree)
    mixed = [one for one in open_facts if one.best is None]
    if rows_of(mixed) > MOST_ROWS:
        return None
    return _Rails(tree, open_facts, mixed).made()


class _Rails:
    """Writes the function: every gate above a leaf that isn't quick, once for each rail."""

    def __init__(self, tree: Branch, open_facts: Sequence[Unknown], mixed: Sequence[Unknown]) -> None:
        self.tree = tree
        self.all, self.own = _own_rails(open_facts, mixed)
        self.lines: list[str] = []
        self.held: dict[str, Any] = {"A": self.all, "Q": _by_code(self.all, 0, self.all)}
        self.at = -1

    def made(self) -> Exact:
        can, must = self._write(self.tree)
        body = "\n    ".join(
            [*self.lines, f"return {MET} if {must} == A else {UNKNOWN} if {can} else {NOT_MET}"]
        )
        exec(compile(f"def exact(c):\n    {body}\n", "<completions>", "exec"), self.held)
        made: Exact = self.held["exact"]
        return made

    def _write(self, branch: Branch) -> Rails:
        """The lines of a branch; the place of each of its nodes is counted along the way."""
        if branch.leaf is None and any(node.leaf in self.own for node in branch.walk()):
            return self._gate(branch, [self._write(child) for child in branch.children])
        self.at += sum(1 for _ in branch.walk())
        rails = self.own.get(branch.leaf) if branch.leaf is not None else None
        table = "Q"
        if rails is not None:
            table = f"t{self.at}"
            self.held[table] = _by_code(rails[0], rails[1], self.all)
        return self._set(f"{table}[c[{self.at}]]")

    def _set(self, pair: str) -> Rails:
        can, must = f"a{self.at}", f"b{self.at}"
        self.lines.append(f"{can}, {must} = {pair}")
        return can, must

    def _gate(self, branch: Branch, parts: list[Rails]) -> Rails:
        self.at += 1
        if branch.is_negation:
            return self._set(f"A ^ {parts[0][1]}, A ^ {parts[0][0]}")
        can, must = ([part[rail] for part in parts] for rail in (0, 1))
        if branch.needed > len(parts):
            return self._set("0, 0")
        if branch.needed == len(parts):
            return self._set(f"{' & '.join(can)}, {' & '.join(must)}")
        if branch.needed == 1:
            return self._set(f"{' | '.join(can)}, {' | '.join(must)}")
        return self._set(f"{self._counted(branch.needed, can)}, {self._counted(branch.needed, must)}")

    def _counted(self, needed: int, parts: list[str]) -> str:
        """The completions in which at least so many of the parts are met, counted bit by bit side by side."""
        names = [f"s{len(self.lines)}_{n}" for n in range(needed)]
        self.lines.append(f"{' = '.join(names)} = 0")
        for part in parts:
            for n in reversed(range(1, needed)):
                self.lines.append(f"{names[n]} |= {names[n - 1]} & {part}")
            self.lines.append(f"{names[0]} |= {part}")
        return names[-1]


def _by_code(can: int, must: int, every: int) -> Mapping[int, tuple[int, int]]:
    return {MET: (every, every), UNKNOWN: (can, must), NOT_MET: (0, 0)}


def _own_rails(
    open_facts: Sequence[Unknown], mixed: Sequence[Unknown]
) -> tuple[int, dict[Leaf, tuple[int, int]]]:
    """All completions as bits, and the rails of each open leaf that isn't simply free to be met or not."""
    rows = list(combinations(mixed))
    every = (1 << len(rows)) - 1
    own: dict[Leaf, tuple[int, int]] = {}
    for one in open_facts:
        for leaf in one.regions[0]:
            if one.best is None:
                bits = sum(1 << at for at, row in enumerate(rows) if row[leaf])
                own[leaf] = (bits, bits)
                continue
            answers = {area[leaf] for area in one.regions}
            if len(answers) == 1:
                own[leaf] = (every, every) if True in answers else (0, 0)
    return every, own
