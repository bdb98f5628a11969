# SPDX-License-Identifier: MIT
"""Records edited on screen: only people are heard, unknown stays unknown, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.editing import RecordEditor, editor_for
from desktop.editing.days import parse_day, say_day
from models.codes import Progress, Stage, SuspensionReason
from models.records import (
    RECORDS,
    Assessment,
    AttendanceFigure,
    FieldSpec,
    Need,
    Plan,
    Provision,
    Pupil,
    Review,
    Suspension,
    Voice,
    fields_of,
    new_id,
)
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person

Show = Callable[[QWidget], Person]

PUPIL, CYCLE = new_id(), new_id()
FORM_KINDS = (Pupil, Assessment, Plan, Review, Provision, Voice, Need, AttendanceFigure, Suspension)


def edited_fields() -> list[Any]:
    found = [(k, s) for k in RECORDS for s in fields_of(k) if s.editor not in ("hidden", "parts")]
    return [pytest.param(s, id=f"{k.__name__}.{s.name}") for k, s in found]


def plausible(spec: FieldSpec) -> Any:
    kinds: dict[str, Any] = {
        "line": "words",
        "person": "A. Person",
        "long": "a few\nlines",
        "number": 4 if spec.plain is int else Decimal("4.5"),
        "pounds": Decimal("12.50"),
        "date": date(2026, 9, 12),
        "yes_no": True,
    }
    if spec.editor == "choice":
        return spec.choices[-1]
    return (spec.choices[0], spec.choices[-1]) if spec.editor == "choices" else kinds[spec.editor]


@pytest.mark.parametrize("spec", edited_fields())
def test_an_editor_gives_back_what_it_was_given_and_says_nothing(spec: FieldSpec, qtbot: QtBot) -> None:
    editor = editor_for(spec)
    qtbot.addWidget(editor)
    heard = QSignalSpy(editor.edited)
    editor.fill(plausible(spec))
    assert editor.value() == plausible(spec)
    text = editor.text()
    editor.fill(None)
    assert not editor.value(), "an empty box means not known"
    editor.put_text(text)
    assert editor.value() == plausible(spec)
    assert heard.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "12/9/2026",
        "12.9.26",
        "12-09-2026",
        "2026-09-12",
        "12 Sep 2026",
        "12 september 26",
        "12th Sept 2026",
        " 12 / 9 / 2026 ",
        "12/9",
        "12 sep",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text, date(2026, 11, 23)) == date(2026, 9, 12)


@pytest.mark.parametrize(
    "text", ["31/2/2026", "next week", "12/13/2026", "0/0/0", "12/9", "1/1/1/1", "²/9/2026"]
)
def test_what_is_no_day_gets_a_sentence(text: str) -> None:
    with pytest.raises(Exception, match="is not a day") as caught:
        parse_day(text)
    assert "12/9/2026" in str(caught.value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_that_is_said_can_be_read_again(day: date) -> None:
    assert parse_day(say_day(day)) == day
    assert parse_day(day.isoformat()) == day


def test_a_form_asks_what_the_record_asks(shown: Show) -> None:
    editor = RecordEditor(Plan)
    person = shown(editor)
    editor.begin(pupil_id=PUPIL, cycle_id=CYCLE)
    assert list(editor.rows) == [s.name for s in fields_of(Plan) if s.editor != "hidden"]
    assert person.sees("Review on")
    assert person.sees("A clear date for review (Code 6.48).")


def test_typing_becomes_a_record_when_the_box_is_left(shown: Show) -> None:
    plan = Plan(pupil_id=PUPIL, cycle_id=CYCLE)
    editor = RecordEditor(Plan, sections=("Agreement",))
    person = shown(editor)
    editor.show_record(plan)
    made = QSignalSpy(editor.completed)
    person.types("Agreed on", "12/9/2026")
    person.leaves()
    assert made.count() == 1
    assert editor.record == plan.model_copy(update={"planned_on": date(2026, 9, 12)})
    assert person.reads_box("Agreed on") == "12 September 2026"


def test_typing_becomes_a_record_when_the_keys_rest(shown: Show, qtbot: QtBot) -> None:
    editor = RecordEditor(Plan, fields=("adjustments",))
    person = shown(editor)
    editor.show_record(Plan(pupil_id=PUPIL, cycle_id=CYCLE))
    with qtbot.waitSignal(editor.completed) as done:
        person.types("Adjustments in every lesson", "Pictures first")
    assert done.args[0].adjustments == "Pictures first"


def test_unknown_is_never_made_into_a_value(shown: Show) -> None:
    provision = Provision(pupil_id=PUPIL, cycle_id=CYCLE, name="Colourful Semantics")
    editor = RecordEditor(Provision)
    person = shown(editor)
    editor.show_record(provision)
    person.types("Who gives it", "A teaching assistant")
    editor.flush()
    assert editor.record == provision.model_copy(update={"staff": "A teaching assistant"})


def test_one_wrong_box_holds_nothing_else_up(shown: Show) -> None:
    editor = RecordEditor(Plan)
    person = shown(editor)
    editor.show_record(Plan(pupil_id=PUPIL, cycle_id=CYCLE))
    drafts = QSignalSpy(editor.drafted)
    person.types("Agreed on", "soon")
    person.leaves()
    assert editor.rows["planned_on"].problem == "“soon” is not a day. Write it as 12/9/2026."
    person.types("Agreed with", "Her mother")
    person.leaves()
    assert isinstance(editor.record, Plan)
    assert editor.record.agreed_with == "Her mother"
    assert editor.record.planned_on is None
    assert not editor.flush()
    assert drafts.at(drafts.count() - 1)[0] == {"planned_on": "soon"}


def test_boxes_that_contradict_each_other_are_told_where_the_person_was(shown: Show) -> None:
    editor = RecordEditor(Plan)
    person = shown(editor)
    plan = Plan(pupil_id=PUPIL, cycle_id=CYCLE, planned_on=date(2026, 9, 12))
    editor.show_record(plan)
    person.types("Review on", "1/9/2026")
    editor.flush()
    person.find("Agreed on").setFocus()
    assert editor.rows["review_due_on"].problem.startswith("The review must come after")
    assert editor.record == plan
    person.types("Review on", "1/12/2026")
    editor.flush()
    assert editor.rows["review_due_on"].problem == ""
    assert isinstance(editor.record, Plan)
    assert editor.record.review_due_on == date(2026, 12, 1)


def test_a_problem_isnt_told_while_one_types(shown: Show, qtbot: QtBot) -> None:
    editor = RecordEditor(Provision, fields=("minutes", "staff"))
    person = shown(editor)
    editor.show_record(Provision(pupil_id=PUPIL, cycle_id=CYCLE, name="Reading"))
    with qtbot.waitSignal(editor.drafted, timeout=4000):
        person.types("Minutes each time", "9999")
    assert editor.rows["minutes"].problem == ""
    person.leaves()
    assert editor.rows["minutes"].problem == "The most it can be is 400."
    assert "The most it can be is 400" in person.find("Minutes each time").accessibleDescription()


def test_a_new_record_says_what_is_still_needed(shown: Show) -> None:
    editor = RecordEditor(Voice)
    person = shown(editor)
    editor.begin(pupil_id=PUPIL)
    made = QSignalSpy(editor.completed)
    person.types("In their own words", "I like maths when it is quiet")
    person.leaves()
    assert editor.foot == "Not kept yet. Still needed: Whose words, Said on."
    person.chooses("Whose words", "The child")
    person.types("Said on", "20/11/2026")
    person.leaves()
    assert made.count() == 1
    assert editor.foot == ""
    assert isinstance(editor.record, Voice)
    assert editor.record.said_on == date(2026, 11, 20)


def test_what_one_is_typing_survives_a_refresh(shown: Show) -> None:
    plan = Plan(pupil_id=PUPIL, cycle_id=CYCLE)
    editor = RecordEditor(Plan)
    person = shown(editor)
    editor.show_record(plan)
    person.types("Adjustments in every lesson", "Half a sent")
    editor.show_record(plan.model_copy(update={"agreed_with": "Her father"}))
    assert person.reads_box("Adjustments in every lesson") == "Half a sent"
    assert person.reads_box("Agreed with") == "Her father"


def test_a_blank_at_the_end_of_a_word_stays_while_one_types(shown: Show) -> None:
    editor = RecordEditor(Plan, fields=("agreed_with", "how_agreed"))
    person = shown(editor)
    editor.show_record(Plan(pupil_id=PUPIL, cycle_id=CYCLE))
    editor.completed.connect(editor.show_record)
    person.types("Agreed with", "Her ")
    editor._settle("")
    assert person.reads_box("Agreed with") == "Her "


def test_figures_choose_an_answer(shown: Show) -> None:
    editor = RecordEditor(Review, fields=("progress", "quality"))
    person = shown(editor)
    editor.show_record(Review(pupil_id=PUPIL, cycle_id=CYCLE))
    editor.go_to("progress")
    person.presses("2")
    assert editor.editor("progress").value() is Progress.EXPECTED


def test_yes_no_has_three_answers(shown: Show) -> None:
    editor = RecordEditor(Assessment, fields=("slower_than_peers", "below_own_rate"))
    person = shown(editor)
    editor.show_record(Assessment(pupil_id=PUPIL, cycle_id=CYCLE))
    label = editor.rows["slower_than_peers"].spec.label
    for answer, value in (("No", False), ("Yes", True), ("Not known", None)):
        person.chooses(label, answer)
        editor.flush()
        assert isinstance(editor.record, Assessment)
        assert editor.record.slower_than_peers is value


def test_several_answers_are_kept_in_the_order_of_the_list(shown: Show) -> None:
    editor = RecordEditor(Suspension, fields=("reasons",))
    person = shown(editor)
    first, *_, last = SuspensionReason
    person.chooses(_label(editor), last.label)
    person.chooses(_label(editor), first.label)
    assert editor.editor("reasons").value() == (first, last)


def _label(editor: RecordEditor) -> str:
    return editor.rows["reasons"].label.text()


def test_the_wheel_changes_nothing(shown: Show) -> None:
    editor = RecordEditor(Need, fields=("code",))
    shown(editor)
    box = editor.editor("code").box
    before = editor.editor("code").value()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert editor.editor("code").value() == before


def test_ctrl_z_in_an_untouched_box_is_the_programs(shown: Show) -> None:
    editor = RecordEditor(Plan, fields=("adjustments", "agreed_with"))
    person = shown(editor)
    editor.show_record(Plan(pupil_id=PUPIL, cycle_id=CYCLE))
    for label in ("Adjustments in every lesson", "Agreed with"):
        box = person.find(label)
        box.setFocus()
        assert not _takes_undo(box)
        person.types(label, "x")
        assert _takes_undo(box)


def _takes_undo(box: QWidget) -> bool:
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "", False, 1
    )
    event.ignore()
    QApplication.sendEvent(box, event)
    return event.isAccepted()


def test_prose_grows_with_what_is_written(shown: Show) -> None:
    editor = RecordEditor(Plan, fields=("adjustments",))
    person = shown(editor)
    editor.resize(600, 300)
    editor.begin(pupil_id=PUPIL, cycle_id=CYCLE)
    box = person.find("Adjustments in every lesson")
    low = box.height()
    editor.editor("adjustments").fill("A long thought. " * 60)
    assert box.height() > 2 * low


@pytest.mark.parametrize("kind", FORM_KINDS, ids=lambda k: k.__name__)
def test_forms_can_be_walked_heard_and_read(kind: Any, shown: Show) -> None:
    editor = RecordEditor(kind)
    editor.resize(720, 800)
    shown(editor)
    editor.begin(pupil_id=PUPIL, cycle_id=CYCLE)
    assert nameless(editor) == []
    assert traps(editor) == []
    assert unreachable(editor) == []
    assert invisible_focus(editor) == []


@pytest.mark.parametrize("kind", FORM_KINDS, ids=lambda k: k.__name__)
def test_forms_are_whole_at_200_percent(kind: Any, shown: Show, dressed: Any) -> None:
    from desktop.theme import Look

    dressed(Look(percent=200, still=True))
    editor = RecordEditor(kind)
    editor.resize(1000, 1200)
    shown(editor)
    dressed(Look(percent=200, still=True))
    editor.adjustSize()
    editor.resize(1000, editor.heightForWidth(1000) if editor.hasHeightForWidth() else 3000)
    QApplication.sendPostedEvents()
    assert cut_off(editor) == []


def test_a_stage_is_one_of_the_four(shown: Show) -> None:
    editor = RecordEditor(Voice, fields=("stage",))
    shown(editor)
    assert editor.editor("stage").value() is None
    assert len(editor.editor("stage").boxes()) == len(Stage) + 1
