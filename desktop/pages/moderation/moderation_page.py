# SPDX-License-Identifier: MIT
"""The exercise in the window: a page beside the standard, and a sight of its own where no file is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.jobs import Jobs
from desktop.pages.moderation.exercise import Exercise, ExerciseCommands
from desktop.pages.page import Page, Place
from desktop.parts.blocks import button
from desktop.preferences import PreferencesFile
from models.summaries.goals import read_goals
from thresholds.packs import in_force, installed
from thresholds.standard import Standard


class ModerationPage(ExerciseCommands, Page):
    """The exercise while a school's file is open. It reads nothing of the file but the authority's number."""

    @override
    def build(self) -> None:
        workspace = self.workspace
        folder = kept_in(workspace.preferences)
        usual = workspace.standard or installed()[0]
        self.exercise = Exercise(self.jobs, workspace.today, folder, _among(usual), usual)
        self.exercise.headed.connect(self.headed)
        self.fill_with(self.exercise)

    @override
    def arrive(self, place: Place) -> None:
        # Whoever comes back in the middle of it stands where they left off.
        if not self.exercise.is_judging:
            self.exercise.show_start()

    @property
    @override
    def subheading(self) -> str:
        head = self.exercise.standard.pack.pack
        return f"{head.title}, version {head.version}"

    @property
    @override
    def has_pupil(self) -> bool:
        return False


class ModerationView(ExerciseCommands, QWidget):
    """The exercise without a school's file.

    closed()   the way in is wanted again
    """

    closed = Signal()

    def __init__(self, jobs: Jobs, preferences: PreferencesFile, today: date) -> None:
        super().__init__()
        usual = in_force(read_goals().la, today)
        self.exercise = Exercise(jobs, today, kept_in(preferences), _among(usual), usual)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        across = QHBoxLayout()
        across.setContentsMargins(24, 12, 24, 0)
        across.addWidget(theme.words("Moderation", "title", wrap=False), 1)
        close = button("Close", role="quiet", name="Close the exercise")
        close.clicked.connect(self.closed)
        across.addWidget(close)
        down.addLayout(across)
        down.addWidget(self.exercise, 1)

    @command("Close the exercise", menu="Paper")
    def close_view(self) -> None:
        """Go back to the way in."""
        self.closed.emit()


def kept_in(preferences: PreferencesFile) -> Path:
    """Where what was begun is kept: beside the preferences, and never in a school's file."""
    return preferences.path.parent / "moderation"


def _among(usual: Standard) -> tuple[Standard, ...]:
    """Every standard that is installed, and the one in use where it isn't among them."""
    found = installed()
    return found if usual in found else (usual, *found)
