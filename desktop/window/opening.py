# SPDX-License-Identifier: MIT
"""open_window: the program from its start to its end, with a screen."""

from __future__ import annotations

import getpass
import importlib
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop import clock
from desktop.jobs import Progress
from desktop.pages import PAGES
from desktop.pages.new_school import Wanted
from desktop.pages.unlock import Entrance
from desktop.preferences import PreferencesFile
from desktop.trouble_log import open_log
from desktop.window.frame import MainWindow

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from models.store import Store
    from thresholds.standard import Standard

PREPARE_AFTER = 400
"""Milliseconds after opening; the first page is drawn by then."""
READ_AHEAD = (
    "desktop.window.desk",
    "desktop.workspace",
    "models.gather",
    "thresholds.packs",
    "desktop.pages.today",
)
"""What an open file needs; read while the passphrase is being typed."""


def open_window(path: str | None = None) -> int:
    """Open the program's window, with a file chosen where one was double-clicked; returns at its end."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Graduated Response")
    open_log()
    window = MainWindow(PreferencesFile(), entrance=entrance)
    window.dress()
    window.trouble.watch()
    way_in = window.show_entrance()
    chosen = path or window.preferences.now.last_store
    if chosen and isinstance(way_in, Entrance):
        way_in.choose(Path(chosen))
    window.show()
    threading.Thread(target=read_ahead, daemon=True).start()
    return app.exec()


def read_ahead() -> None:
    """Read what an open file needs, so that it opens at once when the passphrase is there."""
    for module in READ_AHEAD:
        importlib.import_module(module)
    from desktop.kept_standards import keep_standards
    from thresholds.packs import installed

    keep_standards()
    installed()


def open_sample(store: Store) -> int:
    """Open the program's window on a fictional school; returns at its end."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Graduated Response")
    open_log()
    window = MainWindow(PreferencesFile(), entrance=entrance)
    window.dress()
    window.trouble.watch()
    window.open(workspace_on(store, window))
    window.show()
    return app.exec()


def entrance(window: MainWindow) -> QWidget:
    """The way in, and what follows once a file is open."""
    made = Entrance(
        window.jobs,
        window.preferences,
        open_store=open_store,
        open_with_sheet=open_with_sheet,
        make_store=make_store,
        make_sample=make_sample,
    )
    made.borough_wanted.connect(window.show_borough)
    made.moderation_wanted.connect(window.show_moderation)
    made.opened.connect(lambda store: window.open(workspace_on(store, window)))
    return made


def workspace_on(store: Store, window: MainWindow) -> Workspace:
    """An open file as the screen has it."""
    from desktop.workspace import Workspace

    workspace = Workspace(store, jobs=window.jobs, preferences=window.preferences)
    QTimer.singleShot(PREPARE_AFTER, workspace, lambda: _prepare(workspace))
    return workspace


def _prepare(workspace: Workspace) -> None:
    """Have the standard and the other pages read before somebody asks for them."""
    if workspace.store.is_open:
        workspace.jobs.run(lambda _progress: _read(workspace.standard), label="", owner=workspace)


def _read(standard: Standard | None) -> None:
    from thresholds.evidence import Phase
    from thresholds.judge import program_for

    for page in PAGES:
        importlib.import_module(page.code.partition(":")[0])
    if standard is not None:
        for phase in Phase:
            program_for(standard, phase)


def open_store(path: Path, passphrase: str) -> Store:
    """A file that is there already."""
    from models.store import Store

    return Store.open(path, passphrase, now=clock.now, who=who())


def open_with_sheet(path: Path, words: str) -> Store:
    """A file whose passphrase is lost, with the letters of its recovery sheet."""
    from models.store import Store

    return Store.open_with_recovery(path, words, now=clock.now, who=who())


def make_store(wanted: Wanted, _progress: Progress) -> Store:
    """A new file as it was asked for."""
    from models.store import Store

    return Store.create(wanted.path, wanted.passphrase, wanted.school, now=clock.now, who=who())


def make_sample(progress: Progress) -> Store:
    """The sample school on this computer: the one that was made before, or a new one."""
    return sample_in(user_data_path("Graduated Response", appauthor=False), progress)


def sample_in(folder: Path, progress: Progress, pupils: int = 300) -> Store:
    """The sample school in a folder; it takes its name only when it is whole."""
    from models.sample import PASSPHRASE
    from models.store import Store

    path = folder / "Sample school.grstore"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        _fill_new(begun, progress, pupils)
        os.replace(begun, path)
    return Store.open(path, PASSPHRASE, now=clock.now, who=who())


def _fill_new(path: Path, progress: Progress, pupils: int) -> None:
    from models.sample import PASSPHRASE, fictional_school, fill
    from models.store import QUICK, Store

    store = Store.create(path, PASSPHRASE, fictional_school(), now=clock.now, who=who(), cost=QUICK)
    try:
        fill(store, pupils=pupils, until=clock.today(), progress=progress.step)
    finally:
        store.close()


def who() -> str:
    """The account name under which the audit trail notes what is done here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "this computer"
