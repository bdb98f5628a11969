# SPDX-License-Identifier: MIT
"""Other children's names are found in what would leave; her own, a teacher's and plain words are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.name_guard import NameGuard
from models.records import Pupil
from models.upn import check_letter


def child(number: int, forename: str, surname: str, **more: str) -> Pupil:
    rest = f"3722001{number:05d}"
    return Pupil.model_validate(
        {
            "upn": check_letter(rest) + rest,
            "forename": forename,
            "surname": surname,
            "date_of_birth": date(2017, 3, 4),
            **more,
        }
    )


AMIRA = child(1, "Amira", "Hussain")
TYLER = child(2, "Tyler", "Okafor")
MAY = child(3, "May", "Green")
SIBLING = child(4, "Yusuf", "Hussain")
ROSE = child(5, "Mary-Rose", "O'Neill", preferred_forename="Rosie")
GUARD = NameGuard([AMIRA, TYLER, MAY, SIBLING, ROSE])


def seen(text: str) -> list[tuple[str, bool]]:
    return [(one.name, one.is_sure) for one in GUARD.look(text, (AMIRA.id,))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amira worked with Tyler Okafor.", [("Tyler Okafor", True)]),
        ("She sat beside tyler in maths.", [("tyler", False)]),
        ("Okafor, Tyler was there", [("Okafor, Tyler", True)]),
        ("Rosie O'Neill helped.", [("Rosie O'Neill", True)]),
        ("Mary-Rose helped, and MARY-ROSE again.", [("Mary-Rose", False)]),
        (f"See {TYLER.upn}.", [(TYLER.upn, True)]),
        ("Played with May at lunch.", [("May", False)]),
        ("Her brother Yusuf Hussain is in Year 2.", [("Yusuf Hussain", True)]),
    ],
)
def test_another_childs_name_is_found(text: str, found: list[tuple[str, bool]]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Amira Hussain likes green paint.",
        "The Hussain family came to the meeting.",
        f"Amira's number is {AMIRA.upn}.",
        "Mrs Okafor teaches her on Mondays.",
        "Reviewed on 12 May 2026.",
        "She may go on, and it may rain.",
        "Tylers and tyres are other words.",
    ],
)
def test_her_own_name_a_teachers_and_plain_words_are_not(text: str) -> None:
    assert seen(text) == []


def test_each_name_is_told_once_with_its_place_and_how_often_the_sure_ones_first() -> None:
    found = GUARD.look("May came. Later Tyler Okafor and May and Tyler Okafor sat together.", (AMIRA.id,))
    assert [(one.name, one.times) for one in found] == [("Tyler Okafor", 2), ("May", 2)]
    assert "Later Tyler Okafor and May" in found[0].around


def test_a_paper_about_nobody_in_particular_may_name_nobody() -> None:
    assert [one.name for one in GUARD.look("Amira Hussain did well.")] == ["Amira Hussain"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_whole_name_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before} Tyler Okafor {after}"
    assert any(one.is_sure and one.name == "Tyler Okafor" for one in GUARD.look(text, (AMIRA.id,)))


def test_known_adults_and_the_schools_own_name_may_stand_in_any_paper() -> None:
    guard = NameGuard([TYLER, MAY], ("Ruth Okafor", "Green Lane Primary School"))
    assert guard.look("Yours, Ruth Okafor, Green Lane Primary School") == ()
    assert [one.name for one in guard.look("Ruth and Okafor")] == ["Okafor"]
