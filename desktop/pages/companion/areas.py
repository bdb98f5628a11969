# SPDX-License-Identifier: MIT
"""AreaBlock: one area of the standard, with a line for each layer that one looks at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import style, theme
from desktop.parts.blocks import Card, button
from desktop.parts.chips import StatusChip
from desktop.parts.row_button import RowButton
from models.verdicts import AreaStanding
from thresholds.verdict import ThresholdVerdict


class AreaBlock(Card):
    """An area with its present layer and the next; all of its thresholds when it is folded out.

    threshold_chosen(str)   a person wants to see why, or to put it away
    """

    threshold_chosen = Signal(str)

    def __init__(self, standing: AreaStanding) -> None:
        tokens = style.tokens(theme.look().theme)
        super().__init__(standing.label, edge=standing.area if standing.area in tokens else "")
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(4)
        self.area = standing.area
        self._rows: dict[str, LayerRow] = {}
        self._is_whole = False
        self._standing = standing
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.column.addLayout(self._lines)
        self.more = button("", role="link")
        self.more.clicked.connect(self._turn)
        self.add(self.more)

    def show_standing(self, standing: AreaStanding, layer_label: dict[str, str]) -> None:
        """Show the area's thresholds as they stand now; rows that stay keep the keyboard."""
        self._standing = standing
        shown = list(standing.all if self._is_whole else _nearest(standing))
        chosen = next((row.id for row in self._rows.values() if row.isChecked()), "")
        shown += [one for one in standing.all if one.id == chosen and one not in shown]
        for id in [id for id in self._rows if id not in {one.id for one in shown}]:
            row = self._rows.pop(id)
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for one in shown:
            row = self._rows.get(one.id) or self._put(one.id)
            row.show_verdict(one, self._words(one, standing.all, layer_label))
        hidden = len(standing.all) - len(_nearest(standing))
        self.more.setVisible(hidden > 0)
        self.more.setText("Fewer" if self._is_whole else f"{hidden} more")
        self.more.setAccessibleName(f"{self.more.text()} of {standing.label}")
        self._labels = layer_label

    def mark(self, chosen: str) -> None:
        """Show which threshold is looked at."""
        for row in self._rows.values():
            row.setChecked(row.id == chosen)

    def put_below(self, chosen: str, widget: QWidget) -> bool:
        """Put what is said of a threshold below its line; False where it has none here."""
        row = self._rows.get(chosen)
        if row is None:
            return False
        self._lines.insertWidget(self._lines.indexOf(row) + 1, widget)
        return True

    def open(self, threshold_id: str) -> bool:
        """Fold out where that is needed to show a threshold; False where it isn't of this area."""
        if all(one.id != threshold_id for one in self._standing.all):
            return False
        if threshold_id not in self._rows:
            self._turn()
        return True

    def _put(self, id: str) -> LayerRow:
        row = LayerRow(id)
        row.clicked.connect(lambda: self.threshold_chosen.emit(id))
        self._rows[id] = row
        self._lines.addWidget(row)
        return row

    def _turn(self) -> None:
        self._is_whole = not self._is_whole
        self.show_standing(self._standing, self._labels)

    def _words(self, one: ThresholdVerdict, all: Sequence[ThresholdVerdict], labels: dict[str, str]) -> str:
        """The layer alone where it says enough; the title where several share the layer or only advise."""
        twins = sum(other.layer == one.layer for other in all)
        title = one.title.removeprefix(f"{self._standing.label}: ")
        return labels.get(one.layer, title) if twins == 1 or title in labels.values() else title


class LayerRow(RowButton):
    """A threshold's layer with its status; pressed in while it is looked at."""

    def __init__(self, id: str) -> None:
        self._chip = StatusChip()
        super().__init__(after=self._chip)
        self.id = id
        self.setCheckable(True)

    def show_verdict(self, verdict: ThresholdVerdict, words: str) -> None:
        """Show how a threshold stands."""
        self._chip.show_status(verdict.status)
        self.say(words, f"{words}: {self._chip.accessibleName()}. Show why.")


def _nearest(standing: AreaStanding) -> tuple[ThresholdVerdict, ...]:
    return tuple(one for one in (standing.present, standing.next) if one is not None) or standing.all[:1]
