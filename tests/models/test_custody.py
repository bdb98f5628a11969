# SPDX-License-Identifier: MIT
"""Passphrases: four unrelated words are enough; what everybody tries first is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.custody import strength


@pytest.mark.parametrize(
    "good",
    ["four quiet grey herons", "teapot orbit velvet marsh", "dw i'n hoffi bara brith", "x7#Kq9!vTz2&mLw4"],
)
def test_good_ones_are_enough(good: str) -> None:
    assert strength(good).is_enough


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "password",
        "Password123!",
        "Rotherham2026",
        "qwertyuiop1234567890",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "heron heron heron heron heron",
        "school senco password welcome",
        "three grey herons",
        "19741974",
    ],
)
def test_what_is_tried_first_is_not_enough(bad: str) -> None:
    assert not strength(bad).is_enough
    assert strength(bad).words.startswith(("Easy", "Not enough"))


@given(st.text(max_size=80), st.text(max_size=40))
def test_saying_more_never_makes_it_much_weaker(first: str, more: str) -> None:
    assert strength(f"{first} {more}").bits >= strength(first).bits - 1e-9
