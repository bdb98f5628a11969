# SPDX-License-Identifier: MIT
"""The work of the rules benchmark: a standard with 150 criteria, pupils of whom some facts are missing."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import yaml

from thresholds.evidence import Evidence, Observation, Phase

AS_OF = date(2026, 10, 1)
SEED = 7

SCORES = [
    "reading_accuracy",
    "reading_comprehension",
    "spelling",
    "maths",
    "receptive_language",
    "expressive_language",
    "nonverbal",
    "verbal",
    "phonological",
    "working_memory",
    "processing_speed",
    "adaptive",
]
PERCENTAGES = ["attendance_pct", "intelligibility_pct", "lessons_missed_pct"]
COUNTS = [
    "apdr_cycles_12m",
    "apdr_poor_12m",
    "suspensions_12m",
    "incidents_term",
    "support_hours",
    "adults_needed",
    "hearing_loss_db",
    "months_behind_reading",
    "months_behind_maths",
]
REPORTS = ["ep_advice", "slt_report", "ot_report", "paed_report", "hearing_test", "specialist_teacher"]
BANKS = {bank: [f"{bank}_d{at}" for at in range(1, 8)] for bank in ("com", "soc", "emo", "phy")}
FLAGS = ["eal_sole_cause", "adaptations_tried"]
LAYERS = ["universal", "targeted", "targeted_plus", "specialist"]

Tree = dict[str, Any]
"""A condition as a standard writes it."""

Pupil = dict[str, Any]
"""The facts of one pupil by name; None for what isn't known."""


def below(name: str, value: int) -> Tree:
    return {"below": {"of": name, "value": value}}


def least(name: str, value: int) -> Tree:
    return {"at_or_above": {"of": name, "value": value}}


def most(name: str, value: int) -> Tree:
    return {"at_or_below": {"of": name, "value": value}}


def yes(name: str) -> Tree:
    return {"yes": {"of": name}}


def both(*parts: Tree) -> Tree:
    return {"all": list(parts)}


def either(*parts: Tree) -> Tree:
    return {"any": list(parts)}


def some(n: int, *parts: Tree) -> Tree:
    return {"at_least": {"n": n, "of": list(parts)}}


def turned(part: Tree) -> Tree:
    return {"not": part}


# For each area: its bank of descriptors, its scores, its advice, and its measure at each of the four layers.
AREAS: dict[str, tuple[str, list[str], str, list[Tree]]] = {
    "SL": (
        "com",
        ["receptive_language_ss", "expressive_language_ss", "phonological_ss", "verbal_ss"],
        "slt_report_days",
        [below("intelligibility_pct", value) for value in (80, 70, 60, 40)],
    ),
    "SC": (
        "soc",
        ["receptive_language_ss", "adaptive_ss", "verbal_ss", "processing_speed_ss"],
        "paed_report_days",
        [least("incidents_term", value) for value in (1, 3, 6, 12)],
    ),
    "CL": (
        "com",
        ["nonverbal_ss", "verbal_ss", "reading_comprehension_ss", "maths_ss"],
        "ep_advice_days",
        [least("months_behind_maths", value) for value in (6, 12, 18, 30)],
    ),
    "SPLD": (
        "com",
        ["reading_accuracy_ss", "spelling_ss", "phonological_ss", "working_memory_ss"],
        "specialist_teacher_days",
        [least("months_behind_reading", value) for value in (6, 12, 18, 30)],
    ),
    "SEMH": (
        "emo",
        ["adaptive_ss", "working_memory_ss", "expressive_language_ss", "processing_speed_ss"],
        "ep_advice_days",
        [below("attendance_pct", value) for value in (95, 92, 90, 85)],
    ),
    "SP": (
        "phy",
        ["processing_speed_ss", "adaptive_ss", "nonverbal_ss", "spelling_ss"],
        "ot_report_days",
        [least("hearing_loss_db", value) for value in (20, 25, 41, 71)],
    ),
}


def trees() -> dict[str, Tree]:
    """The condition of each of the 24 thresholds, by its id."""
    found: dict[str, Tree] = {}
    for area, (bank, scores, advice, measure) in AREAS.items():
        one, two, three, _ = scores
        said = [yes(name) for name in BANKS[bank]]
        of_layers = [
            either(below(one, 95), below(two, 95), measure[0], said[0]),
            both(least("apdr_cycles_12m", 1), some(2, below(one, 85), below(two, 85), measure[1], said[1])),
            both(
                least("apdr_poor_12m", 1),
                turned(yes("eal_sole_cause")),
                either(below(one, 78), below(three, 78), measure[2]),
                some(2, *said[:3]),
            ),
            both(
                least("apdr_poor_12m", 2),
                most(advice, 548),
                either(some(2, *[below(name, 70) for name in scores[:3]]), some(2, *said[3:6])),
            ),
        ]
        found |= {f"{area}.{layer}": tree for layer, tree in zip(LAYERS, of_layers, strict=True)}
    return found


def banded() -> dict[str, Tree]:
    """The same thresholds with a score used both ways in each: a band that is left out at its upper end."""
    found: dict[str, Tree] = {}
    for name, tree in trees().items():
        score = AREAS[name.partition(".")[0]][1][0]
        found[name] = either(tree, both(least(score, 96), most(score, 99), yes("adaptations_tried")))
    return found


def leaves(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Each criterion of a condition with its operator."""
    ((op, given),) = tree.items()
    if op in ("all", "any", "at_least", "not"):
        for part in given if op in ("all", "any") else given["of"] if op == "at_least" else [given]:
            yield from leaves(part)
    else:
        yield op, given


def facts() -> dict[str, dict[str, Any]]:
    """The 60 facts as a standard declares them."""
    score = {"kind": "score", "unit": "standard_score", "min": 40, "max": 160, "more_need": "lower"}
    made: dict[str, dict[str, Any]] = {f"{name}_ss": dict(score) for name in SCORES}
    made |= {
        name: {"kind": "measure", "unit": "percent", "min": 0, "max": 100, "more_need": "lower"}
        for name in PERCENTAGES
    }
    made |= {name: {"kind": "count", "unit": "", "min": 0, "max": 120} for name in COUNTS}
    made |= {
        f"{name}_days": {"kind": "count", "unit": "days", "min": 0, "max": 40000, "more_need": "lower"}
        for name in REPORTS
    }
    made |= {name: {"kind": "judgement"} for bank in BANKS.values() for name in bank}
    made |= {name: {"kind": "judgement", "more_need": "none"} for name in FLAGS}
    return {name: {"label": name.replace("_", " "), **rest} for name, rest in made.items()}


def document(conditions: dict[str, Tree], *, two_directions: bool = False) -> dict[str, Any]:
    """The whole standard as plain data."""
    marked = {"two_directions": True} if two_directions else {}
    return {
        "format": "threshold-pack/1",
        "pack": {
            "id": "benchmark",
            "version": "1",
            "title": "Benchmark",
            "authority": "Nobody",
            "effective": {"from": "2026-09-01"},
            "layers": LAYERS,
        },
        "areas": {area.lower(): {"label": area} for area in AREAS},
        "facts": facts(),
        "thresholds": [
            {
                "id": name,
                "area": name.partition(".")[0].lower(),
                "layer": name.partition(".")[2],
                "title": name.replace(".", " "),
                "parent": f"What helps at {name.replace('.', ' ')}",
                **marked,
                "met_when": tree,
            }
            for name, tree in conditions.items()
        ],
    }


def as_yaml(whole: dict[str, Any]) -> str:
    """The standard as an officer would have it on disk; parts that are shared in memory are written out."""
    plain = json.loads(json.dumps(whole))
    return yaml.safe_dump(plain, sort_keys=False, default_flow_style=None, width=100)


def pupils(many: int) -> list[Pupil]:
    """Pupils made by chance, always the same; for some nothing is missing, for others six in ten facts."""
    chance = random.Random(SEED)
    return [_pupil(chance) for _ in range(many)]


def _pupil(chance: random.Random) -> Pupil:
    need = chance.random()
    missing = chance.choice([0.0, 0.05, 0.15, 0.25, 0.4, 0.6])
    made: Pupil = {}
    for name, fact in facts().items():
        made[name] = None if chance.random() < missing else _value(chance, name, fact["kind"], need)
    return made


def _value(chance: random.Random, name: str, kind: str, need: float) -> Any:
    if kind == "judgement":
        return chance.random() < (0.1 if name == "eal_sole_cause" else 0.15 + 0.7 * need)
    if name.endswith("_days"):
        return chance.randrange(0, 1100)
    if kind == "score":
        return int(min(160, max(40, chance.gauss(100 - 38 * need, 13))))
    if name in ("apdr_cycles_12m", "apdr_poor_12m"):
        return chance.choice([0, 1, 2, 2, 3, 3])
    middle, spread = {
        "attendance_pct": (96 - 12 * need, 5.0),
        "intelligibility_pct": (90 - 45 * need, 15.0),
        "hearing_loss_db": (60 * need, 18.0),
        "months_behind_reading": (36 * need, 8.0),
        "months_behind_maths": (36 * need, 8.0),
    }.get(name, (12 * need, 3.0))
    drawn = min(100.0 if kind == "measure" else 120.0, max(0.0, chance.gauss(middle, spread)))
    return round(drawn, 1) if kind == "measure" else int(drawn)


def evidence_of(pupil: Pupil, at: int, phase: Phase) -> Evidence:
    """What is known of a pupil as the engine takes it: one dated value of each known fact."""
    day = AS_OF - timedelta(days=at % 60)
    seen = {
        name: (Observation(day, value if isinstance(value, bool) else Decimal(str(value)), record=name),)
        for name, value in pupil.items()
        if value is not None
    }
    return Evidence(AS_OF, phase, observations=seen)
