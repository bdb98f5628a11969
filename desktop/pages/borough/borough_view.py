# SPDX-License-Identifier: MIT
"""BoroughView: a folder of schools' summaries as a picture of the borough; needs no passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.borough_series import short_term
from desktop.commands import command
from desktop.files import put
from desktop.jobs import Jobs, Progress
from desktop.pages.borough.layers_tab import LayersTab
from desktop.pages.borough.measure_card import MeasureCard
from desktop.pages.borough.own_figures_tab import OwnFiguresTab
from desktop.pages.borough.spread_tab import SpreadTab
from desktop.paper.borough_files import write_all
from desktop.paper.borough_report import Borough
from desktop.parts.blocks import Card, EmptyPlace, WritingColumn, button
from desktop.parts.notice import NoticeBar
from desktop.tables import Column, RowsTable
from desktop.trouble import sentence_for
from models.summaries.arrivals import Rejected, read_folder
from models.summaries.authority import authority_near
from models.summaries.authority_lists import figures_sheet, read_beside, read_figures
from models.summaries.borough import roll_up
from models.summaries.charts import CoverageLine, TableLine, coverage_lines, table_lines
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
COVERAGE: tuple[Column[CoverageLine], ...] = (
    Column("Term", lambda r: short_term(r.term), width=9),
    Column("Schools", lambda r: r.schools, figures=True, width=9),
    Column("Expected", lambda r: r.expected, figures=True, width=9),
    Column("SEND pupils, %", lambda r: r.send_percent, figures=True, width=14),
    Column("Missing", lambda r: r.missing or None, width=90),
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
        self.layers, self.spread, self.own = LayersTab(), SpreadTab(), OwnFiguresTab()
        self.own.given.connect(self.take_figures)
        self.own.brought.connect(self.bring_figures)
        self.coverage: RowsTable[CoverageLine] = RowsTable("coverage", COVERAGE, lambda row: row.term)
        self.coverage.setAccessibleName("Who has sent a file")
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
        for widget, title in (
            (self.measures, "Measures"),
            (self.layers, "Layers"),
            (self.spread, "Schools"),
            (self.coverage, "Coverage"),
            (self.own, "Own figures"),
            (self.totals, "Totals"),
            (self.refused, "Files"),
        ):
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

        def work(progress: Progress) -> Borough:
            goals = read_goals()
            beside = read_beside(folder, goals)
            arrived = read_folder(folder, authority_near(folder, goals.la), progress.step)
            picture = roll_up(arrived.standing, goals, beside.schools, beside.figures)
            return Borough(picture, arrived, goals, beside)

        self.said.setText(f"Reading {folder} …")
        self._jobs.run(
            work, then=self._show, otherwise=self._not_read, label="Reading the folder", owner=self
        )

    def take_figures(self, given: Mapping[tuple[str, str], float | None]) -> None:
        """Put the authority's own figures into the picture, keep them beside the summaries."""
        borough = self._borough
        if borough is None or borough.beside is None:
            return
        both = {**borough.beside.figures, **given}
        figures = {place: value for place, value in both.items() if value is not None}
        put(borough.beside.figures_at, figures_sheet(figures))
        beside = replace(borough.beside, figures=figures)
        picture = roll_up(borough.arrived.standing, borough.goals, beside.schools, figures)
        self._show(Borough(picture, borough.arrived, borough.goals, beside))

    def bring_figures(self, file: Path) -> None:
        """Take the authority's figures from a file. Raises Problem naming line and field."""
        if self._borough is not None:
            self.take_figures(read_figures(file, self._borough.goals))

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
        self.layers.show_picture(picture)
        self.spread.show_picture(picture, borough.names)
        self.coverage.show_rows(list(coverage_lines(picture, borough.names)))
        self.own.show_figures(borough.goals, picture.terms, borough.beside.figures if borough.beside else {})
        self.totals.show_rows(list(table_lines(picture)))
        self.refused.show_rows(list(arrived.rejected))
        words = f"Files not taken ({refused})" if refused else "Files"
        self.tabs.setTabText(self.tabs.indexOf(self.refused), words)
        self.save_button.setEnabled(True)

    def _not_read(self, fault: Exception) -> None:
        self.said.setText(sentence_for(fault))

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
