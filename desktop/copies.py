# SPDX-License-Identifier: MIT
"""Copies: the copies of the open file as the screen asks for them; all of it is work for a job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.jobs import Progress
from desktop.preferences import PreferencesFile
from models.store import (
    Backup,
    Difference,
    LookedAfter,
    Returned,
    Shelved,
    Store,
    back_up,
    difference,
    look_after,
    return_to,
    shelf,
    warning,
)

__all__ = ["Backup", "Copies", "Difference", "LookedAfter", "Returned", "Shelved"]


class Copies(QObject):
    """What stands on the shelf, what is due, and the way back to one.

    made()         a copy was made and proved, or another second folder was chosen
    replaced(str)  the whole file is another now: every page has to be made anew, and this be said
    """

    made = Signal()
    replaced = Signal(str)

    def __init__(self, store: Store, preferences: PreferencesFile, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._store = store
        self._preferences = preferences
        self._now = now

    @property
    def second(self) -> Path | None:
        """The second folder or stick that copies go to; None where nobody chose one."""
        chosen = self._preferences.now.second_backup_folder
        return Path(chosen) if chosen else None

    @property
    def warning(self) -> str:
        """What a person should know of the copies; "" while all is well."""
        return warning(self._store, self._now(), self._preferences.now.second_backup_folder)

    @property
    def last(self) -> tuple[str, str]:
        """The instant of the last good copy in ISO form, and its path; ("", "") before the first."""
        at, _, file = self._store.about("last_backup").partition(" ")
        return at, file

    def choose_second(self, folder: Path | None) -> None:
        """Let copies also go to this folder or stick, or to none. Raises Problem where that can't be kept."""
        self._preferences.change(second_backup_folder=str(folder) if folder else "")
        self.made.emit()

    def back_up(self, folder: Path, progress: Progress) -> Backup:
        """Copy the file into a folder and prove the copy by opening it. Raises Problem."""
        return back_up(self._store, folder, self._now(), progress=progress.step)

    def look_after(self, progress: Progress) -> LookedAfter:
        """Make the copies that are due, here and on the stick, and let go those that no rule keeps."""
        return look_after(self._store, self._now(), self.second, progress=progress.step)

    def shelf(self, progress: Progress, *, look_closely: bool = False) -> tuple[Shelved, ...]:
        """Every copy that the program knows of, the newest first."""
        second = [self.second] if self.second else []
        return shelf(self._store, second, look_closely=look_closely, progress=progress.step)

    def difference(self, copy: Path, passphrase: str, progress: Progress) -> Difference:
        """What would change if a copy took the file's place. Raises Problem."""
        return difference(self._store, copy, passphrase=passphrase, step=progress.step)

    def return_to(self, copy: Path, passphrase: str, progress: Progress) -> Returned:
        """Put a copy in the file's place, the present kept beside it. Raises Problem."""
        return return_to(self._store, copy, self._now(), passphrase=passphrase, step=progress.step)
