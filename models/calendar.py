# SPDX-License-Identifier: MIT
"""SchoolYear, Term: terms, census days, school weeks; pure date arithmetic for schools in England."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.records import TermDates
from thresholds.problems import Problem

_NAME = re.compile(r"^(\d{4})-(\d{2})\.([123])$")

TERM_WORDS = {1: "autumn", 2: "spring", 3: "summer"}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term of a school year: year is the one in which the school year begins, number 1, 2 or 3."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}.{self.number}"

    @property
    def words(self) -> str:
        """As people say it: autumn term 2026."""
        return f"{TERM_WORDS[self.number]} term {self.year if self.number == 1 else self.year + 1}"

    def before(self) -> Term:
        """The term before this one."""
        return Term(self.year, self.number - 1) if self.number > 1 else Term(self.year - 1, 3)

    def after(self) -> Term:
        """The term after this one."""
        return Term(self.year, self.number + 1) if self.number < 3 else Term(self.year + 1, 1)


def read_term(text: str) -> Term:
    """A term written as 2026-27.1. Raises Problem for anything else."""
    found = _NAME.match(text.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise Problem(
            f"'{text}' is not a term", mend="Write it as 2026-27.1 for autumn, .2 for spring, .3 for summer."
        )
    return Term(int(found[1]), int(found[3]))


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays in England (Banking and Financial Dealings Act 1971), substitute days included."""
    sunday = easter(year)
    days = {sunday - timedelta(2), sunday + timedelta(1)}
    days |= {_monday_from(date(year, 5, 1)), _last_monday(year, 5), _last_monday(year, 8)}
    new_year = date(year, 1, 1)
    days.add(new_year + timedelta((7 - new_year.weekday()) % 7 if new_year.weekday() > 4 else 0))
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    moved = {5: (27, 28), 6: (27, 26), 4: (25, 28)}.get(christmas.weekday(), (25, 26))
    days |= {christmas.replace(day=moved[0]), boxing.replace(day=moved[1])}
    return frozenset(days)


def _monday_from(day: date) -> date:
    return day + timedelta((7 - day.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(last.weekday())


class Calendar:
    """The school's terms; what it hasn't set is reckoned from the usual shape of an English year."""

    def __init__(self, set_by_school: Iterable[TermDates] = ()) -> None:
        self._set = {one.term: (one.starts_on, one.ends_on) for one in set_by_school}
        self._spans: dict[Term, tuple[date, date]] = {}

    def span(self, term: Term) -> tuple[date, date]:
        """The first and last school day of a term."""
        # A whole school's counting asks this some ten thousand times, of a handful of terms.
        found = self._spans.get(term)
        if found is None:
            found = self._spans[term] = self._set.get(str(term)) or _usual(term)
        return found

    def term_of(self, day: date) -> Term:
        """The term that a day belongs to; holidays belong to the term before them."""
        year = day.year if day >= self.span(Term(day.year, 1))[0] else day.year - 1
        for number in (3, 2):
            if day >= self.span(Term(year, number))[0]:
                return Term(year, number)
        return Term(year, 1)

    def whole_span(self, term: Term) -> tuple[date, date]:
        """A term with the holidays that follow it: what happened in them counts in the term."""
        return self.span(term)[0], self.span(term.after())[0] - timedelta(1)

    def school_weeks(self, start: date, end: date) -> int:
        """Whole or begun weeks with school days between two days, both in; 0 where the end lies before."""
        weeks = set()
        term = self.term_of(start)
        while self.span(term)[0] <= end:
            first, last = self.span(term)
            day = _weekday(max(start, first))
            while day <= min(end, last):
                weeks.add(day - timedelta(day.weekday()))
                day += timedelta(7 - day.weekday())
            term = term.after()
        return len(weeks)

    def terms_between(self, start: date, end: date) -> int:
        """How many terms have a school day between two days, both in; 0 where the end lies before."""
        found, term = 0, self.term_of(start)
        while self.span(term)[0] <= end:
            found += start <= min(end, self.span(term)[1])
            term = term.after()
        return found


def _usual(term: Term) -> tuple[date, date]:
    spring = easter(term.year + 1)
    if term.number == 1:
        return _weekday(date(term.year, 9, 2)), _friday_before(date(term.year, 12, 20))
    if term.number == 2:
        start = _weekday(date(term.year + 1, 1, 5))
        # Good Friday is a bank holiday: where it closes the term, the Thursday before it is the last day.
        return start, min(spring - timedelta(3), _friday_before(date(term.year + 1, 4, 3)))
    start = max(spring + timedelta(8), date(term.year + 1, 4, 13))
    return start + timedelta((7 - start.weekday()) % 7), _friday_before(date(term.year + 1, 7, 23))


def _weekday(day: date) -> date:
    return day + timedelta(7 - day.weekday()) if day.weekday() > 4 else day


def _friday_before(day: date) -> date:
    return day - timedelta((day.weekday() - 4) % 7)


def census_day(term: Term) -> date:
    """The school census day of a term: first Thursday of October, third of January, third of May."""
    month, which, year = {1: (10, 1, term.year), 2: (1, 3, term.year + 1), 3: (5, 3, term.year + 1)}[
        term.number
    ]
    first = date(year, month, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 7 * (which - 1))
