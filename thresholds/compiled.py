# SPDX-License-Identifier: MIT
"""A standard as one generated function: the status of every node in one pass, children before parents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from thresholds.derive import MET, NOT_MET, UNKNOWN, Derived, Reads
from thresholds.evidence import Phase
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf, plain_tree

_SIGN = {"below": "<", "at_or_below": "<=", "above": ">", "at_or_above": ">="}
_TURNED = tuple(NOT_MET if code == MET else UNKNOWN if code else MET for code in range(MET + 1))


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A standard in one phase, ready to run.

    trees    the plain tree of each threshold that applies, by its id
    spans    where its nodes stand among the statuses: (first, behind the last)
    leaves   every leaf once
    reads    the facts and counts that they read
    run      the value of each fact, then the status of each counted leaf, as reads names them
             -> the status of every node
    run_codes  the status of each leaf, in their order -> the status of every node
    """

    trees: Mapping[str, Branch]
    spans: Mapping[str, tuple[int, int]]
    leaves: tuple[Leaf, ...]
    reads: Reads
    run: Callable[[Sequence[Any]], tuple[int, ...]]
    run_codes: Callable[[Sequence[int]], tuple[int, ...]]
    source: str


def compile_standard(standard: Standard, phase: Phase | None, only: Collection[str] | None = None) -> Program:
    """Compile a standard, or only the thresholds of these ids, for one phase.

    Nothing of the pack's own text enters the generated source.
    """
    trees = {
        one.id: tree
        for one in standard.pack.thresholds
        if (only is None or one.id in only) and (tree := plain_tree(standard, one.id, phase)) is not None
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
    reads = Reads.of(writer.leaves)
    run, source = writer.from_values(reads)
    run_codes = writer.from_codes()
    return Program(trees, spans, tuple(writer.leaves), reads, run, run_codes, source)


class _Writer:
    """Gathers gates, leaves and constants; each function begins in its own way and ends in the same gates."""

    def __init__(self) -> None:
        self.gates: list[str] = []
        self.nodes: list[str] = []
        self.leaves: dict[Leaf, str] = {}
        self.held: dict[Any, str] = {}

    def write(self, branch: Branch) -> str:
        if branch.leaf is not None:
            name = self.leaves.setdefault(branch.leaf, f"l{len(self.leaves)}")
        else:
            parts = [self.write(child) for child in branch.children]
            name = f"n{len(self.nodes)}"
            self.gates.append(f"{name} = {self._gate(branch, parts)}")
        self.nodes.append(name)
        return name

    def _gate(self, branch: Branch, parts: list[str]) -> str:
        if branch.is_negation:
            return f"{self._hold(_TURNED)}[{parts[0]}]"
        if branch.needed > len(parts):
            return "0"
        if branch.needed == len(parts):
            return " & ".join(parts)
        if branch.needed == 1:
            return " | ".join(parts)
        return f"{self._hold(_counting(branch.needed, len(parts)))}[{' + '.join(parts)}]"

    def from_values(self, reads: Reads) -> tuple[Callable[..., tuple[int, ...]], str]:
        """The function that takes values; the leaves of one fact are reckoned together."""
        asked: dict[str, list[tuple[Leaf, str]]] = {}
        for leaf, name in self.leaves.items():
            if leaf.reads_values:
                asked.setdefault(leaf.name, []).append((leaf, name))
        facts = {fact: f"f{at}" for at, fact in enumerate(reads.names)}
        lines = [self._taken([*facts.values(), *(self.leaves[leaf] for leaf in reads.counted)])]
        for fact, leaves in asked.items():
            tests = [(name, f"65 if {self._test(leaf, facts[fact])} else 0") for leaf, name in leaves]
            if len(tests) == 1:
                lines.append(f"{tests[0][0]} = 1 if {facts[fact]} is None else {tests[0][1]}")
                continue
            lines += [
                f"if {facts[fact]} is None:",
                f"    {' = '.join(name for name, _ in tests)} = 1",
                "else:",
            ]
            lines += [f"    {name} = {test}" for name, test in tests]
        return self._finish([*lines, *self.gates])

    def from_codes(self) -> Callable[..., tuple[int, ...]]:
        """The function that takes the status of each leaf."""
        return self._finish([self._taken(list(self.leaves.values())), *self.gates])[0]

    def _taken(self, names: list[str]) -> str:
        return f"{', '.join(names)}, = p" if names else "pass"

    def _test(self, leaf: Leaf, fact: str) -> str:
        if leaf.op == "yes":
            return f"{fact} is True"
        if leaf.op == "one_of":
            return f"{fact} in {self._hold(frozenset(leaf.values))}"
        if leaf.op == "between":
            return f"{self._hold(leaf.value)} <= {fact} <= {self._hold(leaf.high)}"
        return f"{fact} {_SIGN[leaf.op]} {self._hold(leaf.value)}"

    def _hold(self, value: Any) -> str:
        return self.held.setdefault(value, f"k{len(self.held)}")

    def _finish(self, lines: list[str]) -> tuple[Callable[..., tuple[int, ...]], str]:
        """The function of the given lines, and its source."""
        body = "\n    ".join(lines)
        source = f"def run(p):\n    {body}\n    return ({''.join(node + ', ' for node in self.nodes)})\n"
        made: dict[str, Any] = {name: value for value, name in self.held.items()}
        exec(compile(source, "<standard>", "exec"), made)
        return made["run"], source


@cache
def _counting(needed: int, of: int) -> tuple[int, ...]:
    """The status of a gate for each sum of its children's: certain ones above 64, possible ones below."""
    return tuple(
        MET if total >= needed << 6 else UNKNOWN if total & 63 >= needed else NOT_MET
        for total in range(MET * of + 1)
    )


def plain_facts(program: Program, derived: Derived) -> list[Any]:
    """What run takes: each fact's value or None, then each counted leaf's status."""
    return [*derived.values, *(derived.counted[leaf].code for leaf in program.reads.counted)]
