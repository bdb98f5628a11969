# SPDX-License-Identifier: MIT
"""A condition made plain for one phase: shared criteria put in place, values chosen, leaves named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from thresholds.evidence import Phase
from thresholds.nodes import Node, Window
from thresholds.problems import Problem
from thresholds.standard import Standard

FLIPPED = {"below": "at_or_above", "at_or_above": "below", "above": "at_or_below", "at_or_below": "above"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question to the evidence, the same wherever it stands in a standard.

    op is a leaf's operator; name the fact, event or document; value, high, values, where, window and
    bound are what the operator needs, each None or empty where it doesn't.
    """

    op: str
    name: str
    value: Decimal | None = None
    high: Decimal | None = None
    values: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    window: Window | None = None
    bound: tuple[str, int] | None = None
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Leaves are looked up so often that their hash is reckoned once.
        asked = (self.op, self.name, self.value, self.high, self.values, self.where, self.window, self.bound)
        object.__setattr__(self, "_hash", hash(asked))

    def __hash__(self) -> int:
        return self._hash

    @property
    def reads_values(self) -> bool:
        """Whether it reads values of a fact, rather than events or documents."""
        return self.op not in ("count", "recent")


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A node of the plain tree. needed is how many of its children must be met: all of k is k, any is 1.

    node is where its words are; leaf is None for a gate; op is the operator as the author wrote it.
    """

    path: str
    node: Node
    op: str
    leaf: Leaf | None
    needed: int
    children: tuple[Branch, ...]

    @property
    def is_negation(self) -> bool:
        """Whether it turns its one child round."""
        return self.op == "not"

    def walk(self) -> Iterator[Branch]:
        """Itself last, its children first: the order in which statuses are reckoned."""
        for child in self.children:
            yield from child.walk()
        yield self


class _Planter:
    def __init__(self, standard: Standard, phase: Phase | None) -> None:
        self.standard = standard
        self.phase = phase

    def plant(self, node: Node, path: str, used: tuple[str, ...] = ()) -> Branch | None:
        """The plain tree of a node, or None where nothing of it applies in the phase."""
        if node.phases and self.phase is not None and self.phase not in node.phases:
            return None
        op = node.op
        if op == "use":
            return self._used(node, path, used)
        if op in ("all", "any"):
            return self._gate(node, path, op, list(node.argument), None, used)
        if op == "at_least":
            return self._at_least(node, path, used)
        if op == "not":
            child = self.plant(node.argument, f"{path}/0", used)
            return None if child is None else Branch(path, node, "not", None, 1, (child,))
        return Branch(path, node, op, self._leaf(op, node.argument), 0, ())

    def _used(self, node: Node, path: str, used: tuple[str, ...]) -> Branch | None:
        name = node.argument
        if name in used:
            raise Problem(
                f"the shared criterion {name} uses itself", path, "Break the circle.", code="circle"
            )
        shared = self.standard.criteria.get(name)
        if shared is None:
            raise Problem(f"there is no shared criterion {name}", path, "Correct its id.", code="broken-use")
        return self.plant(shared, path, (*used, name))

    def _gate(
        self, node: Node, path: str, op: str, parts: list[Node], n: int | None, used: tuple[str, ...]
    ) -> Branch | None:
        children = [self.plant(part, f"{path}/{at}", used) for at, part in enumerate(parts)]
        kept = tuple(child for child in children if child is not None)
        if not kept:
            return None
        needed = n if n is not None else len(kept) if op == "all" else 1
        return Branch(path, node, op, None, needed, kept)

    def _at_least(self, node: Node, path: str, used: tuple[str, ...]) -> Branch | None:
        least = node.argument
        if least.each is None:
            return self._gate(node, path, "at_least", list(least.of), least.n, used)
        comparison, value = least.each.comparison
        parts = [Node.model_validate({comparison: {"of": name, "value": value}}) for name in least.of]
        return self._gate(node, path, "at_least", parts, least.n, used)

    def _leaf(self, op: str, given: Any) -> Leaf:
        if op == "between":
            return Leaf(op, given.of, given.low, given.high)
        if op == "yes":
            return Leaf(op, given.of)
        if op == "one_of":
            return Leaf(op, given.of, values=tuple(sorted(given.values)))
        if op == "count":
            where = tuple(sorted(given.where.items()))
            return Leaf(op, given.of, where=where, window=given.within, bound=given.bound)
        if op == "recent":
            return Leaf(op, given.of, window=given.within)
        value = given.value
        if isinstance(value, dict):
            if self.phase in value:
                value = value[self.phase]
            else:
                raise Problem(
                    f"there is no value for {self.phase or 'an unknown phase'}",
                    given.of,
                    "Give one for each phase in which the threshold applies.",
                    code="value-by-phase",
                )
        return Leaf(op, given.of, value)


def plain_tree(standard: Standard, threshold_id: str, phase: Phase | None) -> Branch | None:
    """The plain tree of a threshold in a phase; None where it doesn't apply.

    Raises Problem for a circle of shared criteria, a missing one, or a value that is missing for the phase.
    """
    threshold = standard.thresholds[threshold_id]
    if threshold.phases and phase is not None and phase not in threshold.phases:
        return None
    return _Planter(standard, phase).plant(threshold.met_when, threshold_id)


def loose_tree(node: Node, standard: Standard) -> Branch:
    """The plain tree of a condition that stands alone, in no phase."""
    branch = _Planter(standard, None).plant(node, "tree")
    if branch is None:
        raise ValueError("A condition without phases always applies.")
    return branch


def phases_of(standard: Standard) -> tuple[Phase, ...]:
    """The phases that the standard speaks of; all four where it names none."""
    named = {phase for one in standard.pack.thresholds for phase in one.phases}
    return tuple(phase for phase in Phase if phase in named) or tuple(Phase)
