# SPDX-License-Identifier: MIT
"""Summary: what stays here and what leaves, number by number, before a file is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.files import put
from desktop.jobs import Job
from desktop.pages.page import Page
from desktop.pages.printing import ask_where
from desktop.parts.blocks import Card, WritingColumn, button
from desktop.quiet_box import QuietBox
from desktop.trouble import sentence_for
from desktop.version import VERSION
from desktop.workspace import Changes
from models.calendar import Calendar, Term, read_term
from models.issuing import Ready, keep, ready
from models.records import TermDates
from models.summaries.document import CORRECTIONS
from models.summaries.preview import Line, lines
from models.summaries.seal import plain_file
from thresholds.problems import Problem

WHY = (
    "Each number that leaves has a small random change, so that nobody can work out one child from it. "
    "Over many schools the changes cancel: the borough’s totals stay true."
)
WHO_SEES = "Who may see it: your local authority, and anyone who asks it. The file names no child."


class SummaryPage(Page):
    """One term at a time: counted in a job, shown in two columns, saved in one step."""

    @override
    def build(self) -> None:
        self._ready: Ready | None = None
        self._counting: Job | None = None
        self.terms = QuietBox()
        self.terms.setAccessibleName("Term")
        with self.workspace.reading() as tx:
            calendar = Calendar(tx.find(TermDates))
        self._fill_terms(calendar.term_of(self.workspace.today))
        self.terms.activated.connect(lambda _at: self._choose_term())
        self.reasons = QuietBox()
        self.reasons.setAccessibleName("Reason for the correction")
        self.reasons.addItem("Choose a reason", None)
        for value, words in CORRECTIONS.items():
            self.reasons.addItem(words, value)
        self.reasons.activated.connect(lambda _at: self._count())
        self.reasons.hide()
        self.save = button("Save the summary…", role="primary", icon="floppy-disk")
        self.save.clicked.connect(self.save_summary)
        self.said = theme.words("", "quiet")
        self.column = WritingColumn()
        self.fill_with(self._laid_out())

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None or "SummarySnapshot" not in changes.kinds:
            self._count()

    @command("Save the summary…", keys="Ctrl+S", menu="Paper", when="is_ready", icon="floppy-disk")
    def save_summary(self) -> None:
        """Choose a folder for the protected file."""
        if self._ready is None:
            return
        dialog = QFileDialog(self, "Save the summary", f"{self._ready.summary.name}.json", "Summary (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self._ready.summary.name}.json")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    @command("Save the report to governors as PDF…", keys="Ctrl+P", menu="Paper", icon="file-pdf")
    def save_governors(self) -> None:
        """This term in figures, without any child."""
        ask_where(self, "governors")

    def is_ready(self) -> bool:
        """Whether a term is counted."""
        return self._ready is not None

    def write(self, chosen: Path) -> None:
        """Write the signed file beside the chosen name, and keep what left. Raises Problem where it can't."""
        if self._ready is None:
            return
        # The file keeps its own name: a renamed summary is refused where it arrives.
        path = chosen.with_name(f"{self._ready.summary.name}.json")
        # Kept first: a version that left must be known, or its number would be given twice.
        keep(self.workspace.store, self._ready)
        put(path, plain_file(self._ready.summary, self.workspace.store.signing_key))
        self.tell(f"Saved {path.name}. It names no child and may leave the school.")
        self._count()

    def _fill_terms(self, latest: Term) -> None:
        term = latest
        for _ in range(6):
            self.terms.addItem(term.words.capitalize(), str(term))
            term = term.before()

    def _choose_term(self) -> None:
        self.reasons.setCurrentIndex(0)
        self.reasons.hide()
        self._count()

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        # Until the term is counted there is nothing to save: never another term's numbers.
        self._take(None)
        term, reason = read_term(self.terms.currentData()), self.reasons.currentData()
        store, today = self.workspace.store, self.workspace.today
        self.said.setText("Counting …")
        self._counting = self.jobs.run(
            lambda _progress: ready(store, term, today, VERSION, reason),
            then=self._show,
            otherwise=self._on_failed,
            label="Counting the term",
            owner=self,
        )

    def _take(self, found: Ready | None) -> None:
        self._ready = found
        self.save.setEnabled(found is not None)

    def _on_failed(self, fault: Exception) -> None:
        self.column.clear()
        self.said.setText(sentence_for(fault))
        self.reasons.setVisible(isinstance(fault, Problem) and fault.code == "needs_reason")

    def _show(self, found: Ready) -> None:
        self._take(found)
        children = "1 child" if found.true.cohort == 1 else f"{found.true.cohort} children"
        verb, version = "is" if found.true.cohort == 1 else "are", found.summary.version
        self.said.setText(
            f"{children} with SEN Support or a plan {verb} counted. "
            + (
                f"This would be version {version} of the term."
                if found.prepared.is_new
                else f"Version {version} left the school with these numbers."
            )
        )
        self.column.clear()
        about = Card("Why the columns differ")
        about.add(theme.words(WHY))
        about.add(theme.words(WHO_SEES, "quiet"))
        self.column.add(about)
        by_table: dict[str, list[Line]] = {}
        for line in lines(found.true.tables, found.summary):
            by_table.setdefault(line.table, []).append(line)
        for table, entries in by_table.items():
            self.column.add(self._table(entries, found.true.without_cell.get(table, 0)))

    def _table(self, entries: list[Line], nowhere: int) -> Card:
        card = Card(entries[0].title)
        if nowhere:
            children = "child stands" if nowhere == 1 else "children stand"
            card.add(theme.words(f"{nowhere} {children} nowhere here: something isn’t recorded.", "quiet"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for at, (title, role) in enumerate((("Stays here", "stays"), ("Leaves", "leaves")), start=1):
            grid.addWidget(theme.words(title, role, wrap=False), 0, at, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(entries, start=1):
            grid.addWidget(theme.words(line.words), row, 0)
            grid.addWidget(_figure(line.stays, "stays", f"{line.words}: {line.stays} stays here"), row, 1)
            grid.addWidget(_figure(line.leaves, "leaves", f"{line.words}: {line.leaves} leaves"), row, 2)
        card.add(inside)
        return card

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(24, 12, 24, 0)
        down.setSpacing(8)
        top = QHBoxLayout()
        named = QLabel("Term")
        named.setBuddy(self.terms)
        top.addWidget(named)
        top.addWidget(self.terms)
        top.addStretch(1)
        top.addWidget(self.save)
        down.addLayout(top)
        down.addWidget(self.said)
        down.addWidget(self.reasons, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self.column, 1)
        return whole


def _figure(number: int, role: str, spoken: str) -> QLabel:
    label = QLabel(f"{number:,}".replace("-", "−"))
    label.setFont(theme.font(tabular=True, strong=role == "leaves"))
    label.setProperty("role", role)
    label.setAccessibleName(spoken)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumWidth(theme.scaled(72))
    return label
