# SPDX-License-Identifier: MIT
"""AdoptingPage: open the file that an authority handed over, look it over, and put it in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog
from typing_extensions import override

from desktop import theme
from desktop.commands import command
from desktop.editing.days import say_day
from desktop.editing.texts import DayEditor
from desktop.jobs import Progress
from desktop.pages.adopting.offer_cards import children_card, differences_card, whose_card
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Card, WritingColumn, button
from desktop.workspace import Changes
from models.adopting import adopt
from models.offered import ENDING, Offered, look_over
from models.records import AdoptedStandard
from thresholds.problems import Problem, Problems
from thresholds.signed import Seal, handed

_ABOUT = (
    "An authority hands its standard over as one signed file. Open it here to see who signed it, what it "
    "changes and for whom, before it is in force. What was decided under the version before stays as it was."
)
_CONSENT = {
    Seal.UNSIGNED: "I know where this file comes from, and want it although nobody signed it.",
    Seal.ALTERED: "I know that this file was altered after it was signed, and want it as it is.",
    Seal.SIGNED: "I have compared the fingerprint with the authority by telephone.",
}


class AdoptingPage(Page):
    """Which standards were adopted here, and the way to another; a Place's part may name a file to open."""

    @override
    def build(self) -> None:
        self.offered: Offered | None = None
        self.column = WritingColumn()
        self.fill_with(self.column)

    @override
    def arrive(self, place: Place) -> None:
        self.offered = None
        if place.part:
            self.open_file(Path(place.part))

    @override
    def refresh(self, changes: Changes | None) -> None:
        if self.offered is None:
            self._show_start()

    @property
    @override
    def has_pupil(self) -> bool:
        return False

    @command("Open a standard to adopt…", keys="Ctrl+O", menu="Paper", icon="folder-open")
    def choose(self) -> None:
        """Choose the file that the authority handed over."""
        dialog = QFileDialog(self, "The authority's standard", "", f"Standard (*{ENDING} *.yaml *.yml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Read and check a standard, and judge every child by it, beside the screen."""
        workspace = self.workspace
        school, today = workspace.school, workspace.today

        def work(progress: Progress) -> Offered:
            given = handed(path)
            with workspace.store.reading() as tx:
                return look_over(tx, given, school, today, step=progress.step)

        self.jobs.run(
            work,
            then=self._show_offer,
            otherwise=self._refused,
            label="Looking the standard over",
            owner=self,
        )

    def adopt_it(self) -> None:
        """Put the standard in force from the day that stands in the box."""
        offered = self.offered
        begins = self._begins()
        if offered is None or begins is None:
            return
        workspace, consent = self.workspace, self.consent.isChecked()
        today = workspace.today

        def work(_progress: Progress) -> Changes:
            with workspace.store.transaction() as tx:
                adopt(tx, offered.given, la=offered.la, today=today, effective=begins, consent=consent)
            return tx.changes

        self.go_on.setEnabled(False)
        self.jobs.run(
            work,
            then=lambda changes: self._adopted(changes, begins),
            otherwise=self._refused,
            label="Putting the standard in force",
            owner=self,
        )

    def _show_start(self) -> None:
        self.column.clear()
        card = Card("A standard from your authority", about=_ABOUT)
        choose = button("Open the file…", role="primary", icon="folder-open")
        choose.clicked.connect(self.choose)
        card.add(choose)
        self.problem = theme.words("", "problem")
        self.problem.hide()
        card.add(self.problem)
        self.column.add(card)
        self.column.add(self._adopted_card())

    def _adopted_card(self) -> Card:
        card = Card("Adopted here")
        with self.workspace.reading() as tx:
            found = tx.find(AdoptedStandard)
        if not found:
            card.add(theme.words("None yet: the standard that comes with the program is in force.", "quiet"))
        for one in sorted(found, key=lambda one: one.effective_on, reverse=True):
            signed = f"signed by {one.signed_by}" if one.signed_by else "not signed"
            since = (
                f"In force from {say_day(one.effective_on)}, adopted on {say_day(one.adopted_on)}, {signed}."
            )
            card.add(theme.words(f"{one.pack_id} {one.version} (authority {one.la})", "strong"))
            card.add(theme.words(since, "quiet"))
        return card

    def _show_offer(self, offered: Offered) -> None:
        self.offered = offered
        self.column.clear()
        for card in (
            whose_card(offered),
            differences_card(offered),
            children_card(offered, lambda pupil: self.go(Place("pupil", pupil.id))),
            self._adopt_card(offered),
        ):
            self.column.add(card)
        self.setFocus()

    def _adopt_card(self, offered: Offered) -> Card:
        card = Card("Put it in force")
        if offered.untested:
            many = len(offered.untested)
            said = "1 criterion is" if many == 1 else f"{many} criteria are"
            card.add(
                theme.words(
                    f"{said} not shown by any of its own cases, which the authority may mend.", "quiet"
                )
            )
        label = theme.words("From which day on", "strong")
        self.day = DayEditor(self.workspace.today)
        self.day.call("From which day on", "Verdicts of earlier days stay with the version before.")
        self.day.fill(max(offered.given.standard.pack.pack.effective.from_, self.workspace.today))
        label.setBuddy(self.day.box)
        card.add(label)
        card.add(self.day)
        self.go_on = button("Adopt this standard", role="primary")
        self.go_on.setEnabled(not offered.needs_consent)
        self.go_on.clicked.connect(self.adopt_it)
        self.consent = QCheckBox(_CONSENT[offered.given.seal])
        self.consent.setVisible(offered.needs_consent)
        self.consent.toggled.connect(lambda on: self.go_on.setEnabled(on or not offered.needs_consent))
        self.problem = theme.words("", "problem")
        self.problem.hide()
        for widget in (self.consent, self.problem, self.go_on):
            card.add(widget)
        back = button("Not now", role="link")
        back.clicked.connect(self.put_aside)
        card.add(back)
        return card

    def put_aside(self) -> None:
        """Leave everything as it is."""
        self.offered = None
        self._show_start()

    def _begins(self) -> date | None:
        try:
            day: date | None = self.day.value()
        except Problem as problem:
            self._say(problem.sentence)
            return None
        if day is None:
            self._say("Say from which day on it is in force.")
        return day

    def _adopted(self, changes: Changes, begins: date) -> None:
        self.offered = None
        self.workspace.take(changes)
        self._show_start()
        self.tell(f"The standard is in force from {say_day(begins)}.", undo=bool(changes.pairs))

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, Problem | Problems):
            self.jobs.failed.emit(fault)
            return
        if self.offered is not None:
            self.go_on.setEnabled(True)
        self._say(fault.sentence)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
