# SPDX-License-Identifier: MIT
"""BoroughView: a folder of schools' summaries as a picture of the borough; needs no passphrase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.files import put
from desktop.jobs import Jobs, Progress
from desktop.pages.borough.keys_tab import KeysTab
from desktop.pages.borough.layers_tab import LayersTab
from desktop.pages.borough.lists import coverage_list, refused_list, totals_list
from desktop.pages.borough.measures_tab import MeasuresTab
from desktop.pages.borough.own_figures_tab import OwnFiguresTab
from desktop.pages.borough.places import ask_folder, ask_new_file
from desktop.pages.borough.spread_tab import SpreadTab
from desktop.paper.benefits_report import write_benefits
from desktop.paper.borough_files import write_all
from desktop.parts.blocks import EmptyPlace, button
from desktop.parts.notice import NoticeBar
from desktop.parts.progress_line import ProgressLine
from desktop.preferences import PreferencesFile
from desktop.trouble import sentence_for
from models.exchange.columns import can_write_columns
from models.summaries.authority import keys_near
from models.summaries.authority_lists import figures_sheet, read_figures
from models.summaries.benefits import years
from models.summaries.charts import coverage_lines, table_lines
from models.summaries.opened import Borough, open_borough
from models.summaries.progress import measure_lines
from models.summaries.reading import XMR


class BoroughView(QWidget):
    """Choose a folder, look at the measures, totals and files, save everything.

    closed()   the way in is wanted again
    """

    closed = Signal()

    def __init__(self, jobs: Jobs, today: date, preferences: PreferencesFile | None = None) -> None:
        super().__init__()
        self.jobs, self._today, self._preferences = jobs, today, preferences
        self._borough: Borough | None = None
        self._folder: Path | None = None
        kept = preferences.now.authority_keys if preferences else ""
        self._keys = Path(kept) if kept and Path(kept).is_dir() else None
        self.said = theme.words("", "quiet")
        self.said.setAccessibleName("What the folder holds")
        self.notices = NoticeBar()
        self.progress = ProgressLine()
        jobs.started.connect(self.progress.follow)
        jobs.idle.connect(self.progress.rest)
        self.measures = MeasuresTab()
        self.measures.rules_chosen.connect(self.read_by)
        self.measures.benefits_wanted.connect(self.ask_benefits)
        self._rules = XMR
        self.layers, self.spread, self.own, self.keys = LayersTab(), SpreadTab(), OwnFiguresTab(), KeysTab()
        self.own.given.connect(self.take_figures)
        self.own.brought.connect(self.bring_figures)
        self.keys.changed.connect(self.use_keys)
        self.coverage, self.totals, self.refused = coverage_list(), totals_list(), refused_list()
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
            (self.keys, "Keys"),
        ):
            self.tabs.addTab(widget, title)
        self.setAcceptDrops(True)
        self._lay_out()
        self._show_nothing()

    @command("Choose a folder of summaries…", keys="Ctrl+O", menu="Paper", icon="folder-open")
    def choose(self) -> None:
        """The folder that the schools' files were saved in; it may have folders inside."""
        ask_folder(self, "Choose a folder of summaries", self.open)

    @command("Save report and sheets…", keys="Ctrl+S", menu="Paper", when="is_read", icon="floppy-disk")
    def save(self) -> None:
        """The report as PDF, measures and totals as CSV and XLSX."""
        ask_folder(self, "Save into this folder", self.save_into)

    @command("Close the borough", menu="Paper")
    def close_view(self) -> None:
        """Go back to the way in."""
        self.closed.emit()

    def is_read(self) -> bool:
        """Whether there is a picture to save."""
        return self._borough is not None

    def open(self, folder: Path) -> None:
        """Verify and roll up every summary below a folder, or in a zip, beside the screen."""
        keys, rules = self._keys, self._rules

        def work(progress: Progress) -> Borough:
            return open_borough(folder, keys, progress.step, rules=rules)

        self._folder = folder
        self.said.setText(f"Reading {folder} …")
        job = self.jobs.run(
            work, then=self._show, otherwise=self._not_read, label="Reading the folder", owner=self
        )
        job.cancelled.connect(self._on_cancelled)

    def read_by(self, rules: str) -> None:
        """Read the measures' charts by another set of rules, on screen and on paper."""
        self._rules = rules
        if self._borough is not None:
            self._show(replace(self._borough, rules=rules))

    def use_keys(self, keys: Path) -> None:
        """Open what schools sent with the keys of this folder from now on."""
        self._keys = keys
        self._remember(authority_keys=str(keys))
        if self._folder is not None:
            self.open(self._folder)
        else:
            self.keys.show_keys(keys, {}, ())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take a folder or a zip of summaries, or schools' enrolments."""
        event.acceptProposedAction()
        self.take_dropped([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Enrolments are asked about; of anything else the first is opened, a single file with its folder."""
        enrolments = [path for path in paths if path.name.startswith("gr-enrol-")]
        others = [path for path in paths if path not in enrolments]
        if enrolments:
            self.tabs.setCurrentWidget(self.keys)
            self.keys.take_in(enrolments)
        elif others:
            first = others[0]
            is_whole = first.is_dir() or first.suffix.lower() == ".zip"
            self.open(first if is_whole else first.parent)

    def take_figures(self, given: Mapping[tuple[str, str], float | None]) -> None:
        """Put the authority's own figures into the picture, keep them beside the summaries."""
        borough = self._borough
        if borough is None or borough.beside is None:
            return
        both = {**borough.beside.figures, **given}
        figures = {place: value for place, value in both.items() if value is not None}
        put(borough.beside.figures_at, figures_sheet(figures))
        self._show(borough.with_figures(figures))

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

        self.jobs.run(
            lambda _progress: write_all(folder, borough, today, parquet=can_write_columns()),
            then=say,
            label="Saving",
            owner=self,
        )

    def ask_benefits(self, year: str) -> None:
        """Ask where the report of a school year should go."""
        ask_new_file(
            self,
            "Save the benefits report",
            f"benefits-{year}.pdf",
            lambda path: self.save_benefits(path, year),
        )

    def save_benefits(self, path: Path, year: str) -> None:
        """Write what the plan has brought about in a school year, beside the screen."""
        borough, today = self._borough, self._today
        if borough is not None:
            self.jobs.run(
                lambda _progress: write_benefits(path, borough, year, today),
                then=lambda pages: self.notices.say(f"Saved {path.name}, {pages} pages."),
                label="Saving",
                owner=self,
            )

    def _show(self, borough: Borough) -> None:
        self._borough = borough
        if self._folder is not None:
            self._remember(last_summaries=str(self._folder))
        picture, arrived = borough.picture, borough.arrived
        latest = picture.terms[-1] if picture.terms else ""
        coverage = picture.coverage[latest].words if latest in picture.coverage else "no school"
        refused = len(arrived.rejected)
        self.said.setText(
            f"{arrived.files} files of {picture.schools} schools over {len(picture.terms)} terms; "
            f"{refused} not taken, {len(arrived.superseded)} replaced by a newer version. "
            f"Latest term: {coverage}."
        )
        lines = measure_lines(picture, borough.goals, borough.rules)
        self.measures.show_measures(lines, years(picture), arrived.warnings)
        self.layers.show_picture(picture)
        self.spread.show_picture(picture, borough.names)
        self.coverage.show_rows(list(coverage_lines(picture, borough.names)))
        self.own.show_figures(borough.goals, picture.terms, borough.beside.figures if borough.beside else {})
        self.totals.show_rows(list(table_lines(picture)))
        self.refused.show_rows(list(arrived.rejected))
        words = f"Files not taken ({refused})" if refused else "Files"
        self.tabs.setTabText(self.tabs.indexOf(self.refused), words)
        self._show_keys(borough)
        self.save_button.setEnabled(True)

    def _show_keys(self, borough: Borough) -> None:
        near = (keys_near(self._folder) if self._folder else None) or self._keys
        names = {one.urn: one.name for one in borough.beside.schools} if borough.beside else {}
        seen = {one.urn for found in borough.picture.filings.values() for one in found}
        self.keys.show_keys(near, names, seen)

    def _remember(self, **choices: str) -> None:
        if self._preferences is not None:
            self._preferences.change(**choices)

    def _on_cancelled(self) -> None:
        self.said.setText(
            "Reading was cancelled; nothing was taken."
            if self._borough is None
            else "Reading was cancelled; what is shown was read before."
        )

    def _not_read(self, fault: Exception) -> None:
        self.said.setText(sentence_for(fault))

    def _show_nothing(self) -> None:
        self.save_button.setEnabled(False)
        self.said.setText("No folder is chosen.")
        last = Path(self._preferences.now.last_summaries) if self._preferences else Path()
        is_there = bool(last.name) and last.exists()
        self.measures.show_empty(
            EmptyPlace(
                "The borough’s picture",
                "Choose the folder in which the schools’ summaries are, or drop it here. Each file is "
                "verified; no child is in any of them. Schools are not ranked.",
                press=f"Open {last.name} again" if is_there else "Choose a folder…",
                pressed=(lambda: self.open(last)) if is_there else self.choose,
            )
        )
        if self._keys is not None:
            self.keys.show_keys(self._keys, {}, ())

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
        down.addWidget(self.progress)
        down.addWidget(self.tabs, 1)
        down.addWidget(self.notices)
