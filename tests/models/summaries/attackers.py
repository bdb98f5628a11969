# SPDX-License-Identifier: MIT
"""Attackers who know the whole method but no key, and a simulated borough for them to attack.

Each returns how often it was right, how often the best guess without any file is right, and how often it was
at least 95 % sure of something that wasn't already the likeliest: the harmful kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product
from math import exp, log, prod
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


@dataclass(frozen=True)
class Secret:
    """Something that only the school knows: its values, how they are put into a child, and its tables."""

    weights: Mapping[object, int]
    put: Callable[[CountedPupil, object], CountedPupil]
    tables: tuple[str, ...]


def _field(name: str) -> Callable[[CountedPupil, object], CountedPupil]:
    return lambda one, value: replace(one, **{name: value})  # type: ignore[arg-type]


SECRETS = {
    "attendance": Secret(ATTENDED, _field("attended"), ("H06", "F06", "M14")),
    "suspensions": Secret(SUSPENDED, _field("suspensions"), ("H07", "F07")),
    "outcomes": Secret(
        {0: 30, 1: 20, 2: 20, 3: 30},
        lambda one, value: replace(one, outcomes_reviewed=3, outcomes_met=int(str(value))),
        ("H08", "F08"),
    ),
    "cycle": Secret(CYCLES, _field("cycle"), ("H09", "F09")),
    "verdict": Secret(VERDICTS, _field("verdict"), ("F10",)),
    "wait": Secret(
        WAITS, lambda one, value: replace(one, waits={"salt": int(str(value))}), ("H11", "F11SALT")
    ),
    "cost": Secret(COSTS, lambda one, value: replace(one, cost_pounds=Decimal(str(value))), ("F13",)),
    "layer": Secret(LAYERS, _field("layer"), ("F02",)),
}


def _fits(name: str, seen: Mapping[str, int], expected: Mapping[str, int]) -> float:
    """How likely one table is, were these its true counts."""
    likely = 1.0
    for cell, value in seen.items():
        gap = value - expected[cell]
        # The capped sum's own noise is so wide that its law may be taken as a normal one.
        likely *= exp(-(gap**2) / (8 * 50**2)) if name in CAPPED_SUMS else NOISE.get(gap, 0.0)
    return likely


def strong(tries: int, secret: str = "attendance", seed: int = 1) -> Score:
    """Knows every other child, and all of this one but one secret; has one file, and reads each table."""
    asked = SECRETS[secret]
    chance, score = Random(seed), Score()
    for _ in range(tries):
        pupils = school(chance)
        truth = pick(chance, asked.weights)
        target = asked.put(pupils[0], truth)
        published = files([target, *pupils[1:]], chance.randbytes(32))
        posterior: dict[object, float] = {}
        for value, weight in asked.weights.items():
            guessed = count([asked.put(target, value), *pupils[1:]], "P", asked.tables).tables
            likely = float(weight)
            for name in asked.tables:
                likely *= _fits(name, published[name], guessed[name])
            posterior[value] = likely
        score.note(posterior, asked.weights, truth)
    return score


def census_reader(tries: int, seed: int = 4) -> Score:
    """Knows need, level and all census facts of every child and no secret; asks for one child's attendance.

    Exact: every way in which the other children of the area may fall into the bands is weighed.
    """
    chance, score = Random(seed), Score()
    weights = list(ATTENDED.values())
    shares = [weight / sum(weights) for weight in weights]
    bands = ["A95", "A90", "A80", "A50", "A0"]
    while score.tries < tries:
        pupils = school(chance)
        area = place(pupils[0], BY_ID["F06"]).split(".")[0]  # type: ignore[union-attr]
        others = sum(place(one, BY_ID["F06"]).split(".")[0] == area for one in pupils[1:])  # type: ignore[union-attr]
        if others > 5:
            continue
        row = files(pupils, chance.randbytes(32))["F06"]
        seen = [row[f"{area}.{band}"] for band in bands]
        posterior: dict[object, float] = dict.fromkeys(ATTENDED, 0.0)
        for fall in product(range(5), repeat=others):
            counts = Counter(fall)
            chance_of = prod(shares[at] for at in fall)
            for at, value in enumerate(ATTENDED):
                likely = prod(NOISE.get(seen[n] - counts[n] - (n == at), 0.0) for n in range(5))
                posterior[value] += shares[at] * chance_of * likely
        score.note(posterior, ATTENDED, pupils[0].attended)
    return score


def versions(tries: int, many: int, seed: int = 5) -> tuple[int, float]:
    """Has so many versions of a term before and after one child joined, and averages; whole profiles.

    Between two of them something else was corrected, so that all passing noise is drawn anew.
    """
    chance, found, by_luck = Random(seed), 0, 0.0
    known = [child(Random(n)) for n in range(3000)]
    priors = {name: Counter(place(one, BY_ID[name]) for one in known) for name in OF_CHILDREN}
    best = {name: prior.most_common(1)[0] for name, prior in priors.items()}
    spread = 2 * 2 / many
    for _ in range(tries):
        pupils, joiner, key = school(chance), child(chance), chance.randbytes(32)
        # Only the fresh part changes: another term's label with the same epoch stands for a correction.
        terms = [f"2026-27.{1 + n % 3}" for n in range(3)][:many]
        before = [files(pupils, key, term) for term in terms]
        after = [files([*pupils, joiner], key, term) for term in terms]
        whole = True
        for name in OF_CHILDREN:
            scores = {cell: log(max(priors[name][cell], 0.5)) for cell in (*before[0][name], None)}
            for cell in before[0][name]:
                moved = sum(
                    late[name][cell] - old[name][cell] for old, late in zip(before, after, strict=True)
                )
                scores[cell] += ((moved / many) ** 2 - (moved / many - 1) ** 2) / (2 * spread)
            whole &= max(scores, key=lambda cell: scores[cell]) == place(joiner, BY_ID[name])
        found += whole
        by_luck += all(place(joiner, BY_ID[name]) == best[name][0] for name in OF_CHILDREN)
    return round(1000 * found / tries), round(1000 * by_luck / tries, 1)


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
