# SPDX-License-Identifier: MIT
"""Windows back from a day, and ages in whole years: calendar arithmetic, exact to the day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from thresholds.nodes import Window


@lru_cache(maxsize=4096)
def start_of(window: Window, as_of: date) -> date:
    """The first day inside a window that ends on a day; both ends are in.

    Calendar months back from the day, clamped to the last day of the month that is reached:
    one month before 31 March is the last day of February.
    """
    if window.days:
        return as_of - timedelta(days=window.days)
    years, month = divmod(as_of.year * 12 + as_of.month - 1 - window.months, 12)
    return date(years, month + 1, min(as_of.day, calendar.monthrange(years, month + 1)[1]))


@lru_cache(maxsize=4096)
def drops_out(window: Window, day: date) -> date:
    """The first day of judging on which something dated on a day has left the window."""
    if window.days:
        return day + timedelta(days=window.days + 1)
    # Twenty-eight days a month never overshoots; from there it is at most a few dozen steps.
    candidate = day + timedelta(days=28 * window.months)
    years, month = divmod(day.year * 12 + day.month - 1 + window.months, 12)
    near = date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
    candidate = max(candidate, near - timedelta(days=4))
    while start_of(window, candidate) <= day:
        candidate += timedelta(days=1)
    return candidate


def age_on(born: date, day: date) -> int:
    """Age in whole years; a child born on 29 February grows a year older on 1 March of a common year."""
    before_birthday = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - before_birthday
