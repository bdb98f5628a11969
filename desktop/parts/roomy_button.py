# SPDX-License-Identifier: MIT
"""RoomyButton: a button that keeps room for bold letters, in which its words stand while it is pressed in."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from desktop import theme


class RoomyButton(QPushButton):
    """A button that can stay pressed in without its words being cut off. The style sheet makes them bold."""

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + self._for_bold()

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + self._for_bold()

    def _for_bold(self) -> QSize:
        if not self.isCheckable():
            return QSize(0, 0)
        bold, plain = (
            theme.metrics(strong=strong).horizontalAdvance(self.text()) for strong in (True, False)
        )
        return QSize(max(0, bold - plain), 0)
