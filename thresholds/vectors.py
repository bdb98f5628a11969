# SPDX-License-Identifier: MIT
"""Runs a file of reference cases through the engine; answers what it says, never what the file expects."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thresholds.compiled import compile_trees
from thresholds.derive import code_of, count_events, derive, read_fact, reason_of
from thresholds.evidence import Event, Evidence, Observation, Value
from thresholds.judge import STATUS, run
from thresholds.nodes import Fact, Kind, Node, Window
from thresholds.open_facts import OpenFacts
from thresholds.problems import Problem
from thresholds.settle import settle_tree, settled_or_open
from thresholds.standard import Head, Pack, Standard, Threshold
from thresholds.tree import Leaf, loose_tree
from thresholds.verdict import Trace
from thresholds.windows import age_on, start_of

_EVERY_SET = 100_000
_DAY = date(2000, 1, 1)


def answer(document: Any) -> dict[str, Any]:
    """What the engine answers to every case, by group and id.

    Raises Problem where the file isn't one of cases.
    """
    if not isinstance(document, dict) or not str(document.get("format", "")).startswith("threshold-vectors/"):
        raise Problem(
            "this is not a file of reference cases", mend="Its format begins with threshold-vectors/."
        )
    groups = {"logic": logic, "counts": counts, "windows": windows, "ages": ages, "freshness": freshness}
    found: dict[str, Any] = {}
    for group, solve in groups.items():
        found[group] = {}
        for case in document.get(group, []):
            try:
                found[group][case["id"]] = solve(case)
            except (KeyError, TypeError, ValueError) as fault:
                name = case.get("id", "?") if isinstance(case, dict) else "?"
                raise Problem(
                    f"the case can't be read ({type(fault).__name__})", f"{group} {name}", "Correct the case."
                ) from None
    return found


def logic(case: Mapping[str, Any]) -> dict[str, Any]:
    """A tree over facts of which some aren't known: verdict, what matters, what would settle it."""
    domains = {name: tuple(_value(v) for v in values) for name, values in case["domains"].items()}
    standard = _standard_for(domains, case["tree"])
    tree = loose_tree(standard.pack.thresholds[0].met_when, standard)
    seen = {n: (Observation(_DAY, _value(v)),) for n, v in case["facts"].items() if v is not None}
    program = compile_trees({"tree": tree})
    derived = derive(standard, program.leaves, Evidence(_DAY, observations=seen))
    trace = Trace(standard, None, program, derived, run(program, derived))
    open_facts = OpenFacts(standard, derived, domains)
    found = settle_tree(trace, tree, most=_EVERY_SET, open_facts=open_facts)
    return {
        "verdict": STATUS[settled_or_open(trace, tree, open_facts)],
        "relevant": sorted(found.relevant),
        "to_met": [sorted(one) for one in found.to_met],
        "to_not_met": [sorted(one) for one in found.to_not_met],
    }


def _value(value: Any) -> Value:
    if isinstance(value, bool):
        return value
    return Decimal(str(value)) if isinstance(value, (int, float)) else str(value)


def _standard_for(domains: Mapping[str, tuple[Value, ...]], tree: Any) -> Standard:
    facts = {name: _fact(name, values) for name, values in domains.items()}
    pack = Pack.model_construct(
        format="threshold-pack/1",
        pack=_head(),
        areas={},
        evidence={},
        facts=facts,
        events={},
        documents={},
        criteria=(),
        thresholds=(_loose(tree),),
        constraints=(),
        tests=(),
    )
    return Standard(pack, "")


def _head() -> Head:
    layers = ["layer"]
    about = {"title": "Reference cases", "authority": "none", "effective": {"from": "2000-01-01"}}
    return Head.model_validate({"id": "vectors", "version": "1", "layers": layers, **about})


def _loose(tree: Any) -> Threshold:
    return Threshold(id="tree", area="area", layer="layer", met_when=Node.model_validate(tree))


def _fact(name: str, values: tuple[Value, ...]) -> Fact:
    if all(isinstance(value, bool) for value in values):
        return Fact(label=name, kind=Kind.JUDGEMENT)
    if all(isinstance(value, Decimal) for value in values):
        return Fact(label=name, kind=Kind.MEASURE)
    return Fact.model_construct(label=name, kind=Kind.CHOICE, values=tuple(map(str, values)))


def counts(case: Mapping[str, Any]) -> dict[str, Any]:
    """Events in a window while some dates and outcomes aren't known."""
    as_of = date.fromisoformat(case["as_of"])
    window = Window(months=int(case["window_months"]))
    where = (("progress", "less_than_expected"),)
    leaf = Leaf("count", "cycles", where=where, window=window, bound=("at_or_above", int(case["n"])))
    events = tuple(
        Event(*_span(one.get("ended")), {"progress": one.get("progress")}) for one in case["cycles"]
    )
    evidence = Evidence(as_of, events={"cycles": events})
    found = count_events(leaf, evidence, attested=bool(case["record_complete"]))
    return {
        "window_start": start_of(window, as_of),
        "count_low": found.low,
        "count_high": found.high,
        "verdict": STATUS[found.code],
    }


def _span(text: str | None) -> tuple[date | None, date | None]:
    if text is None:
        return None, None
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date.fromisoformat(text)
    return day, day


def windows(case: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a day lies in a window back from another."""
    as_of, day = date.fromisoformat(case["as_of"]), date.fromisoformat(case["date"])
    start = start_of(Window(months=int(case["months"])), as_of)
    return {"window_start": start, "inside": start <= day <= as_of}


def ages(case: Mapping[str, Any]) -> dict[str, Any]:
    """Age in whole years."""
    return {"age": age_on(date.fromisoformat(case["born"]), date.fromisoformat(case["on"]))}


def freshness(case: Mapping[str, Any]) -> dict[str, Any]:
    """A score below 70 from dated values, of which some are old, later or in conflict."""
    as_of = date.fromisoformat(case["as_of"])
    window = Window(months=int(case["fresh_months"]))
    fact = Fact(label="score", kind=Kind.SCORE, good_for=window)
    leaf = Leaf("below", "score", Decimal(70))
    seen = [Observation(date.fromisoformat(day), Decimal(str(value))) for day, value in case["observations"]]
    reading = read_fact(fact, "score", seen, as_of)
    shown = sorted({value for value in reading.shown if isinstance(value, Decimal)})
    return {
        "verdict": STATUS[code_of(leaf, reading)],
        "reason": reason_of(leaf, reading),
        "value_shown": None if not shown else shown[0] if len(shown) == 1 else shown,
    }
