# SPDX-License-Identifier: MIT
"""Standard: one validated, dated, digested version of an authority's rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from thresholds.evidence import Phase
from thresholds.facts import DOCUMENTS, EVENTS, EVIDENCE, FACTS
from thresholds.nodes import (
    ClauseId,
    Day,
    DocumentKind,
    EventKind,
    EvidenceKind,
    Fact,
    Name,
    Node,
    Part,
    Said,
    Words,
)


class Effective(Part):
    """From when a version applies, and until when; until its successor where no end is given."""

    from_: Day = Field(alias="from")
    to: Day | None = None


class Head(Part):
    """What a pack says of itself. layers stand in order, lightest first."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=80)]
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.\-]*$", max_length=40)]
    title: Words
    authority: Words
    la: Annotated[str, Field(pattern=r"^(\d{3})?$")] = ""
    status: Literal["draft", "illustrative", "adopted", "withdrawn"] = "draft"
    effective: Effective
    supersedes: str = ""
    source: str | dict[str, str] = ""
    layers: Annotated[tuple[Name, ...], Field(min_length=1, max_length=12)]
    layers_nested: bool = False
    layer_labels: dict[Name, str] = {}
    notice: str = ""
    rights: str = ""
    intro: str = ""


class Area(Part):
    """An area of need as the standard names it."""

    label: Words
    parent: str = ""
    intro: str = ""


class Threshold(Said):
    """Who stands at a layer of an area: met when its condition is.

    two_directions  the standard means to use a fact both ways; without it the checks refuse that
    advice          it advises and places nobody in a layer: a fast track, a base, what it costs
    """

    id: ClauseId
    area: Name
    layer: Name
    title: str = ""
    two_directions: bool = False
    advice: bool = False
    met_when: Node


class Case(Part):
    """A vignette with the verdicts that its author expects.

    story   the child in plain English; a case that has one is put before people, who judge it by hand
    """

    name: Words
    about: str = ""
    story: str = ""
    as_of: Day
    phase: Phase | None = None
    complete: tuple[str, ...] | dict[str, Day] = ()
    record: dict[Name, Any] = {}
    expect: dict[ClauseId, Literal["met", "not_met", "unknown", "not_applicable"]] = {}


class Pack(Part):
    """A whole standard as it is written."""

    format: Literal["threshold-pack/1"]
    pack: Head
    areas: dict[Name, Area] = {}
    evidence: dict[Name, EvidenceKind] = {}
    facts: dict[Name, Fact] = {}
    events: dict[Name, EventKind] = {}
    documents: dict[Name, DocumentKind] = {}
    criteria: tuple[Node, ...] = ()
    thresholds: Annotated[tuple[Threshold, ...], Field(min_length=1, max_length=500)]
    constraints: tuple[Node, ...] = ()
    tests: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _every_criterion_has_a_name(self) -> Pack:
        for node in self.criteria:
            if node.id is None:
                raise ValueError("A criterion under criteria needs an id, so that it can be used.")
        return self


@dataclass(frozen=True, eq=False)
class Standard:
    """A pack with its digest and the places of its parts. Two standards are equal only if they are the same.

    pack    the pack as written
    digest  SHA-256 of its canonical JSON: comments and line endings don't count, every word does
    places  for each path in the document ("thresholds.3.met_when"): file, line and column
    """

    pack: Pack
    digest: str
    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.pack.pack.id

    @property
    def version(self) -> str:
        """The pack's version."""
        return self.pack.pack.version

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers in order, lightest first."""
        return self.pack.pack.layers

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that the standard may ask: its own, and those that the school's records answer."""
        return {**FACTS, **self.pack.facts}

    @cached_property
    def events(self) -> Mapping[str, EventKind]:
        """Every kind of event that it may count."""
        return {**EVENTS, **self.pack.events}

    @cached_property
    def documents(self) -> Mapping[str, DocumentKind]:
        """Every kind of document that it may look for."""
        return {**DOCUMENTS, **self.pack.documents}

    @cached_property
    def evidence(self) -> Mapping[str, EvidenceKind]:
        """Every kind of evidence that can be had, with the effort of getting it."""
        return {**EVIDENCE, **self.pack.evidence}

    def evidence_kind(self, name: str) -> EvidenceKind:
        """A kind of evidence that can be had; one that the pack doesn't describe is known by its name."""
        return (
            self.pack.evidence.get(name) or EVIDENCE.get(name) or EvidenceKind(label=name.replace("_", " "))
        )

    @cached_property
    def criteria(self) -> Mapping[str, Node]:
        """The shared criteria by their id."""
        return {node.id: node for node in self.pack.criteria if node.id}

    @cached_property
    def thresholds(self) -> Mapping[str, Threshold]:
        """The thresholds by their id."""
        return {one.id: one for one in self.pack.thresholds}

    def area_label(self, area: str) -> str:
        """An area in words."""
        known = self.pack.areas.get(area)
        return known.label if known else area.replace("_", " ").capitalize()

    def layer_label(self, layer: str) -> str:
        """A layer in words."""
        return self.pack.pack.layer_labels.get(layer) or layer.replace("_", " ").title()

    def is_in_force(self, on: date) -> bool:
        """Whether the version applies on a day."""
        effective = self.pack.pack.effective
        return effective.from_ <= on and (effective.to is None or on <= effective.to)


def digest_of(document: Any) -> str:
    """SHA-256 of a parsed document's canonical JSON."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
