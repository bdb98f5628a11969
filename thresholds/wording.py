# SPDX-License-Identifier: MIT
"""A verdict and its reasons as plain English sentences, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from thresholds.derive import MET, UNKNOWN, Counted, reason_of
from thresholds.interpret import statuses
from thresholds.judge import STATUS
from thresholds.nodes import GATES, Fact, Node
from thresholds.settle import kinds_for, settle
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf, loose_tree
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
    threshold = verdict.standard.thresholds[threshold_id]
    trace = verdict.trace_of(threshold_id)
    status = verdict.threshold(threshold_id).status
    if trace is None:
        text = threshold.title or threshold_id
        return Finding(threshold_id, threshold_id, "all", status, text, source=threshold.source_words)
    tree = trace.program.trees[threshold_id]
    codes = statuses(tree, trace.derived.code)
    writer = _Writer(trace, codes)
    found = writer.finding(tree)
    words = {
        "id": threshold_id,
        "text": threshold.title or found.text,
        "parent": threshold.parent or found.parent,
    }
    return _with(found, status, words)


def _with(found: Finding, status: Status, words: dict[str, str]) -> Finding:
    return Finding(
        found.path,
        words["id"],
        found.op,
        status,
        words["text"],
        words["parent"],
        found.detail,
        found.reason,
        found.used,
        found.needs,
        found.source,
        found.children,
    )


class _Writer:
    """Makes findings from a tree and its statuses, children before parents as they were reckoned."""

    def __init__(self, trace: Trace, codes: Sequence[int]) -> None:
        self.trace = trace
        self.standard: Standard = trace.standard
        self.codes = iter(codes)

    def finding(self, branch: Branch) -> Finding:
        children = tuple(self.finding(child) for child in branch.children)
        code = next(self.codes)
        node = branch.node
        if branch.leaf is not None:
            return self._leaf(branch, branch.leaf, code)
        return Finding(
            path=branch.path,
            id=node.id or "",
            op=branch.op,
            status=STATUS[code],
            text=node.text or self._gate_words(branch, children),
            parent=node.parent,
            detail=_gate_detail(branch, children),
            source=_source(node),
            children=children,
        )

    def _gate_words(self, branch: Branch, children: tuple[Finding, ...]) -> str:
        if branch.is_negation:
            return f"Not the case: {_lower(children[0].text)}"
        if branch.op == "all":
            return "All of these" if len(children) > 1 else children[0].text
        if branch.op == "any":
            return "Any of these" if len(children) > 1 else children[0].text
        return f"At least {branch.needed} of these {len(children)}"

    def _leaf(self, branch: Branch, leaf: Leaf, code: int) -> Finding:
        node = branch.node
        used, reason, detail = self._read(leaf, code)
        return Finding(
            path=branch.path,
            id=node.id or "",
            op=branch.op,
            status=STATUS[code],
            text=node.text or condition_words(self.standard, leaf),
            parent=node.parent,
            detail=detail,
            reason=reason,
            used=used,
            needs=kinds_for(self.standard, leaf.name) if code == UNKNOWN else (),
            source=_source(node),
        )

    def _read(self, leaf: Leaf, code: int) -> tuple[tuple[Used, ...], Reason, str]:
        if leaf.reads_values:
            reading = self.trace.derived.reading(leaf.name)
            reason = reason_of(leaf, reading)
            fact = self.standard.facts[leaf.name]
            return reading.used, reason, _value_detail(fact, reason, reading.used)
        counted = self.trace.derived.counted[leaf]
        words = _count_detail(counted) if leaf.op == "count" else _document_detail(counted, code)
        return counted.used, counted.reason, words


def _source(node: Node) -> str:
    return node.source_words or ("illustrative" if node.origin == "illustrative" else "")


def _gate_detail(branch: Branch, children: tuple[Finding, ...]) -> str:
    if branch.is_negation:
        return ""
    met = sum(child.status is Status.MET for child in children)
    unknown = sum(child.status is Status.UNKNOWN for child in children)
    words = f"{met} met" if met else "0 so far"
    if branch.needed > 1:
        words = f"{met} of {branch.needed} needed"
    return f"{words}; {unknown} not yet evidenced" if unknown else words


def long_day(day: date) -> str:
    """A day as people write it: 12 September 2026."""
    return f"{day.day} {day:%B %Y}"


def value_words(fact: Fact, value: object) -> str:
    """A value with its unit, as a person says it; digits are cut after two, so that 89.996 stays below 90."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        number = f"{value.quantize(Decimal('0.01'), ROUND_FLOOR).normalize():f}"
        if fact.is_whole and fact.values and value == value.to_integral_value():
            at = int(value) - int(fact.min or 0)
            if 0 <= at < len(fact.values):
                return f"{number} ({fact.values[at]})"
        unit = {"percent": " %", "standard_score": "", "pounds": " pounds"}.get(fact.unit, f" {fact.unit}")
        return f"{number}{unit if fact.unit else ''}"
    return str(value).replace("_", " ")


def _value_detail(fact: Fact, reason: Reason, used: tuple[Used, ...]) -> str:
    if not used:
        later = reason is Reason.FUTURE_DATED
        return "only later dates are recorded" if later else "nothing recorded yet"
    values = " and ".join(dict.fromkeys(value_words(fact, one.value) for one in used))
    last = used[0]
    source = f" ({last.source})" if last.source else ""
    day = f" on {long_day(last.on)}" if last.on else ""
    told = f"{values}{day}{source}"
    if reason is Reason.STALE:
        return f"the latest is {told}, more than {fact.good_for} ago"
    if reason is Reason.CONFLICT:
        return f"two values on one day that don't agree: {told}"
    if reason is Reason.OTHER_SCALE:
        return f"on another scale: {told}"
    return told


def _count_detail(counted: Counted) -> str:
    start = f" since {long_day(counted.start)}" if counted.start else ""
    most = f" to {counted.high}" if counted.high is not None and counted.high != counted.low else ""
    sure = "" if counted.high is not None or counted.code != UNKNOWN else "; more may not be recorded"
    return f"{counted.low}{most}{start}{sure}"


def _document_detail(counted: Counted, code: int) -> str:
    if not counted.used:
        return "none recorded" if code == UNKNOWN else "none, by the school's own word"
    last = counted.used[0]
    source = f" ({last.source})" if last.source else ""
    day = f"dated {long_day(last.on)}" if last.on else "undated"
    if code == MET or counted.start is None:
        return f"{day}{source}"
    return f"the latest is {day}{source}; {long_day(counted.start)} or later is needed"


_COMPARED = {"below": "below", "at_or_below": "at or below", "above": "above", "at_or_above": "at or above"}


def condition_words(standard: Standard, leaf: Leaf) -> str:
    """What a leaf asks, made from the labels, where the author has written no sentence."""
    if leaf.op == "count":
        name, number = leaf.bound or ("at_or_above", 1)
        least = {
            "at_or_above": "at least",
            "above": "more than",
            "at_or_below": "at most",
            "below": "fewer than",
        }
        where = "".join(
            f" with {key.replace('_', ' ')} {value.replace('_', ' ')}" for key, value in leaf.where
        )
        within = f" within {leaf.window}" if leaf.window else ""
        return _capital(f"{standard.events[leaf.name].label}{where}: {least[name]} {number}{within}")
    if leaf.op == "recent":
        return _capital(f"{standard.documents[leaf.name].label} within {leaf.window}")
    fact = standard.facts[leaf.name]
    if leaf.op == "yes":
        return _capital(fact.label)
    if leaf.op == "one_of":
        return _capital(f"{fact.label}: {' or '.join(v.replace('_', ' ') for v in leaf.values)}")
    if leaf.op == "between":
        low, high = value_words(fact, leaf.value), value_words(fact, leaf.high)
        return _capital(f"{fact.label} from {low} to {high}")
    return _capital(f"{fact.label} {_COMPARED[leaf.op]} {value_words(fact, leaf.value)}")


def reason_for(verdict: Verdict, threshold_id: str, reader: Reader = "professional") -> str:
    """Why a threshold has its status, in two plain sentences at most.

    Met names what suffices, not met what stands in the way, not yet evidenced what is missing and how it
    could be settled, whichever way it turns out.
    """
    finding = finding_of(verdict, threshold_id)
    title = f"“{_said(finding, reader)}”" if reader == "parent" and finding.parent else _said(finding, reader)
    if finding.status is Status.NOT_APPLICABLE:
        return f"{title} does not apply in this phase."
    if finding.status is Status.UNKNOWN:
        return _open_reason(verdict, threshold_id, title)
    wanted = finding.status
    deciding = [one for one in _leaves_of(finding) if one.status is wanted]
    named = " and ".join(_lower(_said(one, reader)) for one in deciding[:2])
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


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def node_words(standard: Standard, node: Node) -> str:
    """What a condition asks, made from its operator and the labels; "" for a gate."""
    if node.op in GATES or node.op == "use":
        return ""
    plain = node.model_dump(by_alias=True, exclude={"phases"}, exclude_none=True)
    branch = loose_tree(Node.model_validate(plain), standard)
    return condition_words(standard, branch.leaf) if branch.leaf is not None else ""
