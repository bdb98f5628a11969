# SPDX-License-Identifier: MIT
"""What a school keeps of itself: parents' confidence without a name, training; and totals that can be."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.confidence import FEWEST, Answered, confidence
from models.records import ConfidenceAnswer, ConfidenceRound, Score, StaffTraining, fields_of
from models.records.checked import checked
from models.records.confidence import QUESTIONS
from models.store import Store
from tests.models.conftest import child, keep
from thresholds.problems import Problems

ROUND = ConfidenceRound(term="2026-27.1", asked=12)


def paper(of: ConfidenceRound = ROUND, **ratings: int) -> ConfidenceAnswer:
    return ConfidenceAnswer(round_id=of.id, **ratings)


def test_there_is_no_field_in_which_a_name_could_stand() -> None:
    specs = {spec.name: spec for spec in fields_of(ConfidenceAnswer)}
    assert set(specs) == {"round_id", *QUESTIONS}
    assert len(QUESTIONS) == 9
    assert all(specs[name].plain is int for name in QUESTIONS)
    assert not any(spec.refers == "Pupil" or spec.plain is date for spec in specs.values())


def test_shares_are_of_those_who_answered_the_question(store: Store) -> None:
    other = ConfidenceRound(term="2025-26.3", asked=9)
    papers = [paper(safe=rating) for rating in (5, 4, 4, 3, 1)] + [paper(voice=2), paper(other, safe=1)]
    keep(store, ROUND, other, *papers)
    with store.reading() as tx:
        said = confidence(tx, ROUND)
    assert (said.term, said.papers, said.response) == ("2026-27.1", 6, Fraction(1, 2))
    found = {one.name: one for one in said.questions}
    assert (found["safe"].answers, found["safe"].content, found["safe"].share) == (5, 3, Fraction(3, 5))
    assert (found["voice"].answers, found["voice"].share) == (1, None)
    assert found["early"].answers == 0
    assert found["safe"].words == "My child feels safe and wanted"


@given(st.integers(0, 40), st.data())
def test_few_answers_show_no_share(answers: int, data: st.DataObject) -> None:
    content = data.draw(st.integers(0, answers))
    share = Answered("safe", "", answers, content).share
    assert (share is None) == (answers < FEWEST)
    assert share is None or share * answers == content


def test_more_papers_than_families_give_no_rate(store: Store) -> None:
    small = ConfidenceRound(term="2026-27.1", asked=1)
    keep(store, small, paper(small, safe=5), paper(small, safe=5))
    with store.reading() as tx:
        assert confidence(tx, small).response is None


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (ConfidenceAnswer, {"round_id": ROUND.id}, "An empty paper"),
        (ConfidenceAnswer, {"round_id": ROUND.id, "safe": 6}, "the most it can be is 5"),
        (ConfidenceRound, {"term": "autumn", "asked": 3}, "Term"),
        (ConfidenceRound, {"term": "2026-27.1", "asked": -1}, "the least it can be is 0"),
        (StaffTraining, {"topic": "", "held_on": "2026-09-01"}, "this is needed"),
        (StaffTraining, {"topic": "Makaton", "held_on": "2026-09-01", "hours": -2}, "more than 0"),
        (
            StaffTraining,
            {"topic": "Makaton", "held_on": "2026-09-01", "renew_on": "2026-09-01"},
            "renewed after the day",
        ),
        (
            Score,
            {
                "pupil_id": child().id,
                "domain": "sdq_teacher",
                "scale": "raw",
                "score": 41,
                "assessed_on": "2026-09-01",
            },
            "the most it can be is 40",
        ),
        (
            Score,
            {
                "pupil_id": child().id,
                "domain": "boxall",
                "scale": "raw",
                "score": 21,
                "assessed_on": "2026-09-01",
            },
            "the most it can be is 20",
        ),
    ],
)
def test_what_cannot_be_is_refused(kind: type[Any], values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Problems) as told:
        checked(kind, values)
    assert sentence in told.value.problems[0].sentence


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2018, 3, 9), (8, 2)), (date(2018, 6, 1), (8, 0)), (date(2018, 6, 2), (7, 11))],
)
def test_the_age_at_a_test_is_in_years_and_months(born: date, age: tuple[int, int]) -> None:
    score = checked(
        Score,
        {"pupil_id": child().id, "domain": "reading", "score": 84, "assessed_on": "2026-06-01"},
    )
    assert score.age_at_test(born) == age
