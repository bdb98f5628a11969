# SPDX-License-Identifier: MIT
"""Summary: what stays here and what leaves, number by number, before a file is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.editing.record_editor import RecordEditor
from desktop.files import put
from desktop.jobs import Job
from desktop.pages.page import Page
from desktop.pages.printing import ask_where
from desktop.pages.summary.cards import AboutCard, ChangesCard, GapsCard, number_cards, own_words
from desktop.pages.summary.sealing_card import SealingCard
from desktop.paper.shareable_summary import leaving_files
from desktop.parts.blocks import Card, WritingColumn, button, empty
from desktop.quiet_box import QuietBox
from desktop.trouble import sentence_for
from desktop.version import VERSION
from desktop.workspace import Changes
from models.calendar import Calendar, Term, read_term
from models.issuing import Ready, keep, ready
from models.records import AuthorityKey, TermDates, TermStatement
from models.summaries.document import CORRECTIONS
from models.summaries.versions import WITHOUT_REASON
from thresholds.problems import Problem

OWN = ("eah_visits", "has_base", "staff_trained")
"""What the school may say of itself otherwise than its records do."""


class SummaryPage(Page):
    """One term at a time: counted in a job, shown in two columns, saved in two clicks."""

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
        self._build_cards()
        self.fill_with(self._laid_out())

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None or "AuthorityKey" in changes.kinds:
            self.sealing.show_key()
        if changes is None or not changes.kinds <= {"SummarySnapshot", "AuthorityKey"}:
            self._count()

    @override
    def leave(self) -> None:
        self.own.flush()

    @command("Save the summary…", keys="Ctrl+S", menu="Paper", when="is_ready", icon="floppy-disk")
    def save_summary(self) -> None:
        """Choose a folder for the protected file, its paper, and the sealed file."""
        if self._ready is None:
            return
        dialog = QFileDialog(self, "Save the summary into this folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @command("Save the report to governors as PDF…", keys="Ctrl+P", menu="Paper", icon="file-pdf")
    def save_governors(self) -> None:
        """This term in figures, without any child."""
        ask_where(self, "governors")

    def is_ready(self) -> bool:
        """Whether a term is counted."""
        return self._ready is not None

    def write(self, folder: Path) -> None:
        """Write what leaves into a folder, and keep what left. Raises Problem where it can't."""
        if self._ready is None:
            return
        with self.workspace.reading() as tx:
            key = next(iter(tx.find(AuthorityKey)), None)
        authority = bytes.fromhex(key.public_key) if key else None
        files = leaving_files(self._ready.summary, self.workspace.store.signing_key, authority)
        # Kept first: a version that left must be known, or its number would be given twice.
        keep(self.workspace.store, self._ready)
        for name, content in files.items():
            put(folder / name, content)
        self.tell(f"Saved {', '.join(files)}. They name no child and may leave the school.")
        self._count()

    def _build_cards(self) -> None:
        self.column = WritingColumn()
        self.about, self.gaps, self.changes = AboutCard(), GapsCard(), ChangesCard()
        self.sealing = SealingCard(self)
        self.gaps.wanted.connect(self.go)
        self.gaps.decided.connect(self._leave_blank)
        self.gaps.recorded.connect(lambda: self._state(suspensions_recorded=True))
        self.own_card = Card("What the school says of itself")
        self.own_words = theme.words("", "quiet")
        self.own = RecordEditor(TermStatement, fields=OWN, workspace=self.workspace)
        self.own_card.add(self.own_words)
        self.own_card.add(self.own)
        self.numbers = QWidget()
        self._numbers = QVBoxLayout(self.numbers)
        self._numbers.setContentsMargins(0, 0, 0, 0)
        self._numbers.setSpacing(12)
        for widget in (self.about, self.gaps, self.own_card, self.sealing, self.changes, self.numbers):
            self.column.add(widget)
        self.column.hide()

    def _fill_terms(self, latest: Term) -> None:
        term = latest
        for _ in range(6):
            self.terms.addItem(term.words.capitalize(), str(term))
            term = term.before()

    def _choose_term(self) -> None:
        self.own.flush()
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
        self.column.hide()
        self.said.setText(sentence_for(fault))
        self.reasons.setVisible(isinstance(fault, Problem) and fault.code == "needs_reason")

    def _show(self, found: Ready) -> None:
        self._take(found)
        self.said.setText(_counted_words(found))
        self.about.show_homes(found.elsewhere)
        self.gaps.show_gaps(found.gaps)
        self.changes.show_changes(found.moved, found.before is not None)
        self.own_words.setText(own_words(found))
        self.own.show_record(found.said)
        empty(self._numbers)
        for card in number_cards(found):
            self._numbers.addWidget(card)
        self.column.show()

    def _leave_blank(self, tables: tuple[str, ...], is_blank: bool) -> None:
        if self._ready is None:
            return
        others = [name for name in self._ready.said.blank if name not in tables]
        self._state(blank=tuple(sorted((*others, *(tables if is_blank else ())))))

    def _state(self, **said: object) -> None:
        """Say something of the term; the count follows."""
        if self._ready is not None:
            self.workspace.save(self._ready.said.model_copy(update=said))

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


def _counted_words(found: Ready) -> str:
    children = "1 child" if found.true.cohort == 1 else f"{found.true.cohort} children"
    verb, version = "is" if found.true.cohort == 1 else "are", found.summary.version
    said = f"{children} with SEN Support or a plan {verb} counted. "
    if not found.prepared.is_new:
        return f"{said}Version {version} left the school with these numbers."
    left = WITHOUT_REASON - version
    more = f" At most {left} more can follow without a reason." if version > 1 and left >= 0 else ""
    return f"{said}This would be version {version} of the term.{more}"
