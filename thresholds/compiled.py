# SPDX-License-Identifier: MIT
"""A standard as one generated function: the status of every node in one pass, children before parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thresholds.derive import Derived
from thresholds.evidence import Phase, Value
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf, plain_tree

Plain = Mapping[Any, Any]

_SIGN = {"below": "<", "at_or_below": "<=", "above": ">", "at_or_above": ">="}


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A standard in one phase, ready to run.

    trees    the plain tree of each threshold that applies, by its id
    spans    where its nodes stand among the statuses: (first, behind the last)
    leaves   every leaf once
    names    the facts that leaves read, in the order in which run takes them
    run      plain facts and counted leaves -> the status of every node
    run_codes  the status of each leaf, in their order -> the status of every node
    """

    trees: Mapping[str, Branch]
    spans: Mapping[str, tuple[int, int]]
    leaves: tuple[Leaf, ...]
    run: Callable[[Plain], tuple[int, ...]]
    run_codes: Callable[[Sequence[int]], tuple[int, ...]]
    source: str


def compile_standard(standard: Standard, phase: Phase | None) -> Program:
    """Compile a standard for one phase. Nothing of the pack's own text enters the generated source."""
    trees = {
        one.id: tree
        for one in standard.pack.thresholds
        if (tree := plain_tree(standard, one.id, phase)) is not None
    }
    return compile_trees(trees)


def compile_trees(trees: Mapping[str, Branch]) -> Program:
    """Compile plain trees into one function."""
    writer = _Writer()
    spans: dict[str, tuple[int, int]] = {}
    for name, tree in trees.items():
        first = len(writer.nodes)
        writer.write(tree)
        spans[name] = (first, len(writer.nodes))
    run, source = writer.finish("p", writer.lines)
    gates = [f"{name} = p[{at}]" for at, name in enumerate(writer.leaves.values())] + writer.gates
    run_codes, _ = writer.finish("p", gates)
    return Program(trees, spans, tuple(writer.leaves), run, run_codes, source)


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gates: list[str] = []
        self.nodes: list[str] = []
        self.leaves: dict[Leaf, str] = {}
        self.facts: dict[str, str] = {}
        self.held: dict[str, Any] = {}

    def write(self, branch: Branch) -> str:
        if branch.leaf is not None:
            name = self._leaf(branch.leaf)
        else:
            parts = [self.write(child) for child in branch.children]
            name = f"n{len(self.nodes)}"
            self._add(f"{name} = {self._gate(branch, parts)}")
        self.nodes.append(name)
        return name

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self.gates.append(line)

    def _gate(self, branch: Branch, parts: list[str]) -> str:
        if branch.is_negation:
            return f"0 if {parts[0]} == 65 else 1 if {parts[0]} else 65"
        if branch.needed > len(parts):
            return "0"
        if branch.needed == len(parts):
            return " & ".join(parts)
        if branch.needed == 1:
            return " | ".join(parts)
        self._add(f"s = {' + '.join(parts)}")
        return f"65 if s >= {branch.needed << 6} else 1 if (s & 63) >= {branch.needed} else 0"

    def _leaf(self, leaf: Leaf) -> str:
        if leaf in self.leaves:
            return self.leaves[leaf]
        name = self.leaves[leaf] = f"l{len(self.leaves)}"
        if not leaf.reads_values:
            # Counted before: its status is handed in under the leaf itself.
            self.lines.append(f"{name} = p[{self._hold(leaf)}]")
            return name
        fact = self.facts.get(leaf.name)
        if fact is None:
            fact = self.facts[leaf.name] = f"f{len(self.facts)}"
            self.lines.append(f"{fact} = p[{self._hold(leaf.name)}]")
        self.lines.append(f"{name} = 1 if {fact} is None else 65 if {self._test(leaf, fact)} else 0")
        return name

    def _test(self, leaf: Leaf, fact: str) -> str:
        if leaf.op == "yes":
            return f"{fact} is True"
        if leaf.op == "one_of":
            return f"{fact} in {self._hold(frozenset(leaf.values))}"
        if leaf.op == "between":
            return f"{self._number(leaf.value)} <= {fact} <= {self._number(leaf.high)}"
        return f"{fact} {_SIGN[leaf.op]} {self._number(leaf.value)}"

    def _number(self, value: Decimal | None) -> str:
        # A whole number compares faster as one, and just as exactly.
        if value is not None and value == value.to_integral_value():
            return repr(int(value))
        return self._hold(value)

    def _hold(self, value: Any) -> str:
        name = f"k{len(self.held)}"
        self.held[name] = value
        return name

    def finish(self, taken: str, lines: list[str]) -> tuple[Callable[..., tuple[int, ...]], str]:
        """The function of the given lines, which takes one thing, and its source."""
        held = "".join(f", {name}={name}" for name in self.held)
        source = f"def run({taken}{held}):\n    " + "\n    ".join(lines or ["pass"])
        source += f"\n    return ({''.join(node + ', ' for node in self.nodes)})\n"
        made: dict[str, Any] = dict(self.held)
        exec(compile(source, "<standard>", "exec"), made)
        return made["run"], source


def plain_facts(program: Program, derived: Derived) -> dict[Any, Any]:
    """What run takes: each fact's value or None, each counted leaf's status."""
    facts: dict[Any, Any] = dict.fromkeys((leaf.name for leaf in program.leaves if leaf.reads_values), None)
    for name, reading in derived.readings.items():
        facts[name] = light(reading.value)
    for leaf, counted in derived.counted.items():
        facts[leaf] = counted.code
    return facts


def light(value: Value | None) -> Value | int | None:
    """A whole Decimal as an int, which compares faster and just as exactly."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
