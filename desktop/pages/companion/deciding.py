# SPDX-License-Identifier: MIT
"""DecideLayer: the layer that was decided, recorded with the verdict that stood beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.prose import LongEditor
from desktop.parts.blocks import button
from desktop.quiet_box import QuietBox
from models.codes import Layer
from models.deciding import decision_of
from models.records import Decision, Pupil
from thresholds.problems import Problem, Problems
from thresholds.verdict import Verdict

ABOUT = (
    "A person decides. What the standard said is kept whole with the decision, so that it can be looked at "
    "again years later."
)


class DecideLayer(QWidget):
    """Asks for layer and reason. decided(Decision) when both will do."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self._pupil: Pupil | None = None
        self._today = date.min
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(theme.words(ABOUT, "small"))
        self.layer = QuietBox()
        self.layer.setAccessibleName("Layer that was decided")
        for one in Layer:
            self.layer.addItem(one.label, one)
        named = QLabel("Layer")
        named.setBuddy(self.layer)
        self.reason = LongEditor()
        self.reason.call("Why this layer")
        self.said = theme.words("", "problem")
        self.said.hide()
        record = button("Record the decision")
        record.clicked.connect(self._record)
        for widget in (named, self.layer, theme.words("Why", "strong"), self.reason, self.said, record):
            column.addWidget(widget)

    def show_child(self, pupil: Pupil, verdict: Verdict, present: Layer | None, today: date) -> None:
        """Stand ready for a child; what is being typed stays."""
        if self._pupil is None or self._pupil.id != pupil.id:
            self.layer.setCurrentIndex(list(Layer).index(present) if present is not None else 0)
            self.reason.put_text("")
            self._say("")
        self._pupil, self._verdict, self._today = pupil, verdict, today

    def _record(self) -> None:
        if self._pupil is None or self._verdict is None:
            return
        try:
            made: Decision = decision_of(
                self._verdict,
                self._pupil,
                Layer(self.layer.currentData()),
                self._today,
                str(self.reason.value() or ""),
            )
        except (Problem, Problems) as problem:
            self._say(problem.sentence)
            return
        self._say("")
        self.reason.put_text("")
        self.decided.emit(made)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
