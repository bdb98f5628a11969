# SPDX-License-Identifier: MIT
"""Every part of the window on one page, with a fictional child: to look at, and to check in every look.

python -m tests.desktop.gallery FOLDER        writes pictures in light, dark, high contrast and at 200 %
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop import style, theme
from desktop.drawing import Point, Series
from desktop.editing import RecordEditor
from desktop.layouts import flowing
from desktop.parts.blocks import Card, EmptyPlace, Fold, WritingColumn, button
from desktop.parts.chips import FilterChips, StatusChip
from desktop.parts.cycle_track import CycleTrack, StageShown, State, paint_dots
from desktop.parts.notice import NoticeBar
from desktop.parts.pupil_banner import NeedShown, PupilBanner, PupilShown
from desktop.parts.run_chart import RunChart
from desktop.parts.verdict_tree import VerdictTree
from desktop.tables import Column, RowsTable
from models.codes import Stage
from models.records import Plan, Provision
from thresholds.verdict import Finding, Status, Used

PUPIL, CYCLE = "a" * 32, "b" * 32

FINDING = Finding(
    "CL.plus",
    "CL.plus",
    "all",
    Status.UNKNOWN,
    "Communication and interaction · Targeted Plus",
    children=(
        Finding(
            "CL.plus/0",
            "CL.plus.score",
            "below",
            Status.MET,
            "A standardised language score below 78",
            parent="A language test shows that talking and understanding are much harder than for others",
            detail="76 on 12 September 2026 (SALT report)",
            used=(
                Used("language_score", date(2026, 9, 12), Decimal(76), "Score/" + "c" * 32, "SALT report"),
            ),
        ),
        Finding(
            "CL.plus/1",
            "",
            "all",
            Status.UNKNOWN,
            "Support at Targeted was given and reviewed",
            children=(
                Finding(
                    "CL.plus/1/0",
                    "x",
                    "count",
                    Status.MET,
                    "One cycle reviewed",
                    detail="1, closed 17 July 2026",
                ),
                Finding(
                    "CL.plus/1/1", "y", "is", Status.UNKNOWN, "Advice from a specialist was put in place"
                ),
                Finding(
                    "CL.plus/1/2", "z", "is", Status.NOT_APPLICABLE, "Adulthood plan", detail="from Year 9 on"
                ),
            ),
        ),
        Finding(
            "CL.plus/2",
            "CL.plus.att",
            "below",
            Status.NOT_MET,
            "Attendance is below 90 per cent because of this need",
            detail="94.2 % in the autumn term 2026 (register)",
        ),
    ),
)

CHILDREN: tuple[tuple[str, str, str, tuple[State, ...], str, str], ...] = (
    ("Amira K.", "Y4", "SLCN", ("done", "done", "now", "next"), "12 Dec", ""),
    ("Ben O.", "Y6", "SPLD", ("done", "done", "done", "overdue"), "3 Nov", "parents not met"),
    ("Chioma A.", "R", "ASD", ("now", "next", "next", "next"), "", "no baseline"),
    ("Daniel Ł.", "Y2", "SEMH", ("done", "now", "next", "next"), "1 Dec", ""),
)


def _dots(painter: QPainter, rect: QRectF, row: tuple[str, str, str, tuple[State, ...], str, str]) -> None:
    paint_dots(painter, rect, row[3])


def children_table() -> RowsTable[tuple[str, str, str, tuple[State, ...], str, str]]:
    """A short list of fictional children."""
    made: RowsTable[tuple[str, str, str, tuple[State, ...], str, str]] = RowsTable(
        "children",
        (
            Column("Name", lambda r: r[0], width=18),
            Column("Year", lambda r: r[1], width=5),
            Column("Need", lambda r: r[2], width=6),
            Column("Cycle", lambda r: str(r[3]), picture=_dots, spoken=lambda r: ", ".join(r[3]), width=10),
            Column("Next", lambda r: r[4] or None, width=8, figures=True),
            Column("Missing", lambda r: r[5] or None, width=16),
        ),
        lambda r: r[0],
    )
    made.setAccessibleName("Children")
    made.show_rows(CHILDREN)
    made.selectRow(1)
    made.setMinimumHeight(made.rowHeight(0) * 6)
    return made


def tree() -> VerdictTree:
    """A verdict's reasons."""
    made = VerdictTree()
    made.show_findings((FINDING,))
    return made


def plan_editor() -> RecordEditor:
    """A plan half written, with one thing that can't be read."""
    made = RecordEditor(
        Plan, fields=("planned_on", "parents_told_on", "agreed_with", "adjustments", "review_due_on")
    )
    made.show_record(
        Plan(
            pupil_id=PUPIL,
            cycle_id=CYCLE,
            planned_on=date(2026, 9, 12),
            agreed_with="Her mother",
            adjustments="Pictures before words. One thing at a time. A seat near the front, to see faces.",
        )
    )
    made.put_texts({"review_due_on": "soon"})
    made.flush()
    return made


class Gallery(QWidget):
    """A child's page as it might be, with the companion beside it."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.column = WritingColumn()
        row.addWidget(self.column, 1)
        side = Card("Communication and interaction", about="Present layer: Targeted", edge="semh")
        side.add(StatusChip(Status.MET, "Targeted: met"))
        side.add(StatusChip(Status.UNKNOWN, "Targeted Plus: not yet evidenced"))
        self.tree = tree()
        side.add(self.tree)
        side.add(theme.words("Anyone may ask for an EHC needs assessment at any time.", "small"))
        self.side = side
        row.addWidget(side)
        self._fill()
        self._measure()

    def dress(self) -> None:
        """Take the widths of the worn look."""
        self._measure()

    def _measure(self) -> None:
        self.side.setFixedWidth(theme.scaled(style.space("companion")))

    def _fill(self) -> None:
        banner = PupilBanner()
        facts = ("9 years", "Year 4 · Maple", "SEN Support", "Targeted")
        needs = (NeedShown("SLCN", "Speech, language and communication", "communication_and_interaction"),)
        banner.show_pupil(PupilShown("Amira K.", facts, needs))
        self.column.add(banner)
        track = CycleTrack()
        track.show_stages(
            (
                StageShown(Stage.ASSESS, "done"),
                StageShown(Stage.PLAN, "done"),
                StageShown(Stage.DO, "now"),
                StageShown(Stage.REVIEW, "next", "12 Dec"),
            ),
            Stage.DO,
        )
        self.column.add(track)
        card = Card("What helps now", about="Colourful Semantics, group of 3, 20 min × 3")
        card.add(theme.words("planned 18 · given 14", "quiet"))
        card.add(
            flowing(
                button("Add session", role="primary", icon="plus"), button("Print the plan", icon="printer")
            )
        )
        card.add(
            Fold("Why do we ask", theme.words("The Code asks for a clear date for review (6.48).", "quiet"))
        )
        self.column.add(card)
        plan = Card("The plan")
        plan.add(plan_editor())
        self.column.add(plan)
        provision = Card("Provision", edge="communication_and_interaction")
        editor = RecordEditor(
            Provision, fields=("name", "area", "sessions_a_week", "minutes", "is_evidence_based")
        )
        editor.begin(pupil_id=PUPIL, cycle_id=CYCLE)
        provision.add(editor)
        self.column.add(provision)
        chips = FilterChips((("k", "SEN Support 41"), ("e", "EHC plan 6"), ("due", "Review due 7")))
        chips.choose(frozenset({"due"}))
        self.column.add(chips)
        self.column.add(children_table())
        self.column.add(self._chart())
        notice = NoticeBar()
        notice.say("Taken back: attendance of Amira K.", press="Redo")
        self.column.add(notice)
        self.column.add(
            EmptyPlace(
                "Nothing waits for you today", "Reviews that are due will stand here.", press="Add a child"
            )
        )

    def _chart(self) -> Card:
        card = Card("Attendance over terms")
        values = (91.0, 89.5, None, 93.0, 94.5, 94.2)
        names = ("Aut 24", "Spr 25", "Sum 25", "Aut 25", "Spr 26", "Sum 26")
        points = tuple(
            Point(n, v, None if v is None else v - 1.5, None if v is None else v + 1.5)
            for n, v in zip(names, values, strict=True)
        )
        card.add(RunChart("Attendance over terms", Series(points, 80, 100, middle=92, target=95, unit=" %")))
        return card


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for name, percent, width, height in (
        ("light", 100, 1366, 1900),
        ("dark", 100, 1366, 1900),
        ("contrast", 100, 1366, 1900),
        ("light", 200, 1900, 3200),
    ):
        theme.dress(app, theme.Look(name, percent, still=True))
        gallery = Gallery()
        gallery.setStyleSheet(f"Gallery {{ background: {style.tokens(name)['ground']}; }}")
        gallery.resize(width, height)
        gallery.show()
        app.sendPostedEvents()
        gallery.grab().save(str(folder / f"gallery-{name}-{percent}.png"))
        gallery.close()


if __name__ == "__main__":
    main()
