# SPDX-License-Identifier: MIT
"""BoroughView: a folder of schools' summaries as a picture of the borough; needs no passphrase."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.commands import command
from desktop.jobs import Jobs, Progress
from desktop.pages.borough.measure_card import MeasureCard
from desktop.paper.borough_files import write_all
from desktop.paper.borough_report import Borough
from desktop.parts.blocks import Card, EmptyPlace, WritingColumn, button
from desktop.parts.notice import NoticeBar
from desktop.tables import Column, RowsTable
from models.summaries.arrivals import Authority, Rejected, read_folder
from models.summaries.borough import roll_up
from models.summaries.charts import TableLine, table_lines
from models.summaries.goals import read_goals
from models.summaries.progress import measure_lines

TOTALS: tuple[Column[TableLine], ...] = (
    Column("Term", lambda r: r.term, width=11),
    Column("Table", lambda r: r.title, width=26),
    Column("What", lambda r: r.words, width=44),
    Column("Total", lambda r: r.value, figures=True, width=9),
    Column("± half width", lambda r: r.half_width, figures=True, width=12),
    Column("Schools", lambda r: r.schools, figures=True, width=9),
    Column("Why not shown", lambda r: r.hidden or None, width=24),
)
REFUSED: tuple[Column[Rejected], ...] = (
    Column("File", lambda r: r.file, width=40),
    Column("Why it was not taken", lambda r: r.reason, width=80),
)


class BoroughView(QWidget):
    """Choose a folder, look at the measures, totals and files, save everything.

    closed()   the way in is wanted again
    """

    closed = Signal()

    def __init__(self, jobs: Jobs, today: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._today = today
        self._borough: Borough | None = None
        self.said = theme.words("", "quiet")
        self.said.setAccessibleName("What the folder holds")
        self.notices = NoticeBar()
        self.measures = WritingColumn()
        self.totals: RowsTable[TableLine] = RowsTable(
            "totals", TOTALS, lambda row: f"{row.term}.{row.table}.{row.cell}"
        )
        self.totals.setAccessibleName("Totals")
        self.refused: RowsTable[Rejected] = RowsTable("refused", REFUSED, lambda row: row.file)
        self.refused.setAccessibleName("Files that were not taken")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("The borough")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for widget, title in ((self.measures, "Measures"), (self.totals, "Totals"), (self.refused, "Files")):
            self.tabs.addTab(widget, title)
        self._lay_out()
        self._show_nothing()

    @command("Choose a folder of summaries…", keys="Ctrl+O", menu="Paper", icon="folder-open")
    def choose(self) -> None:
        """The folder that the schools' files were saved in; it may have folders inside."""
        dialog = QFileDialog(self, "Choose a folder of summaries")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @command("Save report and sheets…", keys="Ctrl+S", menu="Paper", when="is_read", icon="floppy-disk")
    def save(self) -> None:
        """The report as PDF, measures and totals as CSV and XLSX."""
        dialog = QFileDialog(self, "Save into this folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_into(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @command("Close the borough", menu="Paper")
    def close_view(self) -> None:
        """Go back to the way in."""
        self.closed.emit()

    def is_read(self) -> bool:
        """Whether there is a picture to save."""
        return self._borough is not None

    def open(self, folder: Path) -> None:
        """Verify and roll up every summary below a folder, beside the screen."""

        def work(_progress: Progress) -> Borough:
            goals = read_goals()
            arrived = read_folder(folder, Authority(goals.la))
            return Borough(roll_up(arrived.standing, goals), arrived, goals)

        self.said.setText(f"Reading {folder} …")
        self._jobs.run(work, then=self._show, label="Reading the folder", owner=self)

    def save_into(self, folder: Path) -> None:
        """Write the report and the sheets into a folder, beside the screen."""
        borough, today = self._borough, self._today
        if borough is None:
            return

        def say(made: list[Path]) -> None:
            self.notices.say(f"Saved {len(made)} files in {folder}.")

        self._jobs.run(
            lambda _progress: write_all(folder, borough, today), then=say, label="Saving", owner=self
        )

    def _show(self, borough: Borough) -> None:
        self._borough = borough
        picture, arrived = borough.picture, borough.arrived
        latest = picture.terms[-1] if picture.terms else ""
        coverage = picture.coverage[latest].words if latest in picture.coverage else "no school"
        refused = len(arrived.rejected)
        self.said.setText(
            f"{arrived.files} files of {picture.schools} schools over {len(picture.terms)} terms; "
            f"{refused} not taken, {len(arrived.superseded)} replaced by a newer version. "
            f"Latest term: {coverage}."
        )
        self.measures.clear()
        for sentence in arrived.warnings:
            card = Card()
            card.add(theme.words(sentence, "warn"))
            self.measures.add(card)
        for line in measure_lines(picture, borough.goals):
            self.measures.add(MeasureCard(line))
        self.totals.show_rows(list(table_lines(picture)))
        self.refused.show_rows(list(arrived.rejected))
        self.tabs.setTabText(2, f"Files not taken ({refused})" if refused else "Files")
        self.save_button.setEnabled(True)

    def _show_nothing(self) -> None:
        self.save_button.setEnabled(False)
        self.said.setText("No folder is chosen.")
        self.measures.add(
            EmptyPlace(
                "The borough’s picture",
                "Choose the folder in which the schools’ summaries are. Each file is verified; no child is "
                "in any of them. Schools are not ranked.",
                press="Choose a folder…",
                pressed=self.choose,
            )
        )

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 12, 24, 12)
        down.setSpacing(8)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(theme.words("Borough", "title", wrap=False), 1)
        choose = button("Choose a folder…", icon="folder-open")
        choose.clicked.connect(self.choose)
        self.save_button = button("Save report and sheets…", role="primary", icon="floppy-disk")
        self.save_button.clicked.connect(self.save)
        close = button("Close", role="quiet", name="Close the borough")
        close.clicked.connect(self.closed)
        for one in (choose, self.save_button, close):
            across.addWidget(one)
        down.addLayout(across)
        down.addWidget(self.said)
        down.addWidget(self.tabs, 1)
        down.addWidget(self.notices)
