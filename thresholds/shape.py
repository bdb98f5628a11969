# SPDX-License-Identifier: MIT
"""What can be reckoned of a tree once for every child: its leaves, how it uses them, what supplies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from thresholds.completions import Exact, exactly
from thresholds.derive import UNKNOWN, Derived
from thresholds.open_facts import OpenFacts
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf
from thresholds.truth import signs, uses

Step = tuple[int, int, int, "tuple[Step, ...]"]
"""A node: the place of its leaf or -1, how many children it needs (0: it turns its one round), how many fewer
than all may fail plus one, and its children."""


class Shape:
    """One tree of a standard.

    leaves         each leaf once
    at             where each of them stands among the statuses of the tree's nodes
    is_simple      each fact is used one way only, so that the quick reckoning is exact
    is_read_once   also, each fact is used once only
    """

    def __init__(self, standard: Standard, tree: Branch) -> None:
        self.standard = standard
        self.tree = tree
        places: dict[Leaf, int] = {}
        for at, node in enumerate(tree.walk()):
            if node.leaf is not None:
                places.setdefault(node.leaf, at)
        self.leaves = tuple(places)
        self.at = tuple(places.values())
        self.size = at + 1
        self.names = tuple(leaf.name for leaf in self.leaves)
        self.is_simple = OpenFacts(standard, None).are_one_way(tree)
        self.is_read_once = self.is_simple and all(times == 1 for times in uses(tree).values())

    def is_quick(self, derived: Derived) -> bool:
        """Whether the quick reckoning is exact for one child.

        A fact of which two values or a range are known may have no best among those few.
        """
        return self.is_simple and self.reads_plainly(derived)

    def reads_plainly(self, derived: Derived) -> bool:
        """Whether each fact of the tree has one value or none."""
        return derived.is_plain or all(map(derived.is_known_plainly, self.leaves))

    def spread(self, derived: Derived, codes: Sequence[int]) -> dict[str, list[Leaf]]:
        """The leaves that are undecided because their fact has a range or several values, by fact.

        codes are the quick statuses of the tree's nodes, children before parents.
        """
        found: dict[str, list[Leaf]] = {}
        if not derived.is_plain:
            for leaf, at in zip(self.leaves, self.at, strict=True):
                if codes[at] == UNKNOWN and not derived.is_known_plainly(leaf):
                    found.setdefault(leaf.name, []).append(leaf)
        return found

    @cached_property
    def upright(self) -> Mapping[Leaf, set[bool]]:
        """For each leaf, whether the tree uses it as it is, turned round, or both."""
        return signs(self.tree)

    @cached_property
    def exact(self) -> Exact | None:
        """The exact status from the quick ones, where the tree reads plainly; None where that is too much."""
        return exactly(self.standard, self.tree)

    @cached_property
    def root(self) -> Step:
        """The tree as steps."""
        places = {leaf: at for at, leaf in enumerate(self.leaves)}

        def step(branch: Branch) -> Step:
            if branch.leaf is not None:
                return places[branch.leaf], 0, 0, ()
            children = tuple(map(step, branch.children))
            if branch.is_negation:
                return -1, 0, 0, children
            return -1, branch.needed, len(children) - branch.needed + 1, children

        return step(self.tree)

    @cached_property
    def by_fact(self) -> Supply:
        """Each fact is settled by itself."""
        return Supply(self.names, lambda name: (name,))

    @cached_property
    def by_kind(self) -> Supply:
        """Each fact is settled by any kind of evidence that holds it."""
        return Supply(self.names, lambda name: kinds_for(self.standard, name))


class Supply:
    """What can settle the facts of a tree, each item as one bit.

    of     for each fact, the items that settle it, each as a whole number with its bit
    """

    def __init__(self, names: Iterable[str], items_of: Callable[[str], Iterable[str]]) -> None:
        ways = {name: tuple(items_of(name)) for name in names}
        self._items = sorted({item for items in ways.values() for item in items}, reverse=True)
        bits = {item: 1 << at for at, item in enumerate(self._items)}
        self.of: Mapping[str, list[int]] = {
            name: sorted({bits[item] for item in items}, reverse=True) for name, items in ways.items()
        }
        self._sets: dict[int, frozenset[str]] = {}

    def named(self, sets: Sequence[int]) -> tuple[frozenset[str], ...]:
        """Sets of items by their names."""
        return tuple([self._sets.get(one) or self._named(one) for one in sets])

    def _named(self, one: int) -> frozenset[str]:
        found = frozenset(item for at, item in enumerate(self._items) if one >> at & 1)
        if len(self._sets) >= _REMEMBERED:
            self._sets.clear()
        self._sets[one] = found
        return found


_REMEMBERED = 4096


def kinds_for(standard: Standard, name: str) -> tuple[str, ...]:
    """The kinds of evidence that can supply a fact, event or document; its own name where none is listed."""
    known = standard.facts.get(name) or standard.events.get(name) or standard.documents.get(name)
    return known.evidence if known is not None and known.evidence else (name,)


@lru_cache(maxsize=2048)
def shape_of(standard: Standard, tree: Branch) -> Shape:
    """The shape of a tree; made once."""
    return Shape(standard, tree)
