# SPDX-License-Identifier: MIT
"""Every completion of what is not known, exactly: regions of a fact's values, and its best and worst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

from thresholds.derive import MET, NOT_MET, UNKNOWN, decides
from thresholds.evidence import Value
from thresholds.nodes import Fact
from thresholds.tree import Branch, Leaf

MOST_ROWS = 1 << 14
"""Combinations of regions that one exact answer may look at."""

Region = Mapping[Leaf, bool]
"""What each of a fact's leaves says for values of one region."""


def sample_values(leaves: Iterable[Leaf], fact: Fact | None) -> tuple[Value, ...]:
    """One value of a fact for each region that its leaves can tell apart, within the fact's range."""
    leaves = tuple(leaves)
    if fact is not None and fact.values and not fact.is_number:
        return fact.values
    numbers = sorted({edge for leaf in leaves for edge in (leaf.value, leaf.high) if edge is not None})
    if not numbers:
        named = sorted({value for leaf in leaves for value in leaf.values})
        return (*named, "another value") if named else (True, False)
    step = Decimal(1)
    points: set[Decimal] = set()
    for edge in numbers:
        points |= {edge - step, edge, edge + step}
    if fact is None or not fact.is_whole:
        points |= {(one + other) / 2 for one, other in pairwise(numbers)}
    low = fact.min if fact is not None and fact.min is not None else min(points)
    high = fact.max if fact is not None and fact.max is not None else max(points)
    points |= {low, high}
    return tuple(sorted(point for point in points if low <= point <= high))


def regions_of(leaves: Sequence[Leaf], values: Iterable[Value]) -> tuple[Region, ...]:
    """The different answers that a fact's leaves can give together, one region each."""
    seen: dict[tuple[bool, ...], Region] = {}
    for value in values:
        answers = tuple(decides(leaf, value) for leaf in leaves)
        seen.setdefault(answers, dict(zip(leaves, answers, strict=True)))
    return tuple(seen.values())


def counted_regions(leaves: Sequence[Leaf]) -> tuple[Region, ...]:
    """The two ends for events or documents that aren't all known: many more, or no more."""
    rising = {leaf: leaf.bound is None or leaf.bound[0] in ("at_or_above", "above") for leaf in leaves}
    return (rising, {leaf: not up for leaf, up in rising.items()})


@dataclass(frozen=True, slots=True)
class Unknown:
    """One fact that isn't known, as a tree uses it. best and worst are None where it is used both ways."""

    name: str
    regions: tuple[Region, ...]
    best: Region | None
    worst: Region | None
    uses: int


def signs(tree: Branch) -> dict[Leaf, set[bool]]:
    """For each leaf, whether the tree uses it as it is (True), turned round (False), or both."""
    found: dict[Leaf, set[bool]] = {}

    def look(branch: Branch, upright: bool) -> None:
        if branch.leaf is not None:
            found.setdefault(branch.leaf, set()).add(upright)
        for child in branch.children:
            look(child, upright != branch.is_negation)

    look(tree, True)
    return found


def uses(tree: Branch) -> dict[str, int]:
    """How often each name stands in the tree."""
    counts: dict[str, int] = {}
    for node in tree.walk():
        if node.leaf is not None:
            counts[node.leaf.name] = counts.get(node.leaf.name, 0) + 1
    return counts


def unknowns(
    tree: Branch, code: Callable[[Leaf], int], regions: Callable[[str, Sequence[Leaf]], tuple[Region, ...]]
) -> tuple[Unknown, ...]:
    """The facts of a tree that leave a leaf undecided, each with its regions and its best and worst."""
    upright = signs(tree)
    by_name: dict[str, list[Leaf]] = {}
    for leaf in upright:
        if code(leaf) == UNKNOWN:
            by_name.setdefault(leaf.name, []).append(leaf)
    times = uses(tree)
    found = []
    for name, leaves in by_name.items():
        areas = regions(name, leaves)
        ends = ends_of(areas, leaves, upright)
        found.append(Unknown(name, areas, *ends, times[name]))
    return tuple(found)


def ends_of(
    areas: tuple[Region, ...], leaves: Sequence[Leaf], upright: Mapping[Leaf, set[bool]]
) -> tuple[Region | None, Region | None]:
    """The region that is best for the tree in every use at once, and the worst, if there are such."""
    if any(len(upright[leaf]) > 1 and len({area[leaf] for area in areas}) > 1 for leaf in leaves):
        return None, None

    def score(area: Region) -> tuple[bool, ...]:
        return tuple(area[leaf] is (True in upright[leaf]) for leaf in leaves)

    scores = [score(area) for area in areas]
    top = tuple(map(any, zip(*scores, strict=True)))
    bottom = tuple(map(all, zip(*scores, strict=True)))
    best = next((area for area, one in zip(areas, scores, strict=True) if one == top), None)
    worst = next((area for area, one in zip(areas, scores, strict=True) if one == bottom), None)
    return (best, worst) if best is not None and worst is not None else (None, None)


def holds(tree: Branch, answers: Callable[[Leaf], bool]) -> bool:
    """Whether a tree is met when every leaf is decided."""
    if tree.leaf is not None:
        return answers(tree.leaf)
    if tree.is_negation:
        return not holds(tree.children[0], answers)
    left = tree.needed
    for at, child in enumerate(tree.children):
        if holds(child, answers):
            left -= 1
            if left <= 0:
                return True
        elif len(tree.children) - at - 1 < left:
            return False
    return False


def combinations(mixed: Sequence[Unknown]) -> Iterator[dict[Leaf, bool]]:
    """Every choice of one region for each of some facts; one empty choice for none."""
    for choice in product(*(one.regions for one in mixed)):
        merged: dict[Leaf, bool] = {}
        for area in choice:
            merged.update(area)
        yield merged


def rows_of(facts: Sequence[Unknown]) -> int:
    """How many combinations of regions there are."""
    total = 1
    for one in facts:
        total *= len(one.regions)
    return total


def exact_status(tree: Branch, code: Callable[[Leaf], int], open_facts: Sequence[Unknown]) -> int:
    """Met if met in every completion, not met if in none, else unknown.

    Exact where the facts that are used both ways have at most MOST_ROWS combinations; beyond that a fact is
    taken as free in each of its uses, which may leave unknown what is settled and never settles what isn't.
    """
    mixed = [one for one in open_facts if one.best is None]
    if rows_of(mixed) > MOST_ROWS:
        return UNKNOWN
    best = {leaf: answer for one in open_facts if one.best for leaf, answer in one.best.items()}
    worst = {leaf: answer for one in open_facts if one.worst for leaf, answer in one.worst.items()}
    possible, certain = False, True
    for choice in combinations(mixed):

        def answer(leaf: Leaf, ends: Mapping[Leaf, bool], choice: Mapping[Leaf, bool] = choice) -> bool:
            known = code(leaf)
            return known == MET if known != UNKNOWN else choice[leaf] if leaf in choice else ends[leaf]

        possible = possible or holds(tree, lambda leaf, answer=answer: answer(leaf, best))  # type: ignore[misc]
        certain = certain and holds(tree, lambda leaf, answer=answer: answer(leaf, worst))  # type: ignore[misc]
        if possible and not certain:
            return UNKNOWN
    return MET if certain else NOT_MET if not possible else UNKNOWN
