# SPDX-License-Identifier: MIT
"""What needs the SENCO today: at most nine lines, what slips first at the top; one rule behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.calendar import Calendar
from models.caseload import PupilRow, rows
from models.codes import SenProvision
from models.cycle_parts import Reader
from models.deadlines import deadlines
from models.experts import Asked, asked_for
from models.guidance import SOON
from models.records import Meeting, TermDates
from models.records.professional import EIGHTEEN_WEEKS

MOST_LINES = 9
NEAR = EIGHTEEN_WEEKS - 28
"""Days of waiting from which a request is worth a call: four weeks before the eighteen are over."""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing to do: a sentence with a name and a verb, why it stands here, and whose page it leads to."""

    words: str
    why: str
    pupil_id: str
    due_on: date
    part: str = ""


def today_lines(tx: Reader, on: date) -> tuple[TodayLine, ...]:
    """What needs doing, what slips first at the top; nine lines at most."""
    children = rows(tx, on)
    everyone = [row for row in children if row.provision is not SenProvision.NONE]
    found = [*_reviews(everyone, on), *_waits(tx, everyone, on), *_without_cycle(everyone, on)]
    found += _undecided(children, on)
    found += _expected(tx, children, on)
    found += _parents(tx, everyone, on)
    return tuple(sorted(found, key=lambda line: (line.due_on, line.words))[:MOST_LINES])


def _reviews(everyone: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    for row in everyone:
        if row.next_on is None or row.next_on > on + timedelta(SOON):
            continue
        name = row.pupil.known_as
        day = f"{row.next_on.day} {row.next_on:%B}"
        if row.is_overdue:
            yield TodayLine(f"Hold {name}’s review.", f"It was due on {day}.", row.id, row.next_on, "now")
        else:
            yield TodayLine(f"Prepare {name}’s review.", f"It is due on {day}.", row.id, row.next_on, "now")


def _waits(tx: Reader, everyone: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    """Requests that come near the eighteen weeks, for a child or for a group with one of these children."""
    here = {row.id for row in everyone}
    for one in asked_for(tx):
        named = next((pupil for pupil in one.pupils if pupil.id in here), None)
        if named is not None and one.request.is_waiting and one.request.waited_days(on) >= NEAR:
            yield _wait(one, named.id, on)


def _wait(one: Asked, pupil_id: str, on: date) -> TodayLine:
    weeks = one.request.waited_days(on) // 7
    words = f"Ask when {one.words} will be seen by the {one.request.profession.label.lower()}."
    why = f"Waiting for {weeks} weeks; 18 are the aim."
    return TodayLine(words, why, pupil_id, one.limit, "people")


def _expected(tx: Reader, children: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    """The law's clocks and what was agreed, once it needs somebody's eye."""
    for one in deadlines(tx, [row.pupil for row in children], on):
        if one.shown_from <= on:
            yield TodayLine(one.words, one.why, one.pupil_id, one.due_on, one.part)


def _without_cycle(everyone: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    for row in everyone:
        name = row.pupil.known_as
        if row.cycle is None:
            yield TodayLine(
                f"Start a cycle for {name}.", f"{row.provision.label}, and no cycle yet.", row.id, on, "now"
            )
        elif row.cycle.closed_on is not None and row.cycle.closed_on < on - timedelta(SOON):
            closed = row.cycle.closed_on
            yield TodayLine(
                f"Start {name}’s next cycle.",
                f"The last closed on {closed.day} {closed:%B}.",
                row.id,
                closed,
                "now",
            )


def _undecided(children: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    """Support without a decision, once it has gone on for some weeks; and concerns to be looked at again."""
    for row in children:
        name = row.pupil.known_as
        since, look = row.undecided_since, row.look_at
        if since is not None and since <= on - timedelta(SOON):
            day = f"{since.day} {since:%B}"
            words = f"Decide about SEN Support for {name}."
            why = f"Support has been happening since {day}, and no decision is recorded."
            yield TodayLine(words, why, row.id, since + timedelta(SOON), "needs")
        elif look is not None and look.review_on is not None:
            day = f"{look.review_on.day} {look.review_on:%B}"
            yield TodayLine(
                f"Look again at the concern about {name}.",
                f"It was to be {day}.",
                row.id,
                look.review_on,
                "needs",
            )


def _parents(tx: Reader, everyone: Sequence[PupilRow], on: date) -> Iterator[TodayLine]:
    """Parents not met this term, once half of it is over: three meetings a year are expected (Code 6.65)."""
    calendar = Calendar(tx.find(TermDates))
    first, last = calendar.span(calendar.term_of(on))
    if on < first + (last - first) / 2:
        return
    met = _met_since(tx.find(Meeting), first, on)
    for row in everyone:
        if row.cycle is not None and not met[row.id]:
            yield TodayLine(
                f"Meet {row.pupil.known_as}’s parents.",
                "Not met this term; one meeting a term is expected.",
                row.id,
                last,
                "people",
            )


def _met_since(meetings: Iterable[Meeting], first: date, on: date) -> dict[str, bool]:
    met: dict[str, bool] = defaultdict(bool)
    for one in meetings:
        met[one.pupil_id] = met[one.pupil_id] or first <= one.held_on <= on
    return met
