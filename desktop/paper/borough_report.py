# SPDX-License-Identifier: MIT
"""The borough's picture on paper: who sent, each success measure with its chart, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from reportlab.platypus import Flowable, KeepTogether

from desktop.borough_series import series_of, short_term
from desktop.drawing import Shape, run_chart
from desktop.files import Target
from desktop.funnel_drawing import funnel_chart
from desktop.paper.chart import Chart
from desktop.paper.sheet import Furniture, build, grid, text
from models.summaries.arrivals import Arrived
from models.summaries.borough import BoroughPicture
from models.summaries.charts import Band, TableLine, table_lines
from models.summaries.flows import layer_lines, need_grids, since_first
from models.summaries.opened import Borough
from models.summaries.progress import MeasureLine, measure_lines
from models.summaries.reading import RULES
from models.summaries.spread import (
    BAND_WORDS,
    QUESTIONS,
    ConsistencyLine,
    Spread,
    consistency_lines,
    spread,
    spread_lines,
)

CHART_HEIGHT = 120
"""Points."""
FUNNEL_HEIGHT = 170
FUNNELS = (
    "Each dot is a school; a ring lies outside the limits that chance and protection draw for its size. All "
    "schools and their figures stand in the sheet funnels, by URN. Schools are not ranked."
)
MOST_REFUSED = 40
"""Files that are named on paper; the rest are counted, as somebody may drop a folder of photographs."""
CONSISTENT = (
    "By how many percentage points schools differ (one standard deviation) beyond what chance and protection "
    "explain. Falling figures mean that schools come to like decisions for like children."
)
CHARTS = (
    "Charts are read by: {rules}. A ring marks a term that says more than chance; thin dashed lines are "
    "limits, the others target and mean or median."
)
ABOUT = (
    "Every number that a school sends has a small random change, so that no child can be found in it. Over "
    "many schools the changes cancel. Half of the width of an interval stands behind each total: the true "
    "figure lies within it in 95 of 100 cases. Schools are not ranked."
)


def write_borough(path: Target, borough: Borough, made_on: date) -> int:
    """Write the borough's report as a PDF and return its number of pages."""
    picture = borough.picture
    furniture = Furniture(
        title=borough.goals.title, school=f"Authority {picture.la}", made_on=made_on, about="Borough summary"
    )
    latest = picture.terms[-1] if picture.terms else ""
    coverage = picture.coverage[latest].words if latest in picture.coverage else "No school has sent a file"
    story: list[Flowable] = [
        text(borough.goals.title, "title"),
        text(f"{short_term(latest)}: {coverage}." if latest else f"{coverage}.", "lead"),
        text(ABOUT, "small"),
        *_arrivals(borough.arrived),
        text("Success measures", "heading"),
        text(CHARTS.format(rules=RULES[borough.rules]), "small"),
        *(_measure(line) for line in measure_lines(picture, borough.goals, borough.rules)),
        *_layers(picture, latest),
        *_spreads(borough, latest),
        *_totals(picture, latest),
    ]
    return build(path, furniture, story)


def _arrivals(arrived: Arrived) -> list[Flowable]:
    story: list[Flowable] = [text(sentence) for sentence in arrived.warnings]
    if arrived.rejected:
        rows = [[one.file, one.reason] for one in arrived.rejected[:MOST_REFUSED]]
        story += [text("Files that were not taken", "heading"), grid(("File", "Why"), rows, (5, 8))]
    more = len(arrived.rejected) - MOST_REFUSED
    if more > 0:
        story.append(text(f"And {more:,} more; all of them stand in the sheet refused."))
    return story


def _measure(line: MeasureLine) -> Flowable:
    goal = line.goal
    aims = [
        f"Baseline {goal.baseline:g} %" if goal.baseline is not None else "",
        f"target {goal.target:g} %" if goal.target is not None else "",
    ]
    about = ", ".join(one for one in aims if one)
    course = f" {line.course.capitalize()}. Over time: {line.reading}." if line.latest else ""
    said = f"{line.words}{course}"
    parts: list[Flowable] = [text(goal.title, "label"), text(said)]
    if about:
        parts.append(text(f"{about}.", "small"))
    if any(one.value is not None and not one.hidden for one in line.figures):
        series = series_of(line)
        parts.append(Chart(lambda wide, tall: run_chart(series, wide, tall, 8), CHART_HEIGHT))
    return KeepTogether(parts)


def _layers(picture: BoroughPicture, term: str) -> list[Flowable]:
    """Layers over the terms, and the latest term's grids."""
    lines = layer_lines(picture)
    if not lines:
        return []
    rows = [
        (
            short_term(one.term),
            one.layer,
            "–" if one.value is None else f"{one.value:,} ± {one.half_width}",
            "–" if one.percent is None else f"{one.percent:.1f} %",
            one.moved_words,
        )
        for one in lines
    ]
    head = ("Term", "Layer", "Children", "Share", "Since the term before")
    story: list[Flowable] = [text("Layers over the terms", "heading")]
    if moved := since_first(picture):
        story.append(text(moved))
    story.append(grid(head, rows, (2, 3, 3, 2, 5)))
    for one in need_grids(picture, term):
        shares = (5, *(2 for _ in one.head[1:]))
        story.append(KeepTogether([text(one.title, "heading"), grid(one.head, one.rows, shares)]))
    return story


def _spreads(borough: Borough, term: str) -> list[Flowable]:
    """A funnel for each question; who lies outside is listed by URN."""
    story: list[Flowable] = [text("Schools around the borough’s share", "heading"), text(FUNNELS, "small")]
    for question in QUESTIONS if term else ():
        found = spread(borough.picture, question, term)
        parts: list[Flowable] = [text(question.title, "label"), text(found.words)]
        if found.centre is not None:
            parts.append(Chart(partial(_funnel, found), FUNNEL_HEIGHT))
        outside = [
            (str(one.urn), one.name or "–", f"{one.share:.0f} %", f"{one.low:.0f} to {one.high:.0f} %")
            for one in spread_lines(found, borough.names)
            if one.words != BAND_WORDS[Band.INSIDE]
        ]
        story.append(KeepTogether(parts))
        if outside:
            story.append(grid(("URN", "Outside the limits", "Share", "Limits"), outside, (2, 6, 2, 3)))
    return [*story, *_consistency(borough.picture)] if term else []


def _consistency(picture: BoroughPicture) -> list[Flowable]:
    """How far schools differ beyond chance, the first term beside the last."""
    by_question: dict[str, list[ConsistencyLine]] = {}
    for one in consistency_lines(picture):
        by_question.setdefault(one.question, []).append(one)
    rows = [
        (title, str(lines[-1].schools), *(f"{one.beyond:.1f}" for one in (lines[0], lines[-1])))
        for title, lines in by_question.items()
    ]
    if not rows:
        return []
    ends = [short_term(term) for term in (picture.terms[0], picture.terms[-1])]
    head = ("", "Schools", *ends)
    return [
        text("Consistency between schools", "heading"),
        text(CONSISTENT, "small"),
        grid(head, rows, (6, 2, 2, 2)),
    ]


def _funnel(found: Spread, wide: float, tall: float) -> Sequence[Shape]:
    return funnel_chart(found, wide, tall, 8)


def _totals(picture: BoroughPicture, term: str) -> list[Flowable]:
    by_table: dict[str, list[TableLine]] = {}
    for one in table_lines(picture):
        if one.term == term:
            by_table.setdefault(one.title, []).append(one)
    story: list[Flowable] = []
    for title, lines in by_table.items():
        rows = [[one.words, *_figure(one)] for one in lines]
        story += [text(title, "heading"), grid(("", "Total", "± half width", "Schools"), rows, (8, 2, 2, 2))]
    return story


def _figure(one: TableLine) -> Sequence[str]:
    if one.value is None:
        return ("–", one.hidden, str(one.schools))
    return (f"{one.value:,}", str(one.half_width), str(one.schools))
