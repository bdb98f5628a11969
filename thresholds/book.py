# SPDX-License-Identifier: MIT
"""A standard as a book: the steps of each threshold in the order in which people read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thresholds.nodes import Node
from thresholds.standard import Standard, Threshold
from thresholds.wording import RIGHT_TO_ASK, node_words


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a threshold: how far in it stands, what it asks, and how its parts count together."""

    depth: int
    node: Node
    how: str


def steps(node: Node, depth: int = 0) -> Iterator[Step]:
    """A condition in the order of the book: what a gate asks stands above its parts, one step further in."""
    yield Step(depth, node, how_parts_count(node))
    for part in parts_of(node):
        yield from steps(part, depth + 1)


def parts_of(node: Node) -> tuple[Node, ...]:
    """The conditions that a gate joins; none for a condition that stands alone."""
    if node.op in ("all", "any"):
        return tuple(node.argument)
    if node.op == "at_least" and node.argument.each is None:
        return tuple(node.argument.of)
    return (node.argument,) if node.op == "not" else ()


def how_parts_count(node: Node) -> str:
    """How the parts of a gate count together; "" for what has no parts."""
    parts = parts_of(node)
    if node.op == "not":
        return "Not so:"
    if len(parts) < 2:
        return ""
    if node.op == "all":
        return "All of these:"
    return "Any one of these:" if node.op == "any" else f"At least {node.argument.n} of these {len(parts)}:"


def clause_of(standard: Standard, node: Node) -> Node:
    """The shared clause that a condition uses, or the condition itself."""
    return standard.criteria.get(node.use, node) if node.use else node


_NUMBER = re.compile(r"[A-Z]+[0-9]+[a-z]?")


def number_of(clause: Node) -> str:
    """The number that people quote, as CI09; "" for the ids that only those need who write the standard."""
    return clause.id if clause.id and _NUMBER.fullmatch(clause.id) else ""


def source_of(clause: Node) -> str:
    """Where a clause is from, or that it is illustrative."""
    return clause.source_words or ("illustrative" if clause.origin == "illustrative" else "")


def book(standard: Standard) -> dict[str, Any]:
    """The whole standard as one document: areas, thresholds and clauses, with every word that it says."""
    head = standard.pack.pack
    areas = dict.fromkeys(one.area for one in standard.pack.thresholds)
    return {
        "id": head.id,
        "version": head.version,
        "title": head.title,
        "authority": head.authority,
        "from": head.effective.from_.isoformat(),
        "notice": head.notice,
        "rights": head.rights or RIGHT_TO_ASK,
        "layers": [{"id": layer, "label": standard.layer_label(layer)} for layer in standard.layers],
        "areas": [
            {
                "id": area,
                "label": standard.area_label(area),
                "thresholds": [
                    _threshold(standard, one) for one in standard.pack.thresholds if one.area == area
                ],
            }
            for area in areas
        ],
    }


def _threshold(standard: Standard, one: Threshold) -> dict[str, Any]:
    return {
        "id": one.id,
        "layer": one.layer,
        "title": one.title,
        "parent": one.parent,
        "advice": one.advice,
        "steps": [_step(standard, step) for step in steps(one.met_when)],
    }


def _step(standard: Standard, step: Step) -> dict[str, Any]:
    clause = clause_of(standard, step.node)
    return {
        "depth": step.depth,
        "id": clause.id,
        "text": clause.text or node_words(standard, clause),
        "how": step.how,
        "parent": clause.parent,
        "reason": clause.reason,
        "counts_as": clause.counts_as,
        "example": clause.example,
        "source": source_of(clause),
    }
