# SPDX-License-Identifier: MIT
"""Funnels, layers over terms, grids and the authority's own lists, on a fictional borough."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.borough_sample import write_borough_sample
from models.summaries import measures
from models.summaries.arrivals import Arrived, read_folder
from models.summaries.authority import keys_near, read_authority
from models.summaries.authority_lists import figures_sheet, read_beside, read_figure, read_figures
from models.summaries.borough import BoroughPicture, roll_up
from models.summaries.charts import Band, coverage_lines
from models.summaries.flows import layer_lines, need_grids, since_first
from models.summaries.funnel import protected_limit
from models.summaries.goals import read_goals
from models.summaries.spread import QUESTIONS, all_spread_lines, consistency_lines, spread, spread_lines

GOALS = read_goals()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("borough")
    write_borough_sample(made, schools=60, terms=3, seed=2, app="0.1.0")
    return made


@pytest.fixture(scope="module")
def arrived(folder: Path) -> Arrived:
    keys = keys_near(folder / "files")
    assert keys is not None
    return read_folder(folder / "files", read_authority(keys))


@pytest.fixture(scope="module")
def picture(folder: Path, arrived: Arrived) -> BoroughPicture:
    return roll_up(arrived.standing, GOALS, read_beside(folder / "files", GOALS).schools)


def test_every_question_asks_for_cells_that_exist() -> None:
    for one in QUESTIONS:
        cells = {cell.id for cell in measures.BY_ID[one.table].cells}
        assert set(one.cells) < cells
        assert one.cells


def test_schools_stand_by_urn_and_mainstream_is_compared_with_mainstream(picture: BoroughPicture) -> None:
    layers = spread(picture, QUESTIONS[0], picture.terms[-1])
    urns = [one.urn for one in layers.schools]
    assert urns == sorted(urns)
    special = {one.urn for one in picture.filings[picture.terms[-1]] if one.school_type in "XR"}
    assert special
    assert not special & set(urns)
    assert layers.small + len(urns) == 60 - len(special)


def test_the_limits_are_wider_where_more_noisy_numbers_are_summed() -> None:
    narrow = protected_limit(0.4, 60, 0.975)
    assert protected_limit(0.4, 60, 0.975, 40, 40) > narrow
    assert protected_limit(0.4, 60, 0.975, 4, 40) > narrow
    assert protected_limit(0.4, 60, 0.975, 4, 4) == narrow


def test_a_school_like_all_others_hardly_ever_lies_far_outside(picture: BoroughPicture) -> None:
    """Thresholds are drawn alike for every fictional school, so that only chance and noise are left."""
    question = next(one for one in QUESTIONS if one.id == "thresholds")
    found = [one for term in picture.terms for one in spread(picture, question, term).schools]
    assert sum(one.band is Band.BEYOND_THREE for one in found) <= len(found) / 50
    assert sum(one.band is not Band.INSIDE for one in found) <= len(found) / 8


def test_limits_allow_for_schools_that_differ_and_say_by_how_much(picture: BoroughPicture) -> None:
    """Fictional schools lean differently in absence, and not at all in the threshold's verdict."""
    absence = next(one for one in QUESTIONS if one.id == "absence")
    apart = spread(picture, absence, picture.terms[-1])
    assert 3 < apart.beyond < 20
    assert "more than chance and protection explain; the limits allow for that" in apart.words
    (size, limits) = apart.curve[-1]
    assert apart.centre is not None
    assert limits[2] > protected_limit(apart.centre, size, 0.975)
    lines = consistency_lines(picture)
    by_question = {one.question: one.beyond for one in lines if one.term == picture.terms[-1]}
    assert by_question["Threshold of the layer evidenced"] < by_question["Persistent absence"]
    assert {one.term for one in lines} == set(picture.terms)


def test_lists_have_names_and_everything_that_is_drawn(picture: BoroughPicture, folder: Path) -> None:
    names = {one.urn: one.name for one in read_beside(folder / "files", GOALS).schools}
    found = spread(picture, QUESTIONS[2], picture.terms[0])
    lines = spread_lines(found, names)
    assert [one.urn for one in lines] == [one.urn for one in found.schools]
    assert all(one.name and one.low <= one.high for one in lines)
    assert {one.term for one in all_spread_lines(picture, names)} == {picture.terms[-1]}


def test_layers_add_up_and_move_only_over_schools_in_both_terms(picture: BoroughPicture) -> None:
    lines = layer_lines(picture)
    assert len(lines) == 4 * 3
    assert all(one.moved is None for one in lines[:4])
    assert all(one.moved is not None for one in lines[4:])
    for term in picture.terms:
        shares = [one.share.value for one in lines if one.term == term and one.share]
        assert sum(shares) == pytest.approx(1)
    assert picture.terms[0] in since_first(picture)


def test_grids_show_dashes_and_never_a_hidden_number(picture: BoroughPicture) -> None:
    grids = need_grids(picture, picture.terms[-1])
    assert [len(one.rows) for one in grids] == [5, 6, 2]
    assert any("±" in cell for one in grids for row in one.rows for cell in row)
    assert need_grids(picture, "2040-41.1") == ()


def test_a_missing_school_is_named(picture: BoroughPicture, arrived: Arrived, folder: Path) -> None:
    schools = read_beside(folder / "files", GOALS).schools
    short = roll_up([one for one in arrived.standing if one.urn != schools[0].urn], GOALS, schools)
    names = {one.urn: one.name for one in schools}
    line = coverage_lines(short, names)[0]
    assert (line.schools, line.expected, line.missing) == (59, 60, schools[0].name)


def test_own_figures_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    figures = {("eet", "2026-27.1"): 84.5, ("ehc_timeliness", "2026-27.2"): 80.0}
    (tmp_path / "figures.csv").write_bytes(figures_sheet(figures))
    assert read_figures(tmp_path / "figures.csv", GOALS) == figures
    assert read_beside(tmp_path, GOALS).figures == figures
    assert [read_figure(text) for text in ("87", "86.5 %", "", "many", "2000")] == [
        87,
        86.5,
        None,
        None,
        None,
    ]
