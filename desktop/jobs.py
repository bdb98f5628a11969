# SPDX-License-Identifier: MIT
"""Jobs: work off the screen's thread, one at a time, with progress, cancel and problems.

jobs.run(lambda progress: count(progress), then=self.show_count, label="Counting", owner=self)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class Cancelled(Exception):
    """Raised inside a job's work when the person has pressed Cancel; the work stops there."""


class Progress:
    """What a piece of work tells while it runs."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._told_at = 0.0

    def step(self, done: int, of: int, saying: str = "") -> None:
        """Say how far the work is, at most twenty times a second. Raises Cancelled after Cancel."""
        if self._job.is_cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= of or now - self._told_at >= 0.05:
            self._told_at = now
            self._job.progressed.emit(done, of, saying)


Work = Callable[[Progress], Any]


class Job(QObject):
    """One piece of work: progressed(done, of, saying); then finished, failed or cancelled, once."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._stop = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether Cancel was pressed."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def carry_out(self, work: Work) -> None:
        """Run the work on this thread and tell how it ended."""
        try:
            if self.is_cancelled:
                raise Cancelled
            made = work(Progress(self))
        except Cancelled:
            self.cancelled.emit()
        except Exception as fault:
            self.failed.emit(fault)
        else:
            self.finished.emit(made)


class Jobs(QObject):
    """The one worker beside the screen. Jobs run in the order in which they were asked for.

    started(job) tells the window what to show; failed(exception) goes to the notice bar.
    """

    started = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that run or wait, the running one first."""
        return tuple(self._running)

    def run(
        self,
        work: Work,
        *,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None,
        label: str = "Working",
        owner: QObject | None = None,
    ) -> Job:
        """Do work(progress) beside the screen, then hand what it made to then() on the screen's thread.

        A failure goes to otherwise(), or to failed where there is none; neither it nor then() is told when
        the owner is gone by that time. Listening to the job itself may begin too late for a quick one.
        """
        job = Job(label, self)
        queued = Qt.ConnectionType.QueuedConnection
        job.finished.connect(lambda made: self._end(job, then, made, owner), queued)
        job.failed.connect(lambda fault: self._fail(job, otherwise, fault, owner), queued)
        job.cancelled.connect(lambda: self._end(job, None, None, owner), queued)
        self._running.append(job)
        self.started.emit(job)
        self._worker.submit(job.carry_out, work)
        return job

    def close(self) -> None:
        """Cancel what waits, let what runs come to its next step, and end the worker."""
        for job in self._running:
            job.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _end(self, job: Job, then: Callable[[Any], None] | None, made: Any, owner: QObject | None) -> None:
        self._forget(job)
        if then is not None and (owner is None or isValid(owner)):
            then(made)

    def _fail(
        self,
        job: Job,
        otherwise: Callable[[Exception], None] | None,
        fault: Exception,
        owner: QObject | None,
    ) -> None:
        self._forget(job)
        if owner is None or isValid(owner):
            (otherwise or self.failed.emit)(fault)

    def _forget(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
        if not self._running:
            self.idle.emit()
