# SPDX-License-Identifier: MIT
"""Parts: each shows one value, says it aloud, and draws anew only what differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from desktop import theme
from desktop.drawing import STATUS_WORD, Line, Point, Series, Words, run_chart
from desktop.parts.blocks import EmptyPlace, Fold, WritingColumn
from desktop.parts.chips import FilterChips, StatusChip
from desktop.parts.cycle_track import CycleTrack, StageShown, paint_dots
from desktop.parts.findings import Findings
from desktop.parts.notice import NoticeBar
from desktop.parts.pupil_banner import NeedShown, PupilBanner, PupilShown
from desktop.parts.run_chart import RunChart, draw
from desktop.parts.verdict_tree import VerdictTree
from models.codes import Stage
from tests.desktop.gallery import FINDING
from tests.desktop.looking import nameless
from tests.person import Person, spoken_name
from thresholds.verdict import Finding, Status

Show = Callable[[QWidget], Person]


def with_child(finding: Finding, at: int, child: Finding) -> Finding:
    return finding._replace(children=(*finding.children[:at], child, *finding.children[at + 1 :]))


def test_the_tree_is_a_good_model(qtmodeltester: ModelTester) -> None:
    findings = Findings()
    qtmodeltester.check(findings)
    findings.show((FINDING,))
    qtmodeltester.check(findings)
    findings.show((FINDING, FINDING._replace(path="other", children=())))
    qtmodeltester.check(findings)


def test_only_the_rows_that_differ_are_drawn_anew() -> None:
    findings = Findings()
    assert findings.show((FINDING,))
    told, reset = QSignalSpy(findings.dataChanged), QSignalSpy(findings.modelReset)
    assert not findings.show((FINDING,))
    assert told.count() == 0
    changed = FINDING.children[2]._replace(
        status=Status.MET, detail="88 % in the autumn term 2026 (register)"
    )
    assert not findings.show((with_child(FINDING, 2, changed),))
    rows = {told.at(n)[0].data() for n in range(told.count())}
    assert rows == {FINDING.text, changed.text}, "the leaf, and the group that counts it"
    assert reset.count() == 0


def test_each_row_is_read_aloud_with_its_status() -> None:
    findings = Findings()
    findings.show((FINDING,))
    leaf = findings.find("CL.plus/0")
    said = leaf.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "met: A standardised language score below 78. met · 76 on 12 September 2026 (SALT report)"
    )
    top = findings.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert top.endswith("not yet evidenced · 1 of 3 so far")


def test_a_value_leads_to_its_record(shown: Show) -> None:
    tree = VerdictTree()
    tree.show_findings((FINDING,))
    shown(tree)
    asked = QSignalSpy(tree.record_requested)
    tree.setFocus()
    tree.go_to("CL.plus/0")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert asked.at(0)[0] == "Score/" + "c" * 32
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(tree.currentIndex()).center()
    )
    assert asked.count() == 2


def test_what_is_open_stays_open_while_one_types(shown: Show) -> None:
    tree = VerdictTree()
    tree.show_findings((FINDING,))
    shown(tree)
    group = tree.findings.find("CL.plus/1")
    assert tree.isExpanded(group), "what isn't met yet is folded out"
    tree.collapse(group)
    tree.show_findings((with_child(FINDING, 0, FINDING.children[0]._replace(status=Status.UNKNOWN)),))
    assert not tree.isExpanded(tree.findings.find("CL.plus/1"))


def test_a_parent_reads_other_words(shown: Show) -> None:
    tree = VerdictTree()
    tree.show_findings((FINDING,))
    person = shown(tree)
    tree.say_for_parent(True)
    leaf = tree.findings.find("CL.plus/0")
    assert leaf.data() == FINDING.children[0].parent
    assert tree.findings.find("CL.plus/2").data() == FINDING.children[2].text
    assert nameless(person.window) == []


def test_long_clauses_wrap_and_are_never_cut(shown: Show) -> None:
    tree = VerdictTree()
    tree.resize(300, 500)
    long = FINDING._replace(text="A very long clause that goes on and on. " * 6, children=())
    tree.show_findings((long,))
    shown(tree)
    QApplication.sendPostedEvents()
    narrow = tree.visualRect(tree.findings.index(0, 0)).height()
    tree.resize(900, 500)
    QApplication.sendPostedEvents()
    tree.doItemsLayout()
    assert narrow > 1.5 * tree.visualRect(tree.findings.index(0, 0)).height()


def test_a_stage_is_chosen_by_key_and_read_aloud(shown: Show) -> None:
    track = CycleTrack()
    track.show_stages([StageShown(Stage.DO, "now"), StageShown(Stage.REVIEW, "overdue", "3 Nov")], Stage.DO)
    person = shown(track)
    chosen = QSignalSpy(track.stage_chosen)
    person.presses("Review, overdue, 3 Nov")
    assert chosen.at(0)[0] is Stage.REVIEW
    assert person.find("Do, under way").isVisible()


def test_four_dots_differ_by_state(dressed: Callable[..., None]) -> None:
    pictures = []
    for state in ("done", "now", "next", "overdue"):
        image = QImage(40, 28, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_dots(painter, QRectF(4, 0, 36, 28), (state,))
        painter.end()
        pictures.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])


def test_the_banner_says_who_and_where(shown: Show) -> None:
    banner = PupilBanner()
    needs = (NeedShown("SLCN", "Speech, language and communication", "communication_and_interaction"),)
    banner.show_pupil(PupilShown("Amira K.", ("9 years", "Year 4 · Maple"), needs))
    shown(banner)
    assert spoken_name(banner) == "Amira K., 9 years, Year 4 · Maple, Speech, language and communication"


def test_a_notice_stays_until_it_was_pressed(shown: Show) -> None:
    bar = NoticeBar()
    pressed: list[str] = []
    person = shown(bar)
    bar.say("Review moved to 12 December.", press="Undo", pressed=lambda: pressed.append("undo"))
    assert person.sees("Review moved to 12 December.")
    person.presses("Undo")
    assert pressed == ["undo"]
    assert bar.text == ""


def test_filters_tell_only_of_people(shown: Show) -> None:
    chips = FilterChips((("k", "SEN Support"), ("due", "Review due")), about="Show")
    person = shown(chips)
    told = QSignalSpy(chips.chosen_changed)
    chips.choose(frozenset({"k"}))
    assert told.count() == 0
    person.presses("Show: Review due")
    assert told.at(0)[0] == frozenset({"k", "due"})


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_a_shape_and_a_word(status: Status, shown: Show) -> None:
    chip = StatusChip(status)
    shown(chip)
    assert spoken_name(chip) == STATUS_WORD[status]


def test_an_empty_place_offers_the_first_step(shown: Show) -> None:
    pressed: list[str] = []
    place = EmptyPlace(
        "Nobody yet", "Children stand here.", press="Add a child", pressed=lambda: pressed.append("x")
    )
    shown(place).presses("Add a child")
    assert pressed == ["x"]


def test_words_fold_out_by_key(shown: Show) -> None:
    fold = Fold("Why do we ask", theme.words("Because the Code says so."))
    person = shown(fold)
    assert not person.sees("Because")
    person.presses("Why do we ask")
    assert person.sees("Because the Code says so.")


def test_a_column_is_no_wider_than_one_reads(shown: Show, dressed: Callable[..., None]) -> None:
    column = WritingColumn()
    label = theme.words("word " * 200)
    column.add(label)
    column.resize(1600, 400)
    shown(column)
    QApplication.sendPostedEvents()
    assert label.width() <= 760


SERIES = Series((Point("Aut", 91), Point("Spr", None), Point("Sum", 94, 92, 96)), 80, 100, 92, 95, " %")


def test_a_chart_leaves_a_gap_where_nothing_is_known() -> None:
    lines = [
        s
        for s in run_chart(SERIES, 300, 150)
        if isinstance(s, Line) and s.colour == "accent" and not s.dashed
    ]
    assert lines == [], "no line leads across an unknown term"
    assert {s.text for s in run_chart(SERIES, 300, 150) if isinstance(s, Words)} >= {
        "target",
        "median",
        "Aut",
    }


@given(
    st.lists(st.none() | st.floats(0, 100), max_size=12),
    st.floats(120, 900),
    st.floats(80, 500),
)
def test_a_chart_stays_in_its_box(values: list[float | None], width: float, height: float) -> None:
    series = Series(tuple(Point(str(n), v) for n, v in enumerate(values)), 0, 100)
    for shape in run_chart(series, width, height):
        if isinstance(shape, Line):
            assert all(-1 <= x <= width + 1 and -1 <= y <= height + 1 for x, y in shape.points)


def test_the_same_chart_is_drawn_on_screen_and_printer(shown: Show) -> None:
    chart = RunChart("Attendance", SERIES)
    shown(chart)
    assert chart.accessibleDescription() == "Aut 91 %, Spr not known, Sum 94 %"
    image = QImage(300, 150, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, 300, 150), SERIES)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(300) for y in range(150)}
    assert theme.colour("accent").name() in colours
