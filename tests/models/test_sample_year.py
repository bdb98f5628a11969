# SPDX-License-Identifier: MIT
"""The fictional school's year: always the same, and nothing has happened that is still to come."""

from __future__ import annotations

from datetime import date

import pytest

from models.calendar import Calendar
from models.clocks import clocks_of_request
from models.codes import Area, SchoolPhase, SenProvision, YearGroup
from models.records import EhcRequest, Pupil, Record
from models.sample.year import write_school, write_year
from tests.models.conftest import ON, child

HAPPENED = {
    "EhcRequest": ("requested_on", "decided_on", "final_on"),
    "AnnualReview": ("invited_on", "papers_on", "meeting_on", "report_on", "decided_on"),
    "EbsaProfile": ("made_on",),
    "ReturnPlan": ("made_on",),
    "PartTimeTimetable": ("started_on", "agreed_on"),
    "ArrangementReview": ("reviewed_on",),
    "BasePlacement": ("proposed_on", "started_on"),
    "Destination": ("noted_on",),
    "StaffTraining": ("held_on",),
    "WiderRequest": ("requested_on", "seen_on"),
}


def pupils() -> list[Pupil]:
    return [child(number, year_group=YearGroup.Y9) for number in range(120)]


def year_of(pupil: Pupil, *, seed: int = 1) -> list[Record]:
    number = int(pupil.upn[-3:])
    provision = SenProvision.PLAN if number % 2 else SenProvision.SUPPORT
    return write_year(pupil, provision, Area.SEMH, until=ON, seed=seed)


def test_the_same_seed_makes_the_same_year_whoever_else_is_there() -> None:
    everyone = pupils()
    once = [year_of(one) for one in everyone]
    assert [year_of(one) for one in reversed(everyone)] == once[::-1]
    assert [year_of(one, seed=2) for one in everyone] != once


def test_nothing_has_happened_that_is_still_to_come() -> None:
    term = Calendar().term_of(ON)
    records = [record for one in pupils() for record in year_of(one)]
    records += write_school(SchoolPhase.PRIMARY, term, until=ON, seed=1)
    seen = set()
    for record in records:
        for name in HAPPENED.get(record.kind(), ()):
            day: date | None = getattr(record, name)
            assert day is None or day <= ON, (record.kind(), name)
            seen.add(record.kind())
    assert seen == set(HAPPENED)


@pytest.mark.parametrize("until", [date(2026, 2, 28), date(2027, 8, 31), date(2028, 2, 29)])
def test_it_can_be_written_on_any_day(until: date) -> None:
    for one in pupils()[:40]:
        for record in write_year(one, SenProvision.PLAN, Area.SEMH, until=until, seed=3):
            assert type(record).model_validate_json(record.model_dump_json()) == record


def test_its_plans_were_made_in_time() -> None:
    made = [record for one in pupils() for record in year_of(one) if isinstance(record, EhcRequest)]
    final = [clock for one in made for clock in clocks_of_request(one) if clock.name == "final"]
    assert final and all(one.was_kept in (True, None) for one in final)
