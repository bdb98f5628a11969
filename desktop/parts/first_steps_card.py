# SPDX-License-Identifier: MIT
"""FirstStepsCard: what a new file still needs, with the next step to press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.parts.blocks import Card, button, rule
from models.first_steps import FirstStep


class FirstStepsCard(Card):
    """Each step with what it is for; done ones say so. wanted(name) when one is pressed."""

    wanted = Signal(str)

    def __init__(self, steps: Sequence[FirstStep]) -> None:
        done = sum(one.is_done for one in steps)
        super().__init__("First steps", about=f"{done} of {len(steps)} done.")
        first = next((one for one in steps if not one.is_done), None)
        for number, one in enumerate(steps):
            if number:
                self.add(rule())
            self.add(self._row(one, role="primary" if one is first else ""))

    def _row(self, step: FirstStep, role: str) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(12)
        down = QVBoxLayout()
        down.setSpacing(2)
        down.addWidget(theme.words(f"✓ {step.words}" if step.is_done else step.words, "strong"))
        down.addWidget(theme.words(step.why, "quiet"))
        across.addLayout(down, 1)
        go = button(step.press, role="link" if step.is_done else role, name=step.press)
        go.clicked.connect(lambda: self.wanted.emit(step.name))
        across.addWidget(go)
        return row
