# SPDX-License-Identifier: MIT
"""BoroughPicture: many schools' protected summaries rolled up; a pure function of the files that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from models.summaries import measures
from models.summaries.arrivals import Arrived
from models.summaries.filing import Filing
from models.summaries.goals import Goals
from models.summaries.protect import epoch_of, variance_of
from models.summaries.success import Figure, figures
from models.summaries.sums import Total

Totals: TypeAlias = dict[str, dict[str, Total]]
Place: TypeAlias = tuple[str, str]
Layout: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ExpectedSchool:
    """A school that should send a file; send_pupils from public statistics, where known.

    successor   the URN of the school that it became, where it closed or merged
    """

    urn: int
    name: str = ""
    send_pupils: int | None = None
    successor: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the borough stands behind a term's figures."""

    schools: int
    expected: int
    missing: tuple[int, ...] = ()
    send_percent: int | None = None

    @property
    def words(self) -> str:
        """To stand beside every total: "72 of 120 schools, 61 % of SEND pupils"."""
        pupils = "" if self.send_percent is None else f", {self.send_percent} % of SEND pupils"
        return f"{self.schools} of {self.expected} schools{pupils}"


@dataclass(frozen=True, slots=True)
class BoroughPicture:
    """What the borough's files say: totals and coverage by term, changes since the term before, measures."""

    la: str
    terms: tuple[str, ...]
    schools: int
    expected: int
    totals: Mapping[str, Totals]
    changes: Mapping[str, Totals]
    coverage: Mapping[str, Coverage]
    figures: tuple[Figure, ...]
    filings: Mapping[str, tuple[Filing, ...]] = field(repr=False)


def roll_up(
    standing: Iterable[Filing],
    goals: Goals,
    expected: Sequence[ExpectedSchool] = (),
    own_figures: Mapping[tuple[str, str], float] | None = None,
) -> BoroughPicture:
    """The picture of these summaries; the order in which they come never matters.

    own_figures: what only the authority knows, in per cent, by measure and term. Missing schools are named,
    never grossed up for.
    """
    by_term: dict[str, list[Filing]] = defaultdict(list)
    for one in sorted(standing, key=lambda one: one.identity):
        by_term[one.term].append(one)
    terms = tuple(sorted(by_term))
    sums = {term: totals_of(by_term[term]) for term in terms}
    successors = {school.urn: school.successor for school in expected if school.successor}
    urns = {one.urn for found in by_term.values() for one in found}
    return BoroughPicture(
        la=goals.la,
        terms=terms,
        schools=len(urns),
        expected=len(expected) or len(urns),
        totals=sums,
        changes={
            after: change(by_term[before], by_term[after], successors) for before, after in pairwise(terms)
        },
        coverage={term: _coverage(by_term[term], expected, len(urns)) for term in terms},
        figures=figures(goals, sums, by_term, own_figures or {}),
        filings={term: tuple(found) for term, found in by_term.items()},
    )


def totals_of(filings: Sequence[Filing]) -> Totals:
    """Every cell summed over these schools; a school counts for the cells that its type can fill."""
    groups: dict[tuple[str, tuple[str, ...]], list[Filing]] = defaultdict(list)
    for one in filings:
        groups[one.school_type, one.release].append(one)
    found: dict[Place, Total] = {}
    for (school_type, release), members in groups.items():
        for place, value in _columns(school_type, release, members).items():
            _add(found, place, value, len(members))
    return _in_order(found)


def _columns(school_type: str, release: tuple[str, ...], members: Sequence[Filing]) -> dict[Place, int]:
    """Each cell summed over schools of one type that sent the same release."""
    cells = measures.cells_of(school_type, release)
    places = [(name, cell) for name in release for cell in cells[name]]
    columns = zip(*(one.counts for one in members), strict=True)
    return {place: sum(column) for place, column in zip(places, columns, strict=True)}


def _add(found: dict[Place, Total], place: Place, value: int, schools: int, noises: int = 1) -> None:
    """Add schools to a cell's total; noises: how many published numbers stand behind each school's."""
    variance = variance_of(place[0]) * schools * noises
    more = Total(value, schools, schools, variance)
    before = found.get(place)
    found[place] = (
        more
        if before is None
        else Total(
            before.value + value, before.schools + schools, before.cells + schools, before.variance + variance
        )
    )


def _in_order(found: Mapping[Place, Total]) -> Totals:
    return {
        table.id: row
        for table in measures.TABLES
        if (row := {c.id: found[table.id, c.id] for c in table.cells if (table.id, c.id) in found})
    }


def change(
    before: Sequence[Filing], after: Sequence[Filing], successors: Mapping[int, int] | None = None
) -> Totals:
    """After less before, cell by cell, over the schools that are in both.

    Within an epoch a school's persistent noise cancels, so that its change is no rougher than one number;
    over an epoch's end, after a merger and with another key it is as rough as all its numbers together.
    """
    earlier, later = _by_school(before, successors or {}), _by_school(after, successors or {})
    alike: dict[tuple[Layout, Layout, int], list[tuple[list[Filing], list[Filing]]]] = defaultdict(list)
    for school in sorted(earlier.keys() & later.keys()):
        old, new = earlier[school], later[school]
        alike[_layout(old), _layout(new), _noises(old, new)].append((old, new))
    found: dict[Place, Total] = {}
    for (old_layout, new_layout, noises), pairs in alike.items():
        minus = [_columns(*part, [old[at] for old, _ in pairs]) for at, part in enumerate(old_layout)]
        plus = [_columns(*part, [new[at] for _, new in pairs]) for at, part in enumerate(new_layout)]
        for place in minus[0]:
            if all(place in columns for columns in (*minus, *plus)):
                moved = sum(one[place] for one in plus) - sum(one[place] for one in minus)
                _add(found, place, moved, len(pairs), noises)
    return _in_order(found)


def _by_school(filings: Sequence[Filing], follows: Mapping[int, int]) -> dict[int, list[Filing]]:
    """Each school's filings of one term, a merged school's under the URN of the school that it became."""
    found: dict[int, list[Filing]] = defaultdict(list)
    for one in sorted(filings, key=lambda one: one.urn):
        found[follows.get(one.urn, one.urn)].append(one)
    return found


def _layout(filings: Sequence[Filing]) -> Layout:
    return tuple((one.school_type, one.release) for one in filings)


def _noises(old: Sequence[Filing], new: Sequence[Filing]) -> int:
    """How many numbers' noise a school's change carries: one where all persistent parts cancel."""
    same_keys = [(one.urn, one.key_id) for one in old] == [(one.urn, one.key_id) for one in new]
    if same_keys and epoch_of(old[0].term) == epoch_of(new[0].term):
        return len(new)
    return len(old) + len(new)


def _coverage(filings: Sequence[Filing], expected: Sequence[ExpectedSchool], seen: int) -> Coverage:
    here = {one.urn for one in filings}
    if not expected:
        return Coverage(len(here), seen)
    known = [school for school in expected if school.send_pupils is not None]
    whole = sum(school.send_pupils or 0 for school in known)
    part = sum(school.send_pupils or 0 for school in known if school.urn in here)
    return Coverage(
        schools=len(here),
        expected=len(expected),
        missing=tuple(sorted(school.urn for school in expected if school.urn not in here)),
        send_percent=round(100 * part / whole) if whole else None,
    )


def document(picture: BoroughPicture, arrived: Arrived) -> dict[str, Any]:
    """The picture as one JSON document. A figure that may not be shown to people says why under "hidden"."""
    return {
        "schools": picture.schools,
        "expected": picture.expected,
        "files": arrived.files,
        "rejected": [{"file": one.file, "reason": one.reason} for one in arrived.rejected],
        "superseded": len(arrived.superseded),
        "warnings": list(arrived.warnings),
        "coverage": {term: found.words for term, found in picture.coverage.items()},
        "totals": {
            term: {
                name: {cell: _total_document(one) for cell, one in cells.items()}
                for name, cells in tables.items()
            }
            for term, tables in picture.totals.items()
        },
        "measures": [_figure_document(figure) for figure in picture.figures],
    }


def _total_document(one: Total) -> dict[str, Any]:
    said = {"value": one.value, "half_width": one.half_width, "schools": one.schools}
    return said | ({"hidden": one.hidden} if one.hidden else {})


def _figure_document(figure: Figure) -> dict[str, Any]:
    said = {
        "id": figure.id,
        "term": figure.term,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "baseline": figure.baseline,
        "target": figure.target,
        "schools": figure.schools,
        "course": figure.course.value,
    }
    return said | ({"hidden": figure.hidden} if figure.hidden else {})
