# SPDX-License-Identifier: MIT
"""The top of the window: the way back, where one is, and the way to everything else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop import theme
from desktop.icons import icon


class Header(QFrame):
    """What is open, with Back at its left and Find and Threshold at its right.

    back_requested, find_requested, companion_toggled(bool), meeting_ended
    """

    back_requested = Signal()
    find_requested = Signal()
    companion_toggled = Signal(bool)
    meeting_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 16, 8)
        self._row.setSpacing(12)
        self._back = _tool("arrow-left", "Back", "Back (Alt+Left)")
        self._back.clicked.connect(self.back_requested)
        self._row.addWidget(self._back)
        self._heading = theme.words("", "lead", wrap=False)
        self._about = theme.words("", "quiet")
        self._row.addWidget(self._heading)
        self._row.addWidget(self._about, 10)
        self._banner: QWidget | None = None
        self._row.addStretch(1)
        self._companion = QPushButton(icon("scales"), " Threshold")
        self._companion.setAccessibleName("Threshold")
        self._companion.setCheckable(True)
        self._companion.setProperty("role", "quiet")
        self._companion.setToolTip("Show or hide what the standard says (Ctrl+T)")
        self._companion.clicked.connect(self.companion_toggled)
        self._row.addWidget(self._companion)
        self._find = QPushButton(icon("magnifying-glass"), " Find   Ctrl+K")
        self._find.setProperty("role", "quiet")
        self._find.setAccessibleName("Find")
        self._find.setToolTip("Find a child, a page or something to do")
        self._find.clicked.connect(self.find_requested)
        self._row.addWidget(self._find)
        self._end = QPushButton("End the meeting   F11")
        self._end.setAccessibleName("End the meeting")
        self._end.clicked.connect(self.meeting_ended)
        self._row.addWidget(self._end)
        self._end.hide()
        self.offer_companion(False)
        self.allow_back(False)

    def show_heading(self, heading: str, about: str, banner: QWidget | None) -> None:
        """Say where one is: in words, or by a widget of the page's own."""
        if self._banner is not banner:
            if self._banner is not None:
                self._row.removeWidget(self._banner)
                self._banner.hide()
            if banner is not None:
                self._row.insertWidget(1, banner, 10)
                banner.show()
            self._banner = banner
        self._heading.setText(heading)
        self._about.setText(about)
        self._heading.setVisible(banner is None)
        self._about.setVisible(banner is None and bool(about))

    def hold_meeting(self, on: bool) -> None:
        """Leave only the child and the way out of the meeting, or bring the rest back."""
        self._find.setVisible(not on)
        self._end.setVisible(on)
        if on:
            self._back.hide()

    def allow_back(self, possible: bool) -> None:
        """Whether there is a place to go back to."""
        self._back.setVisible(possible)

    def offer_companion(self, folded: bool) -> None:
        """Show the button that brings the companion out; only where it is folded away."""
        self._companion.setVisible(folded)

    def mark_companion(self, is_out: bool) -> None:
        """Show whether the companion is out."""
        self._companion.setChecked(is_out)


def _tool(icon_name: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(icon(icon_name), "")
    button.setProperty("role", "quiet")
    button.setAccessibleName(name)
    button.setToolTip(tip)
    return button
