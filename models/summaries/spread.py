# SPDX-License-Identifier: MIT
"""How schools spread around the borough: noise-aware funnels of fixed questions, in the order of URNs.

No school is ranked, and none can be: inside the limits schools can't be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from models.summaries.borough import BoroughPicture
from models.summaries.charts import Band, FunnelSchool, funnel
from models.summaries.funnel import FEWEST, LEAST_BASE, TAILS, protected_limit
from models.summaries.measures import BY_ID
from models.summaries.protect import variance_of


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each school: the share that some cells of a table have of all its cells.

    types: codes of the types of school that are asked; a special school's layers are no mainstream school's.
    """

    id: str
    title: str
    table: str
    cells: tuple[str, ...]
    about: str = ""
    types: str = "NPSAXRC"


def _ending(table: str, *codes: str) -> tuple[str, ...]:
    return tuple(cell.id for cell in BY_ID[table].cells if cell.id.split(".")[-1] in codes)


_CONSISTENT = (
    "Mainstream schools only. Schools with like children should come to like decisions. A school outside the "
    "limits is worth a talk about how it reads the thresholds; it isn’t wrong because it lies there."
)
QUESTIONS = (
    Question("layers", "Targeted Plus or Specialist", "F02", _ending("F02", "TP", "S"), _CONSISTENT, "NPSA"),
    Question(
        "thresholds", "Threshold of the layer evidenced", "F10", _ending("F10", "MET"), _CONSISTENT, "NPSA"
    ),
    Question("absence", "Persistent absence", "H06", ("PA",)),
    Question("suspensions", "Suspended in the term", "H07", ("SUS",)),
    Question("outcomes", "All outcomes met in closed cycles", "H08", ("MET",)),
    Question("reviews", "Reviewed on time", "H09", ("ON_TIME",)),
    Question("waits", "Therapies within 18 weeks", "H11", ("W18",)),
    Question("confidence", "Parents confident", "H12", ("CONF",)),
)

BAND_WORDS = {
    Band.INSIDE: "like the others",
    Band.BEYOND_TWO: "further off than chance goes in 19 of 20 cases",
    Band.BEYOND_THREE: "further off than chance goes in 998 of 1,000 cases",
}


@dataclass(frozen=True, slots=True)
class Spread:
    """One question in one term: the borough's share, each school with its limits, and who is left out.

    curve   the limits for a school of each size, to be drawn
    small   schools whose published base is below twenty
    beyond  by how many percentage points schools differ beyond chance and protection (one s.d.)
    """

    question: Question
    term: str
    centre: float | None
    schools: tuple[FunnelSchool, ...]
    curve: tuple[tuple[int, tuple[float, ...]], ...]
    small: int
    beyond: float = 0.0

    @property
    def words(self) -> str:
        """What the picture says, in a sentence or two."""
        if self.centre is None:
            return f"No school has {LEAST_BASE} children here; nothing is drawn."
        outside = sum(one.band is not Band.INSIDE for one in self.schools)
        far = sum(one.band is Band.BEYOND_THREE for one in self.schools)
        left = f" {self.small} with fewer than {LEAST_BASE} children are left out." if self.small else ""
        return (
            f"All together: {100 * self.centre:.0f} %. {len(self.schools) - outside} of {len(self.schools)} "
            f"schools can’t be told from the others; {outside} lie further off, {far} of them far.{left} "
            f"{self.consistency}"
        )

    @property
    def consistency(self) -> str:
        """How far schools differ beyond chance and protection, in a sentence; empty where nobody can say."""
        if len(self.schools) < FEWEST:
            return ""
        if self.beyond < 0.5:
            return "Chance and protection explain how schools differ."
        return (
            f"Schools differ by about {self.beyond:.0f} percentage points (one standard deviation) more than "
            "chance and protection explain; the limits allow for that."
        )


def spread(picture: BoroughPicture, question: Question, term: str) -> Spread:
    """A question's funnel in a term; protection's noise widens the limits by every cell that is summed."""
    filings = [one for one in picture.filings.get(term, ()) if one.school_type in question.types]
    part, rest = _variances(question)
    found = funnel(filings, question.table, question.cells, variances=(part, rest))
    having = sum(bool(one.table(question.table)) for one in filings)
    centre, schools = found.centre, found.schools
    if centre is None:
        return Spread(question, term, None, (), (), having)
    largest = max(one.base for one in schools)
    sizes = sorted({LEAST_BASE + round((largest - LEAST_BASE) * (at / 40) ** 2) for at in range(41)})
    curve = tuple(
        (size, tuple(protected_limit(centre, size, tail, part, rest, found.between) for tail in TAILS))
        for size in sizes
    )
    beyond = 100 * sqrt(found.between)
    return Spread(question, term, centre, schools, curve, having - len(schools), beyond)


def _variances(question: Question) -> tuple[float, float]:
    """What protection adds to the part asked for and to the rest, where each is a sum of cells."""
    cells, variance = len(BY_ID[question.table].cells), variance_of(question.table)
    return variance * len(question.cells), variance * (cells - len(question.cells))


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One school of a funnel as a line of a list; shares and limits in per cent."""

    question: str
    term: str
    urn: int
    name: str
    share: float
    base: int
    low: float
    high: float
    words: str


SPREAD_HEAD = ("question", "term", "urn", "name", "share", "children", "low", "high", "words")


def spread_lines(found: Spread, names: Mapping[int, str]) -> tuple[SpreadLine, ...]:
    """The schools of a funnel by URN, with the limits that chance and protection draw for their size."""
    return tuple(
        SpreadLine(
            found.question.title,
            found.term,
            one.urn,
            names.get(one.urn, ""),
            round(100 * one.share, 1),
            one.base,
            round(100 * max(0.0, one.limits[1]), 1),
            round(100 * min(1.0, one.limits[2]), 1),
            BAND_WORDS[one.band],
        )
        for one in found.schools
    )


def all_spread_lines(
    picture: BoroughPicture, names: Mapping[int, str], questions: Sequence[Question] = QUESTIONS
) -> tuple[SpreadLine, ...]:
    """Every question's list in the latest term: what the sheets and the paper get."""
    if not picture.terms:
        return ()
    found = (spread(picture, question, picture.terms[-1]) for question in questions)
    return tuple(line for one in found for line in spread_lines(one, names))


@dataclass(frozen=True, slots=True)
class ConsistencyLine:
    """One question in one term: the common share, and how far schools differ beyond chance, in per cent."""

    question: str
    term: str
    share: float
    beyond: float
    schools: int


CONSISTENCY_HEAD = ("question", "term", "share", "beyond_chance", "schools")


def consistency_lines(
    picture: BoroughPicture, questions: Sequence[Question] = QUESTIONS
) -> tuple[ConsistencyLine, ...]:
    """Every question over the terms: falling figures mean that schools come to like decisions."""
    return tuple(
        ConsistencyLine(
            question.title, term, round(100 * found.centre, 1), round(found.beyond, 1), len(found.schools)
        )
        for question in questions
        for term in picture.terms
        if (found := spread(picture, question, term)).centre is not None and len(found.schools) >= FEWEST
    )
