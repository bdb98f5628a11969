# SPDX-License-Identifier: MIT
"""The threshold companion: what the standard says of the child that is open, area by area, in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.pages.companion.areas import AreaBlock
from desktop.pages.companion.deciding import DecideLayer
from desktop.pages.companion.detail import Detail
from desktop.pages.companion.ways import way_to
from desktop.pages.companion.what_if import WhatIf
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Fold, WritingColumn, button, empty
from desktop.workspace import Changes
from models.records import Decision, Need, Pupil
from models.verdicts import AreaStanding, standings, verdict_of
from thresholds.evidence import Evidence
from thresholds.judge import judge
from thresholds.problems import Problem
from thresholds.verdict import Verdict
from thresholds.wording import RIGHT_TO_ASK


class CompanionPage(Page):
    """Beside a child's page: each area's present layer and the next, and why."""

    @override
    def build(self) -> None:
        self.verdict: Verdict | None = None
        self.chosen = ""
        self._pupil_id = ""
        self._shown: Verdict | None = None
        self._found: tuple[AreaStanding, ...] = ()
        self._blocks: dict[str, AreaBlock] = {}
        self._laid_out_for: tuple[object, ...] = ()
        self.detail = Detail()
        self.detail.record_requested.connect(self._go_to_record)
        self.detail.fact_requested.connect(self._go_to_fact)
        self.detail.what_if_wanted.connect(self.begin_what_if)
        self.detail.hide()
        self.column = WritingColumn(narrow=True)
        self.column.layout_of_column.setSpacing(12)
        self.column.add(self._head())
        self.trouble = theme.words("", "problem")
        self.column.add(self.trouble)
        self.what_if = WhatIf()
        self.what_if.supposed.connect(self._show_supposed)
        self.what_if.ended.connect(self.end_what_if)
        self.what_if.hide()
        self.column.add(self.what_if)
        self._near = QVBoxLayout()
        self._near.setSpacing(12)
        self._far = QVBoxLayout()
        self._far.setContentsMargins(0, 0, 0, 0)
        self._far.setSpacing(12)
        self.column.layout_of_column.addLayout(self._near)
        inside = QWidget()
        inside.setLayout(self._far)
        self.others = Fold("Other areas", inside)
        self.column.add(self.others)
        self.deciding = DecideLayer()
        self.deciding.decided.connect(self._keep_decision)
        self.column.add(Fold("Record the layer that was decided", self.deciding))
        self.column.add(theme.words(RIGHT_TO_ASK, "small"))
        self.fill_with(self.column)

    @override
    def arrive(self, place: Place) -> None:
        if place.pupil_id != self._pupil_id:
            self.chosen = ""
            self.what_if.hide()
        self._pupil_id = place.pupil_id

    @override
    def refresh(self, changes: Changes | None) -> None:
        with self.workspace.reading() as tx:
            pupil = tx.get(Pupil, self.place.pupil_id)
            if pupil is None:
                return
            needs = tuple(sorted(tx.find(Need, pupil_id=pupil.id), key=lambda need: need.rank))
            decided = sorted(tx.find(Decision, pupil_id=pupil.id), key=lambda one: one.decided_on)
            present = decided[-1].layer if decided else None
            try:
                self.verdict = verdict_of(tx, pupil, self.workspace.school, self.workspace.today)
            except Problem as problem:
                self._say(problem.sentence)
                return
        self._say("")
        # What was tried out belonged to the record as it was.
        self.what_if.hide()
        self._found = standings(self.verdict, tuple(n for n in needs if n.ended_on is None))
        self._show(self.verdict, self._found)
        self.deciding.show_child(pupil, self.verdict, present, self.workspace.today)

    def choose(self, threshold_id: str) -> None:
        """Look at why a threshold stands as it does; the same again puts it away."""
        self.chosen = "" if threshold_id == self.chosen else threshold_id
        self._show_detail()

    def begin_what_if(self) -> None:
        """Try out other evidence for the threshold that is looked at."""
        if self.verdict is not None and self.chosen:
            self.what_if.begin(self.verdict, self.chosen)
            self.what_if.show()
            self.column.bring_into_view(self.what_if)

    def end_what_if(self) -> None:
        """Show the record's own verdict again."""
        self.what_if.hide()
        if self.verdict is not None:
            self._show(self.verdict, self._found)

    def _show_supposed(self, evidence: Evidence) -> None:
        if self.verdict is None:
            return
        tried = judge(self.verdict.standard, evidence)
        found = {one.area: one for one in standings(tried, ())}
        # Each area keeps its place, so that what moves is the verdict alone.
        self._show(tried, tuple(replace(found[one.area], here=one.here) for one in self._found))
        self.what_if.tell_moved(self.verdict, tried)

    def _head(self) -> QWidget:
        head = QWidget()
        down = QVBoxLayout(head)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        across = QHBoxLayout()
        across.addWidget(theme.words("Threshold", "lead"), 1)
        self.for_parent = button("For a parent", role="chip", tip="Use the words for a parent")
        self.for_parent.setCheckable(True)
        self.for_parent.toggled.connect(self._say_for_parent)
        across.addWidget(self.for_parent)
        down.addLayout(across)
        self.by = theme.words("", "small")
        down.addWidget(self.by)
        return head

    def _show(self, verdict: Verdict, found: tuple[AreaStanding, ...]) -> None:
        self._shown = verdict
        head = verdict.standard.pack.pack
        self.by.setText(f"{head.title}, version {head.version}")
        self._lay_out(verdict, found)
        labels = {layer: verdict.standard.layer_label(layer) for layer in verdict.standard.layers}
        for one in found:
            self._blocks[one.area].show_standing(one, labels)
        if not self.chosen and found and found[0].here:
            first = found[0].next or found[0].present
            self.chosen = first.id if first is not None else ""
        self._show_detail()

    def _lay_out(self, verdict: Verdict, found: tuple[AreaStanding, ...]) -> None:
        shape = (verdict.standard.digest, *((one.area, one.here) for one in found))
        if shape == self._laid_out_for:
            return
        self._laid_out_for = shape
        self.detail.setParent(self)
        self.detail.hide()
        empty(self._near)
        empty(self._far)
        self._blocks = {}
        for one in found:
            block = AreaBlock(one)
            block.threshold_chosen.connect(self.choose)
            self._blocks[one.area] = block
            (self._near if one.here else self._far).addWidget(block)
        far = sum(not one.here for one in found)
        self.others.setVisible(far > 0)
        self.others.say(f"Other areas ({far})")
        self.others.unfold(far == len(found))

    def _show_detail(self) -> None:
        if self._shown is None:
            return
        self.detail.hide()
        for block in self._blocks.values():
            block.mark(self.chosen)
            if self.chosen and block.open(self.chosen) and block.put_below(self.chosen, self.detail):
                block.mark(self.chosen)
                self.detail.show_threshold(self._shown, self.chosen)
                self.detail.show()

    def _say_for_parent(self, for_parent: bool) -> None:
        self.detail.say_for_parent(for_parent)
        self._show_detail()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _keep_decision(self, made: Decision) -> None:
        self.workspace.save(made)
        self.tell(f"{made.layer.label} is recorded, with what the standard said.", undo=True)

    def _go_to_record(self, record: str) -> None:
        self.go(Place("pupil", self.place.pupil_id, record))

    def _go_to_fact(self, name: str) -> None:
        self.go(way_to(name, self.place.pupil_id))
