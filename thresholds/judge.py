# SPDX-License-Identifier: MIT
"""judge(standard, evidence) -> Verdict: the one pure function in the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from thresholds.compiled import Program, compile_standard, plain_facts
from thresholds.derive import MET, NOT_MET, UNKNOWN, Derived, derive
from thresholds.evidence import Evidence, Phase
from thresholds.interpret import statuses
from thresholds.open_facts import OpenFacts
from thresholds.shape import Shape, shape_of
from thresholds.standard import Standard, Threshold
from thresholds.tree import Branch, Leaf, phases_of
from thresholds.truth import exact_status
from thresholds.verdict import Status, ThresholdVerdict, Trace, Verdict

STATUS = {MET: Status.MET, UNKNOWN: Status.UNKNOWN, NOT_MET: Status.NOT_MET}


def program_for(standard: Standard, phase: Phase | None, only: tuple[str, ...] | None = None) -> Program:
    """The compiled standard, or only the thresholds of these ids, for a phase; made once for each."""
    # A cache tells a default that was left out from the same one given; here both are one.
    return _compiled(standard, phase, only)


_compiled = lru_cache(maxsize=512)(compile_standard)


def names_read(standard: Standard, only: tuple[str, ...]) -> frozenset[str]:
    """The facts, events and documents that these thresholds read in any phase."""
    programs = [program_for(standard, phase, only) for phase in (None, *phases_of(standard))]
    return frozenset(leaf.name for program in programs for leaf in program.leaves)


def judge(standard: Standard, evidence: Evidence, only: tuple[str, ...] | None = None) -> Verdict:
    """What a standard says of one child on the day of the evidence; only: ids of the thresholds asked for.

    A threshold is met if its condition holds in every completion of what isn't known, not met if in none,
    unknown otherwise; not applicable out of its phase. Where the phase isn't known, every phase is looked at
    and the verdict is what all of them agree on.
    """
    phases = (evidence.phase,) if evidence.phase is not None else phases_of(standard)
    traces = tuple(_trace(standard, phase, evidence, only) for phase in phases)
    asked = [one for one in standard.pack.thresholds if only is None or one.id in only]
    thresholds = tuple(_joined(one, traces) for one in asked)
    head = standard.pack.pack
    return Verdict(
        standard_id=head.id,
        version=head.version,
        digest=standard.digest,
        as_of=evidence.as_of,
        phase=evidence.phase,
        thresholds=thresholds,
        standard=standard,
        evidence=evidence,
        traces=traces,
    )


def _trace(
    standard: Standard, phase: Phase | None, evidence: Evidence, only: tuple[str, ...] | None = None
) -> Trace:
    program = program_for(standard, phase, only)
    derived = derive(standard, program.reads, evidence)
    codes = run(program, derived)
    return Trace(standard=standard, phase=phase, program=program, derived=derived, codes=codes)


def run(program: Program, derived: Derived) -> tuple[int, ...]:
    """The status of every node; where values are ranges or differ on one day, leaf by leaf first."""
    if derived.is_plain:
        return program.run(plain_facts(program, derived))
    return program.run_codes([derived.code(leaf) for leaf in program.leaves])


def _joined(threshold: Threshold, traces: tuple[Trace, ...]) -> ThresholdVerdict:
    found = {_status(threshold, trace) for trace in traces}
    if len(found) > 1:
        # A phase in which the threshold doesn't apply says nothing against the ones in which it does.
        found.discard(Status.NOT_APPLICABLE)
    status = found.pop() if len(found) == 1 else Status.UNKNOWN
    if len(traces) > 1 and status is not Status.NOT_APPLICABLE and _applies_only_sometimes(threshold, traces):
        status = Status.UNKNOWN
    return ThresholdVerdict(threshold.id, threshold.area, threshold.layer, threshold.title, status)


def _applies_only_sometimes(threshold: Threshold, traces: tuple[Trace, ...]) -> bool:
    return any(threshold.id not in trace.program.trees for trace in traces)


def _status(threshold: Threshold, trace: Trace) -> Status:
    tree = trace.program.trees.get(threshold.id)
    if tree is None:
        return Status.NOT_APPLICABLE
    first, behind = trace.program.spans[threshold.id]
    code = trace.codes[behind - 1]
    if code == UNKNOWN:
        code = settled_code(shape_of(trace.standard, tree), trace.derived, trace.codes[first:behind])
    return STATUS[code]


def settled_code(shape: Shape, derived: Derived, codes: Sequence[int]) -> int:
    """The exact status of a tree whose quick one is unknown: facts used both ways may leave nothing open.

    codes are the quick statuses of its nodes, children before parents.
    """
    spread = shape.spread(derived, codes)
    if spread:
        open_facts = OpenFacts(shape.standard, derived)
        if shape.is_simple and open_facts.have_ends(spread, shape.upright):
            return UNKNOWN
        code: Callable[..., int] = derived.code
        return exact_status(shape.tree, code, open_facts.of(shape.tree))
    return UNKNOWN if shape.is_simple or shape.exact is None else shape.exact(codes)


def status_on(verdict: Verdict, threshold_id: str, evidence: Evidence) -> Status:
    """The status of one threshold on other evidence, in the phases of a verdict, without judging the rest."""
    found = set()
    for trace in verdict.traces:
        tree = trace.program.trees.get(threshold_id)
        if tree is None:
            continue
        derived = derive(trace.standard, leaves_of(tree), evidence)
        codes = statuses(tree, derived.code)
        code = codes[-1]
        if code == UNKNOWN:
            code = settled_code(shape_of(trace.standard, tree), derived, codes)
        found.add(STATUS[code])
    return found.pop() if len(found) == 1 else Status.UNKNOWN if found else Status.NOT_APPLICABLE


def leaves_of(tree: Branch) -> frozenset[Leaf]:
    """Every leaf of a tree once."""
    return frozenset(node.leaf for node in tree.walk() if node.leaf is not None)
