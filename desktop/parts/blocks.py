# SPDX-License-Identifier: MIT
"""What pages are put together from: a column for writing, cards, buttons, words that fold out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import style, theme
from desktop.icons import icon as named_icon
from desktop.parts.roomy_button import RoomyButton


class WritingColumn(QScrollArea):
    """A page's column: scrolls down, stands in the middle, at most 760 px wide at 100 %.

    column.add(card) puts something at its foot; layout is there for whatever add() can't say.
    narrow takes less room at the sides.
    """

    def __init__(self, *, wide: bool = False, narrow: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keyboard goes to what stands in the column; the column itself is no stop on the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        down = QVBoxLayout(sheet)
        down.setContentsMargins(0, 0, 0, 0)
        around = QHBoxLayout()
        side = 12 if narrow else 24
        around.setContentsMargins(side, 16, side, 24)
        self._body = QWidget()
        self._wide = wide
        self.layout_of_column = QVBoxLayout(self._body)
        self.layout_of_column.setContentsMargins(0, 0, 0, 0)
        self.layout_of_column.setSpacing(16)
        around.addStretch(1)
        around.addWidget(self._body, 1000)
        around.addStretch(1)
        down.addLayout(around)
        # Room to spare goes below. A layout that is aligned to the top would forget how high wrapped text is.
        down.addStretch(1)
        self._limit()
        self.setWidget(sheet)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the foot of the column and return it."""
        self.layout_of_column.addWidget(widget)
        return widget

    def add_space(self) -> None:
        """Leave the distance between two groups."""
        self.layout_of_column.addSpacing(8)

    def clear(self) -> None:
        """Take everything out of the column."""
        empty(self.layout_of_column)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll until a widget is seen."""
        # What was just folded out has its place only after the column is laid out anew.
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 40))

    @override
    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if hasattr(self, "_body"):
            self._limit()

    def _limit(self) -> None:
        if not self._wide:
            self._body.setMaximumWidth(theme.scaled(style.space("column")))


class Card(QFrame):
    """A block of the page on its own ground, with a heading, and things to press at the heading's right."""

    def __init__(self, title: str = "", *, about: str = "", edge: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        if edge:
            around.addWidget(Edge(edge))
        self.column = QVBoxLayout()
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(8)
        around.addLayout(self.column, 1)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        if title:
            self.heading = theme.words(title, "lead")
            self._head.addWidget(self.heading, 1)
            self.setAccessibleName(title)
            self.column.addLayout(self._head)
        if about:
            self.column.addWidget(theme.words(about, "quiet"))

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the foot of the card and return it; a button keeps its own width."""
        keeps = isinstance(widget, QPushButton)
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if keeps else Qt.AlignmentFlag(0))
        return widget

    def add_beside_heading(self, widget: QWidget) -> QWidget:
        """Put a widget at the heading's right and return it."""
        self._head.addWidget(widget)
        return widget

    def clear(self) -> None:
        """Take everything but the heading out of the card."""
        for at in reversed(range(self.column.count())):
            item = self.column.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                self.column.takeAt(at)
                widget.hide()
                widget.deleteLater()


class Edge(QWidget):
    """A thin edge in the hue of an area of need; the area's word always stands beside it."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedWidth(3)

    @override
    def paintEvent(self, event: Any) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect().adjusted(0, 8, 0, -8), theme.colour(self._token))
        painter.end()


class Fold(QWidget):
    """A line that folds out when it is pressed: "Why do we ask", or what was said before."""

    def __init__(self, title: str, inside: QWidget, *, is_open: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._title = title
        self._inside = inside
        self.button = button(title, role="link", icon="caret-right")
        self.button.setCheckable(True)
        self.button.clicked.connect(self.unfold)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inside)
        self.unfold(is_open)

    def say(self, title: str) -> None:
        """Give the line other words."""
        self.button.setText(title)

    def unfold(self, is_open: bool) -> None:
        """Show or hide what is inside."""
        self._inside.setVisible(is_open)
        self.button.setChecked(is_open)
        self.button.setIcon(named_icon("caret-down" if is_open else "caret-right", "accent"))
        self.button.setAccessibleDescription("open" if is_open else "folded")


class EmptyPlace(QWidget):
    """An empty place: what will stand here, and the first step."""

    def __init__(
        self, title: str, about: str, *, press: str = "", pressed: Callable[[], Any] | None = None
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        heading = theme.words(title, "lead")
        words = theme.words(about, "quiet")
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if press:
            first = button(press, role="primary")
            if pressed is not None:
                first.clicked.connect(lambda: pressed())
            column.addSpacing(8)
            column.addWidget(first, 0, Qt.AlignmentFlag.AlignCenter)


def button(text: str, *, role: str = "", icon: str = "", name: str = "", tip: str = "") -> QPushButton:
    """A button that is a verb. role: primary, link, quiet, chip or none; name is what is read aloud."""
    made = RoomyButton(text)
    if role:
        made.setProperty("role", role)
    if icon:
        token = {"primary": "accent-ink", "link": "accent"}.get(role, "ink-quiet")
        made.setIcon(named_icon(icon, token))
    if name or not text:
        made.setAccessibleName(name or tip)
    if tip:
        made.setToolTip(tip)
    return made


def rule() -> QFrame:
    """A quiet line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
