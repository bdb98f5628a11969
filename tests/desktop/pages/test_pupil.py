# SPDX-License-Identifier: MIT
"""A child's page: a cycle in its four stages, resumed, carried forward; lists, history, papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.page import Page, Place
from desktop.pages.pupil.papers import DocumentsTab
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.workspace import Workspace
from models.codes import Achievement, NextForOutcome, ReviewDecision, SenType, Stage
from models.records import (
    Cycle,
    Delivery,
    EhcRequest,
    GradedStep,
    Need,
    Observed,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Record,
    ReturnPlan,
    Review,
    Score,
    Voice,
)
from tests.desktop.conftest import StoppedClock, child
from tests.desktop.looking import cut_off, nameless, traps, unreachable
from tests.person import Person

R = TypeVar("R", bound=Record)
Opened = Callable[[type[Page], Place], tuple[Page, Person]]
AMIRA = child()


def kept(workspace: Workspace, kind: type[R]) -> list[R]:
    with workspace.store.reading() as tx:
        return tx.find(kind)


@pytest.fixture
def amira(workspace: Workspace, open_page: Opened) -> tuple[PupilPage, Person]:
    """The page of a child of whom nothing is known yet."""
    workspace.save(AMIRA)
    page, person = open_page(PupilPage, Place("pupil", AMIRA.id))
    assert isinstance(page, PupilPage)
    return page, person


def go_to(page: PupilPage, person: Person, tab: str) -> None:
    page.open_at(Place("pupil", AMIRA.id, "", tab))
    assert person.find("About the child")


def test_a_child_without_a_cycle_is_offered_the_first_step(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    assert person.sees("No cycle yet")
    person.presses("Start a cycle")
    assert [cycle.number for cycle in kept(page.workspace, Cycle)] == [1]
    assert person.sees("Cycle 1, begun on")
    assert not person.sees("No cycle yet")


def test_what_is_missing_is_said_and_goes_away(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    page.start_cycle()
    page.show_assess()
    assert person.sees("Still missing: ")
    assert any("the child’s own words" in text or "child" in text for text in person.reads())
    before = next(text for text in person.reads() if text.startswith("Still missing"))
    person.presses("Add a voice")
    person.chooses("Whose words", "The child")
    person.types("In their own words", "I like the pictures.")
    person.leaves()
    assert [voice.words for voice in kept(page.workspace, Voice)] == ["I like the pictures."]
    assert person.sees(before) is False


def test_a_plan_with_outcome_support_and_cost(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    page.start_cycle()
    page.show_plan()
    assert page.now.stage is Stage.PLAN
    person.presses("Add an outcome")
    person.types("By the review, the child will …", "Follow a two-part instruction")
    person.types("Where they are now", "1 of 5")
    person.types("Where we hope they will be", "4 of 5")
    person.leaves()
    person.presses("Add a provision")
    person.types("What", "Colourful Semantics")
    for name, text in (
        ("Times a week", "3"),
        ("Minutes each time", "20"),
        ("Children in the group", "3"),
        ("For how many weeks", "6"),
        ("Cost of an hour", "18"),
    ):
        person.types(name, text)
    person.leaves()
    (outcome,) = kept(page.workspace, Outcome)
    (provision,) = kept(page.workspace, Provision)
    assert (outcome.text, outcome.baseline, outcome.target) == (
        "Follow a two-part instruction",
        "1 of 5",
        "4 of 5",
    )
    assert provision.planned_pounds == Decimal(36)
    assert person.sees("Planned cost of this cycle: £36.00.")


def begun(page: PupilPage) -> tuple[Cycle, Outcome, Provision]:
    """A cycle with an outcome and support, as it stands before its review."""
    page.start_cycle()
    (cycle,) = kept(page.workspace, Cycle)
    mine = {"pupil_id": AMIRA.id, "cycle_id": cycle.id}
    outcome = Outcome(**mine, text="Follow a two-part instruction", baseline="1 of 5", target="4 of 5")
    provision = Provision(**mine, name="Colourful Semantics", sessions_a_week=Decimal(3), weeks=6, minutes=20)
    page.workspace.save(outcome, provision)
    return cycle, outcome, provision


def test_sessions_are_logged_against_what_was_planned(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    begun(page)
    page.show_do()
    assert person.sees("0 of 18 planned given.")
    person.presses("Add a session: Colourful Semantics")
    person.types("Sessions given", "2")
    person.leaves()
    assert [one.given for one in kept(page.workspace, Delivery)] == [2]
    assert person.sees("2 of 18 planned given.")


def test_a_review_and_the_next_cycle_that_goes_on_from_it(
    amira: tuple[PupilPage, Person], stopped: StoppedClock
) -> None:
    page, person = amira
    cycle, outcome, _ = begun(page)
    stopped.goes_on(days=60)
    page.show_review()
    assert person.sees("1 of 5 → 4 of 5")
    person.chooses("Where we are", "As hoped")
    person.types("Where they are now", "3 of 5")
    person.chooses("What next", "Keep it")
    person.chooses("Decision", "Continue as it is")
    person.leaves()
    (looked,) = kept(page.workspace, OutcomeReview)
    assert (looked.outcome_id, looked.achievement, looked.next) == (
        outcome.id,
        Achievement.AS_HOPED,
        NextForOutcome.KEEP,
    )
    (review,) = kept(page.workspace, Review)
    assert review.decision is ReviewDecision.CONTINUE
    person.presses("Close this cycle and start the next")
    first, second = sorted(kept(page.workspace, Cycle), key=lambda one: one.number)
    assert first.closed_on == page.workspace.today
    assert second.continues_id == cycle.id
    carried = next(one for one in kept(page.workspace, Outcome) if one.cycle_id == second.id)
    assert (carried.baseline, carried.continues_id) == ("3 of 5", outcome.id)
    assert person.sees("Cycle 2, begun on")


def test_starting_the_next_cycle_is_one_step_to_take_back(amira: tuple[PupilPage, Person]) -> None:
    page, _ = amira
    begun(page)
    before = kept(page.workspace, Cycle), kept(page.workspace, Outcome), kept(page.workspace, Plan)
    page.start_next_cycle()
    assert len(kept(page.workspace, Cycle)) == 2
    page.workspace.undo()
    assert (kept(page.workspace, Cycle), kept(page.workspace, Outcome), kept(page.workspace, Plan)) == before


def test_a_cycle_is_taken_up_where_it_was_left(amira: tuple[PupilPage, Person], open_page: Opened) -> None:
    page, person = amira
    page.start_cycle()
    page.show_assess()
    person.types("What the SENCO sees", "Follows one part")
    # The page goes away in the middle of the sentence, without Tab.
    page.leave()
    page.hide()
    _, again = open_page(PupilPage, Place("pupil", AMIRA.id, "", "assess"))
    assert again.reads_box("What the SENCO sees") == "Follows one part"


def test_a_need_is_ranked_and_removed_with_undo(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    go_to(page, person, "needs")
    person.presses("Add a need")
    person.chooses("Type of need", SenType.SLCN.label)
    person.leaves()
    assert [(need.code, need.rank) for need in kept(page.workspace, Need)] == [(SenType.SLCN, 1)]
    line = next(text for text in person.reads() if text.startswith("1. SLCN"))
    person.presses(f"Remove: {line}")
    assert kept(page.workspace, Need) == []
    page.workspace.undo()
    assert person.sees("1. SLCN")


def test_a_question_of_the_standard_is_answered_with_todays_date(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    go_to(page, person, "needs")
    tab = page.tabs.currentWidget()
    assert tab is not None
    name = "stammer_distress"
    page.open_at(Place("pupil", AMIRA.id, name, "needs"))
    question = tab.asked._questions[name]  # type: ignore[attr-defined]
    assert question.isVisible()
    person.chooses(question.asked.editor.accessibleName() or question.asked.fact.ask, "Yes")
    (answer,) = kept(page.workspace, Observed)
    assert (answer.fact, answer.value, answer.observed_on) == (name, "yes", page.workspace.today)


def test_the_history_leads_to_the_record(amira: tuple[PupilPage, Person], qtbot: QtBot) -> None:
    page, person = amira
    score = Score.model_validate(
        {
            "pupil_id": AMIRA.id,
            "domain": "receptive_language",
            "score": "76",
            "assessed_on": date(2026, 9, 12),
        }
    )
    page.workspace.save(score)
    asked: list[Place] = []
    page.go_requested.connect(asked.append)
    go_to(page, person, "history")
    qtbot.waitUntil(lambda: person.sees("76 (Standard score"))
    row = next(text for text in person.reads() if "76" in text)
    person.presses(f"12 Sep 2026: {row}. Go to it.")
    assert asked[-1] == Place("pupil", AMIRA.id, score.id)
    page.open_at(asked[-1])
    assert person.reads_box("Score") == "76"


def test_the_plan_is_written_as_a_pdf(amira: tuple[PupilPage, Person], tmp_path: Path, qtbot: QtBot) -> None:
    page, person = amira
    begun(page)
    go_to(page, person, "documents")
    tab = page.tabs.currentWidget()
    assert isinstance(tab, DocumentsTab)
    with qtbot.waitSignal(page.told, timeout=20_000):
        tab.write("plan", tmp_path / "Plan.pdf")
    text = " ".join(one.extract_text() for one in PdfReader(tmp_path / "Plan.pdf").pages)
    assert "Follow a two-part instruction" in text
    assert "Amira" in text


def test_papers_wait_for_a_cycle(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    go_to(page, person, "documents")
    assert person.sees("Start a cycle first")
    assert not page.can_go_on()


@pytest.mark.parametrize(
    "part", ["now", "assess", "plan", "do", "review", "needs", "people", "attendance", "ehc"]
)
def test_each_part_can_be_heard_reached_and_read(
    amira: tuple[PupilPage, Person], part: str, dressed: Callable[[theme.Look], None]
) -> None:
    page, _ = amira
    if part != "now":
        begun(page)
    page.open_at(Place("pupil", AMIRA.id, "", part))
    assert nameless(page) == []
    assert unreachable(page) == []
    assert traps(page) == []
    dressed(theme.Look(percent=200, still=True))
    page.resize(1366, 768)
    assert cut_off(page) == []


def test_a_child_that_is_gone_is_said_to_be(amira: tuple[PupilPage, Person]) -> None:
    page, _ = amira
    page.workspace.remove(AMIRA)
    assert page.heading == "This child isn't here any more"
    page.save_plan()
    page.start_cycle()
    assert kept(page.workspace, Cycle) == []


def test_a_request_for_a_plan_starts_its_clocks(amira: tuple[PupilPage, Person], qtbot: QtBot) -> None:
    page, person = amira
    go_to(page, person, "ehc")
    person.presses("Add a request")
    person.types("Asked for on", "2026-11-02")
    person.chooses("Asked for by", "A parent")
    person.leaves()
    (request,) = kept(page.workspace, EhcRequest)
    assert request.requested_on == date(2026, 11, 2)
    # Six weeks after the request the authority decides whether to assess.
    qtbot.waitUntil(lambda: any("14 Dec 2026" in text for text in person.reads()))


def test_the_steps_of_a_plan_to_return_follow_one_another(amira: tuple[PupilPage, Person]) -> None:
    page, person = amira
    go_to(page, person, "attendance")
    person.presses("Add a plan to return")
    person.types("Agreed on", "2026-11-02")
    person.leaves()
    (plan,) = kept(page.workspace, ReturnPlan)
    for text in ("Come to the gate", "Stay for registration"):
        person.presses("Add a step")
        person.types("What the child does", text)
        person.leaves()
    assert [(one.number, one.plan_id) for one in kept(page.workspace, GradedStep)] == [
        (1, plan.id),
        (2, plan.id),
    ]
