# SPDX-License-Identifier: MIT
"""A plan's success measures, term by term: estimate, interval from protection, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from typing import TypeAlias

from models.summaries.filing import Filing
from models.summaries.goals import TARGET, FromMean, FromSchools, FromShare, Goal, Goals
from models.summaries.sums import FEWEST_SCHOOLS, Total, joined, share

Totals: TypeAlias = Mapping[str, Mapping[str, Total]]

_NORMAL = 1.96


class Course(StrEnum):
    """Where a figure stands on the straight way from baseline to target."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Figure:
    """One success measure in one term, in per cent.

    value, low, high    None where nobody can know it yet, or where it may not be shown
    hidden              why a figure that exists isn't shown
    is_authoritys       typed in or imported by the authority
    """

    id: str
    term: str
    value: float | None
    low: float | None = None
    high: float | None = None
    baseline: float | None = None
    target: float | None = None
    schools: int = 0
    hidden: str = ""
    is_authoritys: bool = False
    course: Course = Course.NOT_SAID


def estimate(goal: Goal, term: str, totals: Totals, filings: Sequence[Filing]) -> Figure:
    """The goal's figure in a term from what the schools sent."""
    source = goal.estimate
    found = Figure(goal.id, term, None, baseline=goal.baseline, target=goal.target)
    if isinstance(source, FromShare) and source.share in totals:
        return _from_share(found, source, totals[source.share])
    if isinstance(source, FromMean) and {source.mean, source.of} <= totals.keys():
        return _from_mean(found, source, totals)
    if isinstance(source, FromSchools):
        return _from_schools(found, source, filings)
    return found


def _from_share(found: Figure, source: FromShare, table: Mapping[str, Total]) -> Figure:
    part = joined([total for cell, total in table.items() if cell in source.cells])
    rest = joined([total for cell, total in table.items() if cell not in source.cells])
    part_of = share(part, rest)
    if part_of is None:
        return found
    if part_of.hidden:
        return replace(found, hidden=part_of.hidden, schools=part_of.schools)
    return _with_interval(found, 100 * part_of.value, 100 * part_of.half_width, part_of.schools)


def _from_mean(found: Figure, source: FromMean, totals: Totals) -> Figure:
    summed, base = joined([*totals[source.mean].values()]), joined([*totals[source.of].values()])
    if base.schools < FEWEST_SCHOOLS or base.value < 20 * sqrt(base.variance):
        return replace(found, hidden="too few children", schools=base.schools)
    mean = summed.value / base.value
    variance = (summed.variance + mean**2 * base.variance) / base.value**2
    return _with_interval(found, 100 - mean, _NORMAL * sqrt(variance), base.schools)


def _from_schools(found: Figure, source: FromSchools, filings: Sequence[Filing]) -> Figure:
    says: dict[str, Callable[[Filing], bool | None]] = {
        "eah_visits": lambda one: None if one.facts.eah_visits is None else one.facts.eah_visits > 0,
        "inclusion_base": lambda one: (
            None if one.facts.inclusion_base is None else one.facts.inclusion_base == "open"
        ),
    }
    answers = [says[source.schools](one) for one in filings]
    known = [answer for answer in answers if answer is not None]
    if not known:
        return found
    # Not about children, so exact; a school that says nothing counts as not reached.
    return _with_interval(found, 100 * sum(known) / len(answers), 0.0, len(answers))


def _with_interval(found: Figure, value: float, half: float, schools: int) -> Figure:
    return replace(
        found,
        value=round(value, 2),
        low=round(max(0.0, value - half), 2),
        high=round(min(100.0, value + half), 2),
        schools=schools,
    )


def figures(
    goals: Goals,
    totals: Mapping[str, Totals],
    filings: Mapping[str, Sequence[Filing]],
    own: Mapping[tuple[str, str], float],
) -> tuple[Figure, ...]:
    """Every measure in every term, in the plan's order; own: the authority's figures by measure and term."""
    found: list[Figure] = []
    terms = sorted({*totals, *(term for _, term in own if term != TARGET)})
    for goal in goals:
        row = [_one(goal, term, totals.get(term, {}), filings.get(term, ()), own) for term in terms]
        baseline = _baseline(goal, row)
        found += [_on_its_way(replace(one, baseline=baseline), goal, goals) for one in row]
    return tuple(found)


def _one(
    goal: Goal, term: str, totals: Totals, filings: Sequence[Filing], own: Mapping[tuple[str, str], float]
) -> Figure:
    typed = own.get((goal.id, term))
    if typed is None:
        return estimate(goal, term, totals, filings)
    return Figure(goal.id, term, typed, typed, typed, goal.baseline, goal.target, is_authoritys=True)


def _baseline(goal: Goal, row: Sequence[Figure]) -> float | None:
    """The plan's baseline, or the mean of the year that gives it."""
    if goal.baseline is not None or goal.baseline_year is None:
        return goal.baseline
    values = [one.value for one in row if one.value is not None and one.term.startswith(goal.baseline_year)]
    return round(sum(values) / len(values), 2) if values else None


def _on_its_way(figure: Figure, goal: Goal, goals: Goals) -> Figure:
    if goal.target is None or figure.low is None or figure.high is None:
        return figure
    sign = 1 if goal.better == "higher" else -1
    worst, best = sorted((sign * figure.low, sign * figure.high))
    due = due_by(goal, goals, figure.term)
    if worst >= sign * goal.target:
        course = Course.REACHED
    elif due is None:
        course = Course.NOT_SAID
    else:
        course = Course.ON_COURSE if best >= sign * due else Course.BEHIND
    return replace(figure, course=course)


def due_by(goal: Goal, goals: Goals, term: str) -> float | None:
    """Where a measure should stand in a term: its year's step, or the straight way to its target."""
    if (step := goal.steps.get(term[:7])) is not None:
        return step
    if goal.target is None or term >= goals.ends:
        return goal.target
    if goal.baseline is None:
        return None if not goal.steps else goal.target
    whole = _terms_between(goals.starts, goals.ends)
    done = min(max(_terms_between(goals.starts, term), 0), whole)
    return goal.baseline + (goal.target - goal.baseline) * done / whole


def _terms_between(first: str, last: str) -> int:
    """Terms from the one before the first to the last, both of the form 2026-27.1."""
    return 3 * (int(last[:4]) - int(first[:4])) + int(last[-1]) - int(first[-1]) + 1
