# SPDX-License-Identifier: MIT
"""Trail: who did what when, searched as one types, verified in words, given out as a sheet or on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.jobs import Progress
from desktop.pages.page import Page, Place
from desktop.paper.trail_sheet import when, write_trail
from desktop.parts.blocks import EmptyPlace, button
from desktop.tables import Column, RowsTable
from desktop.workspace import Changes
from models.caseload import folded
from models.deeds import Deed, Verified, deeds, verified

MOST_LINES = 20_000
"""Lines of the trail that are read at first; a year of a busy school."""


class TrailPage(Page):
    """The newest first. What was written isn't shown here: the records say it."""

    @override
    def build(self) -> None:
        self._deeds: tuple[Deed, ...] = ()
        self._everything = False
        self.box = QLineEdit()
        self.box.setPlaceholderText("Who, child, sort of record or day")
        self.box.setAccessibleName("Search the trail")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.count = theme.words("", "quiet", wrap=False)
        self.held = theme.words("Looking whether every line follows from the one before …")
        self.held.setAccessibleName("Whether the trail holds")
        self.table: RowsTable[Deed] = RowsTable(
            "trail", COLUMNS, lambda one: str(one.number), preferences=self.workspace.preferences
        )
        self.table.setAccessibleName("Who did what when")
        self.table.menu_requested.connect(self.table.show_menu)
        self.table.opened.connect(self._open)
        self.empty = EmptyPlace("Nothing fits", "Type fewer letters.")
        self.empty.hide()
        self.older = button("Show older lines too", role="link")
        self.older.clicked.connect(self.show_everything)
        self.fill_with(self._laid_out())

    @override
    def refresh(self, changes: Changes | None) -> None:
        store, most = self.workspace.store, 0 if self._everything else MOST_LINES

        def work(_progress: Progress) -> tuple[tuple[Deed, ...], bool, Verified]:
            with store.reading() as tx:
                found, is_all = deeds(tx, most=most), not most or tx.next_line <= most + 1
            return found, is_all, verified(store)

        self.jobs.run(work, then=self._take, label="Reading the trail", owner=self)

    @command("Search the trail", keys="Ctrl+F", menu="List", icon="magnifying-glass")
    def search(self) -> None:
        """Put the keyboard into the search box."""
        self.box.setFocus()
        self.box.selectAll()

    @command("Save the trail…", keys="Ctrl+P", menu="Paper", icon="file-pdf")
    def save_trail(self) -> None:
        """What is shown, as CSV, as a workbook or on paper."""
        dialog = QFileDialog(self, "Save what is shown of the trail")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "Excel (*.xlsx)", "PDF (*.pdf)"])
        dialog.selectFile(f"Audit trail {self.workspace.today.isoformat()}.csv")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write what is shown beside the screen, with whether the trail holds."""
        workspace, shown = self.workspace, self.table.rows_model.rows

        def work(_progress: Progress) -> int:
            write_trail(path, shown, verified(workspace.store), workspace.school, workspace.today)
            return len(shown)

        self.jobs.run(
            work,
            then=lambda count: self.tell(f"{path.name} is saved, {_lines(count)}."),
            label="Saving the trail",
            owner=self,
        )

    def show_everything(self) -> None:
        """Read the trail from its first line."""
        self._everything = True
        self.refresh(None)

    def _open(self, one: Deed) -> None:
        if one.pupil_id and one.whose and one.did != "removed":
            self.go(Place("pupil", one.pupil_id))

    def _take(self, found: tuple[tuple[Deed, ...], bool, Verified]) -> None:
        self._deeds, is_all, held = found
        self.held.setText(held.sentence)
        theme.say_role(self.held, "problem" if held.broken_at else "body")
        self.older.setVisible(not is_all)
        self._show()

    def _show(self) -> None:
        words = folded(self.box.text()).split()
        shown = (
            [one for one in self._deeds if all(word in _words(one) for word in words)]
            if words
            else self._deeds
        )
        self.table.show_rows(shown)
        self.table.setVisible(bool(shown) or not self._deeds)
        self.empty.setVisible(bool(self._deeds) and not shown)
        self.count.setText(_lines(len(shown)))

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(24, 12, 24, 12)
        down.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self.box, 1)
        across.addWidget(self.count)
        save = button("Save…", name="Save the trail…")
        save.clicked.connect(self.save_trail)
        across.addWidget(save)
        down.addWidget(self.held)
        down.addLayout(across)
        down.addWidget(self.table, 1)
        down.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        down.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        return whole


def _lines(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _words(one: Deed) -> str:
    return folded(f"{when(one)} {one.who} {one.did} {one.what} {one.whose}")


COLUMNS: tuple[Column[Deed], ...] = (
    Column("When", lambda one: one.number, text=when, width=16),
    Column("Who", lambda one: one.who or None, width=16),
    Column("Did", lambda one: one.did, width=12),
    Column("What", lambda one: one.what, width=24),
    Column("Records", lambda one: one.count, figures=True, width=8),
    Column("Whose", lambda one: one.whose or None, width=22),
    Column("Line", lambda one: one.number, figures=True, width=8, optional=True),
)
