# SPDX-License-Identifier: MIT
"""Attendance: sessions, suspensions, and the ways back to school."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from desktop import theme
from desktop.pages.page import Page
from desktop.pages.pupil.arranged import ReturnLists
from desktop.pages.pupil.lists import day, newest
from desktop.pages.pupil.tab import Child, Tab
from desktop.record_cards import Shown
from desktop.workspace import Remembering
from models.chronology import figure_words, joined
from models.records import AttendanceFigure, Suspension


class AttendanceTab(Tab):
    """Sessions possible and attended, and suspensions."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.sum = theme.words("", "lead")
        self.add(self.sum)
        self.add_list(
            Shown(
                AttendanceFigure,
                "Attendance",
                "figure",
                _figure,
                about="In sessions; a session is half a school day.",
            ),
            newest("to_on"),
        )
        self.add_list(
            Shown(
                Suspension,
                "Suspensions",
                "suspension",
                lambda s: joined(
                    day(s.started_on),
                    f"{s.sessions} sessions",
                    "permanent" if s.is_permanent else "",
                    ", ".join(reason.label for reason in s.reasons),
                ),
            ),
            newest("started_on"),
        )

        self.ways_back = ReturnLists(self)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        self.ways_back.show_child(tx, child.pupil.id)
        figures = tx.find(AttendanceFigure, pupil_id=child.pupil.id)
        latest = max(figures, key=lambda one: one.to_on, default=None)
        said = _figure(latest) if latest else "No attendance is recorded yet."
        self.sum.setText(f"Latest: {said}" if latest else said)


def _figure(one: Any) -> str:
    return joined(f"{day(one.from_on)} to {day(one.to_on)}", figure_words(one))
