# SPDX-License-Identifier: MIT
"""ComparisonPanel: how far people agree, with one another and with the program, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.layouts import flowing
from desktop.paper.moderation_report import Moderation, alpha_words, same_words, voices
from desktop.parts.blocks import Card, Fold, WritingColumn, button
from desktop.parts.verdict_tree import VerdictTree
from thresholds.moderation import Matter, meaning
from thresholds.problems import Problem
from thresholds.standard import Standard
from thresholds.vignettes import verdicts, vignettes
from thresholds.wording import finding_of


class ComparisonPanel(WritingColumn):
    """What several people judged, what varies most first.

    save_wanted()      report and sheet are to be saved
    compare_wanted()   other files are to be compared
    left()             back to the exercise's first sight
    """

    save_wanted = Signal()
    compare_wanted = Signal()
    left = Signal()

    def show_comparison(self, moderation: Moderation) -> None:
        """Show a comparison from its top."""
        self.clear()
        found = moderation.comparison
        count = "1 person" if len(found.people) == 1 else f"{len(found.people)} people"
        self.add(theme.words(f"{count}: {', '.join(found.people)}", "heading"))
        self.add(self._buttons())
        # Nothing is pressed by accident here, and Tab goes on from the top.
        QTimer.singleShot(0, self._save, self._save.setFocus)
        if moderation.refused:
            self.add(_refused(moderation.refused))
        one = Card("Agreement with one another")
        one.add(theme.words(meaning(found.agreement)))
        one.add(theme.words(alpha_words(found), "quiet"))
        self.add(one)
        self.add(_engine(moderation))
        self.add(_thresholds(moderation))
        self._show_matters(moderation)
        self.verticalScrollBar().setValue(0)

    def _show_matters(self, moderation: Moderation) -> None:
        found = moderation.comparison
        stories = {one.name: one.story for one in vignettes(moderation.standard)}
        self.add(theme.words("Where people differ, most first", "heading"))
        if not found.varied:
            self.add(theme.words("Nowhere: on every threshold, all who judged it said the same.", "quiet"))
        for matter in found.varied:
            self.add(_matter_card(moderation.standard, matter, stories[matter.vignette]))
        agreed = [one for one in found.matters if not one.differing]
        if agreed:
            self.add(Fold(f"Where nobody differs ({len(agreed)})", _agreed(agreed)))

    def _buttons(self) -> QWidget:
        self._save = button("Save report and sheet…", role="primary", icon="floppy-disk")
        self._save.clicked.connect(self.save_wanted)
        other = button("Choose other files…", icon="folder-open")
        other.clicked.connect(self.compare_wanted)
        back = button("Back to the exercise", role="quiet")
        back.clicked.connect(self.left)
        return flowing(self._save, other, back)


def _refused(refused: Sequence[Problem]) -> Card:
    card = Card("Files that were not taken", about="The others were compared without them.")
    for problem in refused:
        card.add(theme.words(problem.sentence, "warn"))
    return card


def _engine(moderation: Moderation) -> Card:
    found = moderation.comparison
    card = Card("Agreement with the program")
    card.add(theme.words(f"Of all judgements, {same_words(found.engine)} are the same as the program’s."))
    rows = [(who, same_words(share)) for who, share in found.by_person.items()]
    card.add(Fold("By person, in the order of names", _pairs(rows)))
    return card


def _thresholds(moderation: Moderation) -> Card:
    card = Card("Thresholds, those with the most variation first")
    found = moderation.comparison.thresholds
    varied = [one for one in found if one.differing]
    rows = [
        (
            one.title,
            f"{round(100 * one.differing)} % of pairs differ; like the program: {same_words(one.engine)}",
        )
        for one in varied
    ]
    card.add(_pairs(rows))
    if len(found) > len(varied):
        others = "Nobody differs on" if not varied else "Nobody differs on the other"
        rest = len(found) - len(varied)
        card.add(theme.words(f"{others} {rest} {'threshold' if rest == 1 else 'thresholds'}.", "quiet"))
    return card


def _matter_card(standard: Standard, one: Matter, story: str) -> Card:
    card = Card(f"{one.vignette}: {one.title}")
    for line in voices(one):
        card.add(theme.words(line))
    card.add(theme.words(f"The program: {one.reason}", "quiet"))
    card.add(Fold("Read the story", theme.words(story)))
    card.add(Reasons(standard, one))
    return card


class Reasons(Fold):
    """Every criterion with what the program makes of it; reckoned when it is first folded out."""

    def __init__(self, standard: Standard, matter: Matter) -> None:
        self._standard, self._matter = standard, matter
        self._tree: VerdictTree | None = None
        self._held = QWidget()
        QVBoxLayout(self._held).setContentsMargins(0, 0, 0, 0)
        super().__init__("See each criterion as the program does", self._held)

    @override
    def unfold(self, is_open: bool) -> None:
        layout = self._held.layout()
        if is_open and self._tree is None and layout is not None:
            self._tree = VerdictTree("Criteria as the program sees them", fits=True)
            layout.addWidget(self._tree)
            verdict = verdicts(self._standard)[self._matter.vignette]
            self._tree.show_findings([finding_of(verdict, self._matter.threshold)])
        super().unfold(is_open)


def _agreed(agreed: Sequence[Matter]) -> QWidget:
    inside = QWidget()
    down = QVBoxLayout(inside)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(8)
    for one in agreed:
        card = Card(f"{one.vignette}: {one.title}")
        card.add(theme.words("; ".join(voices(one))))
        card.add(theme.words(f"The program: {one.reason}", "quiet"))
        down.addWidget(card)
    return inside


def _pairs(rows: Sequence[tuple[str, str]]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for row, pair in enumerate(rows):
        for column, text in enumerate(pair):
            grid.addWidget(
                theme.words(text, "quiet" if column else "body"), row, column, Qt.AlignmentFlag.AlignTop
            )
    return table
