# SPDX-License-Identifier: MIT
"""The facts of a tree that are still open for one child, with the values that they may yet have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thresholds.derive import UNKNOWN, Derived
from thresholds.evidence import Value
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf
from thresholds.truth import Region, Unknown, counted_regions, ends_of, regions_of, sample_values, unknowns


class OpenFacts:
    """Finds the open facts of trees. Without derived evidence every fact is open, over its whole range.

    values gives the only values that a fact may have, where the caller knows them (reference cases do).
    """

    def __init__(
        self,
        standard: Standard,
        derived: Derived | None,
        values: Mapping[str, Sequence[Value]] | None = None,
    ) -> None:
        self._standard = standard
        self._derived = derived
        self._values = values or {}

    def of(self, tree: Branch) -> tuple[Unknown, ...]:
        """The open facts of a tree."""
        return unknowns(tree, self._code, self._regions)

    def are_one_way(self, tree: Branch) -> bool:
        """Whether every fact has a best and a worst, and no leaf is decided by its fact's range alone."""
        return all(_is_free(one.regions, one.best) for one in self.of(tree))

    def have_ends(self, spread: Mapping[str, list[Leaf]], upright: Mapping[Leaf, set[bool]]) -> bool:
        """The same of some facts only, each with its undecided leaves."""
        for name, leaves in spread.items():
            areas = self._regions(name, leaves)
            if not _is_free(areas, ends_of(areas, leaves, upright)[0]):
                return False
        return True

    def _code(self, leaf: Leaf) -> int:
        return UNKNOWN if self._derived is None else self._derived.code(leaf)

    def _regions(self, name: str, leaves: Sequence[Leaf]) -> tuple[Region, ...]:
        if not leaves[0].reads_values:
            return counted_regions(leaves)
        return regions_of(leaves, self._possible(name, leaves))

    def _possible(self, name: str, leaves: Iterable[Leaf]) -> Iterable[Value]:
        reading = self._derived.reading(name) if self._derived is not None else None
        if reading is not None and reading.several:
            return reading.several
        if name in self._values:
            return self._values[name]
        values = sample_values(leaves, self._standard.facts.get(name))
        if reading is not None and reading.high is not None and reading.value is not None:
            low, high = reading.value, reading.high
            return (low, *(v for v in values if low <= v <= high), high)  # type: ignore[operator]
        return values


def _is_free(areas: Sequence[Region], best: Region | None) -> bool:
    return best is not None and all(len({area[leaf] for area in areas}) > 1 for leaf in best)
