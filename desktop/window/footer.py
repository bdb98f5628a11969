# SPDX-License-Identifier: MIT
"""The foot of the window: what runs, with Cancel, and when the last word was saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop import theme
from desktop.jobs import Job
from desktop.parts.progress_line import ProgressLine
from models.records import School


class Footer(QFrame):
    """Says "Saved 10:42" and, while a job runs, what it is doing and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        self._school = theme.words("", "small", wrap=False)
        row.addWidget(self._school)
        self._progress = ProgressLine()
        row.addWidget(self._progress)
        self._saved = theme.words("", "small", wrap=False)
        self._saved.setAccessibleName("Saved")
        row.addStretch()
        row.addWidget(self._saved)

    @property
    def saved_text(self) -> str:
        """What is said of saving, for who asks."""
        return self._saved.text()

    def show_saved(self, at: datetime) -> None:
        """Say when the last word was saved."""
        self._saved.setText(f"Saved {at:%H:%M}")

    def show_school(self, school: School) -> None:
        """Say whose file this is, and that nobody in it is real where that is so."""
        self._school.setText(f"{school.name} · fictional" if school.is_fictional else school.name)
        theme.say_role(self._school, "caption" if school.is_fictional else "small")

    def follow(self, job: Job) -> None:
        """Show a job from now until it ends."""
        self._progress.follow(job)

    def rest(self) -> None:
        """Nothing runs any more."""
        self._progress.rest()
