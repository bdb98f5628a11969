# SPDX-License-Identifier: MIT
"""The slow, obvious reading of a tree; the reference that the compiled form is tested against."""

from __future__ import annotations

from collections.abc import Callable

from thresholds.derive import MET, NOT_MET, UNKNOWN
from thresholds.tree import Branch, Leaf

TURNED = {MET: NOT_MET, UNKNOWN: UNKNOWN, NOT_MET: MET}


def statuses(branch: Branch, code: Callable[[Leaf], int]) -> list[int]:
    """The status of every node, children before parents, from the status of each leaf (strong Kleene)."""
    out: list[int] = []
    for node in branch.walk():
        if node.leaf is not None:
            out.append(code(node.leaf))
        else:
            out.append(_gate(node, _own(out, node)))
    return out


def _own(out: list[int], node: Branch) -> list[int]:
    """The statuses of a node's children, found behind their own children's."""
    at, codes = len(out) - 1, []
    for child in reversed(node.children):
        codes.append(out[at])
        at -= size(child)
    return codes


def size(branch: Branch) -> int:
    """How many nodes a tree has."""
    return 1 + sum(size(child) for child in branch.children)


def _gate(node: Branch, codes: list[int]) -> int:
    if node.is_negation:
        return TURNED[codes[0]]
    met, unknown = codes.count(MET), codes.count(UNKNOWN)
    if met >= node.needed:
        return MET
    return UNKNOWN if met + unknown >= node.needed else NOT_MET
