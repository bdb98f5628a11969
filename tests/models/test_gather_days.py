# SPDX-License-Identifier: MIT
"""Each day sees only what was so by then: nothing later, and a plan only until it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import (
    Layer,
    Profession,
    ReviewDecision,
    ScoreDomain,
    ScoreScale,
    SenProvision,
    Whose,
)
from models.records import (
    Advice,
    Assessment,
    AttendanceFigure,
    Attestation,
    Cycle,
    Decision,
    Delivery,
    DocumentHeld,
    Happening,
    Involvement,
    Meeting,
    Observed,
    Provision,
    Pupil,
    Record,
    Review,
    Score,
    SenStatus,
    Suspension,
    Voice,
)
from tests.models.conftest import ON, full_record, seen_of, value
from thresholds.evidence import Event, Evidence
from thresholds.packs import in_force

TOMORROW = ON + timedelta(1)
WHOLE = full_record()
PUPIL = next(one for one in WHOLE if isinstance(one, Pupil))
CYCLES = [one for one in WHOLE if isinstance(one, Cycle)]
PROVISIONS = [one for one in WHOLE if isinstance(one, Provision)]
LATER = st.dates(TOMORROW, date(2028, 12, 31))
ROTHERHAM = in_force("372", ON)


def by_the_day(evidence: Evidence) -> Evidence:
    """Evidence without what is dated after its day, which a standard reads only as a reason to wait."""
    on = evidence.as_of
    kept = {
        "observations": {
            n: tuple(o for o in all_ if o.on <= on) for n, all_ in evidence.observations.items()
        },
        "events": {n: tuple(e for e in all_ if _begun(e, on)) for n, all_ in evidence.events.items()},
        "documents": {n: tuple(d for d in all_ if d.on <= on) for n, all_ in evidence.documents.items()},
    }
    found: dict[str, Any] = {part: {n: v for n, v in names.items() if v} for part, names in kept.items()}
    return replace(evidence, **found)


def _begun(event: Event, on: date) -> bool:
    return event.earliest is None or event.earliest <= on


def _made(kind: type[Record], day: str, **fields: Any) -> st.SearchStrategy[Record]:
    """Records of a kind that are dated after the day by one field."""
    known = {name: at if isinstance(at, st.SearchStrategy) else st.just(at) for name, at in fields.items()}
    return st.builds(kind, pupil_id=st.just(PUPIL.id), **{day: LATER}, **known)


YES_NO = st.sampled_from([True, False, None])
CYCLE_ID = st.sampled_from([one.id for one in CYCLES])
LATER_RECORDS = st.one_of(
    _made(SenStatus, "started_on", provision=st.sampled_from(SenProvision)),
    _made(Cycle, "started_on", number=3),
    _made(Voice, "said_on", cycle_id=CYCLE_ID, whose=st.sampled_from(Whose), words="I can do it."),
    _made(Meeting, "held_on", cycle_id=CYCLE_ID),
    _made(Score, "assessed_on", domain=st.sampled_from(ScoreDomain), score=st.integers(40, 160)),
    _made(
        Score,
        "assessed_on",
        domain=st.sampled_from(ScoreDomain),
        scale=ScoreScale.PERCENTILE,
        score=st.integers(0, 100),
    ),
    _made(
        Assessment,
        "assessed_on",
        cycle_id=CYCLE_ID,
        slower_than_peers=YES_NO,
        gap_widening=YES_NO,
        adjustments_weeks=st.integers(0, 20),
        senses_checked_on=LATER,
    ),
    _made(Review, "reviewed_on", cycle_id=CYCLES[1].id, decision=st.sampled_from(ReviewDecision)),
    _made(
        Provision,
        "started_on",
        cycle_id=CYCLE_ID,
        name="Later",
        sessions_a_week=1,
        minutes=30,
        weeks=5,
        pounds_an_hour=20,
    ),
    _made(
        Delivery,
        "on",
        provision_id=st.sampled_from([one.id for one in PROVISIONS]),
        not_given=st.integers(0, 9),
    ),
    _made(AttendanceFigure, "to_on", from_on=ON - timedelta(30), possible=100, attended=st.integers(0, 100)),
    _made(Suspension, "started_on", sessions=st.integers(1, 40)),
    _made(Involvement, "requested_on", profession=st.sampled_from(Profession), is_expert_at_hand=True),
    _made(Advice, "dated_on", profession=st.sampled_from(Profession), put_in_place=YES_NO, reviewed=YES_NO),
    _made(Observed, "observed_on", fact="subjects_limited_by_language", value="4"),
    st.builds(Happening, pupil_id=st.just(PUPIL.id), event=st.just("parent_meeting"), dated=LATER.map(str)),
    _made(DocumentHeld, "dated_on", document="ebsa_profile"),
    _made(Attestation, "attested_on", of=st.sampled_from(["suspension", "parent_meeting", "pupil_voice"])),
    _made(Decision, "decided_on", layer=st.sampled_from(Layer)),
)


@given(
    st.lists(LATER_RECORDS, min_size=1, max_size=4), st.sets(st.sampled_from(range(1, len(WHOLE)))), st.data()
)
def test_what_is_dated_after_the_day_changes_nothing_on_it(
    later: list[Record], gone: set[int], data: st.DataObject
) -> None:
    # Whatever else is on record, and wherever among it the later record was written down.
    kept = [one for at, one in enumerate(WHOLE) if at not in gone]
    more = list(kept)
    for record in later:
        more.insert(data.draw(st.integers(0, len(more))), record)
    before, after = seen_of(kept, ON, ROTHERHAM), seen_of(more, ON, ROTHERHAM)
    assert by_the_day(after) == by_the_day(before)


WITHIN = {
    "a plan that ends later": (
        SenStatus(pupil_id=PUPIL.id, provision=SenProvision.PLAN, started_on=date(2026, 1, 5)),
        {"ended_on": TOMORROW},
    ),
    "provision that ends later": (PROVISIONS[1], {"ends_on": TOMORROW}),
    "a professional who comes later": (
        Involvement(pupil_id=PUPIL.id, profession=Profession.EP, requested_on=date(2026, 9, 1)),
        {"seen_on": TOMORROW},
    ),
    "advice that is put in place later": (
        Advice(pupil_id=PUPIL.id, profession=Profession.EP, dated_on=date(2026, 9, 1), reviewed=True),
        {"put_in_place": True, "put_in_place_on": TOMORROW},
    ),
    "a review that is held later": (
        Review(pupil_id=PUPIL.id, cycle_id=CYCLES[1].id, decision=ReviewDecision.CHANGE),
        {"reviewed_on": TOMORROW},
    ),
    "senses that are checked later": (
        Assessment(pupil_id=PUPIL.id, cycle_id=CYCLES[1].id),
        {"senses_checked_on": TOMORROW},
    ),
}


@pytest.mark.parametrize("what", WITHIN)
def test_a_later_day_inside_a_record_changes_nothing_before_it_and_something_on_it(what: str) -> None:
    one, change = WITHIN[what]
    rest = [other for other in WHOLE if other.id != one.id]
    changed = one.model_copy(update=change)
    assert by_the_day(seen_of([*rest, changed])) == by_the_day(seen_of([*rest, one]))
    # Two days on at the latest the same change is seen, so the comparison above compares something.
    then = ON + timedelta(3)
    assert by_the_day(seen_of([*rest, changed], then)) != by_the_day(seen_of([*rest, one], then))


def test_a_plan_holds_until_its_last_day() -> None:
    support = SenStatus(pupil_id=PUPIL.id, provision=SenProvision.SUPPORT, started_on=date(2024, 9, 2))
    plan = SenStatus(
        pupil_id=PUPIL.id,
        provision=SenProvision.PLAN,
        started_on=date(2025, 1, 6),
        ended_on=date(2026, 3, 31),
    )
    again = SenStatus(pupil_id=PUPIL.id, provision=SenProvision.PLAN, started_on=date(2026, 9, 1))
    told = {
        date(2024, 9, 1): None,
        date(2024, 9, 2): False,
        date(2025, 1, 6): True,
        date(2026, 3, 31): True,
        date(2026, 4, 1): False,
        date(2026, 9, 1): True,
    }
    assert {on: value(seen_of([PUPIL, again, plan, support], on), "ehc_plan") for on in told} == told


def test_a_plan_that_another_takes_over_from_is_never_gone() -> None:
    old = SenStatus(
        pupil_id=PUPIL.id,
        provision=SenProvision.PLAN,
        started_on=date(2025, 1, 6),
        ended_on=date(2026, 3, 31),
    )
    new = SenStatus(pupil_id=PUPIL.id, provision=SenProvision.PLAN, started_on=date(2026, 4, 1))
    for on in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)):
        assert value(seen_of([PUPIL, old, new], on), "ehc_plan") is True
