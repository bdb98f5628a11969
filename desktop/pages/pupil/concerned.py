# SPDX-License-Identifier: MIT
"""ConcernLists: before SEN Support: the worry, what teachers answered, and the decision."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop import theme
from desktop.jobs import Progress
from desktop.layouts import flowing
from desktop.pages.page import Page
from desktop.pages.printing import ask_where
from desktop.pages.pupil.lists import day
from desktop.parts.blocks import button
from desktop.record_cards import RecordCards, Shown
from desktop.workspace import Remembering
from models.caseload import provision_on
from models.chronology import first_line, joined
from models.codes import SenProvision
from models.concerns import latest_of
from models.moving import moved_to
from models.records import Concern, ConcernDecision, Pupil, Record, SenStatus, TeacherAnswer
from models.round_robin import give_out, take_back, worried

CONCERNS = Shown(
    Concern,
    "Concern before SEN Support",
    "concern",
    lambda c: joined(
        day(c.raised_on),
        c.raised_by,
        first_line(c.words),
        c.decision.label if c.decision else "no decision yet",
        c.review_on and f"look again {day(c.review_on)}",
    ),
    about="What is seen and tried first, and what is decided (Code of Practice, 6.14 to 6.24).",
    nothing="Nobody has raised a concern.",
)
ANSWERS = Shown(
    TeacherAnswer,
    "What teachers say",
    "teacher’s answer",
    lambda a: joined(a.teacher, a.subject, day(a.said_on), a.worry and f"worried: {a.worry.label.lower()}"),
    about="One sheet goes to every teacher. Type their answers in, or take a filled list back.",
    nothing="No teacher has answered yet.",
)


class ConcernLists:
    """The two lists and what can be done with them; shown without SEN provision, or where a concern was."""

    def __init__(self, page: Page, concerns: RecordCards, answers: RecordCards) -> None:
        self.page = page
        self.concerns, self.answers = concerns, answers
        self._pupil: Pupil | None = None
        self._said = theme.words("", "strong")
        answers.add(self._said)
        self._begin = button("Begin SEN Support", role="primary", icon="plus")
        self._begin.clicked.connect(self.begin_support)
        concerns.add(self._begin)
        made = []
        for title, icon, pressed in (
            ("Print the sheet…", "file-pdf", self.print_sheet),
            ("Save an empty list…", "download-simple", self.ask_out),
            ("Take answers in…", "file-plus", self.ask_in),
        ):
            made.append(button(title, icon=icon))
            made[-1].clicked.connect(pressed)
        answers.add(flowing(*made))

    def show_child(self, tx: Remembering, pupil: Pupil) -> None:
        """Show what was raised and answered of a child."""
        self._pupil = pupil
        concerns = tx.find(Concern, pupil_id=pupil.id)
        provision = provision_on(tx.find(SenStatus, pupil_id=pupil.id), self.page.workspace.today)
        answers = tx.find(TeacherAnswer, pupil_id=pupil.id)
        is_before = provision is SenProvision.NONE
        self.concerns.setVisible(is_before or bool(concerns))
        self.answers.setVisible(bool(concerns or answers))
        latest = latest_of(concerns)
        is_decided = latest is not None and latest.decision is ConcernDecision.SUPPORT
        self._begin.setVisible(is_before and is_decided)
        counted = worried(answers)
        self._said.setText(f"Worried: {counted}." if counted else "")
        self._said.setVisible(bool(counted))

    def begin(self) -> None:
        """Open an empty concern, raised today."""
        self.concerns.show()
        self.concerns.begin(raised_on=self.page.workspace.today)

    def begin_support(self) -> None:
        """Put the decision into the SEN history: K from the day on which it was decided."""
        pupil = self._pupil
        if pupil is None:
            return
        with self.page.workspace.reading() as tx:
            latest = latest_of(tx.find(Concern, pupil_id=pupil.id))
            statuses = tx.find(SenStatus, pupil_id=pupil.id)
        if latest is None or latest.decided_on is None:
            return
        reason = latest.why or f"After the concern of {day(latest.raised_on)}"
        made: tuple[Record, ...] = moved_to(
            pupil, SenProvision.SUPPORT, latest.decided_on, statuses, reason=reason
        )
        self.page.workspace.save(*made)
        self.page.tell(f"SEN Support from {day(latest.decided_on)} is recorded.", undo=True)

    def print_sheet(self) -> None:
        """Ask where the sheet for every teacher should go."""
        if self._pupil is not None:
            ask_where(self.page, "round-robin", self._pupil)

    def ask_out(self) -> None:
        """Ask where the empty list should go."""
        if self._pupil is None:
            return
        dialog = QFileDialog(self.page, "Save an empty list for teachers")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "Excel (*.xlsx)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"What teachers see, {self._pupil.known_as}.csv")
        dialog.fileSelected.connect(lambda chosen: self.give(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def give(self, path: Path) -> None:
        """Write the empty list."""
        if self._pupil is not None:
            give_out(path, self._pupil)
            self.page.tell(f"{path.name} is saved. Each teacher fills one line.")

    def ask_in(self) -> None:
        """Ask for the filled list."""
        dialog = QFileDialog(self.page, "Take in what teachers answered")
        dialog.setNameFilter("Lists (*.csv *.xlsx)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Read the filled list beside the screen and keep all of it, or say what is wrong."""
        page, pupil = self.page, self._pupil
        if pupil is None:
            return

        def work(_progress: Progress) -> tuple[TeacherAnswer, ...]:
            with page.workspace.store.reading() as tx:
                return take_back(path, tx, pupil, page.workspace.today)

        def keep(found: tuple[TeacherAnswer, ...]) -> None:
            page.workspace.save(*found)
            noun = "answer is" if len(found) == 1 else "answers are"
            page.tell(f"{len(found)} teachers’ {noun} taken in.", undo=bool(found))

        page.jobs.run(work, then=keep, label="Reading the answers", owner=page)
