# SPDX-License-Identifier: MIT
"""Pictures of every page, for a journey without a display and for looking at."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop import theme
from desktop.pages import PAGES
from desktop.pages.page import Place
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.opening import entrance, workspace_on
from models.records import Pupil
from models.sample.cast import AMIRA
from models.store import Store

LAPTOP = (1366, 768)
"""A school laptop's screen in pixels."""


def pictures_of(store: Store, folder: Path) -> list[Path]:
    """Write a picture of each page on an open store, light and dark, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = QApplication.instance() or QApplication([])
    files: list[Path] = []
    if not isinstance(made, QApplication):
        return files
    with tempfile.TemporaryDirectory() as place:
        window = MainWindow(PreferencesFile(Path(place) / "preferences.json"), entrance=entrance)
        window.resize(*LAPTOP)
        for name in ("light", "dark"):
            theme.dress(made, theme.Look(name, 100, still=True))
            window.open(workspace_on(store, window))
            window.show()
            files += [_kept(window, folder / f"{page}-{name}.png", where) for page, where in _places(store)]
        window.hide()
        window.jobs.close()
        window.deleteLater()
    return files


def _places(store: Store) -> list[tuple[str, Place]]:
    with store.reading() as tx:
        found = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1]) or tx.find(Pupil)
    child = found[0].id if found else ""
    return [
        (page.name, Place(page.name, child if page.stands == "inside" else ""))
        for page in PAGES
        if page.stands != "side" and not page.needs_record
    ]


def _kept(window: MainWindow, path: Path, where: Place) -> Path:
    if window.desk is not None:
        window.desk.go(where)
    _rest(window)
    window.grab().save(str(path))
    return path


def _rest(_window: QWidget) -> None:
    """Let what was asked for come to an end before the picture is taken."""
    rest = QEventLoop()
    QTimer.singleShot(400, rest.quit)
    rest.exec()
