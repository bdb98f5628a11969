# SPDX-License-Identifier: MIT
"""Every reference case, answered by the engine."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from thresholds.problems import Problem
from thresholds.vectors import answer

DOCUMENT = json.loads(
    (Path(__file__).parents[1] / "vectors" / "threshold-vectors.json").read_text(encoding="utf-8")
)
ANSWERS = answer(DOCUMENT)


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value)
    return [plain(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", DOCUMENT["logic"], ids=lambda case: case["id"])
def test_logic(case: dict[str, Any]) -> None:
    expected, got = case["expected"], ANSWERS["logic"][case["id"]]
    assert got["verdict"] == expected["supervaluation"]
    assert got["relevant"] == sorted(expected["relevant"])
    for way in ("to_met", "to_not_met"):
        assert sorted(got[way]) == sorted(sorted(one) for one in expected[way])


@pytest.mark.parametrize("group", ["counts", "windows", "ages", "freshness"])
def test_records(group: str) -> None:
    assert DOCUMENT[group]
    for case in DOCUMENT[group]:
        got = ANSWERS[group][case["id"]]
        assert {name: plain(got[name]) for name in case["expected"]} == case["expected"], case["id"]


def test_the_answer_never_reads_what_the_file_expects() -> None:
    bare = {
        name: [{k: v for k, v in case.items() if k != "expected"} for case in cases]
        if isinstance(cases, list)
        else cases
        for name, cases in DOCUMENT.items()
    }
    assert answer(bare) == ANSWERS


@pytest.mark.parametrize(
    "document", [None, [], {"format": "other/1"}, {"format": "threshold-vectors/1", "logic": [{}]}]
)
def test_another_file_is_refused_with_a_sentence(document: Any) -> None:
    with pytest.raises(Problem):
        answer(document)
