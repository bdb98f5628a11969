# SPDX-License-Identifier: MIT
"""The five places at the left, with School and Lock below; counts say how much waits there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.icons import icon
from desktop.pages import Listed
from desktop.parts.roomy_button import RoomyButton


class _PlaceButton(RoomyButton):
    """One place with its icon, its word and, where something waits, how much."""

    def __init__(self, title: str, icon_name: str, hint: str) -> None:
        super().__init__(icon(icon_name), f"  {title}")
        self._title = title
        self.setProperty("role", "place")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{title} ({hint})" if hint else title)
        self._count = QLabel("")
        self._count.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch()
        row.addWidget(self._count)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how much waits here; nothing is shown for none."""
        self._count.setText(str(count) if count else "")
        self.setAccessibleName(f"{self._title}, {count} waiting" if count else self._title)


class Sidebar(QFrame):
    """Where one can go. place_chosen(name) when a person presses one; lock_requested when they press Lock."""

    place_chosen = Signal(str)
    lock_requested = Signal()

    def __init__(self, pages: Sequence[Listed]) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self._buttons: dict[str, _PlaceButton] = {}
        self._group = QButtonGroup(self)
        self.setMinimumWidth(168)
        # Pages give way before the names of the places do.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(4)
        for number, page in enumerate((p for p in pages if p.stands == "sidebar"), start=1):
            column.addWidget(self._button(page, f"Alt+{number}"))
        column.addStretch()
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        for page in (p for p in pages if p.stands == "foot"):
            column.addWidget(self._button(page, ""))
        lock = QPushButton(icon("lock-simple"), "  Lock")
        lock.setProperty("role", "place")
        lock.setToolTip("Lock (Ctrl+L)")
        lock.setAccessibleName("Lock")
        lock.clicked.connect(self.lock_requested)
        column.addWidget(lock)

    def mark(self, name: str) -> None:
        """Show which place one is in; none of them where the name isn't one."""
        self._group.setExclusive(False)
        for place, button in self._buttons.items():
            button.setChecked(place == name)
        self._group.setExclusive(True)

    def show_count(self, name: str, count: int) -> None:
        """Say how much waits in a place."""
        if name in self._buttons:
            self._buttons[name].show_count(count)

    def _button(self, page: Listed, hint: str) -> _PlaceButton:
        button = _PlaceButton(page.title, page.icon, hint)
        button.clicked.connect(lambda: self.place_chosen.emit(page.name))
        self._group.addButton(button)
        self._buttons[page.name] = button
        return button
