# SPDX-License-Identifier: MIT
"""A cycle written step by step: each stage says what is missing, and there is always one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import Achievement, Progress, ReviewDecision, SenType, Stage, Whose
from models.cycle_parts import CycleParts, read_parts
from models.cycles import start_cycle
from models.guidance import SOON, State, is_overdue, next_step, present_stage, stage_states
from models.records import (
    Assessment,
    Cycle,
    Delivery,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Record,
    Review,
    Voice,
)
from models.store import Store
from tests.models.conftest import ON, child, keep

R = TypeVar("R", bound=Record)

PUPIL = child()
BEGUN = start_cycle(PUPIL, 1, date(2026, 9, 7))
ASSESSMENT, PLAN, REVIEW = BEGUN.records[1:]
MINE = {"pupil_id": PUPIL.id, "cycle_id": BEGUN.cycle.id}
FAR = ON + timedelta(60)


def now(one: Record, **fields: object) -> Record:
    """The same record with more of it answered."""
    return type(one).model_validate({**one.model_dump(), **fields})


SEEN = now(ASSESSMENT, teacher_view="Follows one part of an instruction.")
COMPARED = now(SEEN, slower_than_peers=True)
CHILD = Voice(**MINE, whose=Whose.CHILD, said_on=ON, words="The words go too fast.")
PARENT = Voice(**MINE, whose=Whose.PARENT, said_on=ON, words="She does one thing at a time.")
NEED = Need(pupil_id=PUPIL.id, code=SenType.SLCN)
ANALYSED = now(COMPARED, assessed_on=ON - timedelta(20))
UNMEASURED = Outcome(**MINE, text="follow two parts", baseline="1 of 5")
OUTCOME = now(UNMEASURED, target="4 of 5")
SUPPORT = Provision(**MINE, name="Word games", sessions_a_week=Decimal(3))
TOLD = now(PLAN, parents_told_on=ON - timedelta(10))
AGREED = now(TOLD, review_due_on=FAR)
GIVEN = Delivery(pupil_id=PUPIL.id, provision_id=SUPPORT.id, on=ON, given=1)
REACHED = OutcomeReview(**MINE, outcome_id=OUTCOME.id, achievement=Achievement.LESS)
MET_ON = now(REVIEW, reviewed_on=ON)
PROGRESS = now(MET_ON, progress=Progress.EXPECTED)
DECIDED = now(PROGRESS, decision=ReviewDecision.CONTINUE)

JOURNEY: list[tuple[str, Stage, Record]] = [
    ("Add what the teachers see.", Stage.ASSESS, SEEN),
    ("Add attainment and progress.", Stage.ASSESS, COMPARED),
    ("Add what the child says.", Stage.ASSESS, CHILD),
    ("Add what the parents say.", Stage.ASSESS, PARENT),
    ("Add a need.", Stage.ASSESS, NEED),
    ("Add the date of the analysis.", Stage.ASSESS, ANALYSED),
    ("Add an outcome.", Stage.PLAN, UNMEASURED),
    ("Add baseline and target of each outcome.", Stage.PLAN, OUTCOME),
    ("Add the support.", Stage.PLAN, SUPPORT),
    ("Add when parents were told.", Stage.PLAN, TOLD),
    ("Add the date of the review.", Stage.PLAN, AGREED),
    ("Add sessions of Word games.", Stage.DO, GIVEN),
    ("Add how far each outcome was reached.", Stage.REVIEW, REACHED),
    ("Add the date of the review.", Stage.REVIEW, MET_ON),
    ("Add progress in this cycle.", Stage.REVIEW, PROGRESS),
    ("Add a decision.", Stage.REVIEW, DECIDED),
]
"""What is asked for next, and the answer that a SENCO gives to it."""

EVERYTHING = [*BEGUN.records, *(answer for _, _, answer in JOURNEY)]


def parts_of(records: Sequence[Record]) -> CycleParts:
    """The cycle with these records in it, as it would be read."""

    def of(kind: type[R]) -> tuple[R, ...]:
        return tuple({one.id: one for one in records if isinstance(one, kind)}.values())

    def only(kind: type[R]) -> R | None:
        return next(iter(of(kind)), None)

    return CycleParts(
        PUPIL,
        only(Cycle) or BEGUN.cycle,
        only(Assessment),
        only(Plan),
        only(Review),
        of(Outcome),
        of(OutcomeReview),
        of(Provision),
        of(Delivery),
        of(Voice),
        (),
        of(Need),
        (),
        (),
    )


def states(parts: CycleParts) -> dict[Stage, State]:
    return {one.stage: one.state for one in stage_states(parts, ON)}


def missing(parts: CycleParts, stage: Stage) -> tuple[str, ...]:
    return next(one.missing for one in stage_states(parts, ON) if one.stage is stage)


def without(*records: Record) -> CycleParts:
    """The whole cycle as it would be without these answers; what they answered stays as it was before."""
    left = {one.id for one in records}
    return parts_of([one for one in EVERYTHING if one.id not in left])


def due(day: date | None, *, reviewed: bool = False) -> CycleParts:
    """A cycle of which everything up to the review is there, and the review if it was held."""
    records = [
        *BEGUN.records,
        *(answer for _, stage, answer in JOURNEY if reviewed or stage is not Stage.REVIEW),
    ]
    return parts_of([*records, now(TOLD, review_due_on=day)])


def test_each_answer_leads_to_the_next_question_and_the_last_to_the_next_cycle(store: Store) -> None:
    keep(store, PUPIL, *BEGUN.records)
    for words, stage, answer in JOURNEY:
        with store.transaction() as tx:
            step = next_step(read_parts(tx, PUPIL, BEGUN.cycle), ON)
            assert (step.words, step.stage) == (words, stage)
            tx.put(answer)
    with store.reading() as tx:
        parts = read_parts(tx, PUPIL, BEGUN.cycle)
    assert set(states(parts).values()) == {State.DONE}
    assert next_step(parts, ON).words == "Close this cycle and start the next."


def test_a_cycle_that_has_just_begun_is_empty_and_says_all_that_it_wants() -> None:
    parts = parts_of(BEGUN.records)
    assert set(states(parts).values()) == {State.EMPTY}
    assert missing(parts, Stage.ASSESS) == (
        "what the teachers see",
        "attainment and progress",
        "what the child says",
        "what the parents say",
        "a need",
        "the date of the analysis",
    )
    assert missing(parts, Stage.PLAN) == (
        "an outcome",
        "the support",
        "when parents were told",
        "the date of the review",
    )
    assert missing(parts, Stage.DO) == ("the support",)
    assert missing(parts, Stage.REVIEW) == ("the date of the review", "progress in this cycle", "a decision")


def test_stages_without_a_record_want_the_same_as_empty_ones() -> None:
    bare = parts_of([BEGUN.cycle])
    assert stage_states(bare, ON) == stage_states(parts_of(BEGUN.records), ON)


@pytest.mark.parametrize(
    ("stage", "answer"), [pytest.param(stage, answer, id=words) for words, stage, answer in JOURNEY]
)
def test_a_stage_in_which_anything_of_this_cycle_stands_is_not_empty(stage: Stage, answer: Record) -> None:
    found = states(parts_of([*BEGUN.records, answer]))[stage]
    # A need is the child's, not the cycle's: it goes on from cycle to cycle.
    # And a review with all its answers is whole where there is no outcome to look at.
    assert found is {NEED.id: State.EMPTY, DECIDED.id: found}.get(answer.id, State.BEGUN)
    assert (found is State.DONE) == (answer is DECIDED)


@pytest.mark.parametrize(
    ("record", "field", "stage"),
    [
        (ASSESSMENT, {"assessed_on": ON}, Stage.ASSESS),
        (PLAN, {"parents_told_on": ON}, Stage.PLAN),
        (PLAN, {"review_due_on": FAR}, Stage.PLAN),
        (REVIEW, {"progress": Progress.LESS}, Stage.REVIEW),
        (REVIEW, {"decision": ReviewDecision.END}, Stage.REVIEW),
    ],
)
def test_one_answer_alone_begins_its_stage(record: Record, field: dict[str, object], stage: Stage) -> None:
    assert states(parts_of([*BEGUN.records, now(record, **field)]))[stage] is State.BEGUN


@pytest.mark.parametrize(
    ("lost", "stage", "words"),
    [
        (CHILD, Stage.ASSESS, "what the child says"),
        (PARENT, Stage.ASSESS, "what the parents say"),
        (NEED, Stage.ASSESS, "a need"),
        (GIVEN, Stage.DO, "sessions of Word games"),
        (REACHED, Stage.REVIEW, "how far each outcome was reached"),
    ],
)
def test_one_gap_is_named_and_is_what_to_do_next(lost: Record, stage: Stage, words: str) -> None:
    parts = without(lost)
    assert missing(parts, stage) == (words,)
    assert present_stage(stage_states(parts, ON)) is stage
    assert next_step(parts, ON).words == f"Add {words}."


def test_blank_words_are_no_words() -> None:
    parts = parts_of([*BEGUN.records, now(ASSESSMENT, teacher_view=" \n "), now(CHILD, words="  ")])
    assert states(parts)[Stage.ASSESS] is State.EMPTY


def test_each_outcome_is_asked_for_by_itself() -> None:
    second = Outcome(**MINE, text="tell what happened", baseline="one word", target="a sentence")
    parts = parts_of([*EVERYTHING, second])
    assert missing(parts, Stage.REVIEW) == ("how far each outcome was reached",)
    unsaid = OutcomeReview(**MINE, outcome_id=second.id, now="two words")
    assert missing(parts_of([*EVERYTHING, second, unsaid]), Stage.REVIEW)
    looked_at = now(unsaid, achievement=Achievement.AS_HOPED)
    assert not missing(parts_of([*EVERYTHING, second, looked_at]), Stage.REVIEW)


def test_support_that_is_always_there_needs_no_log_and_support_by_the_week_does() -> None:
    quiet = Provision(**MINE, name="A quiet place at break")
    weekly = Provision(**MINE, name="Number sense", sessions_a_week=Decimal(2))
    assert states(parts_of([*BEGUN.records, quiet]))[Stage.DO] is State.DONE
    assert missing(parts_of([*EVERYTHING, weekly]), Stage.DO) == ("sessions of Number sense",)
    missed = Delivery(pupil_id=PUPIL.id, provision_id=weekly.id, on=ON, given=0, not_given=2)
    assert states(parts_of([*EVERYTHING, weekly, missed]))[Stage.DO] is State.DONE


@pytest.mark.parametrize(
    ("days", "words", "overdue"),
    [
        (-3, "Hold the review: it was due on 20 November.", True),
        (-1, "Hold the review: it was due on 22 November.", True),
        (0, "Hold the review.", False),
        (SOON, "Hold the review.", False),
    ],
)
def test_a_review_comes_before_every_gap_once_it_is_due(days: int, words: str, overdue: bool) -> None:
    day = ON + timedelta(days)
    for parts in (due(day), parts_of([*BEGUN.records, now(PLAN, review_due_on=day)])):
        step = next_step(parts, ON)
        assert (step.words, step.stage, step.due_on) == (words, Stage.REVIEW, day)
        assert step.is_overdue is overdue is is_overdue(day, ON)


def test_a_review_that_is_further_off_leaves_room_for_what_is_missing() -> None:
    day = ON + timedelta(SOON + 1)
    early = next_step(parts_of([*BEGUN.records, now(PLAN, review_due_on=day)]), ON)
    assert (early.words, early.stage) == ("Add what the teachers see.", Stage.ASSESS)
    assert early.due_on is None
    assert next_step(due(day), ON).due_on == day


def test_a_review_that_was_held_is_not_overdue_however_late() -> None:
    step = next_step(due(ON - timedelta(40), reviewed=True), ON)
    assert step.words == "Close this cycle and start the next."
    assert not step.is_overdue


def test_a_review_that_was_begun_and_not_finished_stays_overdue() -> None:
    half = parts_of([*EVERYTHING, now(TOLD, review_due_on=ON - timedelta(1)), PROGRESS])
    assert next_step(half, ON).is_overdue


def test_after_a_closed_cycle_something_comes_next() -> None:
    closed = now(BEGUN.cycle, closed_on=ON)
    step = next_step(parts_of([closed, *EVERYTHING[1:]]), ON)
    assert (step.words, step.is_overdue) == ("Start the next cycle, or end SEN Support.", False)


@given(st.sets(st.integers(0, len(JOURNEY) - 1)), st.integers(-30, 60))
def test_whatever_is_missing_in_whatever_order_something_comes_next(there: set[int], days: int) -> None:
    """In each cycle there is a sentence with a verb, and it names the first gap or the review."""
    agreed = now(AGREED, review_due_on=ON + timedelta(days))
    records = [JOURNEY[at][2] for at in there]
    parts = parts_of([*BEGUN.records, *(agreed if one is AGREED else one for one in records)])
    found, step = stage_states(parts, ON), next_step(parts, ON)
    gaps = [one for one in found if one.state is not State.DONE]
    assert all(one.missing for one in gaps)
    if not gaps:
        assert step.words == "Close this cycle and start the next."
    elif step.words.startswith("Hold"):
        assert gaps[-1].stage is Stage.REVIEW
        assert days <= SOON
    else:
        assert (step.words, step.stage) == (f"Add {gaps[0].missing[0]}.", gaps[0].stage)


@pytest.mark.parametrize("day", [None, ON, ON + timedelta(1)])
def test_what_has_no_day_or_is_due_today_is_not_overdue(day: date | None) -> None:
    assert not is_overdue(day, ON)
