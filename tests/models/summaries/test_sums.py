# SPDX-License-Identifier: MIT
"""Adding up: half-widths, shares, what is hidden, and that intervals cover what they say."""

from __future__ import annotations

from math import sqrt

import pytest

from models.summaries.protect import epoch_of, protect
from models.summaries.sums import Total, half_width, joined, mean_half_width, share


def total(value: int, schools: int, cells: int | None = None) -> Total:
    return Total(value, schools, cells or schools, 4 * (cells or schools))


@pytest.mark.parametrize(
    ("cells", "half"),
    [(1, 4), (2, 6), (3, 7), (6, 10), (10, 12), (16, 16), (30, 21), (60, 30), (72, 33), (95, 38), (120, 43)],
)
def test_half_widths_are_the_exact_ones(cells: int, half: int) -> None:
    assert half_width(cells) == half


def test_nothing_summed_is_nothing_rough() -> None:
    assert half_width(0) == 0
    assert joined([]) == Total(0, 0, 0, 0)


def test_rough_figures_and_those_of_two_schools_are_hidden() -> None:
    assert total(1000, 2).hidden == "fewer than three schools"
    assert total(27, 3).hidden == "too rough"
    assert total(28, 3).hidden == ""
    assert (total(28, 3).shown, total(27, 3).shown) == (28, None)
    assert total(1234, 120).shown == 1230
    assert total(-1000, 120).hidden == ""


def test_a_share_has_the_variance_that_both_parts_give_it() -> None:
    found = share(total(400, 30), total(600, 30))
    assert found is not None
    assert found.value == 0.4
    assert found.half_width == pytest.approx(1.96 * sqrt(4 * (0.36 * 30 + 0.16 * 30)) / 1000)
    assert found.hidden == ""


def test_a_share_of_few_children_is_hidden_and_of_none_not_made() -> None:
    assert share(total(0, 5), total(0, 5)) is None
    assert share(total(-3, 5), total(1, 5)) is None
    few = share(total(40, 10), total(100, 10))
    assert few is not None
    assert few.hidden == "too few children"


def test_the_mean_of_terms_keeps_the_persistent_part() -> None:
    assert mean_half_width(100, 1) == pytest.approx(1.96 * 20)
    assert mean_half_width(100, 10_000) == pytest.approx(1.96 * sqrt(200), rel=1e-3)


def test_intervals_of_totals_and_of_changes_cover_what_they_say() -> None:
    # 30 schools with keys of their own; the truth is nought everywhere, so what is left is noise.
    cells = {f"C{n}": 0 for n in range(8)}
    inside = changed = many = 0
    for world in range(60):
        sums = []
        for term in ("2026-27.1", "2026-27.2"):
            schools = [
                protect(f"{world}/{n}".encode(), "v1", epoch_of(term), term, {"F02": cells})["F02"]
                for n in range(30)
            ]
            sums.append({cell: sum(one[cell] for one in schools) for cell in cells})
        for cell in cells:
            many += 1
            inside += abs(sums[0][cell]) <= half_width(30)
            changed += abs(sums[1][cell] - sums[0][cell]) <= half_width(30)
    assert 0.92 <= inside / many <= 0.98
    assert 0.92 <= changed / many <= 0.98
