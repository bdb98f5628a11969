# SPDX-License-Identifier: MIT
"""StartPanel: give a name and begin, go on with what was begun, or choose people's files to compare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.parts.blocks import Card, WritingColumn, button, empty
from desktop.quiet_box import QuietBox
from thresholds.judgements import LONGEST_NAME, Judgements
from thresholds.standard import Standard
from thresholds.vignettes import questions_of, vignettes

JUDGE = (
    "Each vignette is a short story of an invented child, with what is on record. Judge by yourself whether "
    "the standard is met, not met, or not yet evidenced. You see neither what the program says nor what "
    "others said. You can leave at any time and go on later."
)
COMPARE = (
    "Choose the files that several people saved. You see how far they agree with one another and with the "
    "program, and which thresholds they read differently. Nobody is ranked."
)


class StartPanel(WritingColumn):
    """The exercise's first sight.

    begin_wanted(name)      a person wants to judge under this name
    resume_wanted(object)   a person goes on with these Judgements
    forget_wanted(object)   these Judgements may go from this computer
    open_wanted()           a person goes on with a file from elsewhere
    compare_wanted()        people's files are to be compared
    standard_chosen(object) another Standard is wanted
    """

    begin_wanted = Signal(str)
    resume_wanted = Signal(object)
    forget_wanted = Signal(object)
    open_wanted = Signal()
    compare_wanted = Signal()
    standard_chosen = Signal(object)

    def __init__(self, standards: Sequence[Standard]) -> None:
        super().__init__()
        self._standards = tuple(standards)
        self.standards = QuietBox()
        self.standards.setAccessibleName("Standard")
        for one in self._standards:
            self.standards.addItem(f"{one.pack.pack.title}, {one.version}")
        self.standards.activated.connect(lambda at: self.standard_chosen.emit(self._standards[at]))
        self._choice = Card("Which standard")
        self._choice.add(self.standards)
        self._nothing = theme.words("", "quiet")
        self._choice.add(self._nothing)
        self.add(self._choice)
        self._judging = self._judging_card()
        self._begun = Card("Begun on this computer")
        self._rows = QVBoxLayout()
        self._begun.column.addLayout(self._rows)
        self._comparing = Card("Compare what people judged", about=COMPARE)
        compare = button("Choose people’s files…", icon="folder-open")
        compare.clicked.connect(self.compare_wanted)
        self._comparing.add(compare)
        for card in (self._judging, self._begun, self._comparing):
            self.add(card)

    def show_start(self, standard: Standard, begun: Sequence[Judgements]) -> None:
        """Show what can be done with a standard, and what was begun of it."""
        self.standards.setCurrentIndex(self._standards.index(standard))
        found = vignettes(standard)
        self._choice.setVisible(len(self._standards) > 1 or not found)
        self._nothing.setText("" if found else "This standard has no vignettes. Choose another one.")
        self._nothing.setVisible(not found)
        for card in (self._judging, self._comparing):
            card.setVisible(bool(found))
        self._size.setText(f"{len(found)} children, {questions_of(found)} judgements.")
        empty(self._rows)
        self._begun.setVisible(bool(begun))
        for one in begun:
            self._rows.addWidget(self._row(one, questions_of(found)))

    def _judging_card(self) -> Card:
        card = Card("Judge the vignettes", about=JUDGE)
        self._size = theme.words("", "quiet")
        card.add(self._size)
        card.add(theme.words("Your name or initials", "strong"))
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Your name or initials")
        self.name.returnPressed.connect(lambda: self.begin_wanted.emit(self.name.text()))
        begin = button("Begin", role="primary", name="Begin to judge")
        begin.clicked.connect(lambda: self.begin_wanted.emit(self.name.text()))
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.name, 1)
        across.addWidget(begin)
        card.add(line)
        other = button("Go on with a saved file…", role="link")
        other.clicked.connect(self.open_wanted)
        card.add(other)
        return card

    def _row(self, one: Judgements, questions: int) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(theme.words(f"{one.who}: {one.given} of {questions} judged"), 1)
        go_on = button("Go on", name=f"Go on as {one.who}")
        go_on.clicked.connect(lambda: self.resume_wanted.emit(one))
        forget = button("Take away", role="quiet", name=f"Take away what {one.who} began")
        forget.clicked.connect(lambda: self.forget_wanted.emit(one))
        across.addWidget(go_on)
        across.addWidget(forget)
        return row
