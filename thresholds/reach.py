# SPDX-License-Identifier: MIT
"""What a tree can come to when nothing is known: an example record for it, and the parts that ever matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thresholds.choices import Choice, choices_of
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf
from thresholds.truth import Region

NO, YES = 1, 2
"""Bits of what a part can come to."""

MOST_STEPS = 3000
"""Looks at a tree that one search may take."""

Example = Mapping[Leaf, bool]
"""Answers that bring a tree about; leaves that aren't named may say what they like."""


class TooMany(Exception):
    """Raised where an exact answer would take too long."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A node: the place of its leaf or -1, how many children it needs (0: it turns round), its children."""

    leaf: int
    needed: int
    children: tuple[int, ...]


class Plan:
    """A tree made ready for being looked at many times.

    parts    its nodes, children before parents, in the order of the tree's walk
    leaves   each leaf once
    choices  what decides them; several are those that stand in more than one place
    """

    def __init__(self, standard: Standard, tree: Branch) -> None:
        self.standard = standard
        places: dict[Leaf, int] = {}
        times: dict[tuple[str, bool], int] = {}
        self.parts: list[_Part] = []
        self._add(tree, places, times)
        self.leaves = tuple(places)
        self.choices = choices_of(standard, self.leaves)
        used = [(one, times[one.name, one.leaves[0].reads_values]) for one in self.choices]
        self.several = tuple(one for one, many in sorted(used, key=lambda it: -it[1]) if many > 1)
        self._places = places
        self.loose = self._masks()

    def _add(self, tree: Branch, places: dict[Leaf, int], times: dict[tuple[str, bool], int]) -> int:
        children = tuple(self._add(child, places, times) for child in tree.children)
        leaf = -1
        if tree.leaf is not None:
            leaf = places.setdefault(tree.leaf, len(places))
            key = tree.leaf.name, tree.leaf.reads_values
            times[key] = times.get(key, 0) + 1
        self.parts.append(_Part(leaf, 0 if tree.is_negation else tree.needed, children))
        return len(self.parts) - 1

    def _masks(self) -> list[int]:
        masks = [0] * len(self.leaves)
        for choice in self.choices:
            for region in choice.regions:
                self.fix(masks, region.items(), add=True)
        return masks

    def fix(self, masks: list[int], answers: Iterable[tuple[Leaf, bool]], *, add: bool = False) -> None:
        """Put answers into masks; add keeps what else a leaf can say."""
        for leaf, answer in answers:
            at = self._places[leaf]
            masks[at] = (masks[at] if add else 0) | (YES if answer else NO)

    def possible(self, masks: Sequence[int]) -> list[int]:
        """What each node can come to, the leaves independent of one another; the root stands last."""
        found: list[int] = []
        for part in self.parts:
            if part.leaf >= 0:
                found.append(masks[part.leaf])
                continue
            given = [found[child] for child in part.children]
            if part.needed == 0:
                found.append((given[0] & NO) << 1 | (given[0] & YES) >> 1)
                continue
            least, most = given.count(YES), len(given) - given.count(NO)
            found.append((YES if most >= part.needed else 0) | (NO if least < part.needed else 0))
        return found

    @cached_property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.parts)


def example(standard: Standard, tree: Branch) -> Example | None:
    """Answers with which a tree is met, few where few do; None where nothing meets it. Raises TooMany."""
    plan = Plan(standard, tree)
    return _met(plan, plan.size - 1)


def met_in(plan: Plan, at: int) -> Example | None:
    """Answers with which one node of a tree is met; None where nothing meets it or it takes too long."""
    try:
        return _met(plan, at)
    except TooMany:
        return None


def _met(plan: Plan, at: int) -> Example | None:
    masks = _search(plan, lambda can: bool(can[at] & YES))
    if masks is None:
        return None
    found: dict[Leaf, bool] = {}
    _choose(plan, plan.possible(masks), at, found, want=True)
    return found


def _search(plan: Plan, is_open: Callable[[Sequence[int]], bool]) -> list[int] | None:
    """Masks with every choice made that stands in several places, under which something holds; None without.

    is_open is asked what the nodes can come to; where it says no, no further choice can make it yes.
    Raises TooMany.
    """
    left = MOST_STEPS
    waiting: list[tuple[int, list[int]]] = [(0, plan.loose)]
    while waiting:
        left -= 1
        if left < 0:
            raise TooMany
        at, masks = waiting.pop()
        if not is_open(plan.possible(masks)):
            continue
        if at == len(plan.several):
            return masks
        for region in plan.several[at].regions:
            fixed = list(masks)
            plan.fix(fixed, region.items())
            waiting.append((at + 1, fixed))
    return None


def _choose(plan: Plan, can: Sequence[int], at: int, found: dict[Leaf, bool], *, want: bool) -> None:
    """Note answers that bring a node about; what is fixed already is taken first."""
    part = plan.parts[at]
    if part.leaf >= 0:
        found[plan.leaves[part.leaf]] = want
        return
    if part.needed == 0:
        _choose(plan, can, part.children[0], found, want=not want)
        return
    bit = YES if want else NO
    able = [child for child in part.children if can[child] & bit]
    able.sort(key=lambda child: (can[child] != bit, len(plan.parts[child].children)))
    for child in able[: part.needed if want else len(part.children) - part.needed + 1]:
        _choose(plan, can, child, found, want=want)


def deciding(plan: Plan) -> list[int]:
    """With which of its own answers each node ever decides its tree, as bits.

    A node that decides with one answer only might as well be put as always or as never met: it adds nothing.
    Where that can't be told in reasonable time, a node is taken to decide with both.
    """
    seen = [0] * plan.size
    for regions in _likely(plan.several):
        _look(plan, plan.possible(_made(plan, regions)), seen)
    for at in range(plan.size):
        for bit in (NO, YES):
            if not seen[at] & bit:
                _look_for(plan, at, bit, seen)
    return seen


def _likely(several: Sequence[Choice]) -> Iterator[list[Region]]:
    """Combinations in which single parts tend to decide: one choice apart from all the others."""
    ends = [sorted(choice.regions, key=lambda region: sum(region.values())) for choice in several]
    for side in (0, -1):
        rest = [one[side] for one in ends]
        yield rest
        for at, choice in enumerate(several):
            for region in choice.regions:
                yield [*rest[:at], region, *rest[at + 1 :]]


def _look_for(plan: Plan, at: int, bit: int, seen: list[int]) -> None:
    """Look for a combination in which a node decides with one answer; what else it shows is noted too."""
    try:
        found = _search(plan, lambda can: bool(can[at] & bit) and _decides(plan, can)[at])
    except TooMany:
        seen[at] |= bit
        return
    if found is not None:
        _look(plan, plan.possible(found), seen)


def _made(plan: Plan, regions: Iterable[Region]) -> list[int]:
    masks = list(plan.loose)
    for region in regions:
        plan.fix(masks, region.items())
    return masks


def _look(plan: Plan, can: Sequence[int], seen: list[int]) -> None:
    """Note what each node can say while it decides the whole tree."""
    for at, decides in enumerate(_decides(plan, can)):
        if decides:
            seen[at] |= can[at]


def _decides(plan: Plan, can: Sequence[int]) -> list[bool]:
    """For each node whether the whole tree can turn on it."""
    decides = [False] * plan.size
    decides[-1] = True
    for at in range(plan.size - 1, -1, -1):
        part = plan.parts[at]
        if not decides[at] or part.leaf >= 0:
            continue
        given = [can[child] for child in part.children]
        least, most = given.count(YES), len(given) - given.count(NO)
        for child, mask in zip(part.children, given, strict=True):
            others = least - (mask == YES), most - (mask != NO)
            decides[child] = part.needed == 0 or others[0] <= part.needed - 1 <= others[1]
    return decides


def met_without(first: Branch, others: Sequence[Branch]) -> Branch:
    """A tree that is met where one is met and none of some others is."""
    any_ = others[0] if len(others) == 1 else Branch(first.path, first.node, "any", None, 1, tuple(others))
    turned = Branch(first.path, first.node, "not", None, 1, (any_,))
    return Branch(first.path, first.node, "all", None, 2, (first, turned))
