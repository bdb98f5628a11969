# SPDX-License-Identifier: MIT
"""The benefits-realisation report of one school year: what the plan has brought about so far, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from reportlab.platypus import Flowable, KeepTogether

from desktop.borough_series import series_of, short_term
from desktop.drawing import Series, Shape, run_chart
from desktop.files import Target
from desktop.paper.chart import Chart
from desktop.paper.sheet import Furniture, build, grid, signatures, text
from models.summaries.benefits import Benefit, benefits, in_short, years
from models.summaries.borough import BoroughPicture, change
from models.summaries.choices import LAYERS
from models.summaries.opened import Borough
from models.summaries.progress import COURSE_WORDS, MeasureLine, measure_lines
from models.summaries.spread import QUESTIONS, spread
from models.summaries.sums import joined
from thresholds.problems import Problem

CHART_HEIGHT = 90
"""Points."""
ABOUT = (
    "Counted from the schools’ termly summaries, in which no child can be found, and from the authority’s "
    "own figures where schools can’t know them. An interval says how far protection alone may move a figure "
    "in 95 of 100 cases; chance from child to child comes on top. Better or worse than the baseline is said "
    "only where the whole interval lies on one side of it. What caused a change no figure here can say."
)
HEAD = ("Measure", "Baseline", "Start", "End (interval)", "Due by now", "Target", "Where it stands")
SHARES = (5, 2, 2, 3.6, 2, 2, 3.4)


def write_benefits(path: Target, borough: Borough, year: str, made_on: date) -> int:
    """Write the report of a school year (2027-28) as a PDF and return its number of pages.

    Raises Problem for a year that nothing was sent for.
    """
    picture = borough.picture
    if year not in years(picture):
        known = ", ".join(years(picture)) or "none"
        raise Problem(f"nothing was sent for {year}", "", f"There are summaries of: {known}.")
    found = benefits(picture, borough.goals, year)
    last = max(term for term in picture.terms if term.startswith(year))
    coverage = picture.coverage[last].words
    title = f"Benefits realised in {year}"
    furniture = Furniture(title, f"Authority {picture.la}", made_on, about=borough.goals.title)
    story: list[Flowable] = [
        text(title, "title"),
        text(f"{borough.goals.title}. {short_term(last)}: {coverage}.", "lead"),
        text(in_short(found)),
        text(ABOUT, "small"),
        *_by_goal(borough, found),
        *_layers(picture, year),
        *_consistency(picture, last),
        *_silent(found),
        text("Looked at", "heading"),
        signatures(("For the authority", "For the parent carer forum", "For health")),
    ]
    return build(path, furniture, story)


def _by_goal(borough: Borough, found: Sequence[Benefit]) -> list[Flowable]:
    lines = {line.goal.id: line for line in measure_lines(borough.picture, borough.goals, borough.rules)}
    story: list[Flowable] = []
    for number in sorted({one.goal.goal for one in found}):
        mine = [one for one in found if one.goal.goal == number]
        title = borough.goals.goals.get(number, "")
        story.append(text(f"Goal {number}: {title}" if title else f"Goal {number}", "heading"))
        story.append(grid(HEAD, [_row(one) for one in mine], SHARES))
        story += [_measure(one, lines[one.goal.id]) for one in mine if one.last is not None]
    return story


def _row(one: Benefit) -> tuple[str, ...]:
    return (
        one.goal.title,
        _percent(one.baseline),
        _percent(one.first.value if one.first else None),
        _ended(one),
        _percent(one.due),
        _percent(one.goal.target),
        COURSE_WORDS[one.course] if one.last else "no figure",
    )


def _ended(one: Benefit) -> str:
    last = one.last
    if last is None:
        return "–"
    if last.low is None or last.high is None or last.low == last.high:
        return _percent(last.value)
    return f"{_percent(last.value)} ({last.low:.1f} to {last.high:.1f})"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} %"


def _measure(one: Benefit, line: MeasureLine) -> Flowable:
    way = "" if one.way is None else f" {one.way} % of the way from baseline to target."
    whose = " The authority’s own figure." if one.last and one.last.is_authoritys else ""
    series = series_of(line)
    return KeepTogether(
        [
            text(one.goal.title, "label"),
            text(f"{one.words}{way}{whose} Over all terms: {line.reading}."),
            *([text(one.goal.note, "small")] if one.goal.note else []),
            Chart(partial(_chart, series), CHART_HEIGHT),
        ]
    )


def _chart(series: Series, wide: float, tall: float) -> Sequence[Shape]:
    return run_chart(series, wide, tall, 8)


def _layers(picture: BoroughPicture, year: str) -> list[Flowable]:
    """How each layer moved from the year's first term to its last."""
    terms = [term for term in picture.terms if term.startswith(year)]
    if len(terms) < 2:
        return []
    moved = change(picture.filings[terms[0]], picture.filings[terms[-1]]).get("F02", {})
    rows = [
        (words, f"{one.value:+,}".replace("-", "−"), f"± {one.half_width}", str(one.schools))
        for code, words in LAYERS
        if (one := joined([cell for id, cell in moved.items() if id.endswith(f".{code}")])).schools
    ]
    said = f"From {short_term(terms[0])} to {short_term(terms[-1])}, over schools that sent both."
    return [
        text("Layers of support", "heading"),
        text(said, "small"),
        grid(("", "More or fewer", "Half width", "Schools"), rows, (6, 3, 3, 3)),
    ]


def _consistency(picture: BoroughPicture, term: str) -> list[Flowable]:
    found = [spread(picture, question, term) for question in QUESTIONS]
    rows = [(one.question.title, one.consistency) for one in found if one.consistency]
    if not rows:
        return []
    return [text("Consistency between schools", "heading"), grid(("", short_term(term)), rows, (5, 10))]


def _silent(found: Sequence[Benefit]) -> list[Flowable]:
    rows = [(one.goal.title, one.words) for one in found if one.last is None]
    if not rows:
        return []
    return [text("What can’t be said", "heading"), grid(("Measure", "Why"), rows, (7, 8))]
