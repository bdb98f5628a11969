# SPDX-License-Identifier: MIT
"""The foot of the window: what runs, with Cancel, and when the last word was saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from desktop import theme
from desktop.jobs import Job
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
        self._doing = theme.words("", "small", wrap=False)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(theme.scaled(160))
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "link")
        self._saved = theme.words("", "small", wrap=False)
        self._saved.setAccessibleName("Saved")
        for widget in (self._doing, self._bar, self._cancel):
            row.addWidget(widget)
            widget.hide()
        row.addStretch()
        row.addWidget(self._saved)
        self._job: Job | None = None

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
        """Show a job from now until it ends; one without a name is nothing that anybody waits for."""
        if not job.label:
            return
        if self._job is not None:
            self._cancel.clicked.disconnect(self._job.cancel)
        self._job = job
        self._doing.setText(f"{job.label} …")
        self._bar.setRange(0, 0)
        self._cancel.clicked.connect(job.cancel)
        job.progressed.connect(self._on_progressed)
        for widget in (self._doing, self._bar, self._cancel):
            widget.show()

    def rest(self) -> None:
        """Nothing runs any more."""
        if self._job is not None:
            self._cancel.clicked.disconnect(self._job.cancel)
        self._job = None
        for widget in (self._doing, self._bar, self._cancel):
            widget.hide()

    def _on_progressed(self, done: int, of: int, saying: str) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        self._doing.setText(f"{self._job.label}: {saying or f'{done} of {of}'}")
