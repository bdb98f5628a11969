# SPDX-License-Identifier: MIT
"""Preferences: what this person chose on this computer, in one JSON file. Nothing about a pupil."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from thresholds.problems import Problem

VERSION = 1


THEMES = ("system", "light", "dark", "contrast")


# A plain value, checked by hand: the library that checks records takes as long to load as the window
# that asks for the passphrase takes to show.
@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose; every choice has a default, so an empty file is a good one.

    Raises ValueError for a choice that there isn't.
    """

    version: int = VERSION
    theme: str = "system"
    text_percent: int = 100
    still: bool = False
    last_store: str = ""
    recent_stores: tuple[str, ...] = ()
    lock_after_minutes: int = 5
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sorted_by: dict[str, str] = field(default_factory=dict)
    second_backup_folder: str = ""
    last_summaries: str = ""
    authority_keys: str = ""

    def __post_init__(self) -> None:
        for name in ("version", "text_percent", "lock_after_minutes"):
            _must(name, type(getattr(self, name)) is int)
        for name in ("theme", "last_store", "second_backup_folder", "last_summaries", "authority_keys"):
            _must(name, isinstance(getattr(self, name), str))
        _must("still", isinstance(self.still, bool))
        _must("theme", self.theme in THEMES)
        _must("text_percent", 80 <= self.text_percent <= 200)
        _must("lock_after_minutes", 0 <= self.lock_after_minutes <= 120)
        _must("recent_stores", all(isinstance(one, str) for one in self.recent_stores))
        _must("columns", all(isinstance(one, str) for names in self.columns.values() for one in names))
        _must("sorted_by", all(isinstance(one, str) for one in self.sorted_by.values()))


def _must(name: str, holds: bool) -> None:
    if not holds:
        raise ValueError(f"The preference {name} can't be that.")


def _from_json(text: str) -> Preferences:
    """Preferences as they were written; what a newer version knows besides is left out. Raises ValueError."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("These are no preferences.")
    known = {one.name: found[one.name] for one in fields(Preferences) if one.name in found}
    try:
        known["recent_stores"] = tuple(known.get("recent_stores", ()))
        known["columns"] = {name: tuple(chosen) for name, chosen in dict(known.get("columns", {})).items()}
        return Preferences(**known)
    except (TypeError, AttributeError) as wrong:
        raise ValueError("These preferences can't be read.") from wrong


class PreferencesFile:
    """The file that the preferences stand in; a damaged one is set aside and never stops the program."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_path("Graduated Response", appauthor=False) / "preferences.json"
        self.now = self._read()

    def change(self, **choices: Any) -> Preferences:
        """Keep new choices at once and return all of them.

        Raises Problem where the folder can't be written to; the choice then holds until the program closes.
        """
        self.now = replace(self.now, **choices)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".part")
            beside.write_text(json.dumps(asdict(self.now), indent=1, ensure_ascii=False), encoding="utf-8")
            os.replace(beside, self.path)
        except OSError:
            raise Problem(
                "your choice holds for now, but it can't be kept for next time",
                mend=f"Make {self.path.parent} a folder that you may write to.",
                code="preferences-not-kept",
            ) from None
        return self.now

    def _read(self) -> Preferences:
        try:
            return _from_json(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError):
            self._set_aside()
            return Preferences()

    def _set_aside(self) -> None:
        try:
            os.replace(self.path, self.path.with_suffix(".damaged"))
        except OSError:
            return
