# SPDX-License-Identifier: MIT
"""What a plan has brought about in one school year: each measure from its baseline to the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.summaries.borough import BoroughPicture
from models.summaries.goals import FromShare, Goal, Goals
from models.summaries.progress import COURSE_WORDS
from models.summaries.success import Course, Figure, due_by


class Moved(StrEnum):
    """Where a year's last figure lies against the baseline, its whole interval taken."""

    BETTER = "better"
    WORSE = "worse"
    ALIKE = "alike"
    UNKNOWN = "unknown"


MOVED_WORDS = {
    Moved.BETTER: "better than the baseline",
    Moved.WORSE: "worse than the baseline",
    Moved.ALIKE: "can’t be told from the baseline",
    Moved.UNKNOWN: "no baseline to compare with",
}


@dataclass(frozen=True, slots=True)
class Benefit:
    """One measure in one school year; figures in per cent.

    first, last   its first and its last figure of the year that may be shown; None where there is none
    due           where the straight way to the target has it in the last term
    way           how much of the way from baseline to target is behind it, in per cent
    children      how many children the move since the baseline means, and half its interval, in tens
    """

    goal: Goal
    year: str
    first: Figure | None
    last: Figure | None
    baseline: float | None
    due: float | None
    moved: Moved
    way: int | None = None
    children: tuple[int, int] | None = None

    @property
    def course(self) -> Course:
        """Where it stands on its way."""
        return self.last.course if self.last else Course.NOT_SAID

    @property
    def words(self) -> str:
        """The year in a sentence."""
        last = self.last
        if last is None or last.value is None:
            return "No figure of this year may be shown."
        said = f"{last.value:.1f} %, {MOVED_WORDS[self.moved]}; {COURSE_WORDS[self.course]}."
        if self.children is None or self.moved not in (Moved.BETTER, Moved.WORSE):
            return said
        many, half = self.children
        way = "more" if many > 0 else "fewer"
        return f"{said} That is about {abs(many):,} {way} children (± {half:,}) than the baseline’s share."


def years(picture: BoroughPicture) -> tuple[str, ...]:
    """The school years that the picture's terms lie in, the oldest first: 2026-27."""
    return tuple(sorted({term[:7] for term in picture.terms}))


def benefits(picture: BoroughPicture, goals: Goals, year: str) -> tuple[Benefit, ...]:
    """Every measure of the plan in one school year, in the plan's order."""
    return tuple(_benefit(picture, goals, goal, year) for goal in goals)


def _benefit(picture: BoroughPicture, goals: Goals, goal: Goal, year: str) -> Benefit:
    row = [
        one
        for one in picture.figures
        if one.id == goal.id and one.term.startswith(year) and one.value is not None and not one.hidden
    ]
    if not row:
        return Benefit(goal, year, None, None, goal.baseline, None, Moved.UNKNOWN)
    last, baseline = row[-1], row[-1].baseline
    return Benefit(
        goal,
        year,
        row[0],
        last,
        baseline,
        due_by(goal, goals, last.term),
        _moved(last, baseline, goal),
        _way(last, baseline, goal),
        _children(picture, last, baseline, goal),
    )


def _moved(last: Figure, baseline: float | None, goal: Goal) -> Moved:
    if baseline is None or last.low is None or last.high is None:
        return Moved.UNKNOWN
    if last.low <= baseline <= last.high:
        return Moved.ALIKE
    return Moved.BETTER if (last.low > baseline) == (goal.better == "higher") else Moved.WORSE


def _way(last: Figure, baseline: float | None, goal: Goal) -> int | None:
    if baseline is None or goal.target is None or last.value is None or goal.target == baseline:
        return None
    return round(100 * (last.value - baseline) / (goal.target - baseline))


def _children(
    picture: BoroughPicture, last: Figure, baseline: float | None, goal: Goal
) -> tuple[int, int] | None:
    """Only where schools count the children themselves; an authority's own figure has no base here."""
    source, value = goal.estimate, last.value
    if not isinstance(source, FromShare) or baseline is None or value is None or last.is_authoritys:
        return None
    base = sum(one.value for one in picture.totals.get(last.term, {}).get(source.share, {}).values())
    half = ((last.high or value) - (last.low or value)) / 2
    return _tens(base * (value - baseline) / 100), max(10, _tens(base * half / 100))


def _tens(many: float) -> int:
    return 10 * round(many / 10)


def in_short(found: Sequence[Benefit]) -> str:
    """How many measures stand where, in a sentence."""
    counted = {course: sum(one.course is course for one in found if one.last) for course in Course}
    silent = sum(one.last is None for one in found)
    parts = [
        f"{many} {words}"
        for course, words in (
            (Course.REACHED, "have reached their target"),
            (Course.ON_COURSE, "are on course"),
            (Course.BEHIND, "are behind the straight way to their target"),
            (Course.NOT_SAID, "have nothing yet to be held against"),
        )
        if (many := counted[course])
    ]
    if silent:
        parts.append(f"{silent} have no figure")
    return f"Of {len(found)} measures {', '.join(parts)}."


BENEFIT_HEAD = (
    "year",
    "measure",
    "title",
    "baseline",
    "first",
    "last",
    "low",
    "high",
    "due",
    "target",
    "way_percent",
    "moved",
    "course",
    "children",
    "children_half_width",
)


def benefit_rows(found: Sequence[Benefit]) -> list[tuple[object, ...]]:
    """The measures as rows under BENEFIT_HEAD."""
    return [
        (
            one.year,
            one.goal.id,
            one.goal.title,
            one.baseline,
            one.first.value if one.first else None,
            one.last.value if one.last else None,
            one.last.low if one.last else None,
            one.last.high if one.last else None,
            None if one.due is None else round(one.due, 1),
            one.goal.target,
            one.way,
            MOVED_WORDS[one.moved],
            COURSE_WORDS[one.course],
            *(one.children or (None, None)),
        )
        for one in found
    ]
