# SPDX-License-Identifier: MIT
"""From Year 9 on: an outcome in each of four pathways, and somewhere to go."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.adulthood import destination_on, looks_ahead, pathways_missing
from models.codes import YearGroup
from models.records import Cycle, Destination, Outcome, Plan, Record
from models.records.adulthood import DestinationKind
from models.records.checked import checked
from models.records.cycle import Pathway
from tests.models.conftest import ON, child, seen_of, value
from thresholds.problems import Problems


def outcome(cycle: Cycle, pathway: Pathway | None) -> Outcome:
    return Outcome(pupil_id=child().id, cycle_id=cycle.id, text="Take the bus alone.", pathway=pathway)


def cycle(number: int = 1, started: date = date(2026, 9, 7)) -> Cycle:
    return Cycle(pupil_id=child().id, number=number, started_on=started)


def destination(**more: Any) -> Destination:
    known = {"pupil_id": child().id, "noted_on": "2026-11-02", "stage": "hoped", "kind_of": "college"}
    return checked(Destination, known | more)


@pytest.mark.parametrize(
    ("year", "ahead"),
    [
        (None, False),
        (YearGroup.X, False),
        (YearGroup.R, False),
        (YearGroup.Y8, False),
        (YearGroup.Y9, True),
        (YearGroup.Y14, True),
    ],
)
def test_reviews_look_ahead_from_year_9(year: YearGroup | None, ahead: bool) -> None:
    pupil = child(year_group=year)
    assert looks_ahead(pupil) is ahead
    assert pathways_missing(pupil, []) == (tuple(Pathway) if ahead else ())


def test_a_pathway_is_missing_until_an_outcome_names_it() -> None:
    pupil, one = child(year_group=YearGroup.Y10), cycle()
    outcomes = [outcome(one, Pathway.HEALTH), outcome(one, None), outcome(one, Pathway.EMPLOYMENT)]
    assert pathways_missing(pupil, outcomes) == (Pathway.LIVING, Pathway.COMMUNITY)


def test_pathways_are_counted_in_the_latest_cycle_that_names_any() -> None:
    first, second = cycle(1, date(2026, 4, 20)), cycle(2)
    records: list[Record] = [child(), first, second, outcome(first, Pathway.HEALTH), outcome(second, None)]
    assert value(seen_of([*records[:3], records[4]]), "pathways_with_outcome") is None, "none is no nought"
    assert value(seen_of(records), "pathways_with_outcome") == 1
    for at, pathway in enumerate(Pathway, start=1):
        records += [outcome(second, pathway), outcome(second, pathway)]
        assert value(seen_of(records), "pathways_with_outcome") == at


def test_they_are_dated_by_the_plan() -> None:
    one = cycle()
    plan = Plan(pupil_id=child().id, cycle_id=one.id, planned_on=date(2026, 9, 21))
    (seen,) = seen_of([child(), one, plan, outcome(one, Pathway.HEALTH)]).observations[
        "pathways_with_outcome"
    ]
    assert seen.on == date(2026, 9, 21)


def test_the_latest_note_is_how_it_stands() -> None:
    hoped, offered = destination(), destination(noted_on="2027-03-01", stage="offered")
    assert destination_on([offered, hoped], ON) == hoped
    assert destination_on([offered, hoped], date(2027, 3, 1)) == offered
    assert destination_on([offered], ON) is None


@pytest.mark.parametrize("kind", list(DestinationKind))
def test_voluntary_work_and_no_place_are_not_eet_and_unknown_is_unknown(kind: DestinationKind) -> None:
    none = (DestinationKind.VOLUNTARY, DestinationKind.SEEKING, DestinationKind.NOT_READY)
    expected = None if kind is DestinationKind.UNKNOWN else kind not in none
    assert destination(kind_of=kind.value).is_eet is expected


def test_a_destination_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(Problems, match="What was offered"):
        destination(stage="offered", kind_of="seeking")
    with pytest.raises(Problems, match="before it begins"):
        destination(stage="taken_up", starts_on="2027-09-01")
