# SPDX-License-Identifier: MIT
"""Detail: why one threshold stands as it does, what would settle it, and until when it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.parts.blocks import button, empty
from desktop.parts.row_button import RowButton
from desktop.parts.verdict_tree import VerdictTree
from thresholds.families import Family
from thresholds.settle import Settling, settle
from thresholds.standard import Standard
from thresholds.verdict import Status, Verdict
from thresholds.wording import STATUS_WORDS, Reader, finding_of, long_day, reason_for

ASKS = {"all": "All of these are asked for", "any": "Any one of these is enough"}
MOST_WAYS = 3
"""Ways that are shown at once; they come cheapest first."""


class Detail(QWidget):
    """The reason in two sentences, the tree, and what would settle it.

    record_requested(str)   the record that a value came from
    fact_requested(str)     the place where a fact is recorded
    what_if_wanted()        other evidence is to be tried out
    """

    record_requested = Signal(str)
    fact_requested = Signal(str)
    what_if_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._for_parent = False
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 0, 8)
        column.setSpacing(8)
        self.reason = theme.words("")
        self.tree = VerdictTree("Why", fits=True)
        self.tree.record_requested.connect(self.record_requested)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(2)
        self.until = theme.words("", "small")
        self.asks = theme.words("", "caption")
        column.addWidget(self.reason)
        column.addWidget(self.asks)
        column.addWidget(self.tree)
        column.addLayout(self._ways)
        column.addWidget(self.until)
        what_if = button("What if …", role="link", name="What if other evidence were there")
        what_if.clicked.connect(self.what_if_wanted)
        column.addWidget(what_if, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown_ways: tuple[object, ...] = ()
        self._asked: tuple[Verdict, str] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(250)
        self._later.timeout.connect(self._show_until)

    def say_for_parent(self, for_parent: bool) -> None:
        """Use the words for a parent, or the authority's."""
        self._for_parent = for_parent
        self.tree.say_for_parent(for_parent)

    def show_threshold(self, verdict: Verdict, threshold_id: str) -> None:
        """Show why a threshold stands as it does."""
        reader: Reader = "parent" if self._for_parent else "professional"
        self.reason.setText(reason_for(verdict, threshold_id, reader))
        found = finding_of(verdict, threshold_id)
        # The threshold itself stands in the line above; the tree begins with what it asks.
        self.tree.show_findings(found.children or [found])
        self.asks.setText(ASKS.get(found.op, "") if len(found.children) > 1 else "")
        self.asks.setVisible(bool(self.asks.text()))
        self._show_ways(verdict, threshold_id, settle(verdict, threshold_id, until=False))
        self._asked = (verdict, threshold_id)
        self._later.start()

    def _show_ways(self, verdict: Verdict, threshold_id: str, settling: Settling) -> None:
        open_now = verdict.threshold(threshold_id).status is Status.UNKNOWN
        ways = settling.to_met[:MOST_WAYS] if open_now else ()
        shown = (threshold_id, ways, settling.evidence_to_met[:MOST_WAYS])
        if shown == self._shown_ways:
            return
        self._shown_ways = shown
        empty(self._ways)
        if not ways:
            return
        standard = verdict.standard
        self._ways.addWidget(theme.words("Any one of these could settle it", "strong"))
        for way in ways:
            names = sorted(way, key=lambda name: name_of(standard, name))
            words = " and ".join(name_of(standard, name) for name in names)
            line = RowButton()
            line.say(words[:1].upper() + words[1:], f"Record: {words}")
            line.clicked.connect(lambda _on=False, name=names[0]: self.fact_requested.emit(name))
            self._ways.addWidget(line)
        got = _kinds(standard, settling.evidence_to_met)
        if got:
            self._ways.addWidget(theme.words(f"Most easily from {got}.", "small"))

    def _show_until(self) -> None:
        """Say until when it holds; it takes a while to reckon and can wait for a pause in typing."""
        if self._asked is None:
            return
        settling = settle(*self._asked, evidence=False)
        if settling.until is None or settling.then is None:
            self.until.hide()
            return
        then = STATUS_WORDS[settling.then]
        self.until.setText(f"From {long_day(settling.until)} it is {then}, unless something new is recorded.")
        self.until.show()


def name_of(standard: Standard, name: str) -> str:
    """What a fact, event or document is called."""
    known = standard.facts.get(name) or standard.events.get(name) or standard.documents.get(name)
    return known.label if known is not None else name.replace("_", " ")


def _kinds(standard: Standard, family: Family) -> str:
    """The evidence that takes least effort, in words."""
    if not family:
        return ""
    return " and ".join(sorted(standard.evidence_kind(name).label for name in family[0]))
