# SPDX-License-Identifier: MIT
"""Bands of one fact within an area: values that no band holds or two hold, and facts that score twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thresholds.choices import choices_of
from thresholds.derive import decides
from thresholds.evidence import Value
from thresholds.phrases import condition_words, lower, value_words
from thresholds.standard import Standard, Threshold
from thresholds.tree import Branch, Leaf
from thresholds.truth import sample_values


@dataclass(frozen=True, slots=True)
class Clash:
    """Something about bands that a person should weigh.

    threshold  the one in whose condition it stands
    code       band-gap, bands-overlap or counted-twice
    """

    threshold: Threshold
    code: str
    words: str
    mend: str


def clashes(standard: Standard, trees: Sequence[tuple[Threshold, Branch]]) -> Iterator[Clash]:
    """Everything about the bands of a standard in one phase, each once."""
    areas: dict[str, list[tuple[Threshold, Branch]]] = {}
    for one, tree in trees:
        areas.setdefault(one.area, []).append((one, tree))
        yield from _twice(standard, one, tree)
    for mine in areas.values():
        yield from _bands(standard, mine)


def _bands(standard: Standard, trees: Sequence[tuple[Threshold, Branch]]) -> Iterator[Clash]:
    """Only facts with a band from one value to another: bare cut-offs lie inside one another by nature."""
    held: dict[str, dict[Leaf, Threshold]] = {}
    for one, tree in trees:
        for node in tree.walk():
            leaf = node.leaf
            if leaf is not None and leaf.reads_values and leaf.value is not None:
                held.setdefault(leaf.name, {}).setdefault(leaf, one)
    for name, leaves in held.items():
        if any(leaf.op == "between" for leaf in leaves):
            values = [v for v in sample_values(leaves, standard.facts.get(name)) if isinstance(v, Decimal)]
            yield from _gap(standard, name, leaves, values)
            yield from _overlap(standard, name, leaves, values)


def _gap(
    standard: Standard, name: str, leaves: Mapping[Leaf, Threshold], values: Sequence[Value]
) -> Iterator[Clash]:
    covered = [any(decides(leaf, value) for leaf in leaves) for value in values]
    if True not in covered:
        return
    first, last = covered.index(True), len(covered) - 1 - covered[::-1].index(True)
    missed = next((values[at] for at in range(first, last) if not covered[at]), None)
    if missed is not None:
        fact = standard.facts[name]
        yield Clash(
            next(iter(leaves.values())),
            "band-gap",
            f"no band of {lower(fact.label)} holds {value_words(fact, missed)}, and bands above and below do",
            "Let one band begin where the other ends.",
        )


def _overlap(
    standard: Standard, name: str, leaves: Mapping[Leaf, Threshold], values: Sequence[Value]
) -> Iterator[Clash]:
    bands = [(leaf, one) for leaf, one in leaves.items() if leaf.op == "between"]
    for at, (leaf, one) in enumerate(bands):
        for other, another in bands[at + 1 :]:
            shared = next((value for value in values if decides(leaf, value) and decides(other, value)), None)
            if shared is None or one.layer == another.layer:
                continue
            fact = standard.facts[name]
            yield Clash(
                another,
                "bands-overlap",
                f"{value_words(fact, shared)} of {lower(fact.label)} lies in a band of {one.id} and in one "
                f"of {another.id}",
                "Let one band begin where the other ends.",
            )


def _twice(standard: Standard, one: Threshold, tree: Branch) -> Iterator[Clash]:
    """A gate that needs several of its parts, where one value meets two of them."""
    for node in tree.walk():
        if node.leaf is not None or node.is_negation or not 1 < node.needed < len(node.children):
            continue
        leaves = [child.leaf for child in node.children if child.leaf is not None and child.leaf.reads_values]
        for choice in choices_of(standard, leaves):
            pair = next(
                (
                    [leaf for leaf in choice.leaves if region[leaf]]
                    for region in choice.regions
                    if sum(region.values()) > 1
                ),
                None,
            )
            if pair:
                words = " and ".join(f"“{condition_words(standard, leaf)}”" for leaf in pair[:2])
                yield Clash(
                    one,
                    "counted-twice",
                    f"one value counts twice in {one.id}: it meets {words}",
                    "Put them into one part with any:, so that they count once.",
                )
