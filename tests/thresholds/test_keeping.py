# SPDX-License-Identifier: MIT
"""Evidence that is kept comes back exactly: every value, to the last digit, through real JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds.evidence import Document, Event, Evidence, Observation, Phase
from thresholds.judge import judge
from thresholds.keeping import given_back, kept
from thresholds.packs import installed
from thresholds.problems import Problem
from thresholds.record_block import case_evidence

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates()
NUMBERS = st.decimals(allow_nan=False)
VALUES = NUMBERS | st.booleans() | WORDS
NAMES = st.text("abcdef_", min_size=1, max_size=8)


def named(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(NAMES, st.lists(items, max_size=3).map(tuple), max_size=3)


ANY_EVIDENCE = st.builds(
    Evidence,
    DAYS,
    st.none() | st.sampled_from(Phase),
    named(st.builds(Observation, DAYS, VALUES, WORDS, WORDS, WORDS, st.none() | NUMBERS)),
    named(
        st.builds(
            Event,
            st.none() | DAYS,
            st.none() | DAYS,
            st.dictionaries(NAMES, st.none() | VALUES, max_size=3),
            WORDS,
            WORDS,
        )
    ),
    named(st.builds(Document, DAYS, WORDS, WORDS)),
    st.dictionaries(NAMES, DAYS, max_size=3),
)


@given(ANY_EVIDENCE)
def test_evidence_comes_back_exactly(evidence: Evidence) -> None:
    text = json.dumps(kept(evidence), ensure_ascii=False, allow_nan=False)
    back = given_back(json.loads(text))
    assert back == evidence
    # 1.5 and 1.50 are equal, and so are True and 1; what was recorded is neither rounded nor turned.
    assert repr(back) == repr(evidence)


@pytest.mark.parametrize("text", ["0.1", "1.50", "-0", "1E+3", "89.97493734335839598997493734", "3" * 40])
def test_not_a_digit_is_lost(text: str) -> None:
    one = Observation(date(2026, 11, 23), Decimal(text), high=Decimal(text))
    evidence = Evidence(date(2026, 11, 23), observations={"attendance": (one,)})
    back = given_back(json.loads(json.dumps(kept(evidence))))
    assert str(back.observations["attendance"][0].value) == text
    assert str(back.observations["attendance"][0].high) == text


CASES = [
    pytest.param(one, case, id=f"{one.id}: {case.name}") for one in installed() for case in one.pack.tests
]


@pytest.mark.parametrize(("standard", "case"), CASES)
def test_every_case_of_every_standard_gets_the_same_verdict_from_what_is_kept(
    standard: Any, case: Any
) -> None:
    evidence = case_evidence(standard, case)
    back = given_back(json.loads(json.dumps(kept(evidence))))
    assert judge(standard, back).statuses() == judge(standard, evidence).statuses()


WHOLE = kept(Evidence(date(2026, 11, 23), observations={"a": (Observation(date(2026, 11, 1), Decimal(3)),)}))


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        WHOLE | {"format": 2},
        WHOLE | {"as_of": "some day"},
        WHOLE | {"phase": "nursery"},
        WHOLE | {"observations": {"a": [{"on": "2026-11-01"}]}},
        WHOLE | {"observations": {"a": [{"on": "2026-11-01", "value": 3.5, "record": "", "source": ""}]}},
        WHOLE
        | {
            "observations": {
                "a": [{"on": "2026-11-01", "value": {"number": "x"}, "record": "", "source": ""}]
            }
        },
        WHOLE | {"events": ["a"]},
        {name: part for name, part in WHOLE.items() if name != "complete"},
    ],
)
def test_what_was_damaged_is_said_and_never_half_read(damaged: dict[str, Any]) -> None:
    with pytest.raises(Problem) as told:
        given_back(damaged)
    assert told.value.code == "kept-evidence"
