# SPDX-License-Identifier: MIT
"""The moderation exercise on the screen: judged alone and blind, left and resumed, saved, compared, named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.commands import actions_for
from desktop.jobs import Jobs
from desktop.pages import PAGES
from desktop.pages.moderation.comparing import Reasons
from desktop.pages.moderation.moderation_page import ModerationPage, ModerationView
from desktop.pages.page import Place
from desktop.parts.verdict_tree import VerdictTree
from desktop.preferences import PreferencesFile
from desktop.window import MainWindow
from desktop.window.desk import Desk
from desktop.window.opening import entrance
from desktop.workspace import Workspace
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person
from thresholds.judgements import ANSWERS, Judgements, as_bytes, begin, read_judgements
from thresholds.packs import installed
from thresholds.standard import Standard
from thresholds.vignettes import questions_of, verdicts, vignettes

DAY = date(2026, 11, 23)
Sight = tuple[ModerationView, Person]


def rotherham() -> Standard:
    return next(one for one in installed() if one.id == "rotherham")


def judged(who: str, turn: int = 0) -> Judgements:
    """Somebody of the engine's opinion, but for each vignette that turn divides."""
    made = begin(rotherham(), who)
    for at, one in enumerate(vignettes(rotherham())):
        for question in one.questions:
            said = str(verdicts(rotherham())[one.name].threshold(question.threshold).status)
            if turn and at % turn == 0:
                said = ANSWERS[(ANSWERS.index(said) + 1) % 3]
            made = made.answer(one.name, question.threshold, said)
    return made


def saved(folder: Path, *people: Judgements) -> list[Path]:
    paths = [folder / f"{at}-{one.who}.judgements.json" for at, one in enumerate(people)]
    for path, one in zip(paths, people, strict=True):
        path.write_bytes(as_bytes(one, DAY))
    return paths


@pytest.fixture
def sight(qtbot: QtBot, preferences: PreferencesFile, shown: Callable[[QWidget], Person]) -> Iterator[Sight]:
    jobs = Jobs()
    view = ModerationView(jobs, preferences, DAY)
    actions_for(view)
    view.resize(1366, 768)
    yield view, shown(view)
    jobs.close()


def again(view: ModerationView, preferences: PreferencesFile, qtbot: QtBot) -> ModerationView:
    """The exercise as somebody finds it who opens the program anew."""
    other = ModerationView(view.exercise._jobs, preferences, DAY)
    qtbot.addWidget(other)
    return other


def test_a_person_judges_every_vignette_by_the_keyboard_alone(
    sight: Sight, tmp_path: Path, qtbot: QtBot
) -> None:
    view, person = sight
    found = vignettes(rotherham())
    person.types("Your name or initials", "AB")
    QTest.keyClick(person.find("Your name or initials"), Qt.Key.Key_Return)
    for at, one in enumerate(found):
        qtbot.waitUntil(lambda at=at: person.sees(f"Vignette {at + 1} of {len(found)}"), timeout=5_000)
        qtbot.waitUntil(lambda one=one: person.sees(one.story), timeout=5_000)
        for card in view.exercise.judging.cards:
            card.take_keyboard()
            QTest.keyClick(card.focusWidget() or card, Qt.Key.Key_3)
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: person.sees("Thank you"), timeout=5_000)
    path = tmp_path / "AB.judgements.json"
    view.exercise.save_judgements(path)
    back = read_judgements(path.read_bytes(), path.name, rotherham())
    assert back.given == questions_of(found)
    assert {said for told in back.answers.values() for said in told.values()} == {"unknown"}
    assert "AB.judgements.json is saved" in view.exercise.notices.text


def test_nothing_of_the_engine_is_seen_while_judging(sight: Sight, qtbot: QtBot) -> None:
    view, person = sight
    view.exercise.begin("AB")
    for at, one in enumerate(vignettes(rotherham())):
        view.exercise.judging.go_to(at)
        qtbot.waitUntil(lambda one=one: person.sees(one.story), timeout=5_000)
        shown = " ".join(person.reads())
        for question in one.questions:
            status = verdicts(rotherham())[one.name].threshold(question.threshold)
            assert f"{status.title} is " not in shown
        assert "program" not in shown
        assert not any(
            made.isChecked() for card in view.exercise.judging.cards for made in card.buttons.values()
        )


def test_one_leaves_and_goes_on_where_one_was(
    sight: Sight, preferences: PreferencesFile, qtbot: QtBot
) -> None:
    view, person = sight
    view.exercise.begin("AB")
    for number in (1, 2):
        qtbot.waitUntil(lambda number=number: person.sees(f"Vignette {number} of"), timeout=5_000)
        for card in view.exercise.judging.cards:
            card.buttons["met"].click()
        person.presses("Next vignette")
    qtbot.waitUntil(lambda: person.sees("Vignette 3 of"), timeout=5_000)
    person.presses("Leave, and go on later")
    qtbot.waitUntil(lambda: person.sees("AB: 3 of"), timeout=5_000)
    anew = again(view, preferences, qtbot)
    other = anew.exercise
    other.begin("ab")
    third = vignettes(rotherham())[2]
    assert [card.heading.text() for card in other.judging.cards] == [q.title for q in third.questions]
    other.judging.step(-1)
    assert other.judging.cards[0].buttons["met"].isChecked()


def test_what_was_begun_can_be_taken_away_and_brought_back(sight: Sight, qtbot: QtBot) -> None:
    view, person = sight
    view.exercise.begin("AB")
    view.exercise.judging.cards[0].buttons["met"].click()
    view.exercise.show_start()
    person.presses("Take away what AB began")
    assert not person.sees("AB: 1 of")
    person.presses("Bring it back")
    qtbot.waitUntil(lambda: person.sees("AB: 1 of"), timeout=5_000)


def test_what_is_left_open_is_named_at_the_end(sight: Sight, qtbot: QtBot) -> None:
    view, person = sight
    view.exercise.begin("AB")
    view.exercise.judging.go_to(len(vignettes(rotherham())))
    qtbot.waitUntil(lambda: person.sees("Nearly there") and person.sees("Not judged yet"), timeout=5_000)
    person.presses("Go to S., Year 9")
    qtbot.waitUntil(lambda: person.sees("Vignette 7 of"), timeout=5_000)


def test_without_a_name_one_is_asked_for_it(sight: Sight, qtbot: QtBot) -> None:
    view, person = sight
    person.presses("Begin to judge")
    assert "name or initials" in view.exercise.notices.text
    assert not view.exercise.is_judging


def test_people_are_compared_and_the_comparison_is_saved(sight: Sight, tmp_path: Path, qtbot: QtBot) -> None:
    view, person = sight
    paths = saved(tmp_path, judged("Zoe"), judged("AB"), judged("CD", 3), judged("ab", 2))
    broken = tmp_path / "broken.judgements.json"
    broken.write_text("{}", encoding="utf-8")
    view.exercise.compare([*paths, broken])
    qtbot.waitUntil(lambda: view.exercise.is_comparing, timeout=10_000)
    qtbot.waitUntil(lambda: person.sees("3 people: AB, CD, Zoe"), timeout=5_000)
    qtbot.waitUntil(lambda: person.sees("Krippendorff's alpha is 0."), timeout=5_000)
    qtbot.waitUntil(
        lambda: person.sees("3-ab.judgements.json: a file of AB is in already, 1-AB"), timeout=5_000
    )
    qtbot.waitUntil(lambda: person.sees("broken.judgements.json: it is no file of judgements"), timeout=5_000)
    qtbot.waitUntil(lambda: person.sees("met: AB, Zoe") and person.sees("The program: "), timeout=5_000)
    fold = view.exercise.comparison.findChild(Reasons)
    assert fold is not None
    fold.unfold(True)
    tree = fold.findChild(VerdictTree)
    assert tree is not None and tree.findings.rowCount() == 1
    assert view.can_save()
    view.exercise.save_comparison(tmp_path / "out")
    qtbot.waitUntil(lambda: "are saved in" in view.exercise.notices.text, timeout=10_000)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"moderation.pdf", "moderation.csv"}
    person.presses("Back to the exercise")
    qtbot.waitUntil(lambda: person.sees("Judge the vignettes"), timeout=5_000)


def test_where_no_file_can_be_used_one_is_told_why(sight: Sight, tmp_path: Path, qtbot: QtBot) -> None:
    view, _person = sight
    other = tmp_path / "notes.txt"
    other.write_text("hello", encoding="utf-8")
    view.exercise.compare([other])
    qtbot.waitUntil(lambda: "notes.txt" in view.exercise.notices.text, timeout=10_000)
    assert not view.exercise.is_comparing


def test_one_goes_on_with_a_file_from_another_computer(sight: Sight, tmp_path: Path, qtbot: QtBot) -> None:
    view, person = sight
    (path,) = saved(tmp_path, judged("AB"))
    view.exercise.open_own(path)
    qtbot.waitUntil(lambda: person.sees("Thank you"), timeout=5_000)
    view.exercise.open_own(tmp_path / "gone.judgements.json")
    assert "can't be opened" in view.exercise.notices.text


def test_a_standard_without_vignettes_says_so(sight: Sight, qtbot: QtBot) -> None:
    view, person = sight
    view.exercise.use(next(one for one in installed() if not vignettes(one)))
    qtbot.waitUntil(lambda: person.sees("This standard has no vignettes. Choose another one."), timeout=5_000)
    assert not person.sees("Judge the vignettes")


@pytest.mark.parametrize("percent", [100, 200])
def test_each_sight_can_be_read_and_used_by_keyboard(
    sight: Sight, dressed: Callable[[theme.Look], None], tmp_path: Path, qtbot: QtBot, percent: int
) -> None:
    view, _person = sight
    dressed(theme.Look("light", percent, still=True))
    exercise = view.exercise
    exercise.begin("AB")
    exercise.judging.cards[0].buttons["met"].click()
    exercise.compare(saved(tmp_path, judged("AB"), judged("CD", 4)))
    qtbot.waitUntil(lambda: exercise.is_comparing, timeout=10_000)

    def check() -> None:
        qtbot.waitUntil(lambda: cut_off(view) == [], timeout=5_000)
        assert nameless(view) == []
        assert traps(view) == []
        assert unreachable(view) == []
        assert invisible_focus(view) == []

    check()
    exercise.show_start()
    check()
    exercise.begin("AB")
    check()
    exercise.judging.go_to(99)
    check()


def test_the_exercise_is_reached_from_the_way_in(
    qtbot: QtBot, preferences: PreferencesFile, shown: Callable[[QWidget], Person]
) -> None:
    window = MainWindow(preferences, entrance=entrance)
    window.show_entrance()
    person = shown(window)
    person.presses("Judge vignettes together…")
    qtbot.waitUntil(lambda: person.sees("Moderation"), timeout=5_000)
    person.presses("Close the exercise")
    qtbot.waitUntil(lambda: person.sees("Open your school"), timeout=5_000)


def test_the_exercise_is_reached_from_the_standard(
    sample_school: Workspace, qtbot: QtBot, shown: Callable[[QWidget], Person]
) -> None:
    desk = Desk(sample_school, PAGES)
    desk.go(Place("today"))
    person = shown(desk)
    desk.go(Place("standard"))
    person.presses("Judge vignettes together…")
    assert isinstance(desk.page, ModerationPage)
    assert not desk.has_companion()
    qtbot.waitUntil(lambda: person.sees("Judge the vignettes"), timeout=5_000)
    desk.page.exercise.begin("AB")
    desk.go(Place("standard"))
    desk.go(Place("moderation"))
    qtbot.waitUntil(lambda: person.sees("Vignette 1 of"), timeout=5_000)
