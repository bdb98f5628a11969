# SPDX-License-Identifier: MIT
"""A term in figures for governors: no child is named, and a figure below five is not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.caseload import PupilRow, rows
from models.codes import Layer, SenProvision
from models.cycle_parts import Reader
from models.provision_map import provision_rows, totals
from models.records import Involvement, Meeting, Review, Suspension

LEAST = 5
"""Below this a figure could be somebody that a reader knows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it counts, and the figure as governors may read it."""

    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its lines."""

    title: str
    lines: tuple[Line, ...]


def shown(count: int) -> str:
    """A count as governors may read it: nought and five upwards as they are, one to four together."""
    return str(count) if count == 0 or count >= LEAST else "1 to 4"


def shown_parts(counts: Mapping[str, int]) -> tuple[Line, ...]:
    """The parts of a shown whole: a single hidden part would follow from the rest, so another goes too."""
    figures = {words: shown(count) for words, count in counts.items()}
    hidden = [words for words, count in counts.items() if 0 < count < LEAST]
    open_ones = [words for words, count in counts.items() if count >= LEAST]
    if len(hidden) == 1 and open_ones:
        figures[min(open_ones, key=lambda words: counts[words])] = f"{LEAST} or more"
    return tuple(Line(words, figure) for words, figure in figures.items())


def term_for_governors(tx: Reader, span: tuple[date, date], on: date) -> tuple[Block, ...]:
    """The school's SEN in a term, whose first and last day are given; what comes after `on` isn't counted."""
    first, last = span[0], min(span[1], on)
    everyone = rows(tx, last)
    sen = [row for row in everyone if row.provision is not SenProvision.NONE]
    return (
        _who(everyone, sen),
        _counted("Primary need", sen, lambda row: row.needs[0].code.label if row.needs else "Not recorded"),
        _layers(sen),
        _year(sen),
        _cycles(tx, sen, first, last),
        _support(tx, last),
    )


def _who(everyone: Sequence[PupilRow], sen: Sequence[PupilRow]) -> Block:
    share = f"{100 * len(sen) / len(everyone):.0f} %" if len(everyone) >= LEAST <= len(sen) else "not shown"
    kinds = Counter(row.provision for row in sen)
    return Block(
        "Who",
        (
            Line("Pupils on the roll", str(len(everyone))),
            Line("With special educational needs", shown(len(sen))),
            Line("Their share of the roll", share),
            *shown_parts({one.label: kinds[one] for one in SenProvision if one is not SenProvision.NONE}),
        ),
    )


def _counted(title: str, sen: Iterable[PupilRow], named: Callable[[PupilRow], str]) -> Block:
    found = dict(sorted(Counter(named(row) for row in sen).items()))
    return Block(title, shown_parts(found))


def _layers(sen: Sequence[PupilRow]) -> Block:
    found = Counter(row.layer for row in sen)
    return Block("Layer of support", shown_parts({one.label: found[one] for one in Layer}))


def _year(sen: Sequence[PupilRow]) -> Block:
    return _counted(
        "Year group", sen, lambda row: row.pupil.year_group.label if row.pupil.year_group else "Not recorded"
    )


def _cycles(tx: Reader, sen: Sequence[PupilRow], first: date, last: date) -> Block:
    def inside(day: date | None) -> bool:
        return day is not None and first <= day <= last

    ids = {row.id for row in sen}
    reviews = [one for one in tx.find(Review) if one.pupil_id in ids and inside(one.reviewed_on)]
    meetings = [one for one in tx.find(Meeting) if one.pupil_id in ids and inside(one.held_on)]
    without = ids - {one.pupil_id for one in tx.find(Meeting) if one.held_on > last - timedelta(365)}
    suspended = [one for one in tx.find(Suspension) if one.pupil_id in ids and inside(one.started_on)]
    return Block(
        "This term",
        (
            Line("Reviews held", shown(len(reviews))),
            Line("Reviews overdue", shown(sum(row.is_overdue for row in sen))),
            Line("Meetings with parents", shown(len(meetings))),
            Line("Children whose parents were not met for a year", shown(len(without))),
            Line("Suspensions of children with special educational needs", shown(len(suspended))),
        ),
    )


def _support(tx: Reader, on: date) -> Block:
    running = provision_rows(tx, on)
    spent, _projected, planned = totals(running)
    waiting = [
        one
        for one in tx.find(Involvement)
        if one.requested_on <= on and one.closed_on is None and (one.seen_on is None or one.seen_on > on)
    ]
    long = [one for one in waiting if one.waited_days(on) > 126]
    return Block(
        "Support",
        (
            Line("Provisions running", shown(len(running))),
            Line("Children who have them", shown(len({row.pupil.id for row in running}))),
            Line("Cost so far", f"£{spent:,.0f}"),
            Line("Planned cost", f"£{planned:,.0f}"),
            Line("Requests to professionals that wait", shown(len(waiting))),
            Line("Of these longer than 18 weeks", shown(len(long))),
        ),
    )
