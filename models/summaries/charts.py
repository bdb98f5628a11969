# SPDX-License-Identifier: MIT
"""What an authority draws: series over terms, schools in a funnel, layers over time; all as lists too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.summaries import measures
from models.summaries.borough import BoroughPicture
from models.summaries.filing import Filing
from models.summaries.funnel import LEAST_BASE, TAILS, between_schools, protected_limit
from models.summaries.sums import Total, joined


def series(picture: BoroughPicture, measure: str) -> tuple[float | None, ...]:
    """A measure's figures in the order of the picture's terms, for a run chart or an XmR chart."""
    found = {figure.term: figure.value for figure in picture.figures if figure.id == measure}
    return tuple(found.get(term) for term in picture.terms)


class Band(StrEnum):
    """Where a school lies in the funnel: inside 95 %, outside it, or outside 99.8 %."""

    INSIDE = "inside"
    BEYOND_TWO = "beyond_two"
    BEYOND_THREE = "beyond_three"


@dataclass(frozen=True, slots=True)
class FunnelSchool:
    """One school's protected share, with the limits for a school of its size, chance and noise together."""

    urn: int
    share: float
    base: int
    limits: tuple[float, ...]
    band: Band


@dataclass(frozen=True, slots=True)
class Funnel:
    """The schools of one term around their common share.

    phi      about 1 where chance and protection explain how they differ
    between  the variance of their true shares beyond both, which the limits allow for
    """

    centre: float | None
    schools: tuple[FunnelSchool, ...] = ()
    phi: float = 1.0
    between: float = 0.0


def funnel(
    filings: Iterable[Filing], table: str, cells: Sequence[str], *, variances: tuple[float, float] = (4, 4)
) -> Funnel:
    """The schools of one term whose published base is large enough, in the order of their URNs.

    variances: what protection adds to the part asked for, and to the rest.

    The centre is the share of all these schools together. There is no ranking: a school inside the limits
    can't be told from the others.
    """
    found = {}
    for one in filings:
        row = one.table(table)
        part = sum(count for cell, count in row.items() if cell in cells)
        if row and sum(row.values()) >= LEAST_BASE:
            found[one.urn] = part, sum(row.values())
    base = sum(size for _, size in found.values())
    if not base:
        return Funnel(None)
    centre = min(1.0, max(0.0, sum(part for part, _ in found.values()) / base))
    parts, sizes = zip(*found.values(), strict=True)
    phi, between = between_schools(parts, sizes, *variances)

    def placed(urn: int, part: int, size: int) -> FunnelSchool:
        limits = tuple(protected_limit(centre, size, tail, *variances, between) for tail in TAILS)
        return FunnelSchool(urn, part / size, size, limits, _band(part / size, limits))

    return Funnel(centre, tuple(placed(urn, *found[urn]) for urn in sorted(found)), phi, between)


def _band(share: float, limits: Sequence[float]) -> Band:
    if limits[1] <= share <= limits[2]:
        return Band.INSIDE
    return Band.BEYOND_TWO if limits[0] <= share <= limits[3] else Band.BEYOND_THREE


def layers(picture: BoroughPicture) -> dict[str, dict[str, Total]]:
    """Children in each layer, all areas together, term by term."""
    return {term: _along("F02", 1, tables.get("F02", {})) for term, tables in picture.totals.items()}


def _along(table: str, axis: int, row: dict[str, Total]) -> dict[str, Total]:
    """A table's totals along one of its axes."""
    codes = [code for code, _ in measures.BY_ID[table].axes[axis].choices]
    if not row:
        return {}
    return {
        code: joined([one for cell, one in row.items() if cell.split(".")[axis] == code]) for code in codes
    }


@dataclass(frozen=True, slots=True)
class TableLine:
    """One total as a line of a list: what is hidden has a reason and no value."""

    term: str
    table: str
    title: str
    cell: str
    words: str
    value: int | None
    half_width: int
    schools: int
    hidden: str


def table_lines(picture: BoroughPicture) -> tuple[TableLine, ...]:
    """Every total as people may see it, in fixed order: what CSV, XLSX, paper and screen readers get."""
    return tuple(
        TableLine(
            term,
            table.id,
            table.title,
            cell.id,
            cell.words,
            one.shown,
            one.half_width,
            one.schools,
            one.hidden,
        )
        for term, tables in picture.totals.items()
        for table in measures.TABLES
        for cell in table.cells
        if (one := tables.get(table.id, {}).get(cell.id)) is not None
    )


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """How much of the borough stands behind a term, and who is missing."""

    term: str
    schools: int
    expected: int
    send_percent: int | None
    missing: str


def coverage_lines(picture: BoroughPicture, names: Mapping[int, str]) -> tuple[CoverageLine, ...]:
    """Every term, the latest first; schools that sent nothing by name where it is known, else by URN."""
    return tuple(
        CoverageLine(
            term,
            one.schools,
            one.expected,
            one.send_percent,
            ", ".join(names.get(urn) or str(urn) for urn in one.missing),
        )
        for term in reversed(picture.terms)
        if (one := picture.coverage.get(term)) is not None
    )
