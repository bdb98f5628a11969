# SPDX-License-Identifier: MIT
"""N, K and E: each move ends what ran and begins the next; an issued plan is typed once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caseload import provision_on
from models.codes import SenProvision
from models.moving import moved_to, plan_began, plan_ceased
from models.records import AnnualReview, EhcRequest, SenStatus
from models.records.ehc import AskedBy, AssessmentDecision, ReviewOutcome
from models.store import Store
from tests.models.conftest import ON, child, keep, seen_of, value
from thresholds.problems import Problem

AMIRA = child()
K, E, N = SenProvision.SUPPORT, SenProvision.PLAN, SenProvision.NONE


def status(provision: SenProvision = K, started: date = date(2025, 9, 1)) -> SenStatus:
    return SenStatus(pupil_id=AMIRA.id, provision=provision, started_on=started)


def after(statuses: list[SenStatus], moved: tuple[SenStatus, ...]) -> list[SenStatus]:
    return list({one.id: one for one in [*statuses, *moved]}.values())


def test_a_first_move_begins_and_a_second_ends_the_first() -> None:
    (first,) = moved_to(AMIRA, K, date(2025, 9, 1), [], reason="Agreed with parents.")
    assert (first.provision, first.reason) == (K, "Agreed with parents.")
    ended, second = moved_to(AMIRA, N, date(2026, 7, 20), [first])
    assert (ended.id, ended.ended_on) == (first.id, date(2026, 7, 19))
    assert (second.provision, second.started_on, second.ended_on) == (N, date(2026, 7, 20), None)


def test_what_runs_already_is_no_move() -> None:
    assert moved_to(AMIRA, K, ON, [status()]) == ()


def test_history_is_not_overwritten() -> None:
    with pytest.raises(Problem, match="later change is on record"):
        moved_to(AMIRA, E, date(2025, 1, 1), [status()])
    with pytest.raises(Problem, match="before the child was born"):
        moved_to(AMIRA, K, date(2010, 1, 1), [])


@given(st.lists(st.tuples(st.sampled_from([N, K, E]), st.integers(0, 300)), max_size=8))
def test_on_every_day_one_provision_runs_and_the_last_move_holds(
    steps: list[tuple[SenProvision, int]],
) -> None:
    held: list[SenStatus] = []
    day = date(2020, 9, 1)
    for provision, days in steps:
        day += timedelta(days)
        held = after(held, moved_to(AMIRA, provision, day, held))
        assert provision_on(held, day) is provision
        if provision_on(held, day - timedelta(1)) is not N:
            assert sum(_runs(one, day - timedelta(1)) for one in held) == 1
        assert sum(_runs(one, day) for one in held) == 1


def _runs(one: SenStatus, on: date) -> bool:
    return one.started_on <= on and (one.ended_on is None or one.ended_on >= on)


def test_an_issued_plan_and_its_end_are_typed_once_and_answer_the_standard(store: Store) -> None:
    request = EhcRequest(
        pupil_id=AMIRA.id,
        requested_on=date(2026, 2, 2),
        asked_by=AskedBy.SCHOOL,
        decided_on=date(2026, 3, 9),
        decision=AssessmentDecision.ASSESS,
    )
    before = [status()]
    assert plan_began(AMIRA, request, before) == ()
    issued = request.model_copy(update={"final_on": date(2026, 6, 19)})
    moved = plan_began(AMIRA, issued, before)
    keep(store, AMIRA, before[0], issued)
    with store.transaction() as tx:
        for one in moved:
            tx.put(one)
        held = tx.find(SenStatus, pupil_id=AMIRA.id)
    assert [(one.provision, one.ended_on) for one in held] == [(K, date(2026, 6, 18)), (E, None)]
    assert value(seen_of([AMIRA, *held]), "ehc_plan") is True
    goes_on = AnnualReview(pupil_id=AMIRA.id, due_on=date(2027, 6, 19), meeting_on=date(2026, 11, 2))
    assert plan_ceased(AMIRA, goes_on, K, held) == ()
    over = goes_on.model_copy(update={"decided_on": date(2026, 11, 20), "decision": ReviewOutcome.CEASE})
    now = after(held, plan_ceased(AMIRA, over, K, held))
    assert provision_on(now, ON) is K
    assert value(seen_of([AMIRA, *now]), "ehc_plan") is False
