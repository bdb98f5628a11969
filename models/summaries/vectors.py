# SPDX-License-Identifier: MIT
"""What the program answers to a file of run-chart, XmR and funnel cases: inputs copied, all else reckoned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.summaries.funnel import dispersion, exact_limit, protected_limit
from models.summaries.run_chart import Signal, anhoej, median_of, shifts, trends, useful_runs
from models.summaries.runs import runs_limits
from models.summaries.xmr import read_xmr

Case = Mapping[str, Any]


def answer(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same groups and ids as the document's; whatever it expects isn't read."""
    found: dict[str, Any] = {
        group: {name: one(case) for name, case in document[group].items()}
        for group, one in _CASES.items()
        if group in document
    }
    if "runs_limits" in document:
        found["runs_limits"] = {n: _pair(runs_limits(int(n))) for n in document["runs_limits"]}
    found |= {group: one(document[group]) for group, one in _LIMITS.items() if group in document}
    return {group: found[group] for group in document if group in found}


def _run_chart(case: Case) -> dict[str, Any]:
    points = case["y"]
    centre = median_of(points)
    if centre is None:
        return {"y": points, "median": None, "n_useful": 0, "runs": 0}
    runs = useful_runs(points, centre)
    useful = sum(run.points for run in runs)
    return {
        "y": points,
        "median": centre,
        "n_useful": useful,
        "runs": len(runs),
        "longest_run": max((run.points for run in runs), default=0),
        "runs_limits": _pair(runs_limits(useful)),
        **{f"shift{k}": _signals(shifts(points, centre, k)) for k in (6, 7, 8)},
        **{f"trend{k}": _signals(trends(points, k)) for k in (5, 6, 7)},
        "trend5_ties_break": _signals(trends(points, 5, ties_break=True)),
        "anhoej": _anhoej(runs),
    }


def _pair(limits: tuple[int, int] | None) -> list[int] | None:
    return list(limits) if limits else None


def _signals(found: tuple[Signal, ...]) -> list[list[int]]:
    return [[signal.first, signal.last, signal.direction, signal.points] for signal in found]


def _anhoej(runs: list[Signal]) -> dict[str, Any] | None:
    found = anhoej(runs)
    if found is None:
        return None
    return {
        "n_useful": found.useful,
        "longest_run": found.longest_run,
        "longest_run_max": found.longest_run_max,
        "crossings": found.crossings,
        "crossings_min": found.crossings_min,
        "signal": found.is_signal,
    }


def _xmr(case: Case) -> dict[str, Any]:
    baseline, screen = case.get("baseline"), bool(case.get("screen"))
    inputs = {"y": case["y"], "baseline": baseline, "screen": screen}
    chart = read_xmr(case["y"], baseline, screen=screen)
    if chart is None:
        return inputs
    return inputs | {
        "mean": round(chart.mean, 4),
        "lpl": round(chart.lower, 4),
        "upl": round(chart.upper, 4),
        "outside": list(chart.outside),
        "shift7": list(chart.shift),
        "trend7": list(chart.trend),
        "two_of_three": list(chart.two_of_three),
    }


def _dispersion(case: Case) -> dict[str, Any]:
    found = dispersion(case["num"], case["den"])
    return {
        "num": case["num"],
        "den": case["den"],
        "p0": round(found.share, 6),
        "z": [round(z, 4) for z in found.z],
        "phi_winsorised": round(found.phi, 4),
        "tau2": round(found.tau_squared, 6),
        "z_adjusted": [round(z, 4) for z in found.z_adjusted],
    }


def _funnel(case: Case, limit: Callable[[int, float], float]) -> dict[str, Any]:
    inputs = {name: value for name, value in case.items() if name != "limits"}
    limits = {n: [round(limit(int(n), tail), 6) for tail in case["p"]] for n in case["limits"]}
    return inputs | {"limits": limits}


_CASES: dict[str, Callable[[Case], dict[str, Any]]] = {
    "run_charts": _run_chart,
    "xmr": _xmr,
    "overdispersion": _dispersion,
}
_LIMITS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "funnel_exact": lambda case: _funnel(case, lambda n, tail: exact_limit(case["p0"], n, tail)),
    "funnel_noise": lambda case: _funnel(
        case, lambda n, tail: protected_limit(case["p0"], n, tail, case["variance"])
    ),
}
