# SPDX-License-Identifier: MIT
"""FieldRow: one field of a form: its label, why it is asked, the box, the unit, and what is wrong with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.editors import editor_for
from desktop.editing.texts import DayEditor, NumberEditor
from models.records import FieldSpec
from thresholds.problems import Problem


class FieldRow(QWidget):
    """A field with everything that stands around its box."""

    def __init__(self, spec: FieldSpec, *, label: str = "", today: date | None = None) -> None:
        super().__init__()
        self.spec = spec
        self.editor = editor_for(spec, today)
        self.is_short = isinstance(self.editor, DayEditor | NumberEditor)
        self.label = theme.words(label or spec.label, "strong", wrap=not self.is_short)
        self.label.setBuddy(self.editor.box)
        self._problem = theme.words("", "problem")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.label)
        if spec.help:
            column.addWidget(theme.words(spec.help, "small", wrap=not self.is_short))
        column.addLayout(self._with_unit())
        column.addWidget(self._problem)
        about = ". ".join(part for part in (spec.unit, spec.help) if part)
        self.editor.call(label or spec.label, about)

    @property
    def problem(self) -> str:
        """The sentence that stands under the box; empty where all is well."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with what was typed; "" when it has been mended."""
        if sentence == self.problem:
            return
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.mark_problem(bool(sentence))
        about = ". ".join(part for part in (sentence, self.spec.unit, self.spec.help) if part)
        self.editor.call(self.label.text(), about)

    def _with_unit(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        unit = self.spec.unit
        if unit == "£":
            row.addWidget(theme.words(unit, "quiet", wrap=False))
        row.addWidget(self.editor, 0 if self.is_short else 1)
        if unit and unit != "£":
            row.addWidget(theme.words(unit, "quiet", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        if self.is_short:
            row.addStretch(1)
        return row


def sentence(problem: Problem) -> str:
    """What stands under a box: what is wrong, and the mend; the box itself says where."""
    what = problem.what[:1].upper() + problem.what[1:].rstrip(".")
    return f"{what}. {problem.mend}".strip()
