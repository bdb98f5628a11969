# SPDX-License-Identifier: MIT
"""Krippendorff's alpha: published worked examples, and the laws that it keeps whatever is judged."""

from __future__ import annotations

from itertools import zip_longest
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds.agreement import Unit, agreement, alpha, differing

FOUR_OBSERVERS = {
    "A": "123321412***",
    "B": "1233224125*3",
    "C": "*3332342251*",
    "D": "12332441251*",
}
"""Krippendorff 2011, section C: four observers, twelve units, answers missing."""


def units_of(rows: dict[str, str]) -> list[Unit]:
    columns = zip_longest(*rows.values())
    return [
        {who: answer for who, answer in zip(rows, column, strict=True) if answer != "*"} for column in columns
    ]


def test_two_observers_of_yes_and_no() -> None:
    """Krippendorff 2011, section A."""
    found = alpha(units_of({"Meg": "0100000010", "Owen": "1110010000"}))
    assert found == pytest.approx(0.095, abs=5e-4)


def test_two_observers_of_five_names() -> None:
    """Krippendorff 2011, section B."""
    found = alpha(units_of({"Ben": "aabbdcccedda", "Gerry": "babbbccceddd"}))
    assert found == pytest.approx(0.692, abs=5e-4)


def test_four_observers_with_answers_missing() -> None:
    """Krippendorff 2011, section C: nominal alpha 0.743."""
    assert alpha(units_of(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=5e-4)


def test_the_interval_lies_around_alpha_and_is_the_same_each_time() -> None:
    groups = [[unit] for unit in units_of(FOUR_OBSERVERS)]
    found = agreement(groups)
    assert found.low is not None and found.high is not None and found.alpha is not None
    assert found.low < found.alpha < found.high <= 1
    # One unit has a single answer: it is no pair, and counts for nothing.
    assert (found.units, found.answers) == (11, 40)
    assert agreement(groups) == found


def test_nothing_can_be_told_where_nothing_varies_or_nobody_shares_a_unit() -> None:
    assert alpha([{"A": "met", "B": "met"}]) is None
    assert alpha([{"A": "met"}, {"B": "not_met"}]) is None
    assert alpha([]) is None
    assert agreement([]).alpha is None


def test_one_group_alone_has_no_interval() -> None:
    found = agreement([[{"A": "met", "B": "met"}, {"A": "not_met", "B": "met"}]])
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)


def test_the_share_of_pairs_that_differ() -> None:
    assert differing([{"A": "x", "B": "x", "C": "y"}]) == pytest.approx(2 / 3)
    assert differing([{"A": "x", "B": "y"}]) == 1
    assert differing([{"A": "x"}]) == 0


PEOPLE = ("A", "B", "C", "D")
ANSWERS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(("met", "not_met", "unknown")))
GROUPS = st.lists(st.lists(ANSWERS, max_size=4), max_size=8)


@given(st.lists(st.sampled_from(("met", "not_met", "unknown")), min_size=2).filter(lambda v: len(set(v)) > 1))
def test_perfect_agreement_is_one(said: list[str]) -> None:
    units = [dict.fromkeys(PEOPLE, answer) for answer in said]
    assert alpha(units) == 1
    assert agreement([[unit] for unit in units], replicates=50).high in (1, None)


@given(GROUPS, st.randoms())
def test_order_does_not_matter(groups: list[list[Unit]], random: Random) -> None:
    moved = [random.sample(group, len(group)) for group in random.sample(groups, len(groups))]
    assert agreement(moved, replicates=40) == agreement(groups, replicates=40)


@given(GROUPS, st.permutations(PEOPLE))
def test_who_is_called_what_does_not_matter(groups: list[list[Unit]], others: list[str]) -> None:
    called = dict(zip(PEOPLE, others, strict=True))
    renamed = [[{called[who]: said for who, said in unit.items()} for unit in group] for group in groups]
    assert agreement(renamed, replicates=40) == agreement(groups, replicates=40)


@given(GROUPS)
def test_alpha_is_never_above_one(groups: list[list[Unit]]) -> None:
    found = alpha(unit for group in groups for unit in group)
    assert found is None or found <= 1
