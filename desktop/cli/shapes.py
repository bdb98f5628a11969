# SPDX-License-Identifier: MIT
"""The shapes in JSON of a verdict (what is missing, what would settle it) and of a moderation."""

from __future__ import annotations

from typing import Any

from thresholds.moderation import Comparison, Share, meaning
from thresholds.settle import settle
from thresholds.verdict import Finding, ThresholdVerdict, Used, Verdict
from thresholds.wording import finding_of


def verdict_as_json(verdict: Verdict, *, explain: bool) -> dict[str, Any]:
    """One child's verdict; the tree of each threshold only where explain asks for it."""
    return {
        "standard": {"id": verdict.standard_id, "version": verdict.version},
        "as_of": verdict.as_of,
        "thresholds": [_threshold(verdict, one, explain=explain) for one in verdict.thresholds],
    }


def _threshold(verdict: Verdict, one: ThresholdVerdict, *, explain: bool) -> dict[str, Any]:
    settling = settle(verdict, one.id, evidence=False)
    return {
        "id": one.id,
        "area": one.area,
        "layer": one.layer,
        "status": one.status,
        "unknown_facts": sorted(settling.unknown_facts),
        "relevant": sorted(settling.relevant),
        "to_met": _sets(settling.to_met),
        "to_not_met": _sets(settling.to_not_met),
        "until": settling.until,
        "tree": _tree(finding_of(verdict, one.id)) if explain else None,
    }


def _sets(families: Any) -> list[list[str]]:
    """Families of facts in an order that never changes: fewest first, then by name."""
    return sorted((sorted(family) for family in families), key=lambda family: (len(family), family))


def _tree(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "op": finding.op,
        "status": finding.status,
        "text": finding.text,
        "detail": finding.detail,
        "reason": finding.reason,
        "used": [_used(one) for one in finding.used],
        "needs": list(finding.needs),
        "source": finding.source,
        "children": [_tree(child) for child in finding.children],
    }


def _used(one: Used) -> dict[str, Any]:
    return {"name": one.name, "on": one.on, "value": one.value, "record": one.record, "source": one.source}


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """A moderation: alpha with its interval, the engine's agreement, and who said what, most varied first."""
    one = found.agreement
    return {
        "alpha": _rounded(one.alpha),
        "low": _rounded(one.low),
        "high": _rounded(one.high),
        "meaning": meaning(one),
        "questions": one.units,
        "judgements": one.answers,
        "engine": _share(found.engine),
        "people": [{"who": who, **_share(share)} for who, share in found.by_person.items()],
        "thresholds": [
            {
                "id": each.threshold,
                "title": each.title,
                "differing": _rounded(each.differing),
                **_share(each.engine),
            }
            for each in found.thresholds
        ],
        "matters": [
            {
                "vignette": each.vignette,
                "threshold": each.threshold,
                "differing": _rounded(each.differing),
                "said": dict(each.said),
                "engine": each.engine,
                "reason": each.reason,
            }
            for each in found.matters
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"same_as_engine": share.same, "of": share.of}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
