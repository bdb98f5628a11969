# SPDX-License-Identifier: MIT
"""Preferences: what this person chose on this computer, in one JSON file. Nothing about a pupil."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from thresholds.problems import Problem

VERSION = 1


class Preferences(BaseModel):
    """What a person chose; every choice has a default, so an empty file is a good one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = VERSION
    theme: Literal["system", "light", "dark", "contrast"] = "system"
    text_percent: int = Field(default=100, ge=80, le=200)
    still: bool = False
    last_store: str = ""
    recent_stores: tuple[str, ...] = ()
    lock_after_minutes: int = Field(default=5, ge=0, le=120)
    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    sorted_by: dict[str, str] = Field(default_factory=dict)
    second_backup_folder: str = ""


class PreferencesFile:
    """The file that the preferences stand in; a damaged one is set aside and never stops the program."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_path("Graduated Response", appauthor=False) / "preferences.json"
        self.now = self._read()

    def change(self, **choices: Any) -> Preferences:
        """Keep new choices at once and return all of them.

        Raises Problem where the folder can't be written to; the choice then holds until the program closes.
        """
        self.now = Preferences.model_validate({**self.now.model_dump(), **choices})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".part")
            beside.write_text(self.now.model_dump_json(indent=1), encoding="utf-8")
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
            return Preferences.model_validate(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, ValidationError):
            self._set_aside()
            return Preferences()

    def _set_aside(self) -> None:
        try:
            os.replace(self.path, self.path.with_suffix(".damaged"))
        except OSError:
            return
