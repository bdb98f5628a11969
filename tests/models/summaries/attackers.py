# SPDX-License-Identifier: MIT
"""Attackers who know the whole method but no key, and a simulated borough for them to attack.

Each returns how often it was right, how often the best guess without any file is right, and how often it was
at least 95 % sure of something that wasn't already the likeliest: the harmful kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import exp, log
from random import Random

from models.summaries.counted import CountedPupil, count, place
from models.summaries.document import make
from models.summaries.measures import BLANK, BY_ID, CAPPED_SUMS, SHIPPED
from models.summaries.protect import THRESHOLDS
from tests.models.summaries.school import heading

NEEDS = {
    "SLCN": 26,
    "SEMH": 20,
    "ASD": 18,
    "SPLD": 12,
    "MLD": 12,
    "OTH": 4,
    "PD": 3,
    "HI": 2,
    "VI": 1,
    "SLD": 2,
}
LAYERS = {"U": 8, "T": 48, "TP": 28, "S": 16}
ATTENDED = {97: 45, 92: 19, 86: 20, 70: 12, 30: 4}
"""Per cent attended: one value for each band, and its weight."""
CYCLES = {"NONE": 10, "OPEN": 40, "TIME": 35, "LATE": 15}
VERDICTS = {"MET": 50, "NOT": 10, "UNKNOWN": 40}
SUSPENDED = {0: 94, 1: 4, 2: 2}
COSTS = {0: 15, 500: 35, 2000: 30, 4500: 13, 8000: 5, 12000: 2}
WAITS = {30: 20, 70: 25, 120: 20, 170: 15, 300: 15, 400: 5}
"""Days, one value for each band, and its weight."""

OF_CHILDREN = tuple(name for name in SHIPPED if name not in (*BLANK, *CAPPED_SUMS, "H12"))
"""The tables in which a child stands: parents' papers bear no child's name."""


def chances(draws: int) -> dict[int, float]:
    """The law of a sum of so many draws."""
    cuts = (0, *THRESHOLDS, 1 << 64)
    one = {k - 9: (high - low) / 2**64 for k, (low, high) in enumerate(pairwise(cuts))}
    law = {0: 1.0}
    for _ in range(draws):
        wider: Counter[int] = Counter()
        for at, chance in law.items():
            for more, few in one.items():
                wider[at + more] += chance * few
        law = dict(wider)
    return law


NOISE = chances(2)
DIFFERENCE = chances(2)
"""Two fresh draws: what is left between two files of one term, once the persistent part has cancelled."""


def pick(chance: Random, weights: Mapping[object, int]) -> object:
    return chance.choices(list(weights), list(weights.values()))[0]


def child(chance: Random) -> CountedPupil:
    attended = int(str(pick(chance, ATTENDED)))
    return CountedPupil(
        level="K" if chance.random() < 0.7 else "E",
        need=str(pick(chance, NEEDS)),
        layer=str(pick(chance, LAYERS)),
        phase_band=chance.choice(["EY", "KS1", "KS2", "KS2"]),
        sex=chance.choice("FMM"),
        free_school_meals=chance.random() < 0.4,
        possible=100,
        attended=attended,
        suspensions=int(str(pick(chance, SUSPENDED))),
        outcomes_reviewed=chance.choice((0, 0, 3)),
        outcomes_met=chance.randint(0, 3),
        cycle=str(pick(chance, CYCLES)),
        verdict=str(pick(chance, VERDICTS)),
        waits={
            service: int(str(pick(chance, WAITS)))
            for service in ("salt", "ot", "pt")
            if chance.random() < 0.12
        },
        cost_pounds=Decimal(str(pick(chance, COSTS))),
    )


def school(chance: Random) -> list[CountedPupil]:
    return [child(chance) for _ in range(chance.randint(12, 70))]


def files(
    pupils: Sequence[CountedPupil], key: bytes, term: str = "2026-27.1"
) -> Mapping[str, Mapping[str, int]]:
    """What leaves the school: the program's own count and protection."""
    return make(heading(term=term), count(pupils, "P").tables, key).tables


@dataclass
class Score:
    """right, base (right without a file) and sure (harmfully) among so many tries."""

    tries: int = 0
    right: int = 0
    base: int = 0
    sure: int = 0

    def note(self, posterior: Mapping[object, float], prior: Mapping[object, int], truth: object) -> None:
        guess = max(posterior, key=lambda value: posterior[value])
        modal = max(prior, key=lambda value: prior[value])
        self.tries += 1
        self.right += guess == truth
        self.base += modal == truth
        self.sure += guess != modal and posterior[guess] >= 0.95 * sum(posterior.values())

    @property
    def percent(self) -> tuple[float, float, float]:
        """Right, base, sure in per cent."""
        return tuple(round(100 * n / self.tries, 1) for n in (self.right, self.base, self.sure))  # type: ignore[return-value]


def strong(tries: int, seed: int = 1) -> Score:
    """Knows every other child and everything of this one but the attendance; has one file."""
    chance, score = Random(seed), Score()
    for _ in range(tries):
        pupils = school(chance)
        target, published = pupils[0], files(pupils, chance.randbytes(32))
        others = count(pupils[1:], "P").tables
        posterior: dict[object, float] = {}
        for attended, weight in ATTENDED.items():
            likely = float(weight)
            for name in ("H06", "F06"):
                here = place(replace(target, attended=attended), BY_ID[name])
                for cell, value in published[name].items():
                    likely *= NOISE.get(value - others[name][cell] - (cell == here), 0.0)
            posterior[attended] = likely
        score.note(posterior, ATTENDED, target.attended)
    return score


def two_files(tries: int, seed: int = 2, *, careless: bool = False) -> tuple[int, float]:
    """Has the file before and the file after one child joined, and nothing else: whole profiles found.

    careless: against noise that depends on key, term and cell alone, to see that the attack is able.
    Returns profiles found in each thousand, and the chance level.
    """
    chance, found, by_luck = Random(seed), 0, 0.0
    known = [child(Random(n)) for n in range(3000)]
    priors = {name: Counter(place(one, BY_ID[name]) for one in known) for name in OF_CHILDREN}
    best = {name: prior.most_common(1)[0] for name, prior in priors.items()}
    for _ in range(tries):
        pupils, joiner, key = school(chance), child(chance), chance.randbytes(32)
        before = files(pupils, key)
        after = files([*pupils, joiner], key)
        if careless:
            true = count([*pupils, joiner], "P").tables, count(pupils, "P").tables
            after = {
                name: {c: n + true[0][name][c] - true[1][name][c] for c, n in cells.items()}
                for name, cells in before.items()
            }
        whole = True
        for name in OF_CHILDREN:
            law = {0: 1.0} if careless else DIFFERENCE
            places = (*before[name], None)
            scores = {cell: log(max(priors[name][cell], 0.5)) for cell in places}
            for cell in before[name]:
                moved = after[name][cell] - before[name][cell]
                scores[cell] += log(law.get(moved - 1, 1e-12)) - log(law.get(moved, 1e-12))
            whole &= max(scores, key=lambda cell: scores[cell]) == place(joiner, BY_ID[name])
        found += whole
        by_luck += all(place(joiner, BY_ID[name]) == best[name][0] for name in OF_CHILDREN)
    return round(1000 * found / tries), round(1000 * by_luck / tries, 1)


def averaging(tries: int, terms: Sequence[str], seed: int = 3) -> Score:
    """Knows every other child in every term; one child's layer never changes; averages all terms."""
    chance, score = Random(seed), Score()
    for _ in range(tries):
        pupils, key = school(chance), chance.randbytes(32)
        target = pupils[0]
        gaps: dict[str, list[int]] = {layer: [] for layer in LAYERS}
        for term in terms:
            pupils = [target, *(child(chance) if chance.random() < 0.05 else other for other in pupils[1:])]
            published, others = files(pupils, key, term)["F02"], count(pupils[1:], "P").tables["F02"]
            for layer, row in gaps.items():
                cell = place(replace(target, layer=layer), BY_ID["F02"])
                assert cell is not None
                row.append(published[cell] - others[cell])
        spread = 2 + 2 / len(terms)
        posterior: dict[object, float] = {}
        for layer, weight in LAYERS.items():
            off = sum((sum(row) / len(row) - (one == layer)) ** 2 for one, row in gaps.items())
            posterior[layer] = weight * exp(-off / (2 * spread))
        score.note(posterior, LAYERS, target.layer)
    return score
