# SPDX-License-Identifier: MIT
"""Findings: a verdict's reasons as a tree that Qt's views can show, where only what differs is shown anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.drawing import STATUS_WORD
from thresholds.verdict import Finding, Status

Index = QModelIndex | QPersistentModelIndex

FINDING = Qt.ItemDataRole.UserRole
"""The role under which a row gives its Finding."""


@dataclass(eq=False)
class Node:
    """A finding's place in the tree."""

    finding: Finding
    above: Node | None
    row: int
    below: list[Node] = field(default_factory=list)


class Findings(QAbstractItemModel):
    """The tree of one or more findings. for_parent shows each clause in the words for a parent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.for_parent = False
        self._tops: list[Node] = []
        self._paths: list[str] = []

    def show(self, findings: Sequence[Finding]) -> bool:
        """Show these, and say whether the tree is another; in the same one only rows that differ are told."""
        paths = [f.path for f in _walk(findings)]
        if paths == self._paths:
            for node, finding in zip(_nodes(self._tops), _walk(findings), strict=True):
                before, node.finding = node.finding, finding
                if before is not finding and _face(before) != _face(finding):
                    index = self._index_of(node)
                    self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._tops = [_node(finding, None, row) for row, finding in enumerate(findings)]
        self._paths = paths
        self.endResetModel()
        return True

    def find(self, path: str) -> QModelIndex:
        """The row of the finding with this path; an invalid index where there is none."""
        found = next((node for node in _nodes(self._tops) if node.finding.path == path), None)
        return self._index_of(found) if found is not None else QModelIndex()

    def words(self, finding: Finding) -> str:
        """The clause in the authority's words, or in those for a parent."""
        return (finding.parent if self.for_parent else "") or finding.text

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        nodes = self._tops if parent is None or not parent.isValid() else _of(parent).below
        if column != 0 or not 0 <= row < len(nodes):
            return QModelIndex()
        return self.createIndex(row, 0, nodes[row])

    @override
    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        above = _of(index).above if index.isValid() else None
        return self._index_of(above) if above is not None else QModelIndex()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._tops)
        return len(_of(parent).below)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = _of(index).finding
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(finding)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{STATUS_WORD[finding.status]}: {self.words(finding)}. {below_the_words(finding)}"
        return finding if role == FINDING else None

    def _index_of(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node)


def below_the_words(finding: Finding) -> str:
    """The quiet second line: the word for the status, what was read, and for a group how far it is."""
    if finding.children:
        met, of = _tally(finding)
        return f"{STATUS_WORD[finding.status]} · {met} of {of} so far"
    return " · ".join(part for part in (STATUS_WORD[finding.status], finding.detail) if part)


def _face(finding: Finding) -> tuple[object, ...]:
    """All of a finding that its own row shows or leads to."""
    tally = _tally(finding) if finding.children else None
    return (finding.status, finding.text, finding.parent, finding.detail, finding.used, tally)


def _tally(finding: Finding) -> tuple[int, int]:
    counted = [child for child in finding.children if child.status is not Status.NOT_APPLICABLE]
    return sum(child.status is Status.MET for child in counted), len(counted)


def _node(finding: Finding, above: Node | None, row: int) -> Node:
    made = Node(finding, above, row)
    made.below = [_node(child, made, at) for at, child in enumerate(finding.children)]
    return made


def _of(index: Index) -> Node:
    node: Node = index.internalPointer()
    return node


def _walk(findings: Sequence[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _walk(finding.children)


def _nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.below)
