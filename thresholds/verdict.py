# SPDX-License-Identifier: MIT
"""Status, Finding, Verdict: what the standard says of one child, with its reasons as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thresholds.evidence import Phase, Value


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


@dataclass(frozen=True, slots=True)
class Used:
    """One piece of evidence that a leaf read: its value, its day, the record and, in words, where it is from."""

    name: str
    on: date | None
    value: Value | None
    record: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
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
