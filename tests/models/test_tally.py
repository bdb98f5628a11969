# SPDX-License-Identifier: MIT
"""What a term's summary counts of a school's records, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from models.calendar import read_term
from models.gather import gather
from models.issuing import ready
from models.records import (
    AttendanceFigure,
    Attestation,
    ConfidenceAnswer,
    ConfidenceRound,
    Cycle,
    Decision,
    HasBase,
    Involvement,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    SenStatus,
    StaffRate,
    StaffTraining,
    Suspension,
    TermStatement,
    WiderRequest,
)
from models.sample import PASSPHRASE, fictional_school, fill
from models.standing import standard_for
from models.store import Store
from models.summaries import measures
from models.tally import tabulate
from models.upn import check_letter
from thresholds.judge import judge, names_read

TERM = read_term("2026-27.1")
TODAY = date(2027, 1, 3)
IN_TERM = date(2026, 10, 5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(
        tmp_path / "s.gr", PASSPHRASE, fictional_school(), now=lambda: datetime(2026, 11, 1, tzinfo=UTC)
    )
    yield made
    made.close()


def child(number: int = 1, **more: object) -> list[Record]:
    rest = f"372200120{number:03d}"
    pupil = Pupil(
        upn=check_letter(rest) + rest,
        surname="Ash",
        forename=f"Kit {number}",
        date_of_birth=date(2017, 5, 1),
        **more,  # type: ignore[arg-type]
    )
    started = {"pupil_id": pupil.id, "started_on": date(2026, 1, 5)}
    return [pupil, SenStatus(provision="K", **started), Need(code="SLCN", rank=1, **started)]  # type: ignore[arg-type]


def counted(store: Store, *records: Record, term: str = "2026-27.1") -> dict[str, dict[str, int]]:
    """The cells that aren't nought after these records."""
    with store.transaction() as tx:
        tx.add_all(list(records))
    with store.reading() as tx:
        tables = tabulate(tx, store.school, read_term(term), TODAY).tables
    return {name: {cell: n for cell, n in cells.items() if n} for name, cells in tables.items()}


def cycle_of(id: str, due: date | None, held: date | None = None, closed: date | None = None) -> list[Record]:
    cycle = Cycle(pupil_id=id, started_on=date(2026, 9, 7), closed_on=closed)
    mine = {"pupil_id": id, "cycle_id": cycle.id}
    found: list[Record] = [cycle, Plan(planned_on=date(2026, 9, 8), review_due_on=due, **mine)]  # type: ignore[arg-type]
    return [*found, Review(reviewed_on=held, **mine)] if held else found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "held", "mark"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), "K.TIME"),
        (date(2026, 12, 10), date(2026, 12, 11), "K.LATE"),
        (date(2026, 12, 10), None, "K.LATE"),
        (date(2027, 2, 10), None, "K.OPEN"),
        (None, None, "K.OPEN"),
        (None, date(2026, 12, 10), None),
    ],
)
def test_a_review_is_on_time_late_or_not_due(
    store: Store, due: date | None, held: date | None, mark: str | None
) -> None:
    pupil, *rest = child()
    found = counted(store, pupil, *rest, *cycle_of(pupil.id, due, held))
    assert found["F09"] == ({mark: 1} if mark else {})
    assert found["H09"] == {"K.TIME": {"ON_TIME": 1}, "K.LATE": {"NOT_ON_TIME": 1}}.get(mark or "", {})


def test_a_child_without_a_cycle_has_none_and_one_reviewed_before_the_term_is_not_counted(
    store: Store,
) -> None:
    pupil, *rest = child()
    assert counted(store, pupil, *rest)["F09"] == {"K.NONE": 1}
    old = cycle_of(pupil.id, date(2026, 9, 30), date(2026, 9, 20))
    assert counted(store, *old, term="2026-27.2")["F09"] == {}


def test_outcomes_count_in_the_term_in_which_their_cycle_closed(store: Store) -> None:
    pupil, *rest = child()
    cycle, *stages = cycle_of(pupil.id, date(2026, 12, 1), date(2026, 12, 1), closed=date(2026, 12, 2))
    mine = {"pupil_id": pupil.id, "cycle_id": cycle.id}
    outcomes = [Outcome(text=f"Reads {n}", **mine) for n in range(3)]  # type: ignore[arg-type]
    looked = [
        OutcomeReview(outcome_id=one.id, achievement=reached, **mine)  # type: ignore[arg-type]
        for one, reached in zip(outcomes, ("1", "-1", None), strict=True)
    ]
    found = counted(store, pupil, *rest, cycle, *stages, *outcomes, *looked)
    assert (found["F08"], found["H08"]) == ({"CI.PART": 1}, {"NOT_MET": 1})
    assert counted(store, term="2025-26.3")["F08"] == {}


def test_waits_run_from_the_request_to_the_first_contact_or_the_count_day(store: Store) -> None:
    pupil, *rest = child()
    asked = {"pupil_id": pupil.id, "requested_on": date(2026, 9, 1)}
    found = counted(
        store,
        pupil,
        *rest,
        Involvement(profession="salt", seen_on=IN_TERM, **asked),  # type: ignore[arg-type]
        Involvement(profession="ot", **asked),  # type: ignore[arg-type]
        Involvement(profession="pt", closed_on=IN_TERM, **asked),  # type: ignore[arg-type]
        Involvement(profession="ep", **asked),  # type: ignore[arg-type]
    )
    assert (found["F11SALT"], found["F11OT"], found["F11PT"]) == ({"W6": 1}, {"W18": 1}, {})
    assert found["H11"] == {"W18": 1}
    later = counted(store, term="2025-26.3")
    assert later["F11SALT"] == {}


def test_nothing_recorded_is_no_suspension_only_once_somebody_says_that_all_are(store: Store) -> None:
    (one, *first), (two, *second), (three, *third) = child(1), child(2), child(3)
    away = Suspension(pupil_id=one.id, started_on=IN_TERM, sessions=2)
    found = counted(store, one, two, three, *first, *second, *third, away)
    assert (found["H07"], found["F07"]) == ({"SUS": 1}, {"K.1": 1})
    found = counted(store, Attestation(pupil_id=two.id, of="suspension", attested_on=IN_TERM))
    assert found["H07"] == {"SUS": 1, "NOT_SUS": 1}
    found = counted(store, TermStatement(term="2026-27.1", suspensions_recorded=True))
    assert found["H07"] == {"SUS": 1, "NOT_SUS": 2}
    assert counted(store, term="2026-27.2")["H07"] == {"NOT_SUS": 1}


def test_attendance_is_counted_by_band_and_summed_up_to_fifty_points(store: Store) -> None:
    pupil, *rest = child()
    dates = {"from_on": date(2026, 9, 7), "to_on": date(2026, 12, 1)}
    figure = AttendanceFigure(pupil_id=pupil.id, possible=120, attended=30, **dates)  # type: ignore[arg-type]
    found = counted(store, pupil, *rest, figure)
    assert (found["H06"], found["F06"], found["M14"]) == ({"PA": 1}, {"CI.A0": 1}, {"ABSENCE": 50})


def test_cost_is_a_years_and_falls_back_on_the_rate_of_the_role(store: Store) -> None:
    pupil, *rest = child()
    cycle = Cycle(pupil_id=pupil.id, started_on=date(2026, 9, 7))
    given = Provision(
        pupil_id=pupil.id,
        cycle_id=cycle.id,
        name="Small group",
        sessions_a_week=Decimal(5),
        minutes=60,
        staff_role="teaching assistant",
        started_on=date(2026, 9, 14),
    )
    rate = StaffRate(role="Teaching assistant", pounds_an_hour=Decimal(16))
    assert counted(store, pupil, *rest)["F13"] == {"K.C0": 1}
    assert counted(store, cycle, given, rate)["F13"] == {"K.C6": 1}


def test_the_verdict_is_that_of_the_present_layer_in_the_area_of_the_first_need(store: Store) -> None:
    pupil, *rest = child(year_group="4")
    assert counted(store, pupil, *rest)["F10"] == {"K.UNKNOWN": 1}
    universal = Decision(pupil_id=pupil.id, layer="universal", decided_on=IN_TERM, reason="Agreed.")
    found = counted(store, universal)
    assert (found["F10"], found["F02"]) == ({}, {"CI.U": 1})


def test_parents_papers_are_counted_in_their_term(store: Store) -> None:
    asked = ConfidenceRound(term="2026-27.1", asked=30)
    papers = [
        ConfidenceAnswer(round_id=asked.id, safe=5, clear=3),
        ConfidenceAnswer(round_id=asked.id, safe=4, clear=3),
    ]
    assert counted(store, asked, *papers)["H12"] == {"CONF": 1, "NOT_CONF": 1}
    assert counted(store, term="2026-27.2")["H12"] == {}


def test_the_schools_own_facts_come_from_its_records_unless_it_says_otherwise(store: Store) -> None:
    pupil, *rest = child()
    seen = {"is_expert_at_hand": True, "requested_on": date(2026, 9, 9), "seen_on": IN_TERM}
    counted(
        store,
        pupil,
        *rest,
        Involvement(pupil_id=pupil.id, profession="salt", **seen),  # type: ignore[arg-type]
        WiderRequest(profession="ep", level="school", **seen),  # type: ignore[arg-type]
        StaffTraining(topic="Makaton", held_on=IN_TERM, people=12),
    )
    facts = ready(store, TERM, TODAY, "0.1.0").summary.facts
    assert (facts.eah_visits, facts.staff_trained, facts.inclusion_base) == (1, 12, None)
    with store.transaction() as tx:
        tx.put(TermStatement(term="2026-27.1", eah_visits=4, has_base=HasBase.PLANNED, blank=("H12",)))
    facts = ready(store, TERM, TODAY, "0.1.0").summary.facts
    assert (facts.eah_visits, facts.staff_trained, facts.inclusion_base) == (4, 12, "planned")
    assert facts.completeness == "partly"


def test_the_fictional_school_fills_every_table_that_can_be_filled(store: Store) -> None:
    fill(store, pupils=240, terms=3, seed=1, until=date(2026, 11, 23))
    filled = counted(store, term="2025-26.3")
    empty = {name for name, cells in filled.items() if not cells}
    assert empty <= {*measures.BLANK, "F11OT", "F11PT"}
    assert set(filled) == set(measures.BY_ID)
    assert ready(store, read_term("2025-26.3"), TODAY, "0.1.0").summary.tables["F12"] == {}


def test_judging_only_what_is_asked_says_the_same_as_judging_everything(store: Store) -> None:
    fill(store, pupils=60, terms=3, seed=4, until=TODAY)
    with store.reading() as tx:
        pupils = tx.find(Pupil)
        standard = standard_for(tx, None, store.school, TODAY)
        whole = gather(tx, pupils, TODAY, standard)
        everything = {one.id: judge(standard, whole[one.id]) for one in pupils}
        for asked in list(standard.thresholds)[::3]:
            few = gather(tx, pupils, TODAY, standard, only=names_read(standard, (asked,)))
            for pupil in pupils:
                (one,) = judge(standard, few[pupil.id], (asked,)).thresholds
                assert one == next(t for t in everything[pupil.id].thresholds if t.id == asked)
