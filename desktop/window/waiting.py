# SPDX-License-Identifier: MIT
"""Waiting: how much waits under Today, counted beside the screen and shown in the sidebar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.jobs import Progress
from desktop.workspace import Changes, Workspace
from models.today import today_lines
from thresholds.problems import Problem

AFTER_TYPING = 1500
"""Milliseconds of rest after a change before it is counted anew."""


class Waiting(QObject):
    """Counts at the beginning and after changes; told(int) is called with each count."""

    def __init__(self, workspace: Workspace, told: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told = told
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER_TYPING)
        self._rest.timeout.connect(self.count)
        workspace.changed.connect(self._on_changed)

    def count(self) -> None:
        """Count what waits today."""
        store, today = self._workspace.store, self._workspace.today

        def work(_progress: Progress) -> int | None:
            try:
                with store.reading() as tx:
                    return len(today_lines(tx, today))
            except Problem as problem:
                if problem.code == "closed":
                    return None
                raise

        if store.is_open:
            self._workspace.jobs.run(work, then=self._tell, label="", owner=self)

    def stop(self) -> None:
        """Count no more; before the file is closed."""
        self._workspace.changed.disconnect(self._on_changed)
        self._rest.stop()

    def _tell(self, count: int | None) -> None:
        if count is not None:
            self._told(count)

    def _on_changed(self, _changes: Changes) -> None:
        self._rest.start()
