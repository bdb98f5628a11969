# SPDX-License-Identifier: MIT
"""Each success measure over the terms: its points, where it stands, and what its run chart says."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries.borough import BoroughPicture
from models.summaries.goals import Goal, Goals
from models.summaries.reading import READING_WORDS, XMR, Read, read_series
from models.summaries.run_chart import Reading
from models.summaries.success import Course, Figure

COURSE_WORDS = {
    Course.REACHED: "target reached",
    Course.ON_COURSE: "on course",
    Course.BEHIND: "behind the straight way to the target",
    Course.NOT_SAID: "not said",
}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure: its figures in the order of the terms, and what its chart says where there are points."""

    goal: Goal
    figures: tuple[Figure, ...]
    chart: Read | None

    @property
    def latest(self) -> Figure | None:
        """The last figure that may be shown, None where there is none."""
        shown = [one for one in self.figures if one.value is not None and not one.hidden]
        return shown[-1] if shown else None

    @property
    def words(self) -> str:
        """The latest figure in a sentence, or why there is none."""
        latest = self.latest
        if latest is None or latest.value is None:
            hidden = next((one.hidden for one in reversed(self.figures) if one.hidden), "")
            return f"Not shown: {hidden}." if hidden else "No figure yet."
        low, high = latest.low, latest.high
        interval = f", between {low:.1f} and {high:.1f} %" if low is not None and high is not None else ""
        whose = ", the authority's own figure" if latest.is_authoritys else f", {latest.schools} schools"
        return f"{latest.value:.1f} %{interval}{whose}."

    @property
    def course(self) -> str:
        """How it stands on its way, in words."""
        latest = self.latest
        return COURSE_WORDS[latest.course if latest is not None else Course.NOT_SAID]

    @property
    def reading(self) -> str:
        """What the chart says, in words."""
        return self.chart.words if self.chart else READING_WORDS[Reading.TOO_FEW_POINTS]


def measure_lines(picture: BoroughPicture, goals: Goals, rules: str = XMR) -> tuple[MeasureLine, ...]:
    """Every measure of the plan, in the plan's order; rules: by which of reading.RULES charts are read."""
    lines = []
    for goal in goals:
        found = {one.term: one for one in picture.figures if one.id == goal.id}
        mine = tuple(found[term] for term in picture.terms if term in found)
        points = tuple(None if one.hidden else one.value for one in mine)
        read = read_series(points, rules, target=goal.target, more_is_better=goal.better == "higher")
        lines.append(MeasureLine(goal, mine, read))
    return tuple(lines)


MEASURE_HEAD = (
    "measure",
    "title",
    "term",
    "value",
    "low",
    "high",
    "baseline",
    "target",
    "schools",
    "course",
    "hidden",
)


def measure_rows(lines: tuple[MeasureLine, ...]) -> list[tuple[object, ...]]:
    """The figures as rows under MEASURE_HEAD; what may not be shown has its reason and no value."""
    return [
        (
            one.id,
            line.goal.title,
            one.term,
            None if one.hidden else one.value,
            None if one.hidden else one.low,
            None if one.hidden else one.high,
            one.baseline,
            one.target,
            one.schools,
            COURSE_WORDS[one.course],
            one.hidden,
        )
        for line in lines
        for one in line.figures
    ]
