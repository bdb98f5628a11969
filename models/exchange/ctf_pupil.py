# SPDX-License-Identifier: MIT
"""One Pupil of a transfer file made into what is known of that child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from models.codes import SenProvision
from models.exchange import cells
from models.exchange.incoming import (
    IncomingAttendance,
    IncomingNeed,
    IncomingPupil,
    IncomingStatus,
    Reading,
    rejection,
)
from models.exchange.xml_stream import Element

T = TypeVar("T")

_TEXTS = {
    "surname": ("surname",),
    "forename": ("forename", "givenname"),
    "preferred_surname": ("preferredsurname",),
    "preferred_forename": ("preferredforename",),
    "middle_names": ("middlenames", "middlename"),
}


class _One:
    """Reads one pupil's elements; what can't be read becomes a problem, and the rest goes on."""

    def __init__(self, pupil: Element, file: str, as_of: date, into: Reading) -> None:
        details = pupil.first("basicdetails")
        self.pupil = pupil
        self.places = [pupil, *([details] if details else [])]
        self.file = file
        self.as_of = as_of
        self.into = into

    def said(self, *names: str) -> str:
        """The text of the first of these elements, in the pupil itself or among the basic details."""
        return next((text for place in self.places if (text := place.said(*names))), "")

    def first(self, name: str) -> Element | None:
        """The first element of this name, in the pupil itself or among the basic details."""
        return next((found for place in self.places if (found := place.first(name))), None)

    def read(self, text: str, field: str, reader: Callable[[str], T], line: int | None = None) -> T | None:
        """The text's value; None for an empty one and for one that can't be read, which is then listed."""
        text = cells.tidy(text)
        if not text:
            return None
        try:
            return reader(text)
        except ValueError as error:
            reason, _, mend = str(error).partition(". ")
            where = (self.file, line or self.pupil.line)
            self.into.problems.append(rejection(where, field, text[:100], reason, mend))
            return None

    def day(self, text: str, field: str, line: int | None = None) -> date | None:
        """A day; the specification writes them year first, some programs day first."""
        return self.read(text, field, lambda t: cells.read_date(t, until=self.as_of), line)


def pupil_of(pupil: Element, file: str, as_of: date, into: Reading) -> None:
    """Read one Pupil element and add it to the reading; a wrong UPN lists it instead."""
    one = _One(pupil, file, as_of, into)
    upn_text = cells.tidy(one.said("upn"))
    if not upn_text:
        into.problems.append(
            rejection((file, pupil.line), "UPN", "", "The pupil has no UPN", "Ask the sender to add it.")
        )
        return
    upn = one.read(upn_text, "UPN", cells.read_upn)
    if upn is None:
        return
    into.pupils.append(
        IncomingPupil(
            file=file,
            line=pupil.line,
            as_of=as_of,
            values={"upn": upn, **_values(one)},
            statuses=tuple(_statuses(one)),
            needs=tuple(_needs(one)),
            attendance=tuple(_attendance(one)),
        )
    )


def _values(one: _One) -> dict[str, Any]:
    values: dict[str, Any] = {field: cells.tidy(one.said(*names)) for field, names in _TEXTS.items()}
    values["former_upn"] = one.read(one.said("formerupn"), "FormerUPN", cells.read_upn)
    values["date_of_birth"] = one.day(one.said("dob", "dateofbirth"), "DOB")
    values["sex"] = one.read(one.said("sex", "gender"), "Sex", cells.read_sex)
    values["year_group"] = one.read(one.said("ncyearactual"), "NCyearActual", cells.read_year_group)
    values["looked_after"] = _looked_after(one)
    values["free_school_meals"] = _free_school_meals(one)
    values["english_additional"] = _english_additional(one)
    return {field: value for field, value in values.items() if value not in (None, "")}


def _looked_after(one: _One) -> bool | None:
    block = one.first("lookedafter")
    text = (block.said("incare") or block.text) if block else one.said("incare")
    return one.read(text, "InCare", cells.read_flag)


def _free_school_meals(one: _One) -> bool | None:
    """Eligible on the file's day, by the history: an instance without an end, or with one still to come."""
    history = one.first("fsmhistory")
    if history is None:
        return None
    spans = list(history.every("fsminstance", "fsmreview"))
    if not spans:
        return None
    for span in spans:
        end = one.day(span.said("fsmenddate"), "FSMendDate", span.line)
        if span.said("fsmeligible") not in ("0", "N", "n", "false") and (end is None or end >= one.as_of):
            return True
    return False


def _english_additional(one: _One) -> bool | None:
    languages = one.first("languages")
    if languages is None:
        return None
    for kind in languages.every("type", "languagetype"):
        if kind.said("languagetype", "languagety").upper().startswith("F"):
            return cells.read_english_additional(kind.said("language", "languagecode"))
    return None


def _statuses(one: _One) -> Iterator[IncomingStatus]:
    history = one.first("senhistory")
    dated = list(history.every("sen", "senstage")) if history else []
    for entry in dated:
        start = one.day(entry.said("startdate", "senstartdate", "senstagestartdate"), "StartDate", entry.line)
        end = one.day(entry.said("enddate", "senenddate", "senstageenddate"), "EndDate", entry.line)
        yield from _status(
            one, entry.said("senprovision", "senstagetype", "senstatus"), start, end, entry.line
        )
    if not dated:
        block = one.first("senprovision")
        # One program writes the status as SENstatus; elsewhere SENprovision is a block or a bare code.
        text = one.said("senstatus") or (block.text if block and not block.children else "")
        yield from _status(one, text, None, None, one.pupil.line)


def _status(
    one: _One, text: str, start: date | None, end: date | None, line: int
) -> Iterator[IncomingStatus]:
    def reader(code: str) -> SenProvision:
        return cells.read_provision(code, start or one.as_of)

    provision = one.read(text, "SENprovision", reader, line)
    if provision is not None:
        yield IncomingStatus(provision, start, end if end and (not start or end >= start) else None)


def _needs(one: _One) -> Iterator[IncomingNeed]:
    """Needs inside or beside the SEN history, or in the block that one program writes; by rank."""
    blocks = [e for place in one.places for e in place.below("senneed", "senprovisioninfo")]
    for block in blocks:
        code = one.read(block.said("sentype"), "SENtype", cells.read_need, block.line)
        rank = one.read(block.said("sentyperank"), "SENtypeRank", cells.read_whole, block.line)
        start = one.day(block.said("needstartdate"), "NeedStartDate", block.line)
        end = one.day(block.said("needenddate"), "NeedEndDate", block.line)
        if code is not None:
            # Some programs count ranks from nought.
            rank = None if rank is None else min(max(rank, 1), 99)
            yield IncomingNeed(code, rank, start, end if end and (not start or end >= start) else None)


def _attendance(one: _One) -> Iterator[IncomingAttendance]:
    block = one.first("attendance")
    for year in block.every("yeardata", "attendancedetails") if block else ():
        line = year.line
        span = _school_year(one, year)
        numbers = [
            one.read(year.said(name), name, cells.read_whole, line)
            for name in ("sessionspossible", "sessionsattended", "sessionsauthorised", "sessionsunauthorised")
        ]
        possible, attended, authorised, unauthorised = numbers
        if span is None or possible is None or attended is None or possible == 0:
            continue
        if attended + (authorised or 0) + (unauthorised or 0) > possible or possible > 1000:
            one.into.problems.append(
                rejection(
                    (one.file, line),
                    "SessionsAttended",
                    f"{attended} of {possible}",
                    "Attended and absent sessions don't fit those possible",
                    "Check the year's figures with the sender.",
                )
            )
            continue
        school = " ".join(filter(None, (year.said("lea"), year.said("estab"), year.said("schoolname"))))
        note = f"From a transfer file: {school[:150]}" if school else ""
        yield IncomingAttendance(*span, possible, attended, authorised, unauthorised, note, grows=True)


def _school_year(one: _One, year: Element) -> tuple[date, date] | None:
    """First and last day of the school year that a YearData speaks of, as far as it has gone.

    Year is the one in which the school year begins, as in the header's AcademicYear; a day given beside it
    settles it, and so does a beginning that would lie after the file itself.
    """
    given = one.day(
        year.said("attendancestartdate", "startdate")
        or next((e.said("attendancestartdate") for e in year.every("attendsessions")), ""),
        "AttendanceStartDate",
        year.line,
    )
    if given is not None:
        begins = given.year if given.month >= 9 else given.year - 1
    else:
        number = one.read(year.said("year")[:4], "Year", cells.read_whole, year.line)
        if number is None or not 1990 <= number <= 2100:
            return None
        begins = number if date(number, 9, 1) <= one.as_of else number - 1
    first, last = date(begins, 9, 1), date(begins + 1, 8, 31)
    return (first, min(last, one.as_of)) if first <= one.as_of else (first, last)
