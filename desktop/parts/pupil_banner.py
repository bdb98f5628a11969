# SPDX-License-Identifier: MIT
"""PupilBanner: who is open, and where they stand, in one line that folds where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.layouts import FlowLayout
from desktop.parts.chips import Chip


@dataclass(frozen=True, slots=True)
class NeedShown:
    """A need as a chip: its short code, its full words, the token of its area's hue."""

    code: str
    words: str
    hue: str = ""


@dataclass(frozen=True, slots=True)
class PupilShown:
    """What the banner shows: the name as the child likes it, and facts from the most to the least needed.

    facts  as in ("9 years", "Year 4 · Maple", "SEN Support", "Targeted")
    """

    name: str
    facts: tuple[str, ...] = ()
    needs: tuple[NeedShown, ...] = ()


class PupilBanner(QWidget):
    """Shows a PupilShown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._line = QWidget()
        self._flow = FlowLayout(self._line, gap=10, centred=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._line.setSizePolicy(policy)
        column.addWidget(self._line)
        self._shown: PupilShown | None = None

    def show_pupil(self, shown: PupilShown) -> None:
        """Show a child; nothing is drawn anew where nothing differs."""
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setAccessibleName(", ".join((shown.name, *shown.facts, *(n.words for n in shown.needs))))
        for widget in self._pieces(shown):
            self._flow.addWidget(widget)
            widget.show()

    def _pieces(self, shown: PupilShown) -> Sequence[QWidget]:
        # One label a fact, so that a narrow window breaks the line between facts and cuts none.
        facts = [
            theme.words(f"{fact}  ·" if n < len(shown.facts) else fact, "quiet", wrap=False)
            for n, fact in enumerate(shown.facts, start=1)
        ]
        chips = [Chip(need.code, hue=need.hue, tip=need.words) for need in shown.needs]
        return (theme.words(shown.name, "lead", wrap=False), *facts, *chips)
