# SPDX-License-Identifier: MIT
"""A fictional borough: schools, terms, churn and trends, written as files by the program's own export.

Nobody in it is real. Its children are only what a summary counts of them; they have no names at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from models.calendar import Calendar, Term
from models.summaries.counted import Counted, CountedPupil, count
from models.summaries.document import Facts, Heading, Rules, SchoolType
from models.summaries.seal import plain_file
from models.summaries.versions import prepare

FIRST_URN = 900001
"""Far above the numbers that schools in England have."""

_PLACES = (
    "Ashby",
    "Birch",
    "Canal",
    "Dale",
    "Elm",
    "Ferry",
    "Grange",
    "Hollin",
    "Ings",
    "Keld",
    "Lathe",
    "Moor",
)
_KINDS: tuple[tuple[SchoolType, str, int, int], ...] = (
    ("P", "Primary School", 95, 40),
    ("S", "High School", 16, 190),
    ("X", "School", 6, 110),
    ("R", "Centre", 3, 45),
)
"""Type, name, how many of 120, and children with SEND in a usual one."""

_NEEDS = dict(SLCN=25, SEMH=21, ASD=17, SPLD=12, MLD=12, OTH=4, PD=3, HI=2, SLD=2, VI=1, NSA=1)
_BANDS = {
    "P": {"EY": 12, "KS1": 28, "KS2": 60},
    "S": {"KS3": 58, "KS4": 38, "P16": 4},
    "X": {"KS1": 15, "KS2": 30, "KS3": 30, "KS4": 20, "P16": 5},
    "R": {"KS2": 10, "KS3": 35, "KS4": 55},
}
_LAYERS = {"K": {"U": 8, "T": 60, "TP": 32}, "E": {"TP": 25, "S": 75}}
_VERDICTS = {"MET": 62, "NOT": 8, "UNKNOWN": 30}
_COSTS = {"K": (0, 400, 1500, 2600, 4200), "E": (1800, 4400, 7500, 9200, 14000)}

FIRST_TERM = Term(2026, 1)
"""The first term of the Rotherham SEND Reform Plan 2026-29, whose measures the picture draws."""


@dataclass(frozen=True, slots=True)
class FictionalSchool:
    """One school of the borough; keys are made from seed and number, which only a fictional one may do."""

    urn: int
    name: str
    school_type: SchoolType
    size: int
    lean: float
    seed: int

    def key(self, purpose: str) -> bytes:
        """32 bytes for noise or signing."""
        return hashlib.sha256(f"{self.seed}/{self.urn}/{purpose}".encode()).digest()


def schools_of(count: int, seed: int) -> tuple[FictionalSchool, ...]:
    """So many schools, in the mix of a northern borough with 120."""
    chance = Random(f"{seed}/schools")
    kinds = [kind for kind in _KINDS for _ in range(kind[2])]
    picked = (
        [kinds[(at * len(kinds)) // count] for at in range(count)]
        if count <= len(kinds)
        else [*kinds, *chance.choices(kinds, k=count - len(kinds))]
    )
    return tuple(
        FictionalSchool(
            FIRST_URN + at,
            f"{_PLACES[at % len(_PLACES)]} {at // len(_PLACES) + 1} {kind[1]}",
            kind[0],
            max(9, round(chance.lognormvariate(0, 0.4) * kind[3])),
            chance.gauss(0, 0.35),
            seed,
        )
        for at, kind in enumerate(picked)
    )


def terms_from(first: Term, count: int) -> tuple[Term, ...]:
    """So many terms, oldest first."""
    found = [first]
    while len(found) < count:
        found.append(found[-1].after())
    return tuple(found)


class _Roll:
    """The children with SEND of one school, term by term."""

    def __init__(self, school: FictionalSchool, terms: int) -> None:
        self._school = school
        self._chance = Random(f"{school.seed}/{school.urn}/roll")
        self._terms = max(1, terms - 1)
        self._children = [self._child(0.0) for _ in range(school.size)]

    def go_on(self, at: int, term: Term) -> None:
        """Let some leave and others come: more in September; plans grow a little each year."""
        chance, along = self._chance, at / self._terms
        leaving = 0.16 if term.number == 1 else 0.025
        stay = [one for one in self._children if chance.random() >= leaving]
        wanted = round(self._school.size * (1 + 0.03 * along))
        stay += [self._child(along) for _ in range(max(0, wanted - len(stay)))]
        self._children = [self._drifted(one, along) for one in stay]

    def counted(self, at: int) -> list[CountedPupil]:
        """What is new each term of each child: attendance, reviews, waits and the rest."""
        return [self._term_of(one, at / self._terms) for one in self._children]

    def papers(self, at: int) -> tuple[int, int]:
        """Parents' answers of one term: content, and not."""
        share = 0.55 + 0.12 * at / self._terms + 0.05 * self._school.lean
        back = [self._chance.random() < share for _ in range(round(0.45 * len(self._children)))]
        return sum(back), len(back) - sum(back)

    def _child(self, along: float) -> CountedPupil:
        chance, kind = self._chance, self._school.school_type
        level = "E" if chance.random() < (0.93 if kind in "XR" else 0.22 + 0.02 * along) else "K"
        return CountedPupil(
            level=level,
            need=_pick(chance, _NEEDS),
            layer=self._layer(level, along),
            phase_band=_pick(chance, _BANDS[kind]),
            sex="M" if chance.random() < 0.64 else "F",
            free_school_meals=chance.random() < 0.41,
            verdict=_pick(chance, _VERDICTS),
            cost_pounds=Decimal(chance.choice(_COSTS[level])),
        )

    def _layer(self, level: str, along: float) -> str:
        """Schools read the thresholds differently, and less so as the years go by."""
        own = 1 + 1.4 * self._school.lean * (1 - 0.7 * along)
        weights = _LAYERS[level] | {"TP": round(_LAYERS[level]["TP"] * max(0.2, own))}
        return _pick(self._chance, weights)

    def _drifted(self, one: CountedPupil, along: float) -> CountedPupil:
        if self._chance.random() < 0.12:
            return replace(one, layer=self._layer(one.level, along))
        if self._chance.random() < 0.05:
            better = {"MET": 62 + round(14 * along), "NOT": 8, "UNKNOWN": max(8, 30 - round(16 * along))}
            return replace(one, verdict=_pick(self._chance, better))
        return one

    def _term_of(self, one: CountedPupil, along: float) -> CountedPupil:
        chance, lean = self._chance, self._school.lean
        secondary = 0.3 if self._school.school_type in "SR" else 0.0
        absent = min(0.95, chance.lognormvariate(-2.78 - 0.24 * along + 0.25 * lean + secondary, 1.2))
        reviewed = chance.choice((0, 0, 2, 3))
        on_time = 0.52 + 0.18 * along - 0.08 * lean
        cycle = _pick(
            chance, {"NONE": 6, "OPEN": 44, "TIME": round(50 * on_time), "LATE": round(50 * (1 - on_time))}
        )
        return replace(
            one,
            possible=140,
            attended=140 - round(140 * absent),
            suspensions=_suspended(chance.random(), 0.045 + 0.03 * (one.need == "SEMH") + secondary / 8),
            outcomes_reviewed=reviewed,
            outcomes_met=sum(chance.random() < 0.55 + 0.08 * along for _ in range(reviewed)),
            cycle=cycle,
            waits={name: self._wait(base, along) for name, base, on in _WAITING if chance.random() < on},
        )

    def _wait(self, share: float, along: float) -> int:
        chance = self._chance
        within = chance.random() < share + (0.72 - share) * along
        return chance.randrange(10, 126) if within else chance.randrange(127, 420)


_WAITING = (("salt", 0.598, 0.22), ("ot", 0.451, 0.14), ("pt", 0.595, 0.04))
"""Therapy, the share seen within 18 weeks at the start (Rotherham SEND Reform Plan 2026-29), and how many of
all children were waiting or seen in a term: too few for physiotherapy, whose figure the authority brings."""


def _suspended(draw: float, once: float) -> int:
    return 2 if draw < once / 3 else int(draw < once)


def _pick(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def counts_of(
    school: FictionalSchool, terms: Sequence[Term], la: str, app: str
) -> Iterator[tuple[Heading, Counted]]:
    """One school's true counts, which in a real school never leave it, with the heading of their summary."""
    roll, calendar = _Roll(school, len(terms)), Calendar()
    for at, term in enumerate(terms):
        if at:
            roll.go_on(at, term)
        heading = Heading(
            la=la,
            urn=school.urn,
            school_type=school.school_type,
            term=str(term),
            issued=calendar.span(term)[1],
            app=app,
            rules=Rules(pack=f"fictional-{la}", version="1"),
            facts=_facts(school, at, len(terms)),
        )
        yield heading, count(roll.counted(at), school.school_type, papers=roll.papers(at))


def files_of(
    school: FictionalSchool, terms: Sequence[Term], la: str, app: str
) -> Iterator[tuple[str, str, bytes]]:
    """One school's signed summaries: term, file name and content, one term after the other."""
    for heading, counted in counts_of(school, terms, la, app):
        summary = prepare(heading, counted.tables, school.key("noise")).summary
        yield heading.term, f"{summary.name}.json", plain_file(summary, school.key("signing"))


def _facts(school: FictionalSchool, at: int, terms: int) -> Facts:
    place = Random(f"{school.seed}/{school.urn}/facts").random()
    is_reached = place < 0.45 + 0.6 * at / max(1, terms - 1)
    return Facts(
        eah_visits=1 + at // 2 if is_reached else 0,
        inclusion_base="open" if place < 0.2 else "none",
        staff_trained=min(999, 4 * at),
    )
