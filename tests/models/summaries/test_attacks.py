# SPDX-License-Identifier: MIT
"""Named attacks on files that the program made: what an attacker gains over the best guess without them.

The figures stand in docs/anonymity.md; the bounds here leave room for the luck of the simulation.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from itertools import product

import pytest

from models.summaries.document import make
from models.summaries.protect import key_id
from models.summaries.seal import plain_file
from tests.models.summaries.attackers import SECRETS, averaging, census_reader, strong, two_files, versions
from tests.models.summaries.school import SIGNING_KEY, heading, true_tables

NINE_TERMS = [f"{year}-{year - 1999:02}.{n}" for year in (2026, 2027, 2028) for n in (1, 2, 3)]


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_a_reader_who_knows_every_other_child_gains_little(secret: str) -> None:
    score = strong(250, secret)
    right, base, sure = score.percent
    assert right - base < 24, score
    assert sure <= 1, score


def test_a_reader_with_the_census_of_every_child_gains_hardly_anything() -> None:
    score = census_reader(150)
    right, base, sure = score.percent
    assert right - base < 14, score
    assert sure == 0, score


def test_all_versions_that_a_term_may_have_give_hardly_a_profile() -> None:
    found, by_luck = versions(120, 3)
    assert found <= by_luck + 60, (found, by_luck)


def test_two_files_with_one_child_between_them_give_hardly_a_profile() -> None:
    found, by_luck = two_files(300)
    assert found <= by_luck + 40, (found, by_luck)


def test_the_two_file_attack_is_able_against_careless_noise() -> None:
    found, _ = two_files(60, careless=True)
    assert found == 1000


def test_averaging_nine_terms_gives_little_of_a_layer_that_never_changed() -> None:
    score = averaging(120, NINE_TERMS)
    right, base, sure = score.percent
    assert right - base < 15, score
    assert sure <= 1.5, score


def test_no_key_can_be_guessed_from_what_is_known_of_a_school() -> None:
    key = secrets.token_bytes(32)
    made = make(heading(), true_tables(), key)
    facts = ["100001", "372", "3722001", "Ash Primary School", "2026-12-18", "2026-27.1", made.key_id, ""]
    guesses = [
        recipe
        for words in (*facts, *("".join(pair) for pair in product(facts, repeat=2)))
        for recipe in (
            words.encode().ljust(32, b"\0")[:32],
            hashlib.sha256(words.encode()).digest(),
            hmac.digest(b"graduated-response", words.encode(), "sha256"),
            hashlib.pbkdf2_hmac("sha256", words.encode(), b"salt", 1),
        )
    ]
    assert made.key_id not in {key_id(guess) for guess in guesses}


def test_the_file_says_the_same_after_every_restart_and_restore() -> None:
    first = plain_file(make(heading(), true_tables(), bytes(32)), SIGNING_KEY)
    assert all(plain_file(make(heading(), true_tables(), bytes(32)), SIGNING_KEY) == first for _ in range(5))
