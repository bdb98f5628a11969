# SPDX-License-Identifier: MIT
"""The cards of the summary: why the columns differ, what is incomplete, what changed, and the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.page import Place
from desktop.parts.blocks import Card, Fold, button, rule
from models.issuing import Ready
from models.summaries.measures import BLANK, BY_ID
from models.summaries.preview import Line
from models.term_gaps import Gap, Moved, Weight

WHY = (
    "Each number that leaves has a small random change, so that nobody can work out one child from it. "
    "Over many schools the changes cancel: the borough’s totals stay true. What stays here is personal data."
)
WHO_SEES = "Who may see it: your local authority, and anyone who asks it. The file names no child."

WEIGHTS = {Weight.MUCH: "Weighs much", Weight.SOME: "Weighs something", Weight.LITTLE: "Weighs little"}
MOST_NAMED = 12
"""Children of one gap who are named; the rest are counted."""


class AboutCard(Card):
    """Why the columns differ, who will see the file, and whose children are in it."""

    def __init__(self) -> None:
        super().__init__("Why the columns differ")
        self.add(theme.words(WHY))
        self.add(theme.words(WHO_SEES, "quiet"))
        self.homes = theme.words("", "quiet")
        self.add(self.homes)

    def show_homes(self, elsewhere: Mapping[str, int]) -> None:
        """Say how many of the counted children belong to other authorities."""
        many = sum(elsewhere.values())
        which = ", ".join(f"{count} to {la}" for la, count in elsewhere.items())
        verb = "child belongs" if many == 1 else "children belong"
        self.homes.setText(
            f"{many} {verb} to other authorities ({which}). They are counted here, where they are taught."
        )
        self.homes.setVisible(bool(many))


class _Part(QWidget):
    """A part of a card."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the foot."""
        self._column.addWidget(widget)


class GapsCard(Card):
    """What is incomplete, what weighs most first; each leads to where it is mended, or stays blank.

    wanted(Place)          somewhere where a gap is mended
    decided(tuple, bool)   the tables that stay blank on purpose, or no longer do
    recorded()             all suspensions of the term are recorded
    """

    wanted = Signal(object)
    decided = Signal(object, bool)
    recorded = Signal()

    def __init__(self) -> None:
        super().__init__("What is incomplete")

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these gaps in place of the others."""
        self.clear()
        if not gaps:
            self.add(theme.words("Nothing is missing.", "quiet"))
        for at, gap in enumerate(gaps):
            if at:
                self.add(rule())
            self.add(self._gap(gap))

    def _gap(self, gap: Gap) -> QWidget:
        whole = _Part()
        grade = "Blank on purpose" if gap.is_blank else WEIGHTS[gap.weight]
        whole.add(theme.words(grade, "quiet" if gap.is_blank else "caption"))
        missing = len(gap.pupils)
        many = f": {missing} of {gap.of} children" if missing else ""
        whole.add(theme.words(f"{gap.words}{many}.", "strong"))
        titles = ", ".join(BY_ID[name].title for name in gap.tables)
        whole.add(theme.words(f"{gap.mend} It is missing in: {titles}.", "quiet"))
        if gap.page == "pupil":
            whole.add(Fold("Which children", self._children(gap)))
        whole.add(self._buttons(gap))
        return whole

    def _children(self, gap: Gap) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 0, 0, 0)
        for at, (id, name) in enumerate(gap.pupils[:MOST_NAMED]):
            press = button(name, role="link")
            press.clicked.connect(partial(self._go, Place("pupil", id, part=gap.part)))
            grid.addWidget(press, at // 3, at % 3, Qt.AlignmentFlag.AlignLeft)
        more = len(gap.pupils) - MOST_NAMED
        if more > 0:
            grid.addWidget(theme.words(f"and {more} more", "quiet"), MOST_NAMED // 3, 0)
        grid.setColumnStretch(3, 1)
        return inside

    def _buttons(self, gap: Gap) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        about = gap.words.lower()
        if gap.id == "suspensions" and not gap.is_blank:
            say = button("All are recorded", name="All suspensions of the term are recorded")
            say.clicked.connect(self.recorded.emit)
            across.addWidget(say)
        elif gap.page == "school":
            mend = button("Go to School", name=f"Go to School: {about}")
            mend.clicked.connect(partial(self._go, Place("school")))
            across.addWidget(mend)
        words = "Not blank after all" if gap.is_blank else "Leave blank on purpose"
        leave = button(words, role="quiet", name=f"{words}: {about}")
        leave.clicked.connect(lambda: self.decided.emit(gap.tables, not gap.is_blank))
        across.addWidget(leave)
        across.addStretch(1)
        return line

    def _go(self, place: Place, *_: object) -> None:
        self.wanted.emit(place)


class ChangesCard(Card):
    """What changed most since the term before."""

    def __init__(self) -> None:
        super().__init__("What changed since last term")

    def show_changes(self, moved: Sequence[Moved], has_before: bool) -> None:
        """Show these cells in place of the others."""
        self.clear()
        if not has_before:
            self.add(theme.words("Nothing left the school for the term before.", "quiet"))
        elif not moved:
            self.add(theme.words("No number here moved by more than one child.", "quiet"))
        for one in moved:
            self.add(
                theme.words(
                    f"{one.title}, {one.words}: {one.stayed} then and {one.stays} now stay here; "
                    f"{_sign(one.left)} left then, and {_sign(one.leaves)} would leave now."
                )
            )


def own_words(found: Ready) -> str:
    """What the file says of the school itself, exactly, in a sentence."""
    facts = found.summary.facts
    base = {"none": "no inclusion base", "planned": "an inclusion base planned", "open": "an inclusion base"}
    parts = [
        f"{facts.eah_visits or 0} days with a visit through Experts at Hand",
        f"{facts.staff_trained or 0} places taken up in staff training",
        base.get(facts.inclusion_base or "", "nothing about an inclusion base"),
    ]
    return (
        f"The file would say: {', '.join(parts)}. These leave exactly, as they are not about children. "
        "What you leave empty is taken from your records."
    )


def number_cards(found: Ready) -> list[Card]:
    """Every number that leaves beside the one that stays, table by table; blank tables with their reason."""
    cards = []
    for table, entries in groupby(found.lines, key=lambda line: line.table):
        cards.append(_table(list(entries), found.true.without_cell.get(table, 0)))
    for table, reason in BLANK.items():
        blank = Card(BY_ID[table].title)
        blank.add(theme.words(f"Blank for every school. {reason}", "quiet"))
        cards.append(blank)
    return cards


def _table(entries: list[Line], nowhere: int) -> Card:
    card = Card(entries[0].title)
    if nowhere:
        children = "child stands" if nowhere == 1 else "children stand"
        words = f"{nowhere} {children} nowhere here: it isn’t recorded of them, or doesn’t apply to them."
        card.add(theme.words(words, "quiet"))
    if BY_ID[entries[0].table].cap:
        words = "One sum for the whole school: its change is wider, and only the borough’s sum says much."
        card.add(theme.words(words, "quiet"))
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    heads = [("Stays here", "stays"), ("Leaves", "leaves")]
    if any(line.before is not None for line in entries):
        heads.append(("Left before", "quiet"))
    for at, (title, role) in enumerate(heads, start=1):
        grid.addWidget(theme.words(title, role, wrap=False), 0, at, Qt.AlignmentFlag.AlignRight)
    for row, line in enumerate(entries, start=1):
        grid.addWidget(theme.words(line.words), row, 0)
        grid.addWidget(_figure(line.stays, "stays", f"{line.words}: {line.stays} stays here"), row, 1)
        grid.addWidget(_figure(line.leaves, "leaves", f"{line.words}: {line.leaves} leaves"), row, 2)
        if line.before is not None:
            spoken = f"{line.words}: {line.before} left last term"
            grid.addWidget(_figure(line.before, "quiet", spoken), row, 3)
    card.add(inside)
    return card


def _sign(number: int) -> str:
    return f"{number:,}".replace("-", "−")


def _figure(number: int, role: str, spoken: str) -> QLabel:
    label = QLabel(_sign(number))
    label.setFont(theme.font(tabular=True, strong=role == "leaves"))
    label.setProperty("role", role)
    label.setAccessibleName(spoken)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumWidth(theme.scaled(72))
    return label
