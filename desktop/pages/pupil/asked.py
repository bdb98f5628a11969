# SPDX-License-Identifier: MIT
"""AskedCards: the questions that the standard asks of a child, in its own words, with the answers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.fact_editor import FactEditor
from desktop.pages.page import Page
from desktop.parts.blocks import Card, Fold, empty
from desktop.workspace import Remembering
from models.codes import phase_of
from models.gather import SERVED
from models.records import Observed, Pupil
from models.standing import standard_for
from thresholds.evidence import Phase
from thresholds.judge import program_for
from thresholds.nodes import Fact
from thresholds.problems import Problem
from thresholds.record_block import BlockReader
from thresholds.standard import Standard


class AskedCards(Card):
    """A question for each fact of the standard that no record answers. An answer keeps today's date."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            "What the standard asks",
            about="An answer is kept with today's date. What isn't answered is not known, never “no”.",
        )
        self._page = page
        self._pupil_id = ""
        self._shown: Standard | None = None
        self._questions: dict[str, _Question] = {}
        self._body = QVBoxLayout()
        self.column.addLayout(self._body)

    def show_child(self, tx: Remembering, pupil: Pupil) -> None:
        """Show the questions of the standard of a child's home authority, with the latest answers."""
        standard = self._standard(pupil)
        if standard is not self._shown or pupil.id != self._pupil_id:
            self._shown, self._pupil_id = standard, pupil.id
            self._ask(standard, phase_of(pupil.year_group))
        latest: dict[str, Observed] = {}
        for one in tx.find(Observed, pupil_id=pupil.id):
            if one.fact not in latest or latest[one.fact].observed_on <= one.observed_on:
                latest[one.fact] = one
        for name, question in self._questions.items():
            question.show_answer(latest.get(name))

    def open(self, record_id: str) -> QWidget | None:
        """Fold out the question of this fact, or that this record answers; None where there is none."""
        for name, question in self._questions.items():
            if name == record_id or (question.answer is not None and question.answer.id == record_id):
                for fold in self.findChildren(Fold):
                    fold.unfold(fold.isAncestorOf(question))
                return question
        return None

    def _standard(self, pupil: Pupil) -> Standard | None:
        workspace = self._page.workspace
        try:
            school = workspace.school
            with workspace.reading() as tx:
                return standard_for(tx, pupil, school, workspace.today)
        except Problem:
            return workspace.standard

    def _ask(self, standard: Standard | None, phase: Phase | None) -> None:
        empty(self._body)
        self._questions.clear()
        if standard is None:
            self._body.addWidget(theme.words("No standard is installed.", "quiet"))
            return
        for area, names in _by_area(standard, phase).items():
            inside = QWidget()
            column = QVBoxLayout(inside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            for name in names:
                question = _Question(standard.facts[name])
                question.asked.editor.left.connect(lambda name=name: self._keep(name))
                question.asked.editor.edited.connect(lambda name=name: self._keep_if_chosen(name))
                self._questions[name] = question
                column.addWidget(question)
            fold = Fold(f"{standard.area_label(area)} ({len(names)})", inside)
            self._body.addWidget(fold)
            fold.show()

    def _keep_if_chosen(self, name: str) -> None:
        if not self._questions[name].asked.is_typed:
            self._keep(name)

    def _keep(self, name: str) -> None:
        question, standard = self._questions[name], self._shown
        if standard is None:
            return
        try:
            value = question.asked.value()
            if value:
                BlockReader(standard).value(value, question.asked.fact, name)
        except Problem as problem:
            question.say(problem.what[:1].upper() + problem.what[1:] + ".")
            return
        old, today = question.answer, self._page.workspace.today
        if not value or (old is not None and old.value == value):
            return
        known = {"id": old.id} if old is not None and old.observed_on == today else {}
        self._page.workspace.save(
            Observed(pupil_id=self._pupil_id, fact=name, observed_on=today, value=value, **known)
        )


class _Question(QWidget):
    """One question with its answer and when it was given."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self.answer: Observed | None = None
        self.asked = FactEditor(fact)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = fact.ask or f"{fact.label}?"
        column.addWidget(theme.words(words, "strong"))
        column.addWidget(self.asked.editor)
        self._since = theme.words("", "small")
        column.addWidget(self._since)
        self.asked.editor.call(words, fact.unit)

    def show_answer(self, answer: Observed | None) -> None:
        """Show the latest answer; what is being typed stays."""
        self.answer = answer
        when = f"{answer.observed_on.day} {answer.observed_on:%B %Y}" if answer else ""
        source = f", {answer.source}" if answer and answer.source else ""
        self.say(f"{when}{source}" if answer else "Not answered yet")
        if not self.asked.editor.is_in_use:
            self.asked.fill(answer.value if answer else "")

    def say(self, words: str) -> None:
        """Say below the box when it was answered, or what is wrong."""
        self._since.setText(words)


def _by_area(standard: Standard, phase: Phase | None) -> dict[str, list[str]]:
    """The facts that a person answers in this phase, under the first area that uses them."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set(SERVED)
    trees = program_for(standard, phase).trees
    for threshold in standard.pack.thresholds:
        tree = trees.get(threshold.id)
        for branch in tree.walk() if tree is not None else ():
            leaf = branch.leaf
            if leaf is not None and leaf.reads_values and leaf.name not in seen:
                seen.add(leaf.name)
                found.setdefault(threshold.area, []).append(leaf.name)
    return found
