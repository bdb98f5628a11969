# SPDX-License-Identifier: MIT
"""One way to change anything: saved at once, told once, taken back and brought back as it was."""

from __future__ import annotations

import random

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.editing import RecordEditor
from desktop.workspace import Workspace
from models.records import Cycle, Draft, Need, Plan, Pupil, Strength
from models.store import Changes
from tests.desktop.conftest import FullDisk, StoppedClock, child
from tests.desktop.test_editing import Show
from thresholds.problems import Problem


def everything(workspace: Workspace) -> set[object]:
    with workspace.reading() as tx:
        return {r for kind in (Pupil, Strength, Need, Cycle, Plan) for r in tx.find(kind)}


def test_what_is_saved_is_told_once(workspace: Workspace) -> None:
    told, saved = QSignalSpy(workspace.changed), QSignalSpy(workspace.saved)
    amira = child()
    workspace.save(amira, Strength(pupil_id=amira.id, text="Drawing"))
    assert told.count() == saved.count() == 1
    changes: Changes = told.at(0)[0]
    assert changes.kinds == {"Pupil", "Strength"}
    assert changes.touches(amira.id)


def test_nothing_is_told_where_nothing_differs(workspace: Workspace) -> None:
    amira = child()
    workspace.save(amira)
    told = QSignalSpy(workspace.changed)
    workspace.save(amira)
    assert told.count() == 0
    assert workspace.undo_words == "pupil of Amira Khan"


def test_undo_takes_back_and_redo_brings_back(workspace: Workspace) -> None:
    amira = child()
    workspace.save(amira)
    strength = Strength(pupil_id=amira.id, text="Drawing")
    workspace.save(strength)
    assert workspace.undo() == "strength of Amira Khan"
    assert everything(workspace) == {amira}
    assert workspace.redo_words == "strength of Amira Khan"
    assert workspace.redo() == "strength of Amira Khan"
    assert everything(workspace) == {amira, strength}
    assert workspace.redo() == ""


def test_a_new_change_ends_redo(workspace: Workspace) -> None:
    amira = child()
    workspace.save(amira)
    workspace.undo()
    workspace.save(child("Ben", number=2))
    assert workspace.redo_words == ""


def test_what_is_removed_comes_back_with_all_its_parts(workspace: Workspace) -> None:
    amira = child()
    strength = Strength(pupil_id=amira.id, text="Drawing")
    workspace.save(amira, strength)
    workspace.remove(strength, amira)
    assert everything(workspace) == set()
    assert workspace.undo() == "2 changes"
    assert everything(workspace) == {amira, strength}


def test_pauses_in_one_sentence_are_one_step(workspace: Workspace, stopped: StoppedClock) -> None:
    amira = child(about_me="")
    workspace.save(amira)
    for text in ("Kind", "Kind and", "Kind and funny"):
        workspace.save(amira.model_copy(update={"about_me": text}))
        stopped.goes_on(seconds=5)
    workspace.undo()
    assert everything(workspace) == {amira}
    workspace.redo()
    stopped.goes_on(minutes=5)
    workspace.save(amira.model_copy(update={"about_me": "Kind and funny and brave"}))
    workspace.undo()
    assert everything(workspace) == {amira.model_copy(update={"about_me": "Kind and funny"})}


@pytest.mark.parametrize("seed", range(3))
def test_undo_after_anything_restores_everything(
    workspace: Workspace, stopped: StoppedClock, seed: int
) -> None:
    chance = random.Random(seed)
    workspace.save(child())
    pasts = [everything(workspace)]
    for number in range(2, 25):
        _do_something(workspace, chance, number)
        stopped.goes_on(minutes=2)
        now = everything(workspace)
        if now != pasts[-1]:
            pasts.append(now)
    future = pasts[-1]
    while len(pasts) > 1:
        pasts.pop()
        workspace.undo()
        assert everything(workspace) == pasts[-1]
    while workspace.redo():
        pass
    assert everything(workspace) == future


def _do_something(workspace: Workspace, chance: random.Random, number: int) -> None:
    with workspace.reading() as tx:
        pupils, strengths = tx.find(Pupil), tx.find(Strength)
    what = chance.choice(("child", "strength", "rename", "remove"))
    if what == "child" or not pupils:
        workspace.save(child(f"Child {number}", number=number))
    elif what == "strength":
        workspace.save(Strength(pupil_id=chance.choice(pupils).id, text=f"Strength {number}"))
    elif what == "rename":
        pupil = chance.choice(pupils)
        workspace.save(pupil.model_copy(update={"form": f"{number}M", "sex": None}))
    elif strengths:
        workspace.remove(chance.choice(strengths))


def test_half_a_change_is_no_change(workspace: Workspace) -> None:
    amira = child()

    def half() -> None:
        with workspace.changing() as tx:
            tx.put(amira)
            raise Problem("stop")

    with pytest.raises(Problem):
        half()
    assert everything(workspace) == set()
    assert workspace.undo_words == ""


def test_a_draft_is_kept_quietly_and_comes_back(workspace: Workspace, shown: Show, qtbot: QtBot) -> None:
    amira = child()
    cycle = Cycle(pupil_id=amira.id, started_on=workspace.today)
    plan = Plan(pupil_id=amira.id, cycle_id=cycle.id)
    workspace.save(amira, cycle, plan)
    told = QSignalSpy(workspace.changed)
    first = RecordEditor(Plan, workspace=workspace)
    person = shown(first)
    first.show_record(plan)
    person.types("Review on", "some time in May")
    first.flush()
    assert told.count() == 0
    first.close()
    again = RecordEditor(Plan, workspace=workspace)
    person = shown(again)
    again.show_record(plan)
    assert person.reads_box("Review on") == "some time in May"
    assert again.foot == "This is what you typed at 10:42. It isn't kept in the record yet."
    person.types("Review on", "1/5/2027")
    person.leaves()
    assert told.count() == 1
    assert workspace.draft_of(Plan, plan.id) is None
    with workspace.reading() as tx:
        assert tx.find(Draft) == []


def test_a_new_record_comes_back_after_a_crash(workspace: Workspace, shown: Show) -> None:
    amira = child()
    workspace.save(amira)
    first = RecordEditor(Need, workspace=workspace)
    person = shown(first)
    first.begin(pupil_id=amira.id)
    person.types("What this looks like for this child", "Finds long sentences hard")
    first.flush()
    [draft] = workspace.drafts_for(Need, amira.id)
    again = RecordEditor(Need, workspace=workspace)
    person = shown(again)
    again.begin(pupil_id=amira.id, id=draft.record_id)
    assert person.reads_box("What this looks like for this child") == "Finds long sentences hard"


def test_what_cant_be_written_stays_in_the_box(
    workspace: Workspace, shown: Show, full_disk: FullDisk
) -> None:
    amira = child()
    workspace.save(amira)
    editor = RecordEditor(Pupil, fields=("about_me", "form"), workspace=workspace)
    person = shown(editor)
    editor.show_record(amira)
    person.types("What people like and admire about me", "Kind")
    editor.editor("about_me").put_text("Kind. " * 2000)
    with full_disk(), pytest.raises(Problem):
        editor.flush()
    assert editor.is_waiting
    assert person.reads_box("What people like and admire about me").startswith("Kind. Kind.")
    assert editor.flush()
    assert editor.record is not None
    assert everything(workspace) == {editor.record}
