# SPDX-License-Identifier: MIT
"""A newer standard that an authority or a technician put into a folder is noticed, never taken by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from platformdirs import site_data_path, user_data_path
from PySide6.QtCore import QObject

from desktop.jobs import Progress
from desktop.pages.page import Place, Told
from desktop.workspace import Workspace
from models.offered import newer_in
from thresholds.problems import Problem


def folders_for(store: Path) -> tuple[Path, ...]:
    """Where a standard may be put: beside the school's file, or where a technician puts it for everyone."""
    shared = (user_data_path, site_data_path)
    return (store.parent, *(one("Graduated Response", appauthor=False) / "standards" for one in shared))


def look_for_standards(
    workspace: Workspace, say: Callable[[Told], None], go: Callable[[Place], None], owner: QObject
) -> None:
    """Look beside the screen, and where a newer one lies say so, with the way to look it over."""
    store, school, folders = workspace.store, workspace.school, folders_for(workspace.store.path)

    def work(_progress: Progress) -> Path | None:
        try:
            with store.reading() as tx:
                return newer_in(tx, folders, school)
        except Problem as problem:
            if problem.code == "closed":
                return None
            raise

    def then(found: Path | None) -> None:
        if found is not None:
            said = f"A newer standard lies ready: {found.name}."
            to = Place("adopting", part=str(found))
            say(Told(said, press="Look it over", pressed=lambda: go(to)))

    workspace.jobs.run(work, then=then, label="", owner=owner)
