# SPDX-License-Identifier: MIT
"""Editors that are typed into, one line high: words, a number, a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRegularExpression, QSize, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
)
from typing_extensions import override

from desktop import theme
from desktop.editing.days import parse_day, say_day
from desktop.editing.editor import Editor, is_outer_undo
from desktop.icons import icon
from thresholds.problems import Problem


class _Line(QLineEdit):
    """A line whose Ctrl+Z is the program's undo when there is nothing left to undo in the line itself.

    letters is how many letters it is wide at any size of text; 0 takes all the room there is.
    """

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters
        if letters:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._letters:
            hint.setWidth(self.fontMetrics().horizontalAdvance("0") * self._letters + theme.scaled(20))
        return hint

    @override
    def event(self, event: QEvent) -> bool:
        if is_outer_undo(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class LineEditor(Editor):
    """One line of text; suggest() offers what is often typed there."""

    def __init__(self, letters: int = 0) -> None:
        super().__init__()
        self.line = _Line(letters)
        self.box = self.line
        self.setFocusProxy(self.line)
        self.column.addWidget(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.watch(self.line)

    @override
    def fill(self, value: Any) -> None:
        self.put_text("" if value is None else str(value))

    @override
    def value(self) -> Any:
        return self.line.text().strip()

    @override
    def text(self) -> str:
        return self.line.text()

    @override
    def put_text(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
        self.mark_unknown(not text)

    def suggest(self, names: Sequence[str]) -> None:
        """Offer these while typing; anything else may be typed too."""
        completer = QCompleter(list(names), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_edited)
        self.line.setCompleter(completer)

    def _on_edited(self, *_: Any) -> None:
        self.mark_unknown(not self.line.text())
        self.edited.emit()


class NumberEditor(LineEditor):
    """A number in a line: no wheel, no arrows that change it by accident; empty is "not known"."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__(letters=9)
        self._whole = whole
        pattern = r"^\s*£?\s*-?[\d,\s]*%?$" if whole else r"^\s*£?\s*-?[\d,\s]*\.?\d*\s*%?$"
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self.line))

    @override
    def fill(self, value: Any) -> None:
        self.put_text("" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value))

    @override
    def value(self) -> Any:
        typed = self.line.text().replace(",", "").replace("£", "").replace("%", "").replace(" ", "")
        if not typed:
            return None
        try:
            return int(typed) if self._whole else Decimal(typed)
        except (ValueError, InvalidOperation):
            raise Problem(f"“{self.line.text()}” is not a number", code="not-a-number") from None


class DayEditor(LineEditor):
    """A day, typed as 12/9/2026 or as one likes; Alt+Down opens a calendar."""

    def __init__(self, today: date | None = None) -> None:
        super().__init__(letters=19)
        self._today = today
        self.line.setPlaceholderText("day/month/year")
        self.column.removeWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line)
        # The line's own Alt+Down is the keyboard's way to the calendar, so the button is no stop of Tab.
        self._open = QPushButton(icon("calendar-blank"), "")
        self._open.setProperty("role", "quiet")
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.setToolTip("Choose in a calendar (Alt+Down)")
        self._open.setAccessibleName("Choose in a calendar")
        self._open.clicked.connect(self.open_calendar)
        row.addWidget(self._open)
        row.addStretch(10)
        self.column.addLayout(row)
        self.left.connect(self._on_left)

    @override
    def fill(self, value: Any) -> None:
        self.put_text(say_day(value))

    @override
    def value(self) -> Any:
        return parse_day(self.line.text(), self._today)

    @override
    def call(self, name: str, about: str = "") -> None:
        super().call(name, about)
        self._open.setAccessibleName(f"Choose {name} in a calendar")

    @override
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Show a month to choose from under the box."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName("Calendar")
        calendar.setMinimumSize(theme.scaled(320), theme.scaled(280))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour("ink-quiet"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        shown = self._readable() or self._today
        if shown is not None:
            calendar.setSelectedDate(shown)  # type: ignore[arg-type]
        calendar.activated.connect(lambda chosen: self._take(calendar, chosen.toPython()))
        calendar.clicked.connect(lambda chosen: self._take(calendar, chosen.toPython()))
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.show()

    def _take(self, calendar: QCalendarWidget, chosen: date) -> None:
        calendar.close()
        self.put_text(say_day(chosen))
        self.take_focus()
        self.edited.emit()

    def _readable(self) -> date | None:
        try:
            return parse_day(self.line.text(), self._today)
        except Problem:
            return None

    def _on_left(self) -> None:
        day = self._readable()
        if day is not None:
            self.put_text(say_day(day))
