# SPDX-License-Identifier: MIT
"""AskingDialog: a window that asks for a few things, with two buttons; it scrolls on a small screen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.parts.blocks import WritingColumn, button


class AskingDialog(QDialog):
    """Words and boxes in a column; "no" closes it, "yes" is for the maker to connect.

    column   what it asks, one below the other; call fit() after something was shown or hidden
    problem  a sentence about what doesn't fit, empty while all does
    """

    def __init__(self, parent: QWidget, title: str, *, no: str, yes: str, is_risky: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = WritingColumn(narrow=True)
        self.column.layout_of_column.setSpacing(8)
        self.problem = theme.words("", "problem")
        self.problem.hide()
        self.leave = button(no)
        self.leave.clicked.connect(self.reject)
        self.go_on = button(yes, role="" if is_risky else "primary")
        # Enter does what can be taken back.
        self.leave.setDefault(is_risky)
        self.go_on.setDefault(not is_risky)
        self.go_on.setAutoDefault(not is_risky)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column, 1)
        whole.addLayout(foot)
        self._foot = foot

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)
        inside = self.column.findChildren(QWidget)
        # The list that a box unfolds is a window of its own.
        boxes = [
            one
            for one in inside
            if one.window() is self and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.isHidden()
        ]
        for first, then in pairwise([*boxes, self.leave, self.go_on]):
            self.setTabOrder(first, then)
        if boxes:
            boxes[0].setFocus()
        # Text finds its height once it is shown.
        QTimer.singleShot(0, self, self.fit)

    def line(self, label: str, text: str = "", *, into: QVBoxLayout | None = None) -> QLineEdit:
        """A box for one line with its label above, in the column or in a layout of its own."""
        named, line = QLabel(label), QLineEdit(text)
        named.setWordWrap(True)
        named.setBuddy(line)
        line.setAccessibleName(label)
        for widget in (named, line):
            (into or self.column.layout_of_column).addWidget(widget)
        return line

    def say(self, words: str) -> None:
        """Say what doesn't fit; "" when all does."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.fit()

    def fit(self) -> None:
        """Be as high as what is inside needs, and no higher than the screen."""
        room = self.screen().availableSize()
        width = min(theme.scaled(560), room.width() - 40)
        sheet = self.column.widget()
        layout = sheet.layout() if sheet else None
        inside = layout.totalHeightForWidth(width) if layout else 400
        self.resize(
            width, min(inside + self._foot.totalSizeHint().height() + theme.scaled(24), room.height() - 60)
        )
