# SPDX-License-Identifier: MIT
"""ProgressLine: what runs beside the screen, how far it is, and Cancel; hidden while nothing runs."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop import theme
from desktop.jobs import Job


class ProgressLine(QWidget):
    """Follows one job at a time; to be connected to jobs.started and jobs.idle."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._doing = theme.words("", "small", wrap=False)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setFixedWidth(theme.scaled(160))
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "link")
        for widget in (self._doing, self._bar, self._cancel):
            row.addWidget(widget)
        row.addStretch()
        self._job: Job | None = None
        self.hide()

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
        self.show()

    def rest(self) -> None:
        """Nothing runs any more."""
        if self._job is not None:
            self._cancel.clicked.disconnect(self._job.cancel)
        self._job = None
        self.hide()

    def _on_progressed(self, done: int, of: int, saying: str) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        self._doing.setText(f"{self._job.label}: {saying or f'{done:,} of {of:,}'}")
