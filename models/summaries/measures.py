# SPDX-License-Identifier: MIT
"""What is counted, in whose words: query set v1 as data, its secrets and its cells.

Every table counts children with SEN Support or an EHC plan, and that of parents' confidence their papers;
each child or paper stands in at most one cell of each table. A table's id never changes its meaning: a
changed table gets a new id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from types import MappingProxyType

from models.summaries.choices import (
    AREAS,
    ATTENDANCE_BANDS,
    COST_BANDS,
    LAYERS,
    LEVELS,
    MEALS,
    NEEDS,
    PHASE_BANDS,
    WAIT_BANDS,
    Choices,
)

QUERY_SET = "v1"


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a table.

    id       what the count reads of a child
    title    in plain words
    choices  code and words of each value, in order
    reveals  the secrets of a child that it tells something of; none where anyone may know it already
    """

    id: str
    title: str
    choices: Choices
    reveals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: its id, made of the axes' codes, and what it counts in plain words."""

    id: str
    words: str


@dataclass(frozen=True)
class Table:
    """One table; flow tables count the term, the others its last school day. cap: a capped sum, or 0."""

    id: str
    title: str
    axes: tuple[Axis, ...]
    is_flow: bool = False
    cap: int = 0

    @property
    def reveals(self) -> tuple[str, ...]:
        """The secrets that this table tells something of."""
        return tuple(secret for axis in self.axes for secret in axis.reveals)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in their fixed order, those that a school type can't have included."""
        return tuple(
            Cell(".".join(code for code, _ in picks), ", ".join(words for _, words in picks))
            for picks in product(*(axis.choices for axis in self.axes))
        )


SLOW_SECRETS = frozenset({"layer", "cost"})
"""Secrets that stay the same for terms, so that every export is another look at the same value."""

_level = Axis("level", "Level of support", LEVELS)
_area = Axis("area", "Area of primary need", AREAS)
_sex = Axis("sex", "Sex", (("F", "Girls"), ("M", "Boys")))
_meals = Axis("meals", "Free school meals", MEALS)


def _secret(axis_id: str, title: str, choices: Choices, *reveals: str) -> Axis:
    return Axis(axis_id, title, choices, reveals or (axis_id,))


def _yes_no(axis_id: str, title: str, code: str, words: tuple[str, str], *reveals: str) -> Axis:
    return Axis(axis_id, title, ((code, words[0]), (f"NOT_{code}", words[1])), reveals)


_persistent = _yes_no(
    "persistent_absence",
    "Persistent absence",
    "PA",
    ("missed 10 % or more of sessions", "missed less than 10 %"),
    "attendance",
)
_suspended = _yes_no(
    "any_suspension", "Suspension", "SUS", ("suspended this term", "not suspended"), "suspension"
)
_met = _yes_no(
    "all_outcomes_met",
    "Outcomes of cycles closed this term",
    "MET",
    ("all outcomes met", "not all outcomes met"),
    "outcome",
)
_timely = _yes_no(
    "review_on_time", "Review", "ON_TIME", ("reviewed on time", "reviewed late, or overdue"), "cycle"
)
_eighteen = _yes_no(
    "within_18_weeks",
    "Therapy within 18 weeks",
    "W18",
    ("seen, or waiting, within 18 weeks for each therapy", "over 18 weeks for one at least"),
    "wait_salt",
    "wait_ot",
    "wait_pt",
)
_positive = _yes_no(
    "confidence_positive",
    "Parental confidence",
    "CONF",
    ("parents confident or very confident", "parents not confident, or neither"),
    "confidence",
)
_band = _secret("attendance_band", "Attendance", ATTENDANCE_BANDS, "attendance")
_suspensions = _secret(
    "suspensions",
    "Suspensions",
    (("0", "not suspended"), ("1", "suspended once"), ("2", "suspended twice or more")),
    "suspension",
)
_outcomes = _secret(
    "outcomes_met",
    "Outcomes of cycles closed this term",
    (("MET", "all outcomes met"), ("PART", "some outcomes met"), ("NOT", "no outcome met")),
    "outcome",
)
_cycle = _secret(
    "cycle",
    "Cycle",
    (
        ("NONE", "no cycle"),
        ("OPEN", "cycle open, review not due"),
        ("TIME", "reviewed on time"),
        ("LATE", "reviewed late, or overdue"),
    ),
)
_verdict = _secret(
    "verdict",
    "Threshold of the present layer",
    (("MET", "met"), ("NOT", "not met"), ("UNKNOWN", "not yet evidenced")),
)
_confidence = _secret(
    "confidence",
    "Parental confidence",
    (
        ("1", "not at all confident"),
        ("2", "not very confident"),
        ("3", "neither"),
        ("4", "confident"),
        ("5", "very confident"),
        ("NA", "not asked"),
    ),
)
_layer = _secret("layer", "Layer of support", LAYERS)
_cost = _secret("cost", "Cost of provision", COST_BANDS)
_absence = Axis(
    "absence", "Absence", (("ABSENCE", "sum of percentage points, 50 a child at most"),), ("attendance",)
)


def _waits(service: str) -> Axis:
    return _secret(f"wait_{service}", "Waited or waiting", WAIT_BANDS)


TABLES = (
    Table("F01", "Primary need by level", (Axis("need", "Primary need", NEEDS), _level)),
    Table("F02", "Area of need by layer of support", (_area, _layer)),
    Table("F03", "Phase by level", (Axis("phase_band", "Phase", PHASE_BANDS), _level)),
    Table("F04", "Sex by level", (_sex, _level)),
    Table("F05", "Free school meals by level", (_meals, _level)),
    Table("H06", "Persistent absence", (_persistent,), is_flow=True),
    Table("F06", "Area of need by attendance", (_area, _band), is_flow=True),
    Table("H07", "Any suspension", (_suspended,), is_flow=True),
    Table("F07", "Level by number of suspensions", (_level, _suspensions), is_flow=True),
    Table("H08", "All outcomes met, in cycles closed this term", (_met,), is_flow=True),
    Table("F08", "Area of need by outcomes met", (_area, _outcomes), is_flow=True),
    Table("H09", "Reviews on time", (_timely,), is_flow=True),
    Table("F09", "Level by cycle", (_level, _cycle), is_flow=True),
    Table("F10", "Level by verdict on the present layer", (_level, _verdict)),
    Table("H11", "Therapies within 18 weeks", (_eighteen,), is_flow=True),
    Table("F11SALT", "Speech and language therapy: wait", (_waits("salt"),), is_flow=True),
    Table("F11OT", "Occupational therapy: wait", (_waits("ot"),), is_flow=True),
    Table("F11PT", "Physiotherapy: wait", (_waits("pt"),), is_flow=True),
    Table("H12", "Parental confidence", (_positive,), is_flow=True),
    Table("F12", "Level by parental confidence", (_level, _confidence), is_flow=True),
    Table("F13", "Level by cost of provision", (_level, _cost)),
    Table("M14", "Absence, summed", (_absence,), is_flow=True, cap=50),
)
BY_ID = {table.id: table for table in TABLES}
CAPPED_SUMS = {table.id: table.cap for table in TABLES if table.cap}

BLANK = {
    "F12": "Parents answer without a name, so nobody can tell of a paper whether its child has SEN Support "
    "or a plan. Their answers are counted in the table of parental confidence."
}
"""Tables of the set that no school can fill, and why: they stand in the file without a cell."""

RELEASES = (("F01", "F02", "F03", "H06", "F06"), tuple(BY_ID))
"""The table sets that the program has ever exported, oldest first: a file carries exactly one of them."""

SHIPPED = RELEASES[-1]
"""The tables that this release exports."""

_BANDS_OF_TYPE = {
    "N": ("EY",),
    "P": ("EY", "KS1", "KS2"),
    "S": ("KS3", "KS4", "P16"),
    "C": ("P16",),
}


@cache
def structural(school_type: str, tables: tuple[str, ...] = SHIPPED) -> tuple[tuple[str, str], ...]:
    """The cells that this type of school can never fill, or none can: never decided by the children."""
    blank = tuple((name, cell.id) for name in tables if name in BLANK for cell in BY_ID[name].cells)
    bands = _BANDS_OF_TYPE.get(school_type)
    if "F03" not in tables or bands is None:
        return blank
    outside = (cell.id for cell in BY_ID["F03"].cells if cell.id.split(".")[0] not in bands)
    return (*(("F03", cell) for cell in outside), *blank)


@cache
def cells_of(school_type: str, tables: tuple[str, ...] = SHIPPED) -> Mapping[str, tuple[str, ...]]:
    """The cells that a file of this type of school carries, table by table, in their fixed order."""
    left_out = set(structural(school_type, tables))
    return MappingProxyType(
        {
            name: tuple(cell.id for cell in BY_ID[name].cells if (name, cell.id) not in left_out)
            for name in tables
        }
    )


def over_budget(tables: tuple[Table, ...]) -> tuple[str, ...]:
    """What would be too many looks at one child: a sentence each, none where the set keeps the rule.

    A secret may stand in three tables of one export, a slow one in one; no table may cross two secrets.
    """
    found = [
        f"{table.id} crosses two secrets"
        for table in tables
        if sum(bool(axis.reveals) for axis in table.axes) > 1
    ]
    looks = [secret for table in tables for secret in table.reveals]
    for secret in sorted(set(looks)):
        allowed = 1 if secret in SLOW_SECRETS else 3
        if looks.count(secret) > allowed:
            found.append(f"{secret} stands in {looks.count(secret)} tables; {allowed} is the most")
    return tuple(found)
