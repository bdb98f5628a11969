# SPDX-License-Identifier: MIT
"""Short ways to write down a fact, an event, a document; kinds of evidence are parted by spaces."""

from __future__ import annotations

from typing import Any

from thresholds.nodes import DocumentKind, EventKind, EvidenceKind, Fact

YES_NO = ("yes", "no")
AREAS = (
    "communication_and_interaction",
    "cognition_and_learning",
    "semh",
    "sensory_and_physical",
    "attendance_ebsa",
    "preparation_for_adulthood",
)
PROFESSIONS = ("salt", "ep", "ot", "pt", "specialist_teacher", "mental_health", "health", "other")
AT_LEAST = "At least what is recorded; exact once the school says that all are recorded."


def fact(kind: str, label: str, evidence: str, **rest: Any) -> Fact:
    """A fact whose evidence is one or more kinds parted by spaces."""
    return Fact.model_validate({"kind": kind, "label": label, "evidence": evidence.split(), **rest})


def score(label: str, evidence: str, good_for: str = "12 months", **rest: Any) -> Fact:
    """A score, on the standard scale unless another is given."""
    scale = {"unit": "standard_score", "min": 40, "max": 160, "more_need": "lower"} | rest
    return fact("score", label, evidence, good_for=good_for, **scale)


def judged(label: str, evidence: str, **rest: Any) -> Fact:
    """A yes or no that a person judges, good for a year unless said otherwise."""
    return fact("judgement", label, evidence, **({"good_for": "12 months"} | rest))


def number(label: str, unit: str, most: int, evidence: str, **rest: Any) -> Fact:
    """A number from nought to a most in its unit."""
    return fact("measure", label, evidence, **({"unit": unit, "min": 0, "max": most} | rest))


def count(label: str, unit: str, most: int, evidence: str, **rest: Any) -> Fact:
    """A whole number from nought to a most in its unit."""
    return fact("count", label, evidence, **({"unit": unit, "min": 0, "max": most} | rest))


def evidence_kind(label: str, effort: int, action: str = "") -> EvidenceKind:
    """Something that can be got, and the effort of getting it."""
    return EvidenceKind(label=label, effort=effort, action=action)


def event(label: str, dated_by: str, evidence: str, note: str = "", **fields: tuple[str, ...]) -> EventKind:
    """Something that happens, with what is noted of each."""
    return EventKind(
        label=label, dated_by=dated_by, evidence=tuple(evidence.split()), note=note, fields=fields
    )


def document(label: str, evidence: str) -> DocumentKind:
    """A dated paper."""
    return DocumentKind(label=label, evidence=tuple(evidence.split()))
