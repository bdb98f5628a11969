# SPDX-License-Identifier: MIT
"""The benefits of a school year: where each measure stands against baseline and target, on paper too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.benefits_report import write_benefits
from models.fictional_borough import FIRST_TERM, files_of, schools_of, terms_from
from models.summaries.arrivals import Arrived, admit
from models.summaries.benefits import BENEFIT_HEAD, Benefit, Moved, benefit_rows, benefits, in_short, years
from models.summaries.borough import BoroughPicture, roll_up
from models.summaries.filing import filing
from models.summaries.goals import Goals, aimed, read_goals
from models.summaries.opened import Borough
from models.summaries.seal import verify
from models.summaries.success import Course
from thresholds.problems import Problem

OWN = {("ehc_timeliness", "2026-27.1"): 80.0, ("ehc_timeliness", "2027-28.1"): 86.0} | {
    ("ehc_timeliness", "target"): 84.0
}


@pytest.fixture(scope="module")
def goals() -> Goals:
    return aimed(read_goals(), OWN)


@pytest.fixture(scope="module")
def picture(goals: Goals) -> BoroughPicture:
    found = []
    for school in schools_of(30, 1):
        for _, name, content in files_of(school, terms_from(FIRST_TERM, 4), "372", "0.1.0"):
            summary = verify(content, name).summary
            assert summary is not None
            found.append(filing(summary))
    return roll_up(admit(found).standing, goals, (), OWN)


def by_id(picture: BoroughPicture, goals: Goals, year: str) -> dict[str, Benefit]:
    return {one.goal.id: one for one in benefits(picture, goals, year)}


def test_a_year_goes_from_its_first_term_to_its_last(picture: BoroughPicture, goals: Goals) -> None:
    assert years(picture) == ("2026-27", "2027-28")
    found = by_id(picture, goals, "2026-27")["attendance"]
    assert found.first is not None
    assert found.last is not None
    assert (found.first.term, found.last.term) == ("2026-27.1", "2026-27.3")
    assert found.due == pytest.approx(83.9 + (87 - 83.9) / 3)


def test_better_and_worse_take_the_whole_interval(picture: BoroughPicture, goals: Goals) -> None:
    found = by_id(picture, goals, "2027-28")["ehc_timeliness"]
    assert (found.moved, found.course, found.way) == (Moved.BETTER, Course.REACHED, 151)
    worse = by_id(picture, goals, "2026-27")["ehc_timeliness"]
    assert worse.moved is Moved.WORSE
    figures = tuple(
        replace(one, low=30.0, high=45.0) if one.id == "persistent_absence" else one
        for one in picture.figures
    )
    alike = by_id(replace(picture, figures=figures), goals, "2026-27")["persistent_absence"]
    assert alike.moved is Moved.ALIKE
    assert "can’t be told from the baseline" in alike.words


def test_what_a_move_means_in_children_is_said_only_of_counted_children(
    picture: BoroughPicture, goals: Goals
) -> None:
    found = by_id(picture, goals, "2026-27")
    assert found["ehc_timeliness"].children is None
    absence = found["persistent_absence"]
    assert absence.last is not None
    assert absence.last.value is not None
    assert absence.children is not None
    base = sum(one.value for one in picture.totals[absence.last.term]["H06"].values())
    assert absence.children[0] == pytest.approx(base * (absence.last.value - 39) / 100, abs=5)
    assert absence.children[0] % 10 == 0


def test_every_measure_is_counted_once_in_the_short_sentence(picture: BoroughPicture, goals: Goals) -> None:
    found = benefits(picture, goals, "2027-28")
    said = in_short(found)
    assert said.startswith("Of 12 measures")
    assert sum(int(word) for word in said.replace("Of 12", "").split() if word.isdigit()) == 12
    rows = benefit_rows(found)
    assert all(len(row) == len(BENEFIT_HEAD) for row in rows)


def test_the_report_names_every_goal_and_measure_and_no_school(
    picture: BoroughPicture, goals: Goals, tmp_path: Path
) -> None:
    borough = Borough(picture, Arrived(), goals)
    pages = write_benefits(tmp_path / "a.pdf", borough, "2026-27", date(2027, 8, 1))
    leaves = PdfReader(tmp_path / "a.pdf").pages
    said = " ".join(" ".join(leaf.extract_text() for leaf in leaves).split())
    assert len(leaves) == pages
    for goal in goals:
        assert goal.title in said
    for title in (
        "Goal 1: Early identification and support",
        "What can’t be said",
        "For the parent carer forum",
    ):
        assert title in said
    assert "90000" not in said
    with pytest.raises(Problem, match="nothing was sent for 2031-32"):
        write_benefits(tmp_path / "b.pdf", borough, "2031-32", date(2027, 8, 1))
    assert not (tmp_path / "b.pdf").exists()
