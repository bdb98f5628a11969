# SPDX-License-Identifier: MIT
"""The school's calendar: terms as set and as usual, bank holidays as published, census days, school weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar, Term, bank_holidays, census_day, easter, read_term
from models.records import TermDates
from models.store import Store
from thresholds.problems import Problem

TERMS = st.builds(Term, st.integers(2015, 2036), st.integers(1, 3))
DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))
USUAL = Calendar()

AUTUMN = TermDates(term="2026-27.1", starts_on=date(2026, 9, 7), ends_on=date(2026, 12, 18))
SPRING = TermDates(term="2026-27.2", starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 19))
SUMMER = TermDates(term="2026-27.3", starts_on=date(2027, 4, 5), ends_on=date(2027, 7, 21))
SET = Calendar([AUTUMN, SPRING, SUMMER])


@given(TERMS)
def test_a_term_is_read_as_it_is_written(term: Term) -> None:
    assert read_term(str(term)) == read_term(f"  {term} ") == term


def test_a_term_is_written_with_the_year_in_which_the_school_year_begins() -> None:
    assert str(Term(2026, 1)) == "2026-27.1"
    assert str(Term(2099, 3)) == "2099-00.3"


@pytest.mark.parametrize("wrong", ["", "2026", "2026-27", "2026-27.4", "2026-27.0", "2026-28.1", "26-27.1"])
def test_what_is_no_term_is_refused_with_how_to_write_one(wrong: str) -> None:
    with pytest.raises(Problem) as refused:
        read_term(wrong)
    assert repr(wrong) in refused.value.what
    assert "2026-27.1" in refused.value.mend


def test_spring_and_summer_are_said_with_the_year_that_they_lie_in() -> None:
    said = [Term(2026, number).words for number in (1, 2, 3)]
    assert said == ["autumn term 2026", "spring term 2027", "summer term 2027"]


@given(TERMS)
def test_the_term_after_comes_later_and_its_term_before_is_this_one(term: Term) -> None:
    assert term.after() > term
    assert term.after().before() == term
    assert term.before().after() == term


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2028, date(2028, 4, 16)),
        (2008, date(2008, 3, 23)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_church_keeps_it(year: int, day: date) -> None:
    assert easter(year) == day


# As published on www.gov.uk/bank-holidays for England and Wales, of years without a one-off holiday.
PUBLISHED = {
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    expected = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}
    assert bank_holidays(year) == expected


@given(st.integers(1990, 2100))
def test_a_year_has_eight_bank_holidays_and_none_at_a_weekend(year: int) -> None:
    assert len(bank_holidays(year)) == 8
    assert all(day.weekday() < 5 for day in bank_holidays(year))


@given(TERMS)
def test_a_usual_term_begins_and_ends_on_a_day_of_school(term: Term) -> None:
    for day in USUAL.span(term):
        assert day.weekday() < 5
        assert day not in bank_holidays(day.year)


@given(TERMS)
def test_usual_terms_follow_one_another_with_more_than_a_week_between(term: Term) -> None:
    first, last = USUAL.span(term)
    assert timedelta(weeks=8) < last - first < timedelta(weeks=17)
    assert USUAL.span(term.after())[0] - last > timedelta(weeks=1)


def test_what_the_school_sets_stands_and_the_rest_is_usual() -> None:
    only_autumn = Calendar([AUTUMN])
    assert only_autumn.span(Term(2026, 1)) == (AUTUMN.starts_on, AUTUMN.ends_on)
    assert only_autumn.span(Term(2026, 2)) == USUAL.span(Term(2026, 2))
    assert only_autumn.span(Term(2026, 1)) != USUAL.span(Term(2026, 1))


def test_terms_that_were_kept_in_the_file_are_the_terms(store: Store) -> None:
    with store.transaction() as tx:
        tx.put(AUTUMN)
    with store.reading() as tx:
        calendar = Calendar(tx.find(TermDates))
    assert calendar.span(Term(2026, 1)) == (date(2026, 9, 7), date(2026, 12, 18))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 6), Term(2025, 3)),
        (date(2026, 9, 7), Term(2026, 1)),
        (date(2026, 10, 28), Term(2026, 1)),
        (date(2026, 12, 18), Term(2026, 1)),
        (date(2026, 12, 31), Term(2026, 1)),
        (date(2027, 1, 3), Term(2026, 1)),
        (date(2027, 1, 4), Term(2026, 2)),
        (date(2027, 3, 28), Term(2026, 2)),
        (date(2027, 4, 5), Term(2026, 3)),
        (date(2027, 8, 20), Term(2026, 3)),
    ],
)
def test_half_terms_lie_inside_and_holidays_belong_to_the_term_before_them(day: date, term: Term) -> None:
    assert SET.term_of(day) == term


@given(DAYS, st.sampled_from([USUAL, SET]))
def test_each_day_lies_in_the_whole_of_its_term_and_of_no_other(day: date, calendar: Calendar) -> None:
    term = calendar.term_of(day)
    spans = [calendar.whole_span(one) for one in (term.before(), term, term.after())]
    assert [first <= day <= last for first, last in spans] == [False, True, False]


@given(TERMS)
def test_a_term_with_its_holidays_ends_the_day_before_the_next_begins(term: Term) -> None:
    first, last = USUAL.whole_span(term)
    assert first == USUAL.span(term)[0]
    assert last + timedelta(1) == USUAL.span(term.after())[0]


@pytest.mark.parametrize(
    ("term", "day"),
    [
        # As the DfE announced them for the school year 2025 to 2026.
        (Term(2025, 1), date(2025, 10, 2)),
        (Term(2025, 2), date(2026, 1, 15)),
        (Term(2025, 3), date(2026, 5, 21)),
    ],
)
def test_the_census_is_taken_on_the_announced_thursday(term: Term, day: date) -> None:
    assert census_day(term) == day


@given(TERMS)
def test_census_days_are_thursdays_of_their_term(term: Term) -> None:
    day = census_day(term)
    assert day.weekday() == 3
    assert USUAL.term_of(day) == term


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [
        (date(2026, 9, 7), date(2026, 9, 7), 1),  # one Monday
        (date(2026, 9, 7), date(2026, 9, 11), 1),
        (date(2026, 9, 11), date(2026, 9, 14), 2),  # Friday and Monday: two begun weeks
        (date(2026, 9, 1), date(2026, 9, 7), 1),  # the days before term don't count
        (date(2026, 9, 7), date(2026, 12, 18), 15),  # half-terms are not on record, so their week counts
        (date(2026, 12, 18), date(2027, 1, 4), 2),  # Christmas holidays are no school weeks
        (date(2026, 12, 19), date(2027, 1, 3), 0),
        (date(2026, 9, 7), date(2027, 3, 19), 15 + 11),
        (date(2026, 9, 12), date(2026, 9, 13), 0),  # a weekend in term
        (date(2026, 9, 12), date(2026, 9, 14), 1),
        (date(2026, 9, 14), date(2026, 9, 7), 0),  # the end before the start
        (date(2027, 1, 4), date(2026, 9, 7), 0),
    ],
)
def test_school_weeks_are_weeks_with_a_day_of_school(start: date, end: date, weeks: int) -> None:
    assert SET.school_weeks(start, end) == weeks


@given(DAYS, st.integers(0, 500), st.integers(0, 60))
def test_more_days_never_make_fewer_school_weeks(start: date, days: int, more: int) -> None:
    end = start + timedelta(days)
    weeks = USUAL.school_weeks(start, end)
    assert weeks <= USUAL.school_weeks(start, end + timedelta(more)) <= weeks + more // 7 + 2
    assert weeks <= USUAL.school_weeks(start - timedelta(more), end)


@pytest.mark.parametrize(
    ("start", "end", "terms"),
    [
        (date(2026, 9, 7), date(2026, 12, 18), 1),
        (date(2026, 12, 18), date(2027, 1, 4), 2),
        (date(2026, 12, 19), date(2027, 1, 3), 0),
        (date(2026, 12, 19), date(2027, 4, 5), 2),
        (date(2026, 10, 1), date(2027, 7, 1), 3),
        (date(2026, 10, 9), date(2026, 10, 2), 0),
    ],
)
def test_terms_between_two_days_are_those_with_a_day_of_school(start: date, end: date, terms: int) -> None:
    assert SET.terms_between(start, end) == terms
