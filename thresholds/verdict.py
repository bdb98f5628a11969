# SPDX-License-Identifier: MIT
"""Status, Finding, Verdict: what the standard says of one child, with its reasons as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from thresholds.evidence import Evidence, Phase, Value


class Status(StrEnum):
    """What is said of a criterion. UNKNOWN is shown to people as "not yet evidenced"."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why a leaf has the status it has."""

    USED = "used"
    MISSING = "missing"
    STALE = "stale"
    CONFLICT = "conflict"
    FUTURE_DATED = "future_dated"
    OTHER_SCALE = "other_scale"
    NOT_ATTESTED = "not_attested"


class Used(NamedTuple):
    """One piece of evidence that a leaf read: value, day, record and, in words, where it is from."""

    name: str
    on: date | None
    value: Value | None
    record: str = ""
    source: str = ""


class Finding(NamedTuple):
    """One node of a threshold's tree with its status and the evidence for it.

    path      stable place in the tree: the threshold's id, then child indices ("CL.specialist/3/0")
    id        the clause's own id, or "" for an unnamed gate
    op        the node's operator
    text      the authority's sentence; made from the operator and labels where the pack gives none
    parent    the same for a parent
    detail    what was read, in words: "76 on 12 September 2026 (SALT report)"
    used      the evidence read; unknown leaves show a stale or conflicting value here too
    needs     the kinds of evidence that could supply what is missing, cheapest first
    """

    path: str
    id: str
    op: str
    status: Status
    text: str
    parent: str = ""
    detail: str = ""
    reason: Reason | None = None
    used: tuple[Used, ...] = ()
    needs: tuple[str, ...] = ()
    source: str = ""
    children: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ThresholdVerdict:
    """The status of one threshold."""

    id: str
    area: str
    layer: str
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class AreaLayers:
    """For one area: the highest layer met and the highest still possible, or None where there is none."""

    area: str
    met: str | None
    possible: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """How a verdict came about in one phase: compiled standard, what was read, every node's status."""

    standard: Any
    phase: Phase | None
    program: Any
    derived: Any
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a standard says of one child on one day.

    thresholds.wording.finding_of makes the tree of a threshold, thresholds.settle what would settle it.
    """

    standard_id: str
    version: str
    digest: str
    as_of: date
    phase: Phase | None
    thresholds: tuple[ThresholdVerdict, ...]
    standard: Any
    evidence: Evidence
    traces: tuple[Trace, ...]

    def threshold(self, id: str) -> ThresholdVerdict:
        """The verdict of one threshold. Raises KeyError where the standard has none of this id."""
        found = next((one for one in self.thresholds if one.id == id), None)
        if found is None:
            raise KeyError(id)
        return found

    def statuses(self) -> dict[str, str]:
        """The status of each threshold, as it is kept with a decision."""
        return {one.id: str(one.status) for one in self.thresholds}

    def trace_of(self, id: str) -> Trace | None:
        """The trace in which a threshold applies; None where it applies in none."""
        return next((trace for trace in self.traces if id in trace.program.trees), None)

    def areas(self) -> tuple[AreaLayers, ...]:
        """For each area, in the standard's order: the highest layer met and the highest still possible.

        Thresholds that only advise place nobody in a layer.
        """
        order = {layer: at for at, layer in enumerate(self.standard.layers)}
        best: dict[str, list[str | None]] = {}
        for one in self.thresholds:
            if self.standard.thresholds[one.id].advice or one.layer not in order:
                continue
            held = best.setdefault(one.area, [None, None])
            if one.status is Status.MET:
                held[0] = max(held[0] or one.layer, one.layer, key=order.__getitem__)
            if one.status in (Status.MET, Status.UNKNOWN):
                held[1] = max(held[1] or one.layer, one.layer, key=order.__getitem__)
        return tuple(AreaLayers(area, *layers) for area, layers in best.items())
