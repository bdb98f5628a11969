# SPDX-License-Identifier: MIT
"""What a series over terms says, read by rules that have names: XmR limits, or one of the run charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.summaries.run_chart import PRESETS, Points, Reading, RunChart, read_chart
from models.summaries.xmr import FIRM, Assurance, XmrChart, read_xmr

LEAST_XMR = 9
"""Points below which limits say nothing; from here to twelve they are trial limits."""

XMR = "xmr"
RULES = {
    XMR: "XmR chart (Making Data Count)",
    **{preset.id: f"Run chart ({preset.title})" for preset in PRESETS.values()},
}
"""The named sets of rules in words. XmR stands first: with a few terms a run chart can't speak yet."""

READING_WORDS = {
    Reading.SIGNAL: "more than chance: something has changed",
    Reading.NO_SIGNAL: "no more than chance",
    Reading.TOO_FEW_POINTS: "too few terms to say",
    Reading.MOSTLY_ON_MEDIAN: "too many terms on the median to say",
}
ASSURANCE_WORDS = {
    Assurance.PASSES: "as it runs, the target is met in every term",
    Assurance.FAILS: "as it runs, the target is missed in every term",
    Assurance.INCONSISTENT: "as it runs, the target is met in some terms and missed in others",
}


@dataclass(frozen=True, slots=True)
class Read:
    """One series as one set of rules reads it.

    middle        mean of an XmR chart, median of a run chart
    lower, upper  limits of an XmR chart; None for a run chart
    marked        places (from 0) of the points that signal; empty where there is no verdict
    because       what signals, in words
    """

    rules: str
    middle: float
    reading: Reading
    lower: float | None = None
    upper: float | None = None
    marked: tuple[int, ...] = ()
    because: tuple[str, ...] = ()
    is_trial: bool = False
    assurance: Assurance | None = None

    @property
    def middle_word(self) -> Literal["mean", "median"]:
        """What the line in the middle is."""
        return "mean" if self.rules == XMR else "median"

    @property
    def words(self) -> str:
        """The verdict with its reason, without a full stop."""
        said = READING_WORDS[self.reading]
        why = f" ({'; '.join(self.because)})" if self.because else ""
        trial = f", by trial limits from fewer than {FIRM} terms" if self.is_trial else ""
        aim = f"; {ASSURANCE_WORDS[self.assurance]}" if self.assurance else ""
        return f"{said}{why}{trial}{aim}"


def read_series(
    points: Points, rules: str = XMR, *, target: float | None = None, more_is_better: bool = True
) -> Read | None:
    """The series read by rules of RULES; None where there are no points at all.

    target: what an XmR chart is held against, where a verdict can be drawn.
    """
    if rules != XMR:
        chart = read_chart(points, PRESETS[rules])
        return None if chart is None else _from_run_chart(rules, chart)
    xmr = read_xmr(points)
    there = [y for y in points if y is not None]
    if xmr is None or len(there) < LEAST_XMR:
        return Read(rules, sum(there) / len(there), Reading.TOO_FEW_POINTS) if there else None
    return _from_xmr(xmr, target, more_is_better)


def _from_xmr(chart: XmrChart, target: float | None, more_is_better: bool) -> Read:
    found = (
        (chart.outside, "a term outside the limits"),
        (chart.trend, "seven terms in a row rising or falling"),
        (chart.two_of_three, "two of three terms near a limit"),
        (chart.shift, "seven terms in a row on one side of the mean"),
    )
    marked = tuple(sorted({at for places, _ in found for at in places}))
    # What a process that has just changed will do can't be told from what it did.
    held = None
    if target is not None and not marked:
        held = chart.assurance(target, more_is_better=more_is_better)
    return Read(
        XMR,
        chart.mean,
        Reading.SIGNAL if marked else Reading.NO_SIGNAL,
        chart.lower,
        chart.upper,
        marked,
        tuple(words for places, words in found if places),
        chart.is_trial,
        held,
    )


def _from_run_chart(rules: str, chart: RunChart) -> Read:
    if chart.reading is not Reading.SIGNAL:
        return Read(rules, chart.median, chart.reading)
    stretches = (*chart.shifts, *chart.trends)
    marked = tuple(sorted({at for one in stretches for at in range(one.first, one.last + 1)}))
    because = [
        *(["a shift to one side of the median"] if chart.shifts else []),
        *(["a trend"] if chart.trends else []),
    ]
    return Read(
        rules,
        chart.median,
        chart.reading,
        marked=marked,
        because=tuple(because or ["too few or too many runs"]),
    )
