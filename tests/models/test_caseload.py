# SPDX-License-Identifier: MIT
"""The list of children: who is on it, at which stage, with which needs and layer, and what is overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caseload import PupilRow, layer_on, provision_on, rows
from models.codes import Layer, Progress, ReviewDecision, SenProvision, SenType, Stage, Whose
from models.cycle_parts import current_cycle, read_parts
from models.cycles import Begun, start_cycle
from models.guidance import State, next_step, stage_states
from models.records import (
    Assessment,
    Cycle,
    Decision,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Record,
    Review,
    SenStatus,
    Voice,
)
from models.sample import fill
from models.store import Store
from tests.models.conftest import ON, child, keep

PUPIL = child()
ID = PUPIL.id
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def only_row(store: Store, *records: Record, on: date = ON) -> PupilRow:
    """The row of one child with these records."""
    keep(store, PUPIL, *records)
    with store.reading() as tx:
        (row,) = rows(tx, on)
    return row


def changed(begun: Begun, kind: type[Record], **fields: object) -> list[Record]:
    """A cycle's first records with one of them written in."""
    return [one.model_copy(update=fields) if isinstance(one, kind) else one for one in begun.records]


# Who is on it


@pytest.mark.parametrize(
    ("left", "listed"),
    [(None, True), (ON + timedelta(1), True), (ON, False), (ON - timedelta(1), False)],
)
def test_who_has_left_is_left_out(store: Store, left: date | None, listed: bool) -> None:
    stays, leaver = child(1), child(2, left_on=left)
    keep(store, stays, leaver)
    with store.reading() as tx:
        assert {row.id for row in rows(tx, ON)} == {stays.id, *([leaver.id] if listed else [])}
        assert bool(rows(tx, ON, pupils=[leaver])) is listed


def test_rows_stand_by_surname_and_forename_whatever_the_case(store: Store) -> None:
    names = [("Ben", "de Souza"), ("Zoë", "Ash"), ("Amira", "Ash"), ("Ife", "Dean")]
    keep(store, *(child(at, forename, surname) for at, (forename, surname) in enumerate(names)))
    with store.reading() as tx:
        assert [row.pupil.forename for row in rows(tx, ON)] == ["Amira", "Zoë", "Ben", "Ife"]


def test_a_child_with_no_records_has_a_row_that_claims_nothing(store: Store) -> None:
    row = only_row(store)
    assert (row.provision, row.layer, row.layer_is_decided) == (SenProvision.NONE, Layer.UNIVERSAL, False)
    assert (row.needs, row.cycle, row.stages, row.next_step) == ((), None, (), None)
    assert (row.next_on, row.is_overdue, row.present_stage) == (None, False, None)


def test_all_together_are_as_each_alone_and_as_the_childs_own_page_has_it(store: Store) -> None:
    fill(store, pupils=60, until=ON, terms=3, seed=7)
    with store.reading() as tx:
        together = rows(tx, ON)
        assert len(together) == 60
        for row in together:
            assert rows(tx, ON, pupils=[row.pupil]) == (row,)
            cycle = current_cycle(tx, row.id)
            assert row.cycle == cycle
            if cycle is not None:
                parts = read_parts(tx, row.pupil, cycle)
                assert (row.stages, row.next_step) == (stage_states(parts, ON), next_step(parts, ON))
        assert sum(row.cycle is not None for row in together) > 5


# The cycle and its stage


def test_a_stage_is_present_until_what_it_asks_is_there(store: Store) -> None:
    begun = start_cycle(PUPIL, 1, date(2026, 10, 5))
    mine = {"pupil_id": ID, "cycle_id": begun.cycle.id}
    outcome = Outcome(**mine, text="Read a page.", baseline="2 lines", target="1 page")
    support = Provision(**mine, name="Paired reading")
    by_kind = {type(one): one for one in begun.records}

    def put(kind: type[Record], **fields: object) -> Record:
        return by_kind[kind].model_copy(update=fields)

    steps: list[tuple[Stage, list[Record]]] = [
        (Stage.ASSESS, [PUPIL, *begun.records, Need(pupil_id=ID, code=SenType.SLCN)]),
        (
            Stage.PLAN,
            [
                put(
                    Assessment,
                    teacher_view="Tires soon.",
                    slower_than_peers=True,
                    assessed_on=date(2026, 10, 6),
                ),
                Voice(**mine, whose=Whose.CHILD, said_on=date(2026, 10, 6), words="I like maps."),
                Voice(**mine, whose=Whose.PARENT, said_on=date(2026, 10, 6), words="She reads at home."),
            ],
        ),
        (Stage.PLAN, [outcome, support]),
        (
            Stage.REVIEW,
            [put(Plan, parents_told_on=date(2026, 10, 9), review_due_on=date(2027, 1, 20))],
        ),
    ]
    for stage, records in steps:
        with store.transaction() as tx:
            for one in records:
                tx.put(one)
        with store.reading() as tx:
            (row,) = rows(tx, ON)
        assert row.present_stage is stage
    assert [one.state for one in row.stages] == [State.DONE, State.DONE, State.DONE, State.EMPTY]
    assert (row.next_on, row.is_overdue) == (date(2027, 1, 20), False)


def test_the_open_cycle_is_the_present_one_else_the_last(store: Store) -> None:
    closed = [
        Cycle(pupil_id=ID, number=n, started_on=date(2025, n, 1), closed_on=date(2025, n, 20))
        for n in (3, 1, 2)
    ]
    assert only_row(store, *closed).cycle == closed[0]
    opened = Cycle(pupil_id=ID, number=2, started_on=date(2025, 2, 1))
    with store.transaction() as tx:
        tx.put(opened)
        (row,) = rows(tx, ON)
    assert row.cycle == opened


def test_a_closed_cycle_has_no_stage_and_nothing_due(store: Store) -> None:
    begun = start_cycle(PUPIL, 1, date(2026, 4, 20))
    due = changed(begun, Plan, review_due_on=date(2026, 7, 1))
    closed = [
        one.model_copy(update={"closed_on": date(2026, 7, 10)}) if isinstance(one, Cycle) else one
        for one in due
    ]
    row = only_row(store, *closed)
    assert (row.present_stage, row.next_on, row.is_overdue) == (None, None, False)
    assert row.next_step is not None and row.next_step.words.startswith("Start the next cycle")


@pytest.mark.parametrize(
    ("due", "overdue"),
    [(None, False), (ON - timedelta(1), True), (ON, False), (ON + timedelta(1), False)],
)
def test_a_review_is_overdue_from_the_day_after_it_was_due(
    store: Store, due: date | None, overdue: bool
) -> None:
    row = only_row(store, *changed(start_cycle(PUPIL, 1, date(2026, 9, 7)), Plan, review_due_on=due))
    assert (row.next_on, row.is_overdue) == (due, overdue)


def test_a_review_that_was_held_is_no_longer_due_though_the_cycle_is_open(store: Store) -> None:
    begun = start_cycle(PUPIL, 1, date(2026, 9, 7))
    outcome = Outcome(pupil_id=ID, cycle_id=begun.cycle.id, text="Read a page.")
    (review,) = (one for one in begun.records if isinstance(one, Review))
    row = only_row(store, *changed(begun, Plan, review_due_on=date(2026, 11, 16)), outcome)
    assert row.is_overdue
    held = review.model_copy(
        update={
            "reviewed_on": date(2026, 11, 18),
            "progress": Progress.EXPECTED,
            "decision": ReviewDecision.CONTINUE,
        }
    )
    with store.transaction() as tx:
        tx.put(held)
        # Not every outcome is looked at yet, so the review isn't over.
        assert rows(tx, ON)[0].is_overdue
        tx.put(
            OutcomeReview.model_validate(
                {"pupil_id": ID, "cycle_id": begun.cycle.id, "outcome_id": outcome.id, "achievement": "0"}
            )
        )
        (row,) = rows(tx, ON)
    assert (row.next_on, row.is_overdue) == (None, False)


# Needs, provision, layer


def test_needs_that_are_present_stand_by_rank(store: Store) -> None:
    second = Need(pupil_id=ID, code=SenType.SLCN, rank=2, started_on=date(2025, 9, 1))
    first = Need(pupil_id=ID, code=SenType.ASD, rank=1, started_on=ON)
    third = Need(pupil_id=ID, code=SenType.SEMH, rank=3, ended_on=ON + timedelta(1))
    ended = Need(pupil_id=ID, code=SenType.MLD, rank=1, ended_on=ON)
    later = Need(pupil_id=ID, code=SenType.HI, rank=1, started_on=ON + timedelta(1))
    row = only_row(store, third, ended, second, later, first)
    assert [need.code for need in row.needs] == [SenType.ASD, SenType.SLCN, SenType.SEMH]


STATUSES = st.lists(
    st.builds(
        lambda provision, start, days: SenStatus(
            pupil_id=ID,
            provision=provision,
            started_on=start,
            ended_on=None if days is None else start + timedelta(days),
        ),
        st.sampled_from(SenProvision),
        DAYS,
        st.none() | st.integers(0, 400),
    ),
    max_size=5,
    unique_by=lambda one: one.started_on,
)


@given(STATUSES, DAYS)
def test_provision_is_the_latest_that_runs_on_the_day(statuses: list[SenStatus], on: date) -> None:
    expected = SenProvision.NONE
    for one in sorted(statuses, key=lambda one: one.started_on):
        if one.started_on <= on <= (one.ended_on or date.max):
            expected = one.provision
    assert provision_on(statuses, on) is expected
    assert provision_on(reversed(statuses), on) is expected


@pytest.mark.parametrize(
    ("provision", "layer"),
    [
        (SenProvision.NONE, Layer.UNIVERSAL),
        (SenProvision.SUPPORT, Layer.TARGETED),
        (SenProvision.PLAN, Layer.SPECIALIST),
    ],
)
def test_until_one_is_decided_the_layer_is_read_from_the_census_code(
    store: Store, provision: SenProvision, layer: Layer
) -> None:
    row = only_row(store, SenStatus(pupil_id=ID, provision=provision, started_on=date(2026, 9, 1)))
    assert (row.provision, row.layer, row.layer_is_decided) == (provision, layer, False)


def test_a_decision_stands_from_its_day_until_the_next(store: Store) -> None:
    support = SenStatus(pupil_id=ID, provision=SenProvision.SUPPORT, started_on=date(2026, 1, 5))
    down = Decision(pupil_id=ID, layer=Layer.UNIVERSAL, decided_on=date(2026, 10, 5))
    up = Decision(pupil_id=ID, layer=Layer.TARGETED_PLUS, decided_on=date(2026, 3, 2))
    keep(store, PUPIL, support, down, up)
    told = {
        date(2026, 3, 1): (Layer.TARGETED, False),
        date(2026, 3, 2): (Layer.TARGETED_PLUS, True),
        date(2026, 10, 4): (Layer.TARGETED_PLUS, True),
        date(2026, 10, 5): (Layer.UNIVERSAL, True),
    }
    with store.reading() as tx:
        for on, expected in told.items():
            (row,) = rows(tx, on)
            assert (row.layer, row.layer_is_decided) == expected


@given(
    st.lists(
        st.builds(Decision, pupil_id=st.just(ID), layer=st.sampled_from(Layer), decided_on=DAYS),
        max_size=5,
        unique_by=lambda one: one.decided_on,
    ),
    st.sampled_from(SenProvision),
    DAYS,
)
def test_what_is_decided_later_never_counts(
    decisions: list[Decision], provision: SenProvision, on: date
) -> None:
    layer, decided = layer_on(decisions, provision, on)
    past = sorted((one for one in decisions if one.decided_on <= on), key=lambda one: one.decided_on)
    assert decided is bool(past)
    assert layer_on(past, provision, on) == (layer, decided)
    assert not past or layer is past[-1].layer
