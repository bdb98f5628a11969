# SPDX-License-Identifier: MIT
"""BringingIn: pupils from a transfer file or a list, looked at before anything is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from desktop import theme
from desktop.jobs import Progress
from desktop.parts.blocks import Card, button
from desktop.quiet_box import QuietBox
from desktop.workspace import Workspace
from models.exchange import (
    ImportResult,
    Mapping,
    Preview,
    Reading,
    plan,
    preview,
    read_ctf_files,
    read_pupil_list,
    result_of,
    take_in,
)
from models.exchange.headings import FIELDS
from models.records import Pupil, fields_of
from thresholds.problems import Problem

LEFT_OUT = "Leave this column out"
MOST_ROWS = 12


class BringingIn(Card):
    """Choose, map, look, take in. told(sentence) when something was taken in."""

    told = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "Bring in pupils",
            about="A Common Transfer File (XML), or a list as CSV or XLSX with its columns in any order. "
            "The same file twice changes nothing.",
        )
        self.workspace = workspace
        self._path: Path | None = None
        self._reading: Reading | None = None
        self._boxes: dict[str, QuietBox] = {}
        first = button("Choose a file…", role="primary", icon="download-simple")
        first.clicked.connect(self.choose)
        self.add(first)
        self.said = theme.words("")
        self.said.setAccessibleName("What the file holds")
        self.add(self.said)
        self.columns = QWidget()
        self.grid = QGridLayout(self.columns)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        self.add(self.columns)
        self.rejected = theme.words("", "problem")
        self.add(self.rejected)
        self.take = button("Take them in", role="primary")
        self.take.clicked.connect(self._take_in)
        self.add(self.take)
        self._rest()

    def choose(self) -> None:
        """Let a person choose the file."""
        dialog = QFileDialog(self, "Bring in pupils", "", "Pupils (*.xml *.csv *.xlsx)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Read a file and show what taking it in would change. Raises Problem where it can't be read."""
        self._rest()
        self._path = path
        if path.suffix.lower() == ".xml":
            self._read(lambda: read_ctf_files(self.workspace.store, [path], now=self.workspace.now()))
        else:
            self._show_columns(preview(path, today=self.workspace.today))
            self._read_list()

    def _rest(self) -> None:
        self._reading = None
        for widget in (self.said, self.columns, self.rejected, self.take):
            widget.hide()
        while (item := self.grid.takeAt(0)) is not None:
            if (box := item.widget()) is not None:
                box.deleteLater()
        self._boxes = {}

    def _show_columns(self, found: Preview) -> None:
        labels = {spec.name: spec.label for spec in fields_of(Pupil)}
        taken = {heading: field for field, heading in found.mapping.columns.items()}
        for at, heading in enumerate(found.headings):
            example = next((row[at] for row in found.rows if at < len(row) and row[at]), "")
            box = QuietBox()
            box.addItem(LEFT_OUT, "")
            for field in FIELDS["pupils"]:
                box.addItem(labels.get(field, field.replace("_", " ").capitalize()), field)
            box.setCurrentIndex(max(0, box.findData(taken.get(heading, ""))))
            box.setAccessibleName(f"What stands in the column {heading}")
            box.activated.connect(lambda _at: self._read_list())
            named = QLabel(heading)
            named.setBuddy(box)
            self.grid.addWidget(named, at, 0)
            self.grid.addWidget(theme.words(f"as in {example}" if example else "", "small"), at, 1)
            self.grid.addWidget(box, at, 2)
            self._boxes[heading] = box
        self.columns.show()

    def _read_list(self) -> None:
        path = self._path
        if path is None:
            return
        chosen = {box.currentData(): heading for heading, box in self._boxes.items() if box.currentData()}
        self._read(
            lambda: read_pupil_list(path, Mapping(kind="pupils", columns=chosen), today=self.workspace.today)
        )

    def _read(self, read: Any) -> None:
        store = self.workspace.store

        def work(_progress: Progress) -> tuple[Reading, ImportResult] | Problem:
            try:
                reading = read()
            except Problem as problem:
                return problem  # it belongs beside the columns, where it can be mended
            with store.reading() as tx:
                return reading, result_of(plan(tx, reading))

        self.workspace.jobs.run(work, then=self._show, label="Reading the file", owner=self)

    def _show(self, found: tuple[Reading, ImportResult] | Problem) -> None:
        self.said.show()
        self.rejected.setVisible(False)
        self.take.setVisible(False)
        if isinstance(found, Problem):
            self.said.setText(found.sentence)
            return
        self._reading, result = found
        notes = " ".join(result.notes)
        self.said.setText(
            f"{result.added} new, {result.changed} changed, {result.unchanged} as they are, "
            f"{len(result.rejected)} not taken. {notes}".strip()
        )
        shown = [
            f"Line {one.line}, {one.field}: {one.what}. {one.mend}".strip()
            for one in result.rejected[:MOST_ROWS]
        ]
        more = len(result.rejected) - len(shown)
        self.rejected.setText("\n".join([*shown, f"and {more} more"] if more > 0 else shown))
        self.rejected.setVisible(bool(shown))
        self.take.setVisible(bool(result.added or result.changed))

    def _take_in(self) -> None:
        reading, store, now = self._reading, self.workspace.store, self.workspace.now()
        if reading is None:
            return

        def work(progress: Progress) -> ImportResult:
            return take_in(store, reading, now=now, step=progress.step)

        self.workspace.jobs.run(work, then=self._taken, label="Taking them in", owner=self)

    def _taken(self, result: ImportResult) -> None:
        self._rest()
        self.workspace.take(result.changes)
        self.told.emit(f"Taken in: {result.added} new and {result.changed} changed.")
