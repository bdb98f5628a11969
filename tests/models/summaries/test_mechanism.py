# SPDX-License-Identifier: MIT
"""The mechanism to the bit: the published vectors, the frozen tables, and the laws of the noise."""

from __future__ import annotations

import importlib.util
import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.summaries import protect as mechanism
from models.summaries import wide_noise
from models.summaries.measures import structural
from models.summaries.protect import answer, draw, epoch_of, key_id, protect

ROOT = Path(__file__).resolve().parents[3]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "noise-vectors.json").read_text(encoding="utf-8"))
KEY = bytes(range(32))
CELLS = {"F02": {"CI.T": 1, "CI.TP": 0, "CI.U": 2, "CI.S": 0}, "H06": {"PA": 3, "NOT_PA": 34}}

keys = st.binary(min_size=32, max_size=32)
terms = st.builds("{0}-{1:02}.{2}".format, st.just(2027), st.just(28), st.integers(1, 3))
tables = st.dictionaries(
    st.sampled_from(["F01", "F02", "H06"]),
    st.dictionaries(st.sampled_from(["A", "B", "C.D"]), st.integers(0, 60), min_size=1),
    min_size=1,
)


def published(key: bytes, true: mechanism.Tables, term: str = "2026-27.1") -> dict[str, dict[str, int]]:
    return protect(key, "v1", epoch_of(term), term, true)


def recipe() -> ModuleType:
    """The script that made the frozen tables."""
    spec = importlib.util.spec_from_file_location("noise_tables", ROOT / "benchmarks" / "noise_tables.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def moments(thresholds: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    """Mean and variance of a draw, exactly as the frozen integers give them."""
    cuts = (0, *thresholds, 1 << 64)
    bound = len(thresholds) // 2
    chances = {k - bound: Fraction(high - low, 1 << 64) for k, (low, high) in enumerate(pairwise(cuts))}
    mean = sum((k * p for k, p in chances.items()), Fraction(0))
    return mean, sum((k * k * p for k, p in chances.items()), Fraction(0)) - mean**2


def test_the_published_vectors_are_met_to_the_bit() -> None:
    found = answer(VECTORS)
    assert found["draws"] == [case["value"] for case in VECTORS["draws"]]
    assert found["protect"] == [case["published"] for case in VECTORS["protect"]]


def test_the_answers_never_read_what_the_file_expects() -> None:
    silent = {
        "draws": [{k: v for k, v in case.items() if k != "value"} for case in VECTORS["draws"]],
        "protect": [{k: v for k, v in case.items() if k != "published"} for case in VECTORS["protect"]],
    }
    assert answer(silent) == answer(VECTORS)


def test_the_frozen_thresholds_are_the_published_ones_and_the_recipe_gives_them() -> None:
    assert list(mechanism.THRESHOLDS) == [int(word) for word in VECTORS["thresholds_V2_D9"]]
    assert recipe().thresholds(2, 9) == mechanism.THRESHOLDS


def test_the_wide_table_is_what_its_cap_asks() -> None:
    assert wide_noise.BOUND == recipe().wide_bound(wide_noise.CAP) == 637
    assert len(wide_noise.THRESHOLDS) == 2 * wide_noise.BOUND
    assert list(wide_noise.THRESHOLDS) == sorted(wide_noise.THRESHOLDS)
    # Full precision takes seconds; the middle and both ends are enough to notice another recipe.
    mean, variance = moments(wide_noise.THRESHOLDS)
    assert abs(mean) < Fraction(1, 10**12)
    assert abs(variance - 2 * wide_noise.CAP**2) < Fraction(1, 10**9)


def test_the_noise_has_mean_nought_and_variance_two() -> None:
    mean, variance = moments(mechanism.THRESHOLDS)
    assert abs(mean) < Fraction(1, 10**15)
    assert abs(variance - 2) < Fraction(1, 10**15)


@pytest.mark.parametrize("thresholds", [mechanism.THRESHOLDS, wide_noise.THRESHOLDS])
def test_the_noise_is_as_likely_up_as_down(thresholds: tuple[int, ...]) -> None:
    # Every cut is rounded down, so that a mirrored pair sums to one short of the whole.
    assert {low + high for low, high in zip(thresholds, thresholds[::-1], strict=True) if low > 1} == {
        (1 << 64) - 1
    }


@given(keys, st.binary(max_size=40))
def test_a_draw_keeps_its_bound_and_is_fixed(key: bytes, label: bytes) -> None:
    assert draw(key, label) == draw(key, label)
    assert -9 <= draw(key, label) <= 9


@given(keys, tables, terms)
def test_the_same_data_give_the_same_numbers_in_any_order(
    key: bytes, true: dict[str, dict[str, int]], term: str
) -> None:
    mixed = {name: dict(reversed(cells.items())) for name, cells in reversed(true.items())}
    assert published(key, true, term) == published(key, mixed, term)


@given(keys, tables)
def test_every_cell_is_there_and_within_the_bound(key: bytes, true: dict[str, dict[str, int]]) -> None:
    out = published(key, true)
    assert {name: set(cells) for name, cells in out.items()} == {n: set(c) for n, c in true.items()}
    assert all(abs(out[n][c] - true[n][c]) <= mechanism.BOUND for n in true for c in true[n])


def test_one_child_more_redraws_every_cell() -> None:
    # Over many keys each cell must move about as often as two fresh draws differ; none may stand still.
    more = {**CELLS, "H06": {"PA": 4, "NOT_PA": 34}}
    moved = dict.fromkeys([(n, c) for n in CELLS for c in CELLS[n]], 0)
    for seed in range(200):
        key = seed.to_bytes(32)
        before, after = published(key, CELLS), published(key, more)
        for name, cell in moved:
            shift = more[name][cell] - CELLS[name][cell]
            moved[name, cell] += after[name][cell] - before[name][cell] != shift
    assert all(130 <= times <= 190 for times in moved.values()), moved


def test_the_persistent_part_stays_for_three_years_and_no_longer() -> None:
    # The mean of a cell over many terms of one epoch is its truth and p; over epochs p goes too.
    years = [f"{year}-{(year + 1) % 100:02}.{n}" for year in (2026, 2027, 2028) for n in (1, 2, 3)]
    assert {epoch_of(term) for term in years} == {"2026-29"}
    assert [epoch_of(t) for t in ("2025-26.3", "2029-30.1", "2098-99.1")] == ["2023-26", "2029-32", "2098-01"]


@settings(max_examples=20)
@given(keys)
def test_cells_that_cannot_be_are_left_out_and_change_nothing_else(key: bytes) -> None:
    true = {"F03": {"KS1.K": 4, "KS4.K": 0}, "H06": {"PA": 3, "NOT_PA": 4}}
    whole = published(key, true)
    without = protect(key, "v1", "2026-29", "2026-27.1", true, [("F03", "KS4.K")])
    assert without["F03"] == {"KS1.K": whole["F03"]["KS1.K"]}
    assert without["H06"] == whole["H06"]
    assert ("F03", "KS4.K") in structural("P")


def test_a_key_is_named_without_being_told() -> None:
    assert key_id(KEY) == key_id(bytes(range(32)))
    assert len(key_id(KEY)) == 8
    assert key_id(KEY) != KEY.hex()[:8]
    assert key_id(bytes(32)) != key_id(KEY)
