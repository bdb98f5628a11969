# SPDX-License-Identifier: MIT
"""A new school's file: what is asked, what is refused in a sentence, and what is asked for in the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.pages.new_school import NewSchool, Wanted
from models.codes import SchoolPhase
from models.custody import strength
from tests.desktop.looking import cut_off, invisible_focus, nameless, traps, unreachable
from tests.person import Person

GOOD = "lantern orbit velvet gravel"
FIRST, AGAIN = "Passphrase, four words or more", "The same once more"

Asked = tuple[NewSchool, Person, list[Wanted]]


@pytest.fixture
def asked(shown: Callable[..., Person]) -> Asked:
    """The questions, folded out, and what they asked for."""
    card = NewSchool()
    card.resize(760, 560)
    heard: list[Wanted] = []
    card.wanted.connect(heard.append)
    person = shown(card)
    person.presses("Name, number and passphrase")
    return card, person, heard


def answer(person: Person, folder: Path, **other: str) -> None:
    """Type a whole answer, in which some boxes differ."""
    typed = {
        "Name of the school": "Willow Lane Primary",
        "LAESTAB, as in 372/2001": "372/2001",
        "URN, six digits": "100001",
        "Keep the file here": str(folder / "ours.grstore"),
        FIRST: GOOD,
        AGAIN: GOOD,
        **other,
    }
    for name, text in typed.items():
        person.types(name, text)


def test_a_whole_answer_asks_for_the_file(asked: Asked, tmp_path: Path) -> None:
    _, person, heard = asked
    answer(person, tmp_path)
    person.chooses("Phase", SchoolPhase.SECONDARY.label)
    person.presses("Make the file")
    [wanted] = heard
    assert wanted.path == tmp_path / "ours.grstore"
    assert wanted.passphrase == GOOD
    assert (wanted.school.name, wanted.school.la, wanted.school.estab) == (
        "Willow Lane Primary",
        "372",
        "2001",
    )
    assert wanted.school.urn == 100001
    assert wanted.school.phase is SchoolPhase.SECONDARY
    assert not wanted.school.is_fictional


def test_the_file_gets_its_ending(asked: Asked, tmp_path: Path) -> None:
    _, person, heard = asked
    answer(person, tmp_path, **{"Keep the file here": str(tmp_path / "St. Mary's")})
    person.presses("Make the file")
    assert heard[0].path == tmp_path / "St. Mary's.grstore"


@pytest.mark.parametrize(
    ("box", "typed", "said"),
    [
        ("Name of the school", "  ", "Give the name of the school."),
        ("LAESTAB, as in 372/2001", "372", "The LAESTAB has seven digits, as in 372/2001."),
        ("URN, six digits", "12x", "The URN has six digits, as in 100001."),
        ("URN, six digits", "12", "The URN has six digits, as in 100001."),
        ("URN, six digits", "10²001", "The URN has six digits, as in 100001."),
        (AGAIN, GOOD + "s", "The two passphrases differ."),
        ("Keep the file here", " ", "Say where the file should be kept."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_asked_for(
    asked: Asked, tmp_path: Path, qtbot: QtBot, box: str, typed: str, said: str
) -> None:
    _, person, heard = asked
    answer(person, tmp_path, **{box: typed})
    person.presses("Make the file")
    assert heard == []
    qtbot.waitUntil(lambda: person.sees(said))
    answer(person, tmp_path)
    person.presses("Make the file")
    assert len(heard) == 1
    assert not person.sees(said)


@pytest.mark.parametrize("weak", ["", "password", "1234567890", "aaaa aaaa aaaa aaaa", "qwertyuiop 2026"])
def test_a_passphrase_that_guards_nothing_is_refused(asked: Asked, tmp_path: Path, weak: str) -> None:
    _, person, heard = asked
    answer(person, tmp_path, **{FIRST: weak, AGAIN: weak})
    person.presses("Make the file")
    assert heard == []
    assert person.sees("That passphrase is too easy to guess. Four unrelated words are good.")


def test_how_strong_it_is_is_said_while_it_is_typed(asked: Asked, qtbot: QtBot) -> None:
    _, person, _ = asked
    for text in ("school", GOOD):
        person.types(FIRST, text)
        qtbot.waitUntil(lambda text=text: person.sees(strength(text).words))  # type: ignore[misc]
    person.types(FIRST, "")
    assert not person.sees(strength(GOOD).words)


@pytest.mark.parametrize("percent", [100, 200])
def test_can_be_used_by_keyboard_and_read_aloud(
    asked: Asked, dressed: Callable[[theme.Look], None], percent: int, qtbot: QtBot
) -> None:
    card, person, _ = asked
    dressed(theme.Look(percent=percent, still=True))
    card.resize(952, 1100)
    person.presses("Make the file")
    qtbot.waitUntil(lambda: cut_off(card) == [])
    assert nameless(card) == []
    assert traps(card) == []
    assert unreachable(card) == []
    assert invisible_focus(card) == []
