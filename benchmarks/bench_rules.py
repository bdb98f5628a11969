# SPDX-License-Identifier: MIT
"""The rule engine's figures beside a hand-written floor and other engines, on the same work in one run.

python -m benchmarks.bench_rules [--rounds N] [--peers PYTHON] [--standard FOLDER]
PYTHON is an interpreter that has zen-engine, datalogic-py, clipspy or clingo; what it lacks is left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import rules_floor, rules_peers
from benchmarks.rules_workload import as_yaml, banded, document, evidence_of, pupils, trees
from models.impact import moved
from models.records import Pupil
from thresholds import settle as settling
from thresholds.check import check
from thresholds.compiled import plain_facts
from thresholds.derive import UNKNOWN, derive
from thresholds.evidence import Evidence, Phase
from thresholds.judge import STATUS, judge, program_for, settled_code
from thresholds.packs import FOLDER
from thresholds.quick import read_quickly
from thresholds.reader import read, read_text
from thresholds.settle import settle
from thresholds.shape import shape_of
from thresholds.standard import Standard
from thresholds.verdict import Status, Trace, Verdict
from thresholds.wording import finding_of, reason_for

MANY = 2000
SOME = 300
MEANT = {Status.MET: True, Status.NOT_MET: False, Status.UNKNOWN: None}
ANSWER = {code: MEANT[status] for code, status in STATUS.items()}
PHASE = Phase.PRIMARY


@dataclass
class Work:
    """A standard, its pupils, and what the engine has made ready of them."""

    standard: Standard
    floor: Callable[[Any], list[bool | None]]
    pupils: list[dict[str, Any]]
    evidence: list[Evidence]
    traces: list[Trace] = field(default_factory=list)
    facts: list[dict[Any, Any]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def make_ready(self) -> None:
        program = program_for(self.standard, PHASE)
        for evidence in self.evidence:
            derived = derive(self.standard, program.reads, evidence)
            facts = plain_facts(program, derived)
            self.facts.append(facts)
            self.traces.append(Trace(self.standard, PHASE, program, derived, program.run(facts)))
            self.verdicts.append(judge(self.standard, evidence))


def work_of(conditions: dict[str, Any], *, two_directions: bool = False) -> Work:
    standard = read_text(as_yaml(document(conditions, two_directions=two_directions)))
    made = pupils(MANY)
    evidence = [evidence_of(pupil, at, PHASE) for at, pupil in enumerate(made)]
    work = Work(standard, rules_floor.floor(conditions), made, evidence)
    work.make_ready()
    return work


def typical(work: Callable[[Any], Any], jobs: Iterable[Any], share: float = 0.5) -> float:
    """The time of one call that a share of the jobs stay under; a half is the median."""
    times = []
    for job in jobs:
        begun = time.perf_counter()
        work(job)
        times.append(time.perf_counter() - begun)
    return sorted(times)[int(share * len(times))] if share != 0.5 else statistics.median(times)


def took(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Bench:
    """Best of several rounds for each figure, the floor measured anew beside each."""

    def __init__(self, rounds: int) -> None:
        self.rounds = rounds
        self.plain = work_of(trees())
        self.mixed = work_of(banded(), two_directions=True)
        self.rows: list[tuple[str, str, str, str]] = []

    def best(self, work: Callable[[], float], rounds: int | None = None) -> float:
        gc.collect()
        return min(work() for _ in range(rounds or self.rounds))

    def add(self, what: str, seconds: float, against: float | None, goal: str) -> None:
        told = f"{seconds * 1e6:.1f} µs" if seconds < 0.001 else f"{seconds * 1e3:.1f} ms"
        self.rows.append((what, told, f"{seconds / against:.2f} ×" if against else "", goal))

    def floor_of(self, work: Work) -> float:
        return self.best(lambda: typical(work.floor, work.pupils[:SOME]))

    def same_verdicts(self) -> None:
        program = program_for(self.plain.standard, PHASE)
        ends = [last - 1 for _, last in program.spans.values()]
        for pupil, trace, verdict in zip(
            self.plain.pupils, self.plain.traces, self.plain.verdicts, strict=True
        ):
            expected = self.plain.floor(pupil)
            assert [ANSWER[trace.codes[end]] for end in ends] == expected
            assert [MEANT[one.status] for one in verdict.thresholds] == expected
        for pupil, verdict in zip(self.mixed.pupils, self.mixed.verdicts, strict=True):
            shy = self.mixed.floor(pupil)
            exact = [MEANT[one.status] for one in verdict.thresholds]
            assert all(said is None or said == told for said, told in zip(shy, exact, strict=True))

    def one_pupil(self) -> None:
        work = self.plain
        floor = self.floor_of(work)
        program = program_for(work.standard, PHASE)
        ends = [last - 1 for _, last in program.spans.values()]

        def every(facts: dict[Any, Any]) -> list[bool | None]:
            codes = program.run(facts)
            return [ANSWER[codes[end]] for end in ends]

        self.add("one pupil: the floor, verdicts only", floor, floor, "")
        some = work.facts[:SOME]
        one = self.best(lambda: typical(every, some))
        self.add("one pupil: verdicts, every node's status", one, floor, "≤ 0.6 ×")
        whole = self.best(lambda: typical(lambda e: judge(work.standard, e), work.evidence[:SOME]))
        self.add("one pupil: judge, from dated records", whole, floor, "")
        many_floor = self.best(lambda: took(lambda: [work.floor(pupil) for pupil in work.pupils]))
        self.add(f"{MANY} pupils: the floor", many_floor, many_floor, "")
        many = self.best(lambda: took(lambda: [every(facts) for facts in work.facts]))
        self.add(f"{MANY} pupils: verdicts, every node's status", many, many_floor, "< 50 ms")
        judged = self.best(lambda: took(lambda: [judge(work.standard, e) for e in work.evidence]))
        self.add(f"{MANY} pupils: judge, from dated records", judged, many_floor, "")

    def explained(self) -> None:
        work, floor = self.plain, self.floor_of(self.plain)
        ids = [one.id for one in work.standard.pack.thresholds]

        def afresh(many: int) -> list[Verdict]:
            # Judged anew, so that nothing is remembered of what was read.
            settling._MEMO.clear()
            return [judge(work.standard, evidence) for evidence in work.evidence[:many]]

        def jobs() -> list[tuple[Verdict, str]]:
            return [(verdict, ids[at % len(ids)]) for at, verdict in enumerate(afresh(SOME))]

        tree = self.best(lambda: typical(lambda job: finding_of(*job), jobs()))
        self.add("words: the tree of one threshold", tree, floor, "≤ 3 ×")
        said = self.best(lambda: typical(lambda job: reason_for(*job), jobs()))
        self.add("words: two sentences for one threshold", said, floor, "≤ 3 ×")
        every = self.best(lambda: typical(lambda one: [finding_of(one, name) for name in ids], afresh(100)))
        self.add("words: the trees of all 24", every, floor, "≤ 40 ×")

    def settled(self) -> None:
        work, floor = self.plain, self.floor_of(self.plain)
        jobs = [
            (verdict, one.id)
            for verdict in work.verdicts[:SOME]
            for one in verdict.thresholds
            if one.status is Status.UNKNOWN
        ]
        evidence = False

        def fresh(job: tuple[Verdict, str]) -> None:
            settling._MEMO.clear()
            settle(*job, until=False, evidence=evidence)

        middle = self.best(lambda: typical(fresh, jobs))
        self.add("settling: all smallest sets, one threshold", middle, floor, "≤ 4 ×")
        late = self.best(lambda: typical(fresh, jobs, 0.99))
        self.add("settling: the same, 99th of 100", late, floor, "≤ 25 ×")
        evidence = True
        kinds = self.best(lambda: typical(fresh, jobs))
        self.add("settling: sets and kinds of evidence", kinds, floor, "")

    def exact(self) -> None:
        work, floor = self.mixed, self.floor_of(self.mixed)
        program = program_for(work.standard, PHASE)
        spans = [
            (shape_of(work.standard, program.trees[name]), *span) for name, span in program.spans.items()
        ]

        def every(at: int) -> list[bool | None]:
            codes, derived = program.run(work.facts[at]), work.traces[at].derived
            return [
                ANSWER[
                    codes[last - 1]
                    if codes[last - 1] != UNKNOWN
                    else settled_code(shape, derived, codes[first:last])
                ]
                for shape, first, last in spans
            ]

        for at in range(SOME):
            assert every(at) == [MEANT[one.status] for one in work.verdicts[at].thresholds]
        one = self.best(lambda: typical(every, range(SOME)))
        self.add("exact: all 24, a fact both ways in each", one, floor, "≤ 3 ×")

    def loaded(self, text: str, name: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file, cache = Path(folder) / f"{name}.yaml", Path(folder) / "cache"
            file.write_text(text, encoding="utf-8")
            self._load(file, cache, "150 criteria")

    def _load(self, path: Path, cache: Path, name: str) -> None:
        cold = self.best(lambda: took(lambda: read(path)))
        self.add(f"load, cold: {name}", cold, None, "< 150 ms")
        checked = self.best(lambda: took(lambda: check(read(path))) - cold, 3)
        self.add(f"check the whole: {name} (× load)", checked, cold, "≤ 5 ×")
        folder = path if path.is_dir() else path.parent
        kept = read_quickly(folder, cache)
        assert kept.pack == read(path).pack
        seconds = self.best(lambda: took(lambda: read_quickly(folder, cache)))
        self.add(f"load, kept: {name}", seconds, None, "< 10 ms")

    def impact(self) -> None:
        """The first five cut-offs five higher, for everybody."""
        old, evidence = self.plain.standard, self.plain.evidence
        text = as_yaml(document(trees()))
        new = read_text(re.sub(r"value: (\d+)", lambda one: f"value: {int(one[1]) + 5}", text, count=5))
        people = [(Pupil.model_construct(id=str(at)), one, one) for at, one in enumerate(evidence)]
        assert moved(people, old, new)
        seconds = self.best(lambda: took(lambda: moved(people, old, new)), 3)
        self.add(f"impact of 5 cut-offs on {MANY} pupils", seconds, None, "< 1 s")


def peers(python: str, work: Work) -> Iterable[tuple[str, str, str, str]]:
    conditions = trees()
    given = json.dumps(
        {
            "trees": list(conditions.values()),
            "pupils": work.pupils,
            "floor": rules_floor.source(conditions),
        }
    )
    expected = [work.floor(pupil) for pupil in work.pupils]
    for name in rules_peers.PEERS:
        run = subprocess.run(
            [python, rules_peers.__file__, name], input=given, capture_output=True, text=True
        )
        if run.returncode:
            yield f"{name}: stopped ({run.stderr.strip().splitlines()[-1]})", "", "", ""
            continue
        told = json.loads(run.stdout)
        if told.get("missing"):
            yield f"{name}: not installed", "", "", ""
            continue
        assert told["found"] == expected, name
        ratio = f"{told['one'] / told['floor']:.2f} ×"
        yield f"{name}: one pupil, verdicts only", f"{told['one'] * 1e6:.1f} µs", ratio, ""
        yield f"{name}: {MANY} pupils", f"{told['many'] * 1e3:.0f} ms", "", ""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--peers", default=sys.executable)
    options.add_argument("--standard", type=Path, default=FOLDER / "rotherham-2026.1")
    given = options.parse_args()
    bench = Bench(given.rounds)
    bench.same_verdicts()
    bench.one_pupil()
    bench.explained()
    bench.settled()
    bench.exact()
    bench.impact()
    bench.loaded(as_yaml(document(trees())), "benchmark")
    with tempfile.TemporaryDirectory() as folder:
        bench._load(given.standard, Path(folder), given.standard.name)
    bench.rows += peers(given.peers, bench.plain)
    print(f"{'what':46}{'time':>12}{'ratio':>10}   goal")
    for what, time_, ratio, goal in bench.rows:
        print(f"{what:46}{time_:>12}{ratio:>10}   {goal}")


if __name__ == "__main__":
    main()
