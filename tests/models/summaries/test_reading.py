# SPDX-License-Identifier: MIT
"""What a series over terms says by each set of rules, and that nothing is said of too few terms."""

from __future__ import annotations

import pytest

from models.summaries.reading import LEAST_XMR, RULES, XMR, read_series
from models.summaries.run_chart import Reading

FALLING = [39.0, 38.4, 38.9, 37.6, 37.1, 36.8, 36.0, 35.4, 34.9]
LEVEL = [50, 52, 49, 51, 50, 48, 51, 50, 49, 52, 51, 50]


@pytest.mark.parametrize("rules", RULES)
def test_nothing_is_said_of_eight_terms_whatever_they_do(rules: str) -> None:
    read = read_series([80.0, 70, 60, 50, 40, 30, 20, 10], rules)
    assert read is not None
    assert (read.reading, read.marked) == (Reading.TOO_FEW_POINTS, ())
    assert read.words == "too few terms to say"
    assert read_series([], rules) is None
    assert read_series([None], rules) is None


def test_nine_terms_speak_by_trial_limits_where_a_run_chart_cannot() -> None:
    read = read_series(FALLING, target=35.0, more_is_better=False)
    assert read is not None
    assert len(FALLING) == LEAST_XMR
    assert read.reading is Reading.SIGNAL
    assert read.marked == (0, 2, 3, 4, 5, 6, 7, 8)
    assert read.assurance is None
    assert "a term outside the limits" in read.words
    assert "by trial limits from fewer than 12 terms" in read.words
    by_runs = read_series(FALLING, "perla2011")
    assert by_runs is not None
    assert by_runs.reading is Reading.TOO_FEW_POINTS


def test_twelve_level_terms_say_no_more_than_chance_and_how_the_target_stands() -> None:
    read = read_series(LEVEL, target=60, more_is_better=True)
    assert read is not None
    assert read.words == "no more than chance; as it runs, the target is missed in every term"
    lower, upper = read.lower, read.upper
    assert lower is not None
    assert upper is not None
    assert lower < min(LEVEL) < max(LEVEL) < upper
    assert read.middle_word == "mean"
    passes = read_series(LEVEL, target=60, more_is_better=False)
    assert passes is not None
    assert "met in every term" in passes.words


def test_a_term_that_may_not_be_shown_keeps_the_places_of_the_others() -> None:
    read = read_series([None, *LEVEL, 70], XMR)
    assert read is not None
    assert read.marked[-1] == 13


def test_a_run_chart_marks_its_shift_and_has_no_limits() -> None:
    read = read_series([1, 2] * 5 + [9, 8] * 5, "mdc")
    assert read is not None
    assert read.reading is Reading.SIGNAL
    assert read.marked[-1] == 19
    assert (read.lower, read.upper, read.middle_word) == (None, None, "median")
    assert "a shift" in read.words
