# SPDX-License-Identifier: MIT
"""JudgingPanel: one vignette at a time, with what is on record and the questions to judge by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.drawing import STATUS_WORD
from desktop.layouts import flowing
from desktop.parts.blocks import Card, Fold, WritingColumn, button
from thresholds.judgements import ANSWERS, Judgements
from thresholds.phrases import capital
from thresholds.verdict import Status
from thresholds.vignettes import Question, Vignette, questions_of


class JudgingPanel(WritingColumn):
    """Shows the vignettes of one standard to one person. What the engine makes of them is not known here.

    judged(object)    the Judgements with one more answer, or another
    left()            the person leaves; everything is kept already
    save_wanted()     the person wants the file
    """

    judged = Signal(object)
    left = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._vignettes: tuple[Vignette, ...] = ()
        self._judgements: Judgements | None = None
        self._at = 0
        self._said = theme.words("", "quiet")
        self.cards: list[QuestionCard] = []

    def begin(self, found: tuple[Vignette, ...], judgements: Judgements) -> None:
        """Show the first vignette that isn't wholly judged, or the end where all are."""
        self._vignettes, self._judgements = found, judgements
        open_ones = [at for at, one in enumerate(found) if self._open(one)]
        self.go_to(open_ones[0] if open_ones else len(found))

    def step(self, by: int) -> None:
        """Go to the next vignette, or to the one before."""
        self.go_to(max(0, min(self._at + by, len(self._vignettes))))

    def go_to(self, at: int) -> None:
        """Show a vignette by its place; the end after the last."""
        self._at = at
        self.clear()
        self.cards = []
        if at < len(self._vignettes):
            self._show(self._vignettes[at])
        else:
            self._show_end()
        self.verticalScrollBar().setValue(0)

    def _open(self, one: Vignette) -> int:
        """How many of a vignette's questions aren't judged yet."""
        judgements = self._judgements
        if judgements is None:
            return 0
        return sum(not judgements.said(one.name, question.threshold) for question in one.questions)

    def _show(self, one: Vignette) -> None:
        judgements = self._judgements
        if judgements is None:
            return
        self._said = theme.words("", "quiet")
        self.add(theme.words(f"Vignette {self._at + 1} of {len(self._vignettes)}", "heading"))
        self.add(self._said)
        story = Card(one.name, about=one.setting)
        story.add(theme.words(one.story))
        self.add(story)
        self.add(_record_card(one))
        for question in one.questions:
            card = QuestionCard(question, judgements.said(one.name, question.threshold))
            card.answered.connect(lambda said, asked=question: self._answer(one, asked, said))
            card.answered.connect(lambda _said, card=card: self.bring_into_view(card))
            self.cards.append(card)
            self.add(card)
        self._count()
        self.add(self._steps())
        # The keyboard stands on the first answer, so that 1, 2 and 3 work at once.
        if self.cards:
            first = self.cards[0]
            QTimer.singleShot(0, first, first.take_keyboard)

    def _answer(self, one: Vignette, question: Question, said: str) -> None:
        if self._judgements is None:
            return
        self._judgements = self._judgements.answer(one.name, question.threshold, said)
        self._count()
        self.judged.emit(self._judgements)

    def _count(self) -> None:
        given = self._judgements.given if self._judgements else 0
        who = self._judgements.who if self._judgements else ""
        self._said.setText(
            f"{who}: {given} of {questions_of(self._vignettes)} judged. Kept as you go. "
            "1 is met, 2 not met, 3 not yet evidenced."
        )

    def _steps(self) -> QWidget:
        back = button("Back", name="Back to the vignette before")
        back.clicked.connect(lambda: self.step(-1))
        back.setEnabled(self._at > 0)
        last = self._at == len(self._vignettes) - 1
        on = button(
            "To the end" if last else "Next", role="primary", name="To the end" if last else "Next vignette"
        )
        on.clicked.connect(lambda: self.step(1))
        return flowing(back, on, self._leave_button())

    def _leave_button(self) -> QPushButton:
        leave = button("Leave, and go on later", role="quiet")
        leave.clicked.connect(self.left)
        return leave

    def _show_end(self) -> None:
        waiting = [(at, one) for at, one in enumerate(self._vignettes) if self._open(one)]
        self.add(theme.words("Thank you" if not waiting else "Nearly there", "heading"))
        card = Card("Your file")
        card.add(
            theme.words(
                "Save your judgements as a file and give it to whoever compares them, by e-mail, say. It "
                "holds your name or initials and your answers. All the children in it are invented."
            )
        )
        save = button("Save your judgements…", role="primary", icon="floppy-disk")
        save.clicked.connect(self.save_wanted)
        QTimer.singleShot(0, save, save.setFocus)
        card.add(save)
        if waiting:
            self.add(self._waiting_card(waiting))
        self.add(card)
        back = button("Back", name="Back to the last vignette")
        back.clicked.connect(lambda: self.step(-1))
        self.add(flowing(back, self._leave_button()))

    def _waiting_card(self, waiting: list[tuple[int, Vignette]]) -> Card:
        card = Card("Not judged yet", about="You may leave them out; then they don’t count.")
        links = []
        for at, one in waiting:
            link = button(one.name, role="link", name=f"Go to {one.name}")
            link.clicked.connect(lambda _on=False, at=at: self.go_to(at))
            links.append(link)
        card.add(flowing(*links))
        return card


class QuestionCard(Card):
    """One threshold: the three answers, and what the standard asks. The keys 1 to 3 answer it.

    answered(str)   one of met, not_met, unknown
    """

    answered = Signal(str)

    def __init__(self, question: Question, said: str) -> None:
        super().__init__(question.title)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        for answer in ANSWERS:
            word = capital(STATUS_WORD[Status(answer)])
            made = button(word, role="chip", name=f"{word}: {question.title}")
            made.setCheckable(True)
            made.setChecked(answer == said)
            made.clicked.connect(lambda _on=False, answer=answer: self.answered.emit(answer))
            self.group.addButton(made)
            self.buttons[answer] = made
        self.add(flowing(*self.buttons.values()))
        self.add(Fold("What the standard asks", _asks(question)))

    def take_keyboard(self) -> None:
        """Put the keyboard on the answer that was given, or on the first."""
        chosen = self.group.checkedButton() or self.buttons[ANSWERS[0]]
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(ANSWERS) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.buttons[ANSWERS[at]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.buttons[ANSWERS[at]].click()
            return
        super().keyPressEvent(event)


def _asks(question: Question) -> QWidget:
    inside = QWidget()
    down = QVBoxLayout(inside)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(4)
    for one in question.asks:
        line = QVBoxLayout()
        line.setContentsMargins(theme.scaled(16) * min(one.depth, 5), 0, 0, 0)
        line.addWidget(theme.words(one.words, "quiet" if one.words.endswith(":") else "body"))
        down.addLayout(line)
    return inside


def _record_card(one: Vignette) -> Card:
    card = Card("What is on record", about="What isn’t here isn’t recorded.")
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(one.record):
        for column, (text, role) in enumerate(((line.label, "quiet"), (line.said, "body"))):
            label = theme.words(text, role)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
    card.add(table)
    return card
