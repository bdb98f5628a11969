# SPDX-License-Identifier: MIT
"""Days as people type and read them: 12/9/2026, 12.9.26, 12 Sep 2026 or 2026-09-12; day before month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from thresholds.problems import Problem

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_FIGURES = re.compile(r"^(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{2}|\d{4}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{2}|\d{4}))?$")
_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def parse_day(text: str, today: date | None = None) -> date | None:
    """The day that was typed; None for nothing. Without a year, the year nearest to today is meant.

    Raises Problem with the mend for anything else.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        return None
    if typed in _WORDS and today is not None:
        return today + timedelta(days=_WORDS[typed])
    parts = _parts(typed)
    if parts is None:
        raise _not_a_day(text)
    day, month, year = parts
    try:
        if year is not None:
            return date(year, month, day)
        if today is not None:
            return min((date(today.year + by, month, day) for by in (-1, 0, 1)), key=lambda d: abs(d - today))
    except ValueError:
        pass
    raise _not_a_day(text)


def say_day(day: date | None) -> str:
    """A day as it is read: "12 September 2026"; nothing for None."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _parts(typed: str) -> tuple[int, int, int | None] | None:
    if found := _ISO.match(typed):
        year, month, day = (int(part) for part in found.groups())
        return day, month, year
    if found := _FIGURES.match(typed):
        return int(found[1]), int(found[2]), _year(found[3])
    if found := _NAMED.match(typed):
        month = next((n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(found[2])), 0)
        return int(found[1]), month, _year(found[3])
    return None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _not_a_day(text: str) -> Problem:
    return Problem(f"“{text.strip()}” is not a day", mend="Write it as 12/9/2026.", code="not-a-day")
