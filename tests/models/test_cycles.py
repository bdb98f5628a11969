# SPDX-License-Identifier: MIT
"""From one cycle to the next: what goes on is carried forward, what is done stays where it was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import Achievement, Area, NextForOutcome, ReviewDecision, SenType, Whose
from models.cycle_parts import CycleParts, current_cycle, read_parts
from models.cycles import Begun, close_cycle, next_cycle, start_cycle
from models.guidance import next_step
from models.records import (
    RECORDS,
    Assessment,
    Cycle,
    Delivery,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    Voice,
)
from models.records.cycle import Pathway
from models.store import Store
from tests.models.conftest import ON, child, full_record, keep

R = TypeVar("R", bound=Record)

PUPIL = child()
CYCLE = Cycle(pupil_id=PUPIL.id, number=3, started_on=date(2026, 4, 20))
MINE = {"pupil_id": PUPIL.id, "cycle_id": CYCLE.id}
TO_KEEP, TO_CHANGE, DONE, UNREVIEWED = (
    Outcome(
        **MINE,
        text=text,
        need_code=SenType.SLCN,
        area=Area.COMMUNICATION,
        pathway=Pathway.COMMUNITY,
        measure="on two days",
        baseline="1 of 5",
        target="4 of 5",
        sort=at,
    )
    for at, text in enumerate(("follow two parts", "tell what happened", "greet a friend", "ask for help"))
)
OUTCOMES = (TO_KEEP, TO_CHANGE, DONE, UNREVIEWED)
LOOKED_AT = (
    OutcomeReview(
        **MINE,
        outcome_id=TO_KEEP.id,
        achievement=Achievement.LESS,
        now="3 of 5",
        next=NextForOutcome.KEEP,
    ),
    OutcomeReview(**MINE, outcome_id=TO_CHANGE.id, now="two sentences", next=NextForOutcome.CHANGE),
    OutcomeReview(
        **MINE, outcome_id=DONE.id, achievement=Achievement.MORE, now="daily", next=NextForOutcome.END
    ),
)


def support(name: str, *outcomes: Outcome) -> Provision:
    """Twelve weeks of something, for these outcomes."""
    return Provision(
        **MINE,
        name=name,
        outcome_ids=tuple(one.id for one in outcomes),
        sessions_a_week=Decimal(3),
        minutes=20,
        group_size=3,
        staff="Mrs Lindqvist",
        pounds_an_hour=Decimal("16.40"),
        weeks=12,
        started_on=date(2026, 4, 27),
        ends_on=date(2026, 7, 17),
        notes="With pictures first.",
    )


FOR_KEPT = support("Word games", TO_KEEP)
FOR_BOTH = support("Language group", DONE, TO_CHANGE)
FOR_DONE = support("Greeting cards", DONE)
FOR_ALL = support("A quiet place")
PROVISIONS = (FOR_KEPT, FOR_BOTH, FOR_DONE, FOR_ALL)
LOGGED = Delivery(pupil_id=PUPIL.id, provision_id=FOR_KEPT.id, on=date(2026, 5, 4), given=3)
SAID = Voice(**MINE, whose=Whose.CHILD, said_on=date(2026, 4, 21), words="The words go too fast.")
STAGES = (
    Assessment(**MINE, teacher_view="Follows one part.", earlier_support="A picture board."),
    Plan(**MINE, adjustments="One thing at a time.", review_due_on=date(2026, 11, 20)),
    Review(
        **MINE,
        reviewed_on=ON,
        impact="She asks when unsure.",
        decision=ReviewDecision.CONTINUE,
        next_review_on=date(2027, 3, 19),
    ),
)
ALL: tuple[Record, ...] = (CYCLE, *STAGES, *OUTCOMES, *LOOKED_AT, *PROVISIONS, LOGGED, SAID)


def parts(
    *,
    decision: ReviewDecision | None = ReviewDecision.CONTINUE,
    looked_at: Sequence[OutcomeReview] = LOOKED_AT,
    next_review_on: date | None = date(2027, 3, 19),
) -> CycleParts:
    """The reviewed cycle, with another decision or other words on its outcomes."""
    review = STAGES[2].model_copy(update={"decision": decision, "next_review_on": next_review_on})
    return CycleParts(
        PUPIL,
        CYCLE,
        STAGES[0],
        STAGES[1],
        review,
        OUTCOMES,
        tuple(looked_at),
        PROVISIONS,
        (LOGGED,),
        (SAID,),
        (),
        (),
        (),
        (),
    )


def of(begun: Begun, kind: type[R]) -> list[R]:
    return [one for one in begun.records if isinstance(one, kind)]


def test_a_first_cycle_has_its_stages_empty(store: Store) -> None:
    begun = start_cycle(PUPIL, 1, ON)
    keep(store, PUPIL, *begun.records)
    with store.reading() as tx:
        found = read_parts(tx, PUPIL, begun.cycle)
    assert begun.cycle == Cycle(id=begun.cycle.id, pupil_id=PUPIL.id, number=1, started_on=ON)
    assert found.assessment is not None
    assert found.plan is not None
    assert found.review is not None
    assert (found.outcomes, found.provisions, found.needs) == ((), (), ())
    assert next_step(found, ON).words == "Add what the teachers see."


def test_the_next_cycle_is_the_one_after_and_knows_it() -> None:
    begun = next_cycle(parts(), ON)
    assert begun.cycle == Cycle(
        id=begun.cycle.id, pupil_id=PUPIL.id, number=4, started_on=ON, continues_id=CYCLE.id
    )
    assert begun.records[0] == begun.cycle


def test_kept_and_changed_outcomes_go_on_from_where_they_are_now_and_done_ones_do_not() -> None:
    carried = {one.continues_id: one for one in of(next_cycle(parts(), ON), Outcome)}
    assert {id: one.baseline for id, one in carried.items()} == {
        TO_KEEP.id: "3 of 5",
        TO_CHANGE.id: "two sentences",
        UNREVIEWED.id: "1 of 5",
    }


def test_an_outcome_without_a_measure_at_its_review_keeps_its_start() -> None:
    unsaid = LOOKED_AT[0].model_copy(update={"now": ""})
    (kept,) = (
        one
        for one in of(next_cycle(parts(looked_at=[unsaid]), ON), Outcome)
        if one.continues_id == TO_KEEP.id
    )
    assert kept.baseline == "1 of 5"


def test_all_else_that_was_said_of_an_outcome_is_said_again() -> None:
    begun = next_cycle(parts(), ON)
    old = {one.id: one for one in OUTCOMES}
    for new in of(begun, Outcome):
        was = old[str(new.continues_id)].model_dump(exclude={"id", "cycle_id", "baseline", "continues_id"})
        assert new.model_dump(exclude={"id", "cycle_id", "baseline", "continues_id"}) == was


def test_support_goes_on_for_what_goes_on_from_today_and_without_an_end() -> None:
    begun = next_cycle(parts(), ON)
    new = {one.continues_id: one.id for one in of(begun, Outcome)}
    going = {one.name: one for one in of(begun, Provision)}
    assert {name: one.outcome_ids for name, one in going.items()} == {
        "Word games": (new[TO_KEEP.id],),
        "Language group": (new[TO_CHANGE.id],),
        "A quiet place": (),
    }
    moved = {"id", "cycle_id", "outcome_ids", "started_on", "ends_on"}
    assert going["Word games"].model_dump(exclude=moved) == FOR_KEPT.model_dump(exclude=moved)
    assert {(one.started_on, one.ends_on) for one in going.values()} == {(ON, None)}
    assert of(begun, Delivery) == []


@pytest.mark.parametrize("decision", [*ReviewDecision, None])
def test_support_stops_where_it_was_decided_to_change_or_to_end_it(decision: ReviewDecision | None) -> None:
    going = of(next_cycle(parts(decision=decision), ON), Provision)
    stopped = decision in (ReviewDecision.CHANGE, ReviewDecision.END)
    assert len(going) == (0 if stopped else 3)


def test_what_helped_and_what_every_lesson_does_is_read_on() -> None:
    begun = next_cycle(parts(), ON)
    (assessment,), (plan,), (review,) = of(begun, Assessment), of(begun, Plan), of(begun, Review)
    assert (assessment.earlier_support, assessment.teacher_view) == ("She asks when unsure.", "")
    assert (plan.adjustments, plan.planned_on) == ("One thing at a time.", None)
    assert review == Review(id=review.id, pupil_id=PUPIL.id, cycle_id=begun.cycle.id)


@pytest.mark.parametrize(
    ("agreed", "due"),
    [
        (date(2027, 3, 19), date(2027, 3, 19)),
        (ON + timedelta(1), ON + timedelta(1)),
        (ON, None),
        (ON - timedelta(30), None),
        (None, None),
    ],
)
def test_the_day_agreed_for_the_next_review_is_the_new_plans(agreed: date | None, due: date | None) -> None:
    (plan,) = of(next_cycle(parts(next_review_on=agreed), ON), Plan)
    assert plan.review_due_on == due


def test_a_cycle_that_was_never_written_in_goes_on_too() -> None:
    bare = CycleParts(PUPIL, CYCLE, None, None, None, (), (), (), (), (), (), (), (), ())
    begun = next_cycle(bare, ON)
    assert [one.kind() for one in begun.records] == ["Cycle", "Assessment", "Plan", "Review"]


said = st.lists(st.sampled_from([None, *NextForOutcome]), min_size=4, max_size=4)


@given(said, st.sampled_from([*ReviewDecision, None]))
def test_ids_are_new_and_each_record_is_whole_whatever_was_decided(
    next_of: list[NextForOutcome | None], decision: ReviewDecision | None
) -> None:
    looked_at = [
        OutcomeReview(**MINE, outcome_id=outcome.id, next=next)
        for outcome, next in zip(OUTCOMES, next_of, strict=True)
    ]
    begun = next_cycle(parts(decision=decision, looked_at=looked_at), ON)
    ids = [one.id for one in begun.records]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {one.id for one in ALL}
    outcomes = {one.id for one in of(begun, Outcome)}
    assert len(outcomes) == sum(one is not NextForOutcome.END for one in next_of)
    for one in begun.records:
        assert type(one).model_validate(one.model_dump()) == one
        assert getattr(one, "cycle_id", begun.cycle.id) == begun.cycle.id
        assert set(getattr(one, "outcome_ids", ())) <= outcomes


def test_nothing_that_was_written_is_lost_or_altered(store: Store) -> None:
    keep(store, PUPIL, *ALL)
    with store.transaction() as tx:
        found = read_parts(tx, PUPIL, CYCLE)
        tx.put(close_cycle(found, ON))
        tx.add_all(next_cycle(found, ON).records)
    with store.reading() as tx:
        for one in ALL:
            was = one.model_copy(update={"closed_on": ON}) if one == CYCLE else one
            assert tx.get(type(one), one.id) == was
        current = current_cycle(tx, PUPIL.id)
        assert current is not None
        assert (current.number, current.continues_id) == (4, CYCLE.id)
        now = read_parts(tx, PUPIL, current)
        assert len(now.outcomes) == 3
        assert now.deliveries == ()


def test_a_child_of_whom_everything_is_recorded_goes_on_and_can_be_taken_back(store: Store) -> None:
    records = full_record()
    keep(store, *records)
    (pupil,) = (one for one in records if isinstance(one, Pupil))

    def everything() -> dict[str, list[Record]]:
        with store.reading() as tx:
            return {kind.kind(): tx.find(kind) for kind in RECORDS}

    before = everything()
    with store.transaction() as tx:
        cycle = current_cycle(tx, pupil.id)
        assert cycle is not None
        found = read_parts(tx, pupil, cycle)
        tx.put(close_cycle(found, ON))
        tx.add_all(next_cycle(found, ON).records)
    after = everything()
    for kind, were in before.items():
        assert {one.id for one in were} <= {one.id for one in after[kind]}
    with store.transaction() as back:
        for change in tx.changes.undone().pairs:
            if change.after is not None:
                back.put(change.after)
            else:
                back.remove(change.record)
    assert everything() == before


@pytest.mark.parametrize("day", [CYCLE.started_on, ON])
def test_a_cycle_closes_on_its_first_day_or_later(day: date) -> None:
    assert close_cycle(parts(), day) == CYCLE.model_copy(update={"closed_on": day})


def test_a_cycle_cannot_close_before_it_starts() -> None:
    with pytest.raises(ValueError, match="can't close before it starts"):
        close_cycle(parts(), CYCLE.started_on - timedelta(1))
