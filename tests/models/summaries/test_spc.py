# SPDX-License-Identifier: MIT
"""Run charts, XmR and funnels: the reference cases, presets and the edges that the rules leave open."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.summaries.funnel import TAILS, between_schools, dispersion, exact_limit, protected_limit
from models.summaries.run_chart import PRESETS, Reading, read_chart, shifts, trends
from models.summaries.runs import runs_limits
from models.summaries.vectors import answer
from models.summaries.xmr import Assurance, read_xmr

VECTORS = json.loads(
    (Path(__file__).resolve().parents[2] / "vectors" / "spc-vectors.json").read_text(encoding="utf-8")
)
INPUTS = {
    "run_charts": {"y"},
    "xmr": {"y", "baseline", "screen"},
    "overdispersion": {"num", "den"},
}

series = st.lists(st.none() | st.integers(0, 9), max_size=30)


@pytest.mark.parametrize("group", sorted(VECTORS))
def test_the_reference_cases_are_met(group: str) -> None:
    assert answer(VECTORS)[group] == VECTORS[group]


def test_the_answers_never_read_what_the_file_expects() -> None:
    asked = {
        group: {
            name: {k: v for k, v in case.items() if k in INPUTS[group]}
            for name, case in VECTORS[group].items()
        }
        for group in INPUTS
    }
    asked["runs_limits"] = dict.fromkeys(VECTORS["runs_limits"])
    for group in ("funnel_exact", "funnel_noise"):
        asked[group] = VECTORS[group] | {"limits": dict.fromkeys(VECTORS[group]["limits"])}
    assert answer(asked) == VECTORS


@given(series, st.integers(5, 8))
def test_shifts_and_trends_are_the_same_upside_down(points: list[int | None], length: int) -> None:
    mirrored = [None if y is None else -y for y in points]
    assert [(s.first, s.last, -s.direction) for s in shifts(points, 4, length)] == [
        (s.first, s.last, s.direction) for s in shifts(mirrored, -4, length)
    ]
    assert [(t.first, t.last, -t.direction) for t in trends(points, length)] == [
        (t.first, t.last, t.direction) for t in trends(mirrored, length)
    ]


@given(series)
def test_missing_points_change_nothing_but_the_places(points: list[int | None]) -> None:
    there = [y for y in points if y is not None]
    assert [t.points for t in trends(points, 5)] == [t.points for t in trends(there, 5)]
    assert [s.points for s in shifts(points, 4, 6)] == [s.points for s in shifts(there, 4, 6)]


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_nine_terms_give_no_verdict(preset: object) -> None:
    falling = [39.0, 38.4, 38.9, 37.6, 37.1, 36.8, 36.0, 35.4, 34.9]
    chart = read_chart(falling, preset)  # type: ignore[arg-type]
    assert chart is not None
    assert chart.reading is Reading.TOO_FEW_POINTS


def test_a_measure_that_mostly_sits_on_its_median_gets_no_verdict() -> None:
    chart = read_chart([100.0] * 9 + [90.0, 80.0, 95.0, 70.0], PRESETS["perla2011"])
    assert chart is not None
    assert chart.reading is Reading.MOSTLY_ON_MEDIAN


def test_a_baseline_freezes_the_median() -> None:
    points = [*range(10), *[20] * 8]
    chart = read_chart(points, PRESETS["mdc"], baseline=10)
    assert chart is not None
    assert chart.median == 4.5
    assert chart.reading is Reading.SIGNAL
    assert chart.shifts[-1].last == 17
    assert read_chart([None, None], PRESETS["mdc"]) is None


def test_anhoej_sees_a_step() -> None:
    chart = read_chart([1, 2] * 5 + [9, 8] * 5, PRESETS["anhoej2014"])
    assert chart is not None
    assert chart.reading is Reading.SIGNAL
    assert chart.shifts == chart.trends == ()


def test_runs_are_not_tested_below_ten_points() -> None:
    assert runs_limits(9) is None
    assert runs_limits(10) == (3, 9)


def test_xmr_passes_over_missing_points_and_keeps_their_places() -> None:
    whole = read_xmr([50, 52, 49, 51, 50, 48, 51, 50, 49, 52, 51, 50, 58], 12)
    gaps = read_xmr([50, None, 52, 49, 51, 50, 48, 51, 50, 49, 52, 51, 50, 58], 13)
    assert whole is not None
    assert gaps is not None
    assert (gaps.mean, gaps.upper) == (whole.mean, whole.upper)
    assert (whole.outside, gaps.outside) == ((12,), (13,))


def test_limits_from_few_points_are_trial_limits() -> None:
    chart = read_xmr([10, 11, 9, 10])
    assert chart is not None
    assert chart.is_trial
    assert read_xmr([10]) is None
    assert chart.assurance(2, more_is_better=True) is Assurance.PASSES
    assert chart.assurance(2, more_is_better=False) is Assurance.FAILS
    assert chart.assurance(10, more_is_better=True) is Assurance.INCONSISTENT


@given(st.floats(0.02, 0.98), st.integers(5, 3000))
def test_funnels_narrow_towards_the_share_and_stay_inside(share: float, size: int) -> None:
    limits = [exact_limit(share, size, tail) for tail in TAILS]
    assert limits == sorted(limits)
    assert 0 <= limits[0] <= limits[-1] <= 1
    protected = [protected_limit(share, size, tail) for tail in TAILS]
    bare = [protected_limit(share, size, tail, variance=0) for tail in TAILS]
    assert protected[0] < bare[0] < share < bare[-1] < protected[-1]


def test_equal_schools_are_not_spread() -> None:
    found = dispersion([10, 20, 30], [20, 40, 60])
    assert found.tau_squared == 0
    assert found.z == pytest.approx(found.z_adjusted)


def test_protections_noise_is_no_difference_between_schools_and_a_true_one_is_found() -> None:
    chance = random.Random(6)
    sizes = [chance.randrange(25, 90) for _ in range(400)]

    def published(share: float, size: int) -> int:
        drawn = sum(chance.random() < share for _ in range(size))
        return drawn + round(chance.gauss(0, 2)) - round(chance.gauss(0, 2))

    alike = [published(0.4, size) for size in sizes]
    phi, between = between_schools(alike, sizes, 4, 4)
    assert dispersion(alike, sizes).phi > phi
    assert phi == pytest.approx(1, abs=0.15)
    assert between < 0.03**2
    apart = [published(min(1, max(0, chance.gauss(0.4, 0.12))), size) for size in sizes]
    phi, between = between_schools(apart, sizes, 4, 4)
    assert phi > 1.8
    assert 0.08 < between**0.5 < 0.15


def test_nothing_is_said_of_the_spread_of_few_schools() -> None:
    assert between_schools([1, 30], [40, 40], 4, 4) == (1.0, 0.0)
    assert between_schools([0] * 20, [40] * 20, 4, 4) == (1.0, 0.0)
