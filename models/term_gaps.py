# SPDX-License-Identifier: MIT
"""What is incomplete in a term's summary, graded by weight, and where it can be mended. Personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.records import School
from models.summaries.counted import CountedPupil
from models.summaries.measures import BY_ID
from models.summaries.preview import Line
from models.tally import Tallied


class Weight(StrEnum):
    """How much a gap takes from the figures: of the children counted, how many are missing there."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that isn't recorded for some of the children who are counted.

    tables    which tables they are missing in
    pupils    their ids; empty where it is about the school
    mend      in a sentence, and page and part of the place where that is done; "" where no page does it
    is_blank  the school said that it stays blank on purpose
    """

    id: str
    words: str
    tables: tuple[str, ...]
    pupils: tuple[tuple[str, str], ...]
    of: int
    mend: str
    page: str = ""
    part: str = ""
    is_blank: bool = False

    @property
    def weight(self) -> Weight:
        """Much from a quarter of the children on, little below one in twenty."""
        missing = len(self.pupils)
        if not missing or 4 * missing >= self.of:
            return Weight.MUCH
        return Weight.SOME if 20 * missing >= self.of else Weight.LITTLE


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    words: str
    tables: tuple[str, ...]
    is_missing: Callable[[CountedPupil], bool]
    mend: str
    page: str
    part: str = ""


_RULES = (
    _Rule(
        "attendance",
        "Attendance in the term isn’t recorded",
        ("H06", "F06", "M14"),
        lambda child: not child.possible,
        "Bring in the attendance export of your school’s system.",
        "school",
    ),
    _Rule(
        "suspensions",
        "Nobody has said that all suspensions are recorded",
        ("H07", "F07"),
        lambda child: child.suspensions is None,
        "If all suspensions of the term are recorded, say so: the others then count as not suspended.",
        "",
    ),
    _Rule(
        "review",
        "The review has no date that was agreed",
        ("H09", "F09"),
        lambda child: child.cycle is None,
        "Set the review date in the plan.",
        "pupil",
        "plan",
    ),
    _Rule(
        "need",
        "The primary need isn’t recorded",
        ("F01", "F02", "F06", "F08"),
        lambda child: not child.need,
        "Record the need; until then the child counts as not yet assessed.",
        "pupil",
        "needs",
    ),
    _Rule(
        "meals",
        "Free school meals aren’t recorded",
        ("F05",),
        lambda child: child.free_school_meals is None,
        "Bring in the list of pupils of your school’s system, with free school meals in it.",
        "school",
    ),
    _Rule(
        "year",
        "The year group isn’t recorded",
        ("F03",),
        lambda child: child.phase_band is None,
        "Bring in the list of pupils of your school’s system, with year groups in it.",
        "school",
    ),
    _Rule(
        "sex",
        "Sex isn’t recorded",
        ("F04",),
        lambda child: child.sex is None,
        "Bring in the list of pupils of your school’s system.",
        "school",
    ),
)


def gaps(children: Iterable[Tallied], papers: tuple[int, int], blank: Sequence[str] = ()) -> tuple[Gap, ...]:
    """What is incomplete of the children who are counted, what weighs most first; blank ones at the end."""
    cohort = [one for one in children if is_counted(one.counted)]
    found = [
        Gap(
            rule.id,
            rule.words,
            rule.tables,
            missing,
            len(cohort),
            rule.mend,
            rule.page,
            rule.part,
            set(rule.tables) <= set(blank),
        )
        for rule in _RULES
        if (missing := _missing(cohort, rule))
    ]
    if cohort and not any(papers):
        mend = "Ask parents, and record what comes back: their papers bear no name."
        words = "No parent’s answers are recorded for this term"
        found.append(Gap("confidence", words, ("H12",), (), len(cohort), mend, is_blank="H12" in blank))
    order = list(Weight)
    return tuple(sorted(found, key=lambda gap: (gap.is_blank, order.index(gap.weight), -len(gap.pupils))))


def is_counted(child: CountedPupil) -> bool:
    """Whether a child stands in the summary at all."""
    return child.level in ("K", "E") and child.is_main


def _missing(cohort: Iterable[Tallied], rule: _Rule) -> tuple[tuple[str, str], ...]:
    missing = [one.pupil for one in cohort if rule.is_missing(one.counted)]
    return tuple((one.id, one.known_as) for one in sorted(missing, key=lambda one: one.surname.casefold()))


def elsewhere(children: Iterable[Tallied], school: School) -> dict[str, int]:
    """Counted children whose home authority is another, by its number: that one pays, this one is told."""
    homes = (one.pupil.home_la for one in children if is_counted(one.counted))
    return dict(Counter(home for home in homes if home and home != school.la).most_common())


@dataclass(frozen=True, slots=True)
class Moved:
    """One cell between two terms: what stayed and left then, and what stays and leaves now."""

    title: str
    words: str
    stayed: int
    stays: int
    left: int
    leaves: int


MOST_MOVED = 8
"""Cells that are named; the rest stand in the tables."""


def moved(lines: Iterable[Line], true_before: Mapping[str, Mapping[str, int]]) -> tuple[Moved, ...]:
    """The cells whose true count changed most since the term before, by two children or more."""
    found = [
        Moved(one.title, one.words, stayed, one.stays, one.before, one.leaves)
        for one in lines
        if one.before is not None
        and not BY_ID[one.table].cap
        and abs(one.stays - (stayed := true_before.get(one.table, {}).get(one.cell, one.stays))) >= 2
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.stays - one.stayed))[:MOST_MOVED])
