# SPDX-License-Identifier: MIT
"""WhatIf: try other evidence for one threshold and watch the verdicts move; nothing is recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.answers import OneOfFew
from desktop.editing.editor import Editor
from desktop.editing.fact_editor import FactEditor
from desktop.parts.blocks import Card, button, empty
from thresholds.evidence import Evidence, Value
from thresholds.problems import Problem
from thresholds.record_block import BlockReader
from thresholds.standard import Standard
from thresholds.suppose import asked_of, with_leaf, with_values
from thresholds.tree import Leaf
from thresholds.verdict import Verdict
from thresholds.wording import STATUS_WORDS, condition_words

AS_RECORDED = "as recorded"
HAPPENED = (("yes", "Yes"), ("no", "No"), (AS_RECORDED, "As recorded"))


class WhatIf(Card):
    """A framed card with a question for each thing that a threshold asks.

    supposed(Evidence)   the scratch copy as it is supposed now
    ended()              put away; the record's own verdict is wanted again
    """

    supposed = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__("What if …")
        self.setProperty("role", "scratch")
        self.column.setContentsMargins(12, 10, 12, 12)
        self.add(theme.words("Only tried out here. Nothing of it is recorded.", "strong"))
        self.moved = theme.words("")
        self.add(self.moved)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(8)
        self.column.addLayout(self._asked)
        self.said = theme.words("", "problem")
        self.said.hide()
        self.add(self.said)
        end = button("Put it away")
        end.clicked.connect(self.ended)
        self.add(end)
        self._standard: Standard | None = None
        self._evidence: Evidence | None = None
        self._facts: dict[str, tuple[FactEditor, str]] = {}
        self._happened: list[tuple[Leaf, OneOfFew]] = []

    def begin(self, verdict: Verdict, threshold_id: str) -> None:
        """Ask what could be otherwise for a threshold, beginning with what is known."""
        self._standard, self._evidence = verdict.standard, verdict.evidence
        empty(self._asked)
        self._facts.clear()
        self._happened.clear()
        for leaf in asked_of(verdict.standard, verdict.evidence, threshold_id):
            self._asked.addWidget(self._value_row(leaf) if leaf.reads_values else self._happened_row(leaf))
        self.tell_moved(verdict, verdict)
        self.setAccessibleName("What if")

    def tell_moved(self, before: Verdict, after: Verdict) -> None:
        """Say which thresholds would stand otherwise."""
        was = {one.id: one for one in before.thresholds}
        moved = [
            f"{one.title}: {STATUS_WORDS[was[one.id].status]} → {STATUS_WORDS[one.status]}"
            for one in after.thresholds
            if one.status is not was[one.id].status
        ]
        self.moved.setText("\n".join(moved) or "Nothing would stand otherwise.")

    def _value_row(self, leaf: Leaf) -> QWidget:
        standard, evidence = self._given()
        fact = standard.facts[leaf.name]
        asked = FactEditor(fact, optional=True, narrow=True)
        found = evidence.observations.get(leaf.name, ())
        known = _text(max(found, key=lambda one: one.on).value) if found else ""
        asked.fill(known)
        self._facts[leaf.name] = (asked, known)
        asked.editor.call(f"What if: {fact.label}", fact.unit)
        asked.editor.edited.connect(self._suppose)
        return _row(fact.label, asked.editor)

    def _happened_row(self, leaf: Leaf) -> QWidget:
        words = condition_words(self._given()[0], leaf)
        editor = OneOfFew(HAPPENED, optional=False)
        editor.call(f"What if: {words}")
        editor.fill(AS_RECORDED)
        editor.edited.connect(self._suppose)
        self._happened.append((leaf, editor))
        return _row(words, editor)

    def _suppose(self) -> None:
        standard, evidence = self._given()
        reader = BlockReader(standard)
        values: dict[str, Value] = {}
        problem = ""
        for name, (asked, known) in self._facts.items():
            try:
                text = asked.value()
                if text and text != known:
                    values[name] = reader.value(text, asked.fact, name)
            except Problem as fault:
                problem = f"{fault.what[:1].upper()}{fault.what[1:]}."
        self.said.setText(problem)
        self.said.setVisible(bool(problem))
        tried = with_values(evidence, values)
        for leaf, editor in self._happened:
            so = editor.value()
            if so in ("yes", "no"):
                tried = with_leaf(tried, leaf, so == "yes")
        self.supposed.emit(tried)

    def _given(self) -> tuple[Standard, Evidence]:
        if self._standard is None or self._evidence is None:
            raise RuntimeError("begin() comes first")
        return self._standard, self._evidence


def _row(words: str, editor: Editor) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(theme.words(words[:1].upper() + words[1:], "small"))
    column.addWidget(editor)
    return row


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
