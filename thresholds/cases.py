# SPDX-License-Identifier: MIT
"""A pack's own test cases: run, and which criteria they have shown met, not met and not yet evidenced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from thresholds.compiled import Program
from thresholds.judge import STATUS, judge
from thresholds.problems import Problem
from thresholds.record_block import case_evidence
from thresholds.standard import Case, Standard
from thresholds.verdict import Status, Verdict

WANTED = (Status.MET, Status.NOT_MET, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Failed:
    """An expectation that the engine doesn't share."""

    name: str
    threshold: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a pack's cases. seen holds, for each criterion with an id, the statuses it was seen in."""

    passed: int
    failed: tuple[Failed, ...]
    seen: dict[str, frozenset[Status]]

    @property
    def complete(self) -> tuple[str, ...]:
        """The criteria that were seen met, not met and not yet evidenced."""
        return tuple(name for name, found in self.seen.items() if set(WANTED) <= found)

    def as_json(self) -> dict[str, Any]:
        """The result in the shape of the command line."""
        missing = {
            name: [str(s) for s in WANTED if s not in found]
            for name, found in sorted(self.seen.items())
            if not set(WANTED) <= found
        }
        both = sum({Status.MET, Status.NOT_MET} <= found for found in self.seen.values())
        return {
            "passed": self.passed,
            "failed": [
                {"name": one.name, "threshold": one.threshold, "expected": one.expected, "got": one.got}
                for one in self.failed
            ],
            "coverage": {
                "criteria": len(self.seen),
                "met_and_not_met": both,
                "complete": len(self.complete),
                "percent": round(100 * both / len(self.seen)) if self.seen else 100,
                "missing": missing,
            },
        }


def run(standard: Standard) -> Result:
    """Judge every case and compare with what its author expects."""
    seen: dict[str, set[Status]] = {name: set() for name in _criteria(standard)}
    passed, failed = 0, []
    for at, case in enumerate(standard.pack.tests):
        try:
            verdict = judge(standard, case_evidence(standard, case, at))
        except Problem as problem:
            failed.append(Failed(case.name, "", "a record that can be read", problem.sentence))
            continue
        _look(verdict, seen)
        wrong = list(_compare(verdict, case))
        failed.extend(wrong)
        passed += not wrong
    return Result(passed, tuple(failed), {name: frozenset(found) for name, found in seen.items()})


def _criteria(standard: Standard) -> Iterator[str]:
    """Every clause with an id that stands in some threshold's condition."""
    for one in standard.pack.thresholds:
        yield one.id
    yield from standard.criteria


def _compare(verdict: Verdict, case: Case) -> Iterator[Failed]:
    known = {one.id: one.status for one in verdict.thresholds}
    for name, expected in case.expect.items():
        got = str(known[name]) if name in known else "no such threshold"
        if got != expected:
            yield Failed(case.name, name, expected, got)


def _look(verdict: Verdict, seen: dict[str, set[Status]]) -> None:
    for one in verdict.thresholds:
        seen[one.id].add(one.status)
    for trace in verdict.traces:
        codes = trace.codes
        for at, id in _named(trace.program):
            seen.setdefault(id, set()).add(STATUS[codes[at]])


@lru_cache(maxsize=16)
def _named(program: Program) -> tuple[tuple[int, str], ...]:
    """Where the clauses with an id stand among the statuses of a program's nodes."""
    return tuple(
        (program.spans[name][0] + at, branch.node.id)
        for name, tree in program.trees.items()
        for at, branch in enumerate(tree.walk())
        if branch.node.id
    )
