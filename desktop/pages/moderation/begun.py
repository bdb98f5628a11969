# SPDX-License-Identifier: MIT
"""Begun: what was judged on this computer so far, kept so that one can leave and come back."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from desktop.files import put
from thresholds.judgements import ENDING, Judgements, as_bytes, read_judgements
from thresholds.problems import Problem
from thresholds.standard import Standard


class Begun:
    """One small file for each person and standard, in a folder beside the preferences. No child is in any."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, standard: Standard) -> list[Judgements]:
        """What was begun of this wording of a standard, by name; a file that can't be read is passed by."""
        found = []
        for path in sorted(self._folder.glob(f"*{ENDING}")):
            try:
                found.append(read_judgements(path.read_bytes(), path.name, standard))
            except (OSError, Problem):
                continue
        return sorted(found, key=lambda one: one.who.casefold())

    def find(self, standard: Standard, who: str) -> Judgements | None:
        """What a person has begun, whichever capitals the name is written in."""
        return next((one for one in self.of(standard) if one.who.casefold() == who.casefold()), None)

    def keep(self, judgements: Judgements, today: date) -> None:
        """Keep a set as it is now. Raises Problem where the folder can't be written to."""
        put(self._path(judgements), as_bytes(judgements, today))

    def forget(self, judgements: Judgements) -> None:
        """Take a set away from this computer; a file that was saved elsewhere stays."""
        try:
            self._path(judgements).unlink(missing_ok=True)
        except OSError:
            raise Problem(
                "the judgements couldn't be taken away", str(self._folder), "Delete the file there yourself."
            ) from None

    def _path(self, judgements: Judgements) -> Path:
        """A name that every system takes for a file, whatever the person is called."""
        key = f"{judgements.digest}\n{judgements.who.casefold()}"
        return self._folder / f"{hashlib.sha256(key.encode('utf-8')).hexdigest()[:24]}{ENDING}"
