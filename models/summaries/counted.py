# SPDX-License-Identifier: MIT
"""CountedPupil and count: from one child's facts to a school's true tables, each child once in each table.

Personal data until it has gone through protect. Nothing is known here of records or of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from models.codes import AREA_OF_NEED, Area
from models.summaries import measures
from models.summaries.choices import NEEDS

EIGHTEEN_WEEKS = 18 * 7
"""Days within which a therapy should be seen (Rotherham SEND Reform Plan 2026-29)."""

THERAPIES = ("salt", "ot", "pt")

_AREA_CODES = {
    Area.COMMUNICATION: "CI",
    Area.COGNITION: "CL",
    Area.SEMH: "SEMH",
    Area.SENSORY: "SP",
}
_AREAS = {need.value: _AREA_CODES[area] for need, area in AREA_OF_NEED.items()}
_OF_PAPERS = "H12"
_NEED_CODES = frozenset(code for code, _ in NEEDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPupil:
    """What the summary counts of one child; None wherever it isn't known.

    level           N, K or E on the count day; only K and E are counted
    is_main         registered here as their main school: a child on two rolls is counted at the main one
    need            DfE code of the primary need; "" where none is recorded
    layer           U, T, TP or S
    phase_band      EY, KS1 to KS4 or P16
    sex             F or M
    possible, attended      sessions (half-days) of the term; nothing is known where none were possible
    suspensions     in the term
    outcomes_reviewed, outcomes_met     of the cycles closed in the term
    cycle           NONE, OPEN, TIME (reviewed on time) or LATE (reviewed late, or overdue)
    verdict         MET, NOT or UNKNOWN, of the threshold of the present layer
    waits           therapy ("salt", "ot", "pt") and days from request to first seen, or to the count day
    cost_pounds     of the provision in place, for a year
    """

    level: str
    is_main: bool = True
    need: str = ""
    layer: str | None = None
    phase_band: str | None = None
    sex: str | None = None
    free_school_meals: bool | None = None
    possible: int = 0
    attended: int = 0
    suspensions: int | None = None
    outcomes_reviewed: int = 0
    outcomes_met: int = 0
    cycle: str | None = None
    verdict: str | None = None
    waits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    cost_pounds: Decimal | None = None

    @property
    def absent(self) -> int:
        """Sessions missed."""
        return self.possible - self.attended


@dataclass(frozen=True, slots=True)
class Counted:
    """A school's true tables: every cell, zeros included, and which of them its type can never fill.

    without_cell    for each table, the counted children who stand nowhere in it, because something isn't
                    known of them or doesn't apply to them
    cohort          children counted
    """

    tables: dict[str, dict[str, int]]
    structural: tuple[tuple[str, str], ...]
    without_cell: dict[str, int]
    cohort: int


def _need(child: CountedPupil) -> str | None:
    # The thirteen types of v1 have no Down syndrome; it gets a row of its own with a new table.
    code = "OTH" if child.need == "DS" else child.need
    return code if code in _NEED_CODES else None


def _area(child: CountedPupil) -> str:
    return _AREAS.get(child.need, "OTH")


def _meals(child: CountedPupil) -> str | None:
    known = child.free_school_meals
    return None if known is None else "FSM" if known else "NOT_FSM"


def _persistent_absence(child: CountedPupil) -> str | None:
    if not child.possible:
        return None
    return "PA" if 10 * child.absent >= child.possible else "NOT_PA"


def _attendance_band(child: CountedPupil) -> str | None:
    if not child.possible:
        return None
    floors = (("A95", 95), ("A90", 90), ("A80", 80), ("A50", 50), ("A0", 0))
    return next(code for code, least in floors if 100 * child.attended >= least * child.possible)


def _absence(child: CountedPupil) -> str | None:
    return "ABSENCE" if child.possible else None


def _any_suspension(child: CountedPupil) -> str | None:
    return None if child.suspensions is None else "SUS" if child.suspensions else "NOT_SUS"


def _suspensions(child: CountedPupil) -> str | None:
    return None if child.suspensions is None else str(min(child.suspensions, 2))


def _outcomes_met(child: CountedPupil) -> str | None:
    if not child.outcomes_reviewed:
        return None
    if child.outcomes_met == child.outcomes_reviewed:
        return "MET"
    return "PART" if child.outcomes_met else "NOT"


def _all_outcomes_met(child: CountedPupil) -> str | None:
    found = _outcomes_met(child)
    return found and ("MET" if found == "MET" else "NOT_MET")


def _review_on_time(child: CountedPupil) -> str | None:
    return {"TIME": "ON_TIME", "LATE": "NOT_ON_TIME"}.get(child.cycle or "")


def _within_18_weeks(child: CountedPupil) -> str | None:
    days = [child.waits[service] for service in THERAPIES if service in child.waits]
    return None if not days else "W18" if max(days) <= EIGHTEEN_WEEKS else "NOT_W18"


def _wait(service: str) -> Callable[[CountedPupil], str | None]:
    ceilings = (("W6", 6), ("W12", 12), ("W18", 18), ("W26", 26), ("W52", 52))

    def band(child: CountedPupil) -> str | None:
        if service not in child.waits:
            return None
        days = child.waits[service]
        return next((code for code, weeks in ceilings if days <= 7 * weeks), "W53")

    return band


def _cost(child: CountedPupil) -> str | None:
    if child.cost_pounds is None:
        return None
    if child.cost_pounds <= 0:
        return "C0"
    ceilings = (("C1", 1000), ("C3", 3000), ("C6", 6000), ("C10", 10000))
    return next((code for code, most in ceilings if child.cost_pounds < most), "C99")


_PLACES: dict[str, Callable[[CountedPupil], str | None]] = {
    "need": _need,
    "level": lambda child: child.level,
    "area": _area,
    "layer": lambda child: child.layer,
    "phase_band": lambda child: child.phase_band,
    "sex": lambda child: child.sex,
    "meals": _meals,
    "persistent_absence": _persistent_absence,
    "attendance_band": _attendance_band,
    "absence": _absence,
    "any_suspension": _any_suspension,
    "suspensions": _suspensions,
    "all_outcomes_met": _all_outcomes_met,
    "outcomes_met": _outcomes_met,
    "review_on_time": _review_on_time,
    "cycle": lambda child: child.cycle,
    "verdict": lambda child: child.verdict,
    "within_18_weeks": _within_18_weeks,
    **{f"wait_{service}": _wait(service) for service in THERAPIES},
    "cost": _cost,
}


def place(child: CountedPupil, table: measures.Table) -> str | None:
    """The one cell of a table that a child stands in, or None.

    A child stands nowhere where something that the table asks isn't known of them (attendance not recorded:
    not in H06 and F06; no layer: not in F02; no need: not in F01, but under "other or not yet assessed"
    wherever areas are counted) or doesn't apply (no cycle closed: not in H08 and F08). Exactly 90 %
    attendance is persistent absence, which is 10 % or more missed (DfE), and in the band from 90 %.
    """
    codes = [_PLACES[axis.id](child) if axis.id in _PLACES else None for axis in table.axes]
    return ".".join(code for code in codes if code) if all(codes) else None


def _share(child: CountedPupil, table: measures.Table) -> int:
    """What a child adds to their cell: 1, or whole percentage points of absence up to the cap."""
    if not table.cap:
        return 1
    return min(table.cap, (200 * child.absent + child.possible) // (2 * child.possible))


def count(
    pupils: Iterable[CountedPupil],
    school_type: str,
    tables: tuple[str, ...] = measures.SHIPPED,
    *,
    papers: tuple[int, int] = (0, 0),
) -> Counted:
    """The true tables of these children: only those with SEN Support or a plan whose main school this is.

    papers: of the parents' answers that came back, how many are content and how many aren't; they bear no
    child's name, so they stand in the table of confidence and nowhere else.
    """
    cohort = [child for child in pupils if child.level in ("K", "E") and child.is_main]
    impossible = set(measures.structural(school_type, tables))
    counted: dict[str, dict[str, int]] = {}
    nowhere: dict[str, int] = {}
    for name in tables:
        if name == _OF_PAPERS:
            counted[name], nowhere[name] = dict(zip(("CONF", "NOT_CONF"), papers, strict=True)), 0
        else:
            counted[name], nowhere[name] = _counted(cohort, measures.BY_ID[name], impossible)
    return Counted(counted, measures.structural(school_type, tables), nowhere, len(cohort))


def _counted(
    cohort: Iterable[CountedPupil], table: measures.Table, impossible: Set[tuple[str, str]]
) -> tuple[dict[str, int], int]:
    """One table's cells, and the children who stand nowhere in it."""
    cells = dict.fromkeys((cell.id for cell in table.cells), 0)
    missing = 0
    for child in cohort:
        cell = place(child, table)
        if cell is None or cell not in cells or (table.id, cell) in impossible:
            missing += 1
        else:
            cells[cell] += _share(child, table)
    return cells, missing
