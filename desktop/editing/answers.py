# SPDX-License-Identifier: MIT
"""Editors that are chosen from: yes, no or not known; one of a few; one of many; several of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from desktop.editing.editor import Editor
from desktop.layouts import flowing
from desktop.quiet_box import QuietBox
from thresholds.problems import Problem

NOT_KNOWN = "Not known"

Answer = tuple[Any, str]
"""A value and the words for it."""

YES_NO: tuple[Answer, ...] = ((True, "Yes"), (False, "No"))


class OneOfFew(Editor):
    """A few answers side by side; arrows move, and the figures 1 to 9 choose at once."""

    def __init__(self, answers: Sequence[Answer], *, optional: bool) -> None:
        super().__init__()
        self._answers = (*answers, *([(None, NOT_KNOWN)] if optional else []))
        self._optional = optional
        self._group = QButtonGroup(self)
        self._buttons: list[QRadioButton] = []
        for _, words in self._answers:
            button = QRadioButton(words)
            button.setProperty("role", "answer")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button)
            self._buttons.append(button)
            button.clicked.connect(self._on_chosen)
        if optional:
            self._buttons[-1].setProperty("unknown", True)
        self.column.addWidget(flowing(*self._buttons, gap=6))
        self.watch(*self._buttons)
        self.box = self._buttons[0]
        self._name = ""

    @override
    def fill(self, value: Any) -> None:
        self._group.setExclusive(False)
        for button, (answer, _) in zip(self._buttons, self._answers, strict=True):
            button.setChecked(answer == value and (value is not None or self._optional))
        self._group.setExclusive(True)
        chosen = self._group.checkedButton()
        self.box = chosen if isinstance(chosen, QRadioButton) else self._buttons[0]

    @override
    def value(self) -> Any:
        for button, (answer, _) in zip(self._buttons, self._answers, strict=True):
            if button.isChecked():
                return answer
        return None

    @override
    def text(self) -> str:
        return next((str(n) for n, button in enumerate(self._buttons) if button.isChecked()), "")

    @override
    def put_text(self, text: str) -> None:
        place = int(text) if text.isdigit() else -1
        if 0 <= place < len(self._answers):
            self.fill(self._answers[place][0])

    @override
    def boxes(self) -> tuple[QWidget, ...]:
        return tuple(self._buttons)

    @override
    def call(self, name: str, about: str = "") -> None:
        for button in self._buttons:
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(about)

    @override
    def mark_unknown(self, unknown: bool) -> None:
        """The answer "Not known" says it itself."""

    @override
    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = event.key() - Qt.Key.Key_1
            if 0 <= place < len(self._buttons) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
                self._buttons[place].click()
                return True
        return super().eventFilter(watched, event)

    def _on_chosen(self) -> None:
        chosen = self._group.checkedButton()
        if isinstance(chosen, QRadioButton):
            self.box = chosen
        self.edited.emit()


class OneOfMany(Editor):
    """One of a long list: type its first letters, or open it with Alt+Down."""

    def __init__(self, answers: Sequence[Answer], *, optional: bool) -> None:
        super().__init__()
        self._answers: tuple[Answer, ...] = ((None, NOT_KNOWN if optional else "Choose …"), *answers)
        self.choice = QuietBox()
        self.choice.addItems([words for _, words in self._answers])
        self.choice.setMaxVisibleItems(16)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(36)
        self.choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box = self.choice
        self.setFocusProxy(self.choice)
        self.column.addWidget(self.choice)
        self.choice.activated.connect(self._on_chosen)
        self.watch(self.choice)

    @override
    def fill(self, value: Any) -> None:
        place = next((n for n, (answer, _) in enumerate(self._answers) if answer == value), 0)
        self.choice.setCurrentIndex(place)
        self.mark_unknown(place == 0)

    @override
    def value(self) -> Any:
        return self._answers[max(0, self.choice.currentIndex())][0]

    @override
    def text(self) -> str:
        value = self.value()
        return "" if value is None else str(value)

    @override
    def put_text(self, text: str) -> None:
        self.fill(next((answer for answer, _ in self._answers if str(answer) == text), None))

    def _on_chosen(self) -> None:
        self.mark_unknown(self.choice.currentIndex() == 0)
        self.edited.emit()


class SeveralOf(Editor):
    """Any number of answers, each ticked for itself; none is an empty answer."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._answers = tuple(answers)
        self._boxes = [QCheckBox(words) for _, words in self._answers]
        for box in self._boxes:
            box.setProperty("role", "answer")
            box.clicked.connect(lambda _on: self.edited.emit())
        self.column.addWidget(flowing(*self._boxes, gap=6))
        self.watch(*self._boxes)
        self.box = self._boxes[0]

    @override
    def fill(self, value: Any) -> None:
        chosen = set(value or ())
        for box, (answer, _) in zip(self._boxes, self._answers, strict=True):
            box.setChecked(answer in chosen)

    @override
    def value(self) -> Any:
        return tuple(
            answer for box, (answer, _) in zip(self._boxes, self._answers, strict=True) if box.isChecked()
        )

    @override
    def text(self) -> str:
        return json.dumps([str(answer) for answer in self.value()])

    @override
    def put_text(self, text: str) -> None:
        try:
            chosen = set(json.loads(text or "[]"))
        except ValueError:
            raise Problem("the draft of this answer can't be read") from None
        self.fill([answer for answer, _ in self._answers if str(answer) in chosen])

    @override
    def boxes(self) -> tuple[QWidget, ...]:
        return tuple(self._boxes)

    @override
    def call(self, name: str, about: str = "") -> None:
        buttons: Sequence[QAbstractButton] = self._boxes
        for button in buttons:
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(about)

    @override
    def mark_unknown(self, unknown: bool) -> None:
        """Nothing ticked says it itself."""
