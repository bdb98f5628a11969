# SPDX-License-Identifier: MIT
"""Exercise: judging by hand and comparing, as one widget; it needs no school's file and knows no child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.commands import command
from desktop.files import put
from desktop.jobs import Jobs, Progress
from desktop.pages.moderation.begun import Begun
from desktop.pages.moderation.comparing import ComparisonPanel
from desktop.pages.moderation.judging import JudgingPanel
from desktop.pages.moderation.starting import StartPanel
from desktop.paper.moderation_report import Moderation, write_both
from desktop.parts.notice import NoticeBar
from thresholds.judgements import ENDING, Judgements, as_bytes, begin, read_judgements, take_files
from thresholds.moderation import compare
from thresholds.problems import Problem
from thresholds.standard import Standard
from thresholds.vignettes import vignettes


class ExerciseCommands:
    """What can be done in the exercise by keys and palette, wherever it stands in the window."""

    exercise: Exercise

    @command("Step to the next vignette", keys="Ctrl+Return", menu="Evidence", when="is_judging")
    def next_vignette(self) -> None:
        """Go on; what isn't judged yet is named at the end."""
        self.exercise.judging.step(1)

    @command("Step back to the vignette before", keys="Ctrl+Shift+Return", menu="Evidence", when="is_judging")
    def previous_vignette(self) -> None:
        """Go back; each judgement can be changed."""
        self.exercise.judging.step(-1)

    @command("Compare people's judgements…", keys="Ctrl+O", menu="Paper", icon="folder-open")
    def compare_files(self) -> None:
        """Choose several people's files and see how far they agree."""
        self.exercise.choose_files()

    @command("Save what is shown…", keys="Ctrl+S", menu="Paper", when="can_save", icon="floppy-disk")
    def save_shown(self) -> None:
        """A person's judgements, or the report and the sheet of a comparison."""
        self.exercise.save()

    def is_judging(self) -> bool:
        """Whether vignettes are shown."""
        return self.exercise.is_judging

    def can_save(self) -> bool:
        """Whether there is something to save."""
        return self.exercise.can_save


class Exercise(QWidget):
    """The three sights of the exercise: the start, the vignettes, the comparison.

    headed()   another sight is shown
    """

    headed = Signal()

    def __init__(
        self, jobs: Jobs, today: date, folder: Path, standards: Sequence[Standard], usual: Standard
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._today = today
        self._begun = Begun(folder)
        self._standard = usual
        self._judgements: Judgements | None = None
        self._moderation: Moderation | None = None
        self.start = StartPanel(standards)
        self.judging = JudgingPanel()
        self.comparison = ComparisonPanel()
        self.notices = NoticeBar()
        self._stack = QStackedWidget()
        for panel in (self.start, self.judging, self.comparison):
            self._stack.addWidget(panel)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._stack, 1)
        down.addWidget(self.notices)
        self._connect()
        self.show_start()

    def _connect(self) -> None:
        self.start.begin_wanted.connect(self.begin)
        self.start.resume_wanted.connect(self._judge)
        self.start.forget_wanted.connect(self._forget)
        self.start.open_wanted.connect(self._choose_own)
        self.start.compare_wanted.connect(self.choose_files)
        self.start.standard_chosen.connect(self.use)
        self.judging.judged.connect(self._keep)
        self.judging.left.connect(self.show_start)
        self.judging.save_wanted.connect(self.save)
        self.comparison.save_wanted.connect(self.save)
        self.comparison.compare_wanted.connect(self.choose_files)
        self.comparison.left.connect(self.show_start)

    @property
    def is_judging(self) -> bool:
        """Whether vignettes are shown."""
        return self._stack.currentWidget() is self.judging

    @property
    def is_comparing(self) -> bool:
        """Whether a comparison is shown."""
        return self._stack.currentWidget() is self.comparison

    @property
    def can_save(self) -> bool:
        """Whether there is something to save."""
        return self.is_judging or self.is_comparing

    @property
    def standard(self) -> Standard:
        """The standard that is judged by."""
        return self._standard

    def use(self, standard: Standard) -> None:
        """Judge by another standard."""
        self._standard = standard
        self.show_start()

    def show_start(self) -> None:
        """Show the exercise's first sight."""
        self.start.show_start(self._standard, self._begun.of(self._standard))
        self._turn_to(self.start)

    def begin(self, who: str) -> None:
        """Begin under a name, or go on with what was begun under it."""
        try:
            new = begin(self._standard, who)
        except Problem as problem:
            self._warn(problem)
            self.start.name.setFocus()
            return
        self.start.name.clear()
        self._judge(self._begun.find(self._standard, new.who) or new)

    def open_own(self, path: Path) -> None:
        """Go on with a file that was saved here or on another computer."""
        try:
            self._judge(read_judgements(path.read_bytes(), path.name, self._standard))
        except OSError:
            self._warn(Problem("the file can't be opened", path.name, "Check its name and place."))
        except Problem as problem:
            self._warn(problem)

    def compare(self, paths: Sequence[Path]) -> None:
        """Compare several people's files, beside the screen."""
        standard = self._standard

        def work(_progress: Progress) -> Moderation:
            taken = take_files(paths, standard)
            return Moderation(standard, compare(standard, taken.judgements), taken.refused)

        self._jobs.run(work, then=self._show, label="Comparing", owner=self)

    def choose_files(self) -> None:
        """Ask for the files of several people."""
        dialog = QFileDialog(self, "Choose people's judgements")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"Judgements (*{ENDING})", "Every file (*)"])
        dialog.filesSelected.connect(lambda names: self.compare([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self) -> None:
        """Ask where the judgements, or the comparison's report and sheet, should go."""
        dialog = QFileDialog(self, "Save")
        if self.is_comparing:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(lambda name: self.save_comparison(Path(name)))
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"Judgements (*{ENDING})")
            who = self._judgements.who if self._judgements else ""
            dialog.selectFile(f"{_plain(who)}{ENDING}")
            dialog.fileSelected.connect(lambda name: self.save_judgements(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_judgements(self, path: Path) -> None:
        """Write the person's file."""
        if self._judgements is None:
            return
        if not path.name.endswith(ENDING):
            path = path.with_name(f"{path.name.removesuffix('.json')}{ENDING}")
        try:
            put(path, as_bytes(self._judgements, self._today))
        except Problem as problem:
            self._warn(problem)
            return
        self.notices.say(f"{path.name} is saved. Give it to whoever compares.")

    def save_comparison(self, folder: Path) -> None:
        """Write the report and the sheet into a folder, beside the screen."""
        moderation, today = self._moderation, self._today
        if moderation is None:
            return
        self._jobs.run(
            lambda _progress: write_both(folder, moderation, today),
            then=lambda made: self.notices.say(
                f"{' and '.join(p.name for p in made)} are saved in {folder}."
            ),
            label="Saving",
            owner=self,
        )

    def _choose_own(self) -> None:
        dialog = QFileDialog(self, "Go on with a saved file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"Judgements (*{ENDING})", "Every file (*)"])
        dialog.fileSelected.connect(lambda name: self.open_own(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _judge(self, judgements: Judgements) -> None:
        self._judgements = judgements
        self._turn_to(self.judging)
        self.judging.begin(vignettes(self._standard), judgements)

    def _keep(self, judgements: Judgements) -> None:
        self._judgements = judgements
        try:
            self._begun.keep(judgements, self._today)
        except Problem as problem:
            self._warn(problem)

    def _forget(self, judgements: Judgements) -> None:
        try:
            self._begun.forget(judgements)
        except Problem as problem:
            self._warn(problem)
            return
        self.show_start()
        self.notices.say(
            f"What {judgements.who} judged is taken away.",
            press="Bring it back",
            pressed=lambda: self._bring_back(judgements),
        )

    def _bring_back(self, judgements: Judgements) -> None:
        self._keep(judgements)
        self.show_start()

    def _show(self, moderation: Moderation) -> None:
        if not moderation.comparison.people:
            self.notices.say(" ".join(one.sentence for one in moderation.refused), tone="warn")
            return
        self._moderation = moderation
        self.comparison.show_comparison(moderation)
        self._turn_to(self.comparison)

    def _turn_to(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(panel)
        self.headed.emit()

    def _warn(self, problem: Problem) -> None:
        self.notices.say(problem.sentence, tone="warn")


def _plain(name: str) -> str:
    """A name that every system takes for a file."""
    return "".join("-" if letter in '<>:"/\\|?*.' else letter for letter in name).strip() or "judgements"
