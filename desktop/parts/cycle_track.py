# SPDX-License-Identifier: MIT
"""CycleTrack: the four stages of a cycle, what is done and what is due; and the same as four dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop import painting, theme
from desktop.drawing import Disc, Line, Ring, Shape
from models.codes import Stage

State = Literal["done", "now", "next", "overdue"]

_STATE_WORDS: dict[State, str] = {"done": "done", "now": "under way", "next": "to come", "overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage as it is shown: where it stands, and a few words ("12 Dec", "2 things missing")."""

    stage: Stage
    state: State
    note: str = ""

    @property
    def said(self) -> str:
        """As it is read aloud."""
        return ", ".join(part for part in (self.stage.label, _STATE_WORDS[self.state], self.note) if part)


def stage_mark(state: State) -> tuple[Shape, ...]:
    """The mark of a stage in a box of 1 by 1: disc with a tick, full ring, quiet ring, ring with a bar."""
    if state == "done":
        tick = ((0.30, 0.52), (0.45, 0.67), (0.71, 0.36))
        return (Disc(0.5, 0.5, 0.42, "accent"), Line(tick, 0.10, "surface"))
    if state == "now":
        return (Ring(0.5, 0.5, 0.37, 0.10, "accent"), Disc(0.5, 0.5, 0.18, "accent"))
    if state == "overdue":
        return (
            Ring(0.5, 0.5, 0.37, 0.10, "warn"),
            Line(((0.5, 0.32), (0.5, 0.56)), 0.11, "warn"),
            Disc(0.5, 0.70, 0.06, "warn"),
        )
    return (Ring(0.5, 0.5, 0.37, 0.07, "na"),)


def paint_dots(painter: QPainter, rect: QRectF, states: Sequence[State]) -> None:
    """Four small dots with a line between them, for a cell of a list."""
    side = min(rect.height() * 0.55, theme.scaled(13))
    top, left, step = rect.center().y() - side / 2, rect.left(), side * 1.5
    painter.setPen(QPen(theme.colour("line"), 1.5))
    if states:
        middle = top + side / 2
        painter.drawLine(
            QPointF(left + side / 2, middle), QPointF(left + side / 2 + step * (len(states) - 1), middle)
        )
    for at, state in enumerate(states):
        spot = QRectF(left + at * step, top, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(spot)
        painter.restore()
        painting.paint(painter, stage_mark(state), spot)


class _StageButton(QPushButton):
    """One stage, drawn as a wide arrow's part: mark, word, note."""

    def __init__(self, shown: StageShown) -> None:
        super().__init__(shown.stage.label)
        self.shown = shown
        self._is_stacked = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stage(self, shown: StageShown) -> None:
        self.shown = shown
        self.setAccessibleName(shown.said)
        self.setToolTip(shown.said)
        self.updateGeometry()
        self.update()

    @property
    def full_width(self) -> int:
        """The width that mark, word and note take side by side."""
        note = theme.metrics().horizontalAdvance(self.shown.note)
        return self._word_width() + (note + theme.scaled(12) if self.shown.note else 0)

    def stack(self, is_stacked: bool) -> None:
        """Put the note below the word, where there is no room beside it."""
        self._is_stacked = is_stacked
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._word_width(), theme.scaled(60 if self._is_stacked else 44))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _word_width(self) -> int:
        bold = theme.metrics(strong=True)
        return bold.horizontalAdvance(self.shown.stage.label) + theme.scaled(12 + 18 + 8 + 12)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.fillRect(room, theme.colour("surface" if self.isChecked() else "soft"))
        if self.isChecked():
            painter.fillRect(QRectF(0, room.height() - 3, room.width(), 3), theme.colour("accent"))
        side = theme.scaled(18)
        left = theme.scaled(12)
        painting.paint(
            painter, stage_mark(self.shown.state), QRectF(left, (room.height() - side) / 2, side, side)
        )
        x = left + side + theme.scaled(8)
        painter.setFont(theme.font(strong=self.shown.state in ("now", "overdue") or self.isChecked()))
        painter.setPen(theme.colour("accent" if self.isChecked() else "ink"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = QRectF(x, 0, room.width() - x, room.height())
        stacked = self._is_stacked and bool(self.shown.note)
        lift = painter.fontMetrics().height() / 2 if stacked else 0
        painter.drawText(words.translated(0, -lift), middle, self.shown.stage.label)
        beside = 0 if stacked else painter.fontMetrics().horizontalAdvance(self.shown.stage.label)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("warn" if self.shown.state == "overdue" else "ink-quiet"))
        painter.drawText(
            words.translated(beside + (0 if stacked else theme.scaled(8)), lift), middle, self.shown.note
        )
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(room.adjusted(2, 2, -2, -2), 5, 5)
        painter.end()


class CycleTrack(QWidget):
    """Assess, Plan, Do, Review side by side. stage_chosen(Stage) when a person presses one."""

    stage_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Stage, _StageButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for stage in Stage:
            button = _StageButton(StageShown(stage, "next"))
            button.clicked.connect(lambda _on=False, stage=stage: self.stage_chosen.emit(stage))
            self._buttons[stage] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[StageShown], open_stage: Stage | None = None) -> None:
        """Show where each stage stands, and which one is open below."""
        for shown in stages:
            self._buttons[shown.stage].show_stage(shown)
        if open_stage is not None:
            self._buttons[open_stage].setChecked(True)
        self._stack()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        widest = max(button.full_width for button in self._buttons.values())
        for button in self._buttons.values():
            button.stack(widest * len(self._buttons) > self.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for button in list(self._buttons.values())[1:]:
            x, high = button.x() - 1.0, self.height()
            step = theme.scaled(6)
            points = [QPointF(x, 0), QPointF(x + step, high / 2), QPointF(x, high)]
            painter.drawPolyline(QPolygonF(points))
        painter.end()
