# SPDX-License-Identifier: MIT
"""Copying: makes the copies that are due while a file is open, and says once when one can't be made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.copies import LookedAfter
from desktop.jobs import Job, Progress
from desktop.workspace import Workspace
from thresholds.problems import Problem

FIRST_AFTER = 20_000
"""Milliseconds after opening; whoever opened the file has found what they came for by then."""
THEN_EVERY = 300_000
"""Milliseconds between two looks at whether an hour is over and something was written."""


class Copying(QObject):
    """Looks by itself; look() is for who won't wait. told(sentence) is called when a copy fails."""

    def __init__(self, workspace: Workspace, told: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told = told
        self._said = ""
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_AFTER)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make the copies that are due, beside the screen."""
        self._timer.setInterval(THEN_EVERY)
        workspace = self._workspace

        def work(progress: Progress) -> LookedAfter | None:
            try:
                return workspace.copies.look_after(progress)
            except Problem as problem:
                if problem.code == "closed":
                    return None
                raise

        if workspace.store.is_open and self._job is None:
            jobs = workspace.jobs
            self._job = jobs.run(work, then=self._done, otherwise=self._failed, label="", owner=self)
            self._job.cancelled.connect(self._forget)

    def stop(self) -> None:
        """Look no more; before the file is closed."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _forget(self) -> None:
        self._job = None

    def _done(self, done: LookedAfter | None) -> None:
        self._forget()
        if done is not None and done.made:
            self._workspace.copies.made.emit()
        self._say(" ".join(one.sentence for one in done.problems) if done is not None else "")

    def _failed(self, fault: Exception) -> None:
        self._forget()
        if isinstance(fault, Problem):
            self._say(fault.sentence)
        else:
            self._workspace.jobs.failed.emit(fault)

    def _say(self, trouble: str) -> None:
        if trouble and trouble != self._said:
            self._told(f"A safe copy could not be made: {trouble}")
        self._said = trouble
