# SPDX-License-Identifier: MIT
"""OnePlace: one place of a form: which answer goes there, its text, and whether it fits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop import theme
from desktop.clipboard import copy
from desktop.editing.prose import LongEditor
from desktop.editing.texts import NumberEditor
from desktop.parts.blocks import Card, button
from desktop.quiet_box import QuietBox
from models.forms.asked import answers
from models.forms.filling import Box
from thresholds.problems import Problem


class OnePlace(Card):
    """Shows one box of a form and reports what a person changes in it.

    written(str)       other text than the record's, for this child
    chosen(str)        another answer of the record, for every child
    limited(object)    another number of letters that fit, or None
    """

    written = Signal(str)
    chosen = Signal(str)
    limited = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ")
        self._box: Box | None = None
        self.answer = QuietBox()
        self.answer.setAccessibleName("Comes from")
        self.answer.addItem("nothing in the record", "")
        for one in answers().values():
            self.answer.addItem(f"{one.group}: {one.label}", one.name)
        self.answer.activated.connect(lambda _at: self.chosen.emit(self.answer.currentData()))
        self.text = LongEditor()
        self.text.call("What is written there")
        self.text.edited.connect(self._show_room)
        self.text.left.connect(self.keep)
        self.limit = NumberEditor(whole=True)
        self.limit.call("Letters that fit")
        self.limit.left.connect(self._on_limit)
        self._said = theme.words("", "quiet")
        self._said.setAccessibleName("Whether it fits")
        self._back = button("Take the record's words again", icon="arrow-counter-clockwise")
        self._back.clicked.connect(lambda: self.written.emit(""))
        self._copy = button("Copy this text", icon="copy")
        self._copy.clicked.connect(self._on_copy)
        self._lay_out()

    def show_box(self, box: Box) -> None:
        """Show a place of the form."""
        self._box = box
        self.heading.setText(box.place.label)
        self.setAccessibleName(box.place.label)
        self.answer.setCurrentIndex(max(0, self.answer.findData(box.answer)))
        self.text.put_text(box.text)
        self.limit.fill(box.limit)
        self._back.setVisible(box.is_own)
        self._show_room()

    def keep(self) -> None:
        """Report what was typed, if it is other than what stood there."""
        if self._box is not None and self.text.text() != self._box.text:
            self.written.emit(self.text.text())

    def _lay_out(self) -> None:
        self.column.addWidget(self._labelled("Comes from", self.answer))
        self.column.addWidget(theme.words("What is written there", "small"))
        self.add(self.text)
        self.add(self._said)
        self.column.addWidget(self._labelled("Letters that fit, if the form says so", self.limit))
        row = QHBoxLayout()
        for one in (self._copy, self._back):
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)

    def _labelled(self, words: str, field: QWidget) -> QWidget:
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        label = QLabel(words)
        label.setBuddy(field)
        across.addWidget(label)
        across.addWidget(field)
        across.addStretch(1)
        return made

    def _limit_now(self) -> int | None:
        try:
            found = self.limit.value()
        except Problem:
            return self._box.limit if self._box is not None else None
        return int(found) if found else None

    def _show_room(self) -> None:
        letters, limit = len(self.text.text()), self._limit_now()
        if limit is None:
            said = f"{letters} letters" if letters else "Empty"
        elif letters > limit:
            said = f"{letters - limit} letters too many: {letters} of {limit}"
        else:
            said = f"{letters} of {limit} letters"
        self._said.setText(said)
        theme.say_role(self._said, "problem" if limit is not None and letters > limit else "quiet")

    def _on_limit(self) -> None:
        limit = self._limit_now()
        if self._box is not None and limit != self._box.limit:
            self.limited.emit(limit)

    def _on_copy(self) -> None:
        copy(self.text.text())
        self._said.setText("Copied. Paste it into the form's box.")
