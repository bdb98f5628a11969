# SPDX-License-Identifier: MIT
"""A verdict and its reasons as plain English sentences, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from thresholds.derive import UNKNOWN, Derived, reason_of
from thresholds.judge import STATUS
from thresholds.nodes import Node
from thresholds.phrases import (
    condition_words,
    count_detail,
    document_detail,
    long_day,
    lower,
    node_words,
    value_detail,
    value_words,
)
from thresholds.settle import kinds_for, settle
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf
from thresholds.verdict import Finding, Reason, Status, Trace, Used, Verdict

Reader = Literal["professional", "parent"]

STATUS_WORDS = {
    Status.MET: "met",
    Status.NOT_MET: "not met",
    Status.UNKNOWN: "not yet evidenced",
    Status.NOT_APPLICABLE: "not applicable",
}

RIGHT_TO_ASK = (
    "Anyone may ask for an EHC needs assessment at any time. The test in law is lower than this standard: "
    "the child has or may have special educational needs, and provision through a plan may be necessary "
    "(Children and Families Act 2014, section 36(8))."
)
"""What stands beside every verdict on the way to an EHC plan."""


def finding_of(verdict: Verdict, threshold_id: str) -> Finding:
    """The tree of one threshold with the evidence for each criterion. Raises KeyError for an unknown id."""
    standard: Standard = verdict.standard
    threshold = standard.thresholds[threshold_id]
    trace = verdict.trace_of(threshold_id)
    status = verdict.threshold(threshold_id).status
    if trace is None:
        text = threshold.title or threshold_id
        return Finding(threshold_id, threshold_id, "all", status, text, source=threshold.source_words)
    tree = trace.program.trees[threshold_id]
    first, last = trace.program.spans[threshold_id]
    return _Writer(trace, trace.codes[first:last]).finding(tree, _top(standard, tree), status)


class _Face(NamedTuple):
    """What is said of a node whichever child it is about."""

    id: str
    text: str
    parent: str
    source: str
    needs: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _face(standard: Standard, branch: Branch) -> _Face:
    node = branch.node
    needs: tuple[str, ...] = ()
    if branch.leaf is not None:
        needs = kinds_for(standard, branch.leaf.name)
        text = node.text or condition_words(standard, branch.leaf)
    else:
        text = node.text or _gate_words(standard, branch)
    return _Face(node.id or "", text, node.parent, _source(node), needs)


@lru_cache(maxsize=2048)
def _top(standard: Standard, tree: Branch) -> _Face:
    """What is said of a threshold: its own words before those of its condition."""
    threshold, own = standard.thresholds[tree.path], _face(standard, tree)
    text, parent = threshold.title or own.text, threshold.parent or own.parent
    return _Face(threshold.id, text, parent, own.source, own.needs)


def _gate_words(standard: Standard, branch: Branch) -> str:
    first = _face(standard, branch.children[0]).text
    if branch.is_negation:
        return f"Not the case: {lower(first)}"
    if branch.op == "all":
        return "All of these" if len(branch.children) > 1 else first
    if branch.op == "any":
        return "Any of these" if len(branch.children) > 1 else first
    return f"At least {branch.needed} of these {len(branch.children)}"


class _Writer:
    """Makes findings from a tree and its statuses, children before parents as they were reckoned."""

    def __init__(self, trace: Trace, codes: Sequence[int]) -> None:
        self.derived: Derived = trace.derived
        self.standard: Standard = trace.standard
        self.codes = iter(codes)

    def finding(self, branch: Branch, face: _Face | None = None, status: Status | None = None) -> Finding:
        """A node's finding; face and status are given for a threshold, which says more than its condition."""
        name, text, parent, source, needs = face or _face(self.standard, branch)
        if branch.leaf is not None:
            code = next(self.codes)
            used, reason, detail = self._read(branch.leaf, code)
            return Finding(
                branch.path,
                name,
                branch.op,
                status or STATUS[code],
                text,
                parent,
                detail,
                reason,
                used,
                needs if code == UNKNOWN else (),
                source,
            )
        children = tuple([self.finding(child) for child in branch.children])
        own = STATUS[next(self.codes)]
        detail = _gate_detail(branch, children)
        return Finding(
            branch.path,
            name,
            branch.op,
            status or own,
            text,
            parent,
            detail,
            source=source,
            children=children,
        )

    def _read(self, leaf: Leaf, code: int) -> tuple[tuple[Used, ...], Reason, str]:
        if leaf.reads_values:
            reading = self.derived.reading(leaf.name)
            reason = reason_of(leaf, reading) if code == UNKNOWN else reading.reason
            return reading.used, reason, value_detail(self.standard.facts[leaf.name], reason, reading.used)
        counted = self.derived.counted[leaf]
        words = count_detail(counted) if leaf.op == "count" else document_detail(counted, code)
        return counted.used, counted.reason, words


def _source(node: Node) -> str:
    return node.source_words or ("illustrative" if node.origin == "illustrative" else "")


def _gate_detail(branch: Branch, children: tuple[Finding, ...]) -> str:
    if branch.is_negation:
        return ""
    found = [child.status for child in children]
    met, unknown = found.count(Status.MET), found.count(Status.UNKNOWN)
    words = f"{met} met" if met else "0 so far"
    if branch.needed > 1:
        words = f"{met} of {branch.needed} needed"
    return f"{words}; {unknown} not yet evidenced" if unknown else words


def reason_for(verdict: Verdict, threshold_id: str, reader: Reader = "professional") -> str:
    """Why a threshold has its status, in two plain sentences at most.

    Met names what suffices, not met what stands in the way, not yet evidenced what is missing and how it
    could be settled, whichever way it turns out.
    """
    status = verdict.threshold(threshold_id).status
    trace = verdict.trace_of(threshold_id)
    if trace is None or status is Status.NOT_APPLICABLE:
        threshold = verdict.standard.thresholds[threshold_id]
        return f"{(threshold.title or threshold_id).rstrip('.')} does not apply in this phase."
    top = _top(verdict.standard, trace.program.trees[threshold_id])
    for_parent = reader == "parent" and top.parent
    title = f"“{top.parent.rstrip('.')}”" if for_parent else top.text.rstrip(".")
    if status is Status.UNKNOWN:
        return _open_reason(verdict, threshold_id, title)
    finding = finding_of(verdict, threshold_id)
    wanted = finding.status
    deciding = [one for one in _leaves_of(finding) if one.status is wanted]
    named = " and ".join(lower(_said(one, reader)) for one in deciding[:2])
    if wanted is Status.MET:
        return f"{title} is met. It rests on this: {named}." if named else f"{title} is met."
    return (
        f"{title} is not met at present. What is on record: {named} (not met)."
        if named
        else f"{title} is not met."
    )


def _open_reason(verdict: Verdict, threshold_id: str, title: str) -> str:
    settling = settle(verdict, threshold_id, until=False)
    way = settling.evidence_to_met or settling.evidence_to_not_met
    standard: Standard = verdict.standard
    if not way:
        return f"{title} is not yet evidenced."
    names = " and ".join(standard.evidence_kind(name).label for name in sorted(way[0]))
    return f"{title} is not yet evidenced. It could be settled, one way or the other, by {names}."


def _leaves_of(finding: Finding) -> list[Finding]:
    """The criteria that a person would name: those with a sentence of their own, else the leaves."""
    if not finding.children or (finding.id and "/" in finding.path):
        return [finding]
    return [one for child in finding.children for one in _leaves_of(child)]


def _said(finding: Finding, reader: Reader) -> str:
    words = finding.parent if reader == "parent" and finding.parent else finding.text
    return words.rstrip(".")


__all__ = [
    "RIGHT_TO_ASK",
    "STATUS_WORDS",
    "Reader",
    "condition_words",
    "finding_of",
    "long_day",
    "node_words",
    "reason_for",
    "value_words",
]
