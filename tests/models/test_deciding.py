# SPDX-License-Identifier: MIT
"""A layer is decided with its verdict kept whole; years later the same verdict comes out of what was kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.codes import Layer
from models.deciding import Direction, agrees, decision_of, moves, replay, standard_of, turned
from models.gather import gather
from models.records import Decision, Observed, Pupil, Record
from models.sample import fill
from models.store import Store
from models.verdicts import verdict_of
from tests.models.conftest import ON, child, full_record, keep, seen_of
from thresholds.evidence import Evidence, Observation, Phase
from thresholds.judge import judge
from thresholds.packs import in_force, installed
from thresholds.problems import Problem, Problems
from thresholds.record_block import case_evidence
from thresholds.standard import Standard

ROTHERHAM = in_force("372", ON)
RANGES = next(one for one in installed() if one.id == "ranges")
EMPTY = Evidence(ON, Phase.PRIMARY)


def decided(
    evidence: Evidence = EMPTY, layer: Layer = Layer.TARGETED, reason: str = "We know her."
) -> Decision:
    return decision_of(judge(ROTHERHAM, evidence), child(), layer, ON, reason)


def case(name: str, standard: Standard = ROTHERHAM) -> Evidence:
    return case_evidence(standard, next(one for one in standard.pack.tests if one.name == name))


def test_a_decision_keeps_what_it_was_made_from(store: Store) -> None:
    records = full_record()
    keep(store, *records)
    pupil = next(one for one in records if isinstance(one, Pupil))
    with store.transaction() as tx:
        verdict = verdict_of(tx, pupil, store.school, ON)
        one = decision_of(verdict, pupil, Layer.TARGETED, ON, "Agreed at the meeting.")
        tx.put(one)
    with store.reading() as tx:
        back = tx.get(Decision, one.id)
        assert back is not None
        standard = standard_of(tx, back)
    assert back == one
    assert (back.standard_id, back.standard_version) == ("rotherham", ROTHERHAM.version)
    assert back.standard_digest == ROTHERHAM.digest
    again = replay(back, standard)
    assert again.statuses() == verdict.statuses() == back.statuses
    assert again.evidence == verdict.evidence
    assert again.as_of == ON


def test_what_is_recorded_or_struck_out_later_changes_nothing_of_it(store: Store) -> None:
    records = full_record()
    keep(store, *records)
    pupil = next(one for one in records if isinstance(one, Pupil))
    with store.reading() as tx:
        verdict = verdict_of(tx, pupil, store.school, ON)
    one = decision_of(verdict, pupil, Layer.TARGETED, ON, "Agreed.")
    later: list[Record] = [
        child(),
        Observed(pupil_id=child().id, fact="emotional_cause", observed_on=ON, value="yes"),
    ]
    assert seen_of(later, standard=ROTHERHAM) != verdict.evidence
    assert replay(one, ROTHERHAM).statuses() == one.statuses


def test_every_verdict_of_a_school_replays(store: Store) -> None:
    fill(store, pupils=25, until=ON, terms=2, seed=3)
    with store.reading() as tx:
        pupils = tx.find(Pupil)
        known = gather(tx, pupils, ON, ROTHERHAM)
    for pupil in pupils:
        verdict = judge(ROTHERHAM, known[pupil.id])
        one = decision_of(verdict, pupil, Layer.TARGETED, ON, "Agreed.")
        stored = Decision.model_validate_json(one.model_dump_json())
        assert replay(stored, ROTHERHAM).statuses() == verdict.statuses()


def test_another_version_of_the_standard_is_refused(store: Store) -> None:
    with pytest.raises(Problem, match="another version"):
        replay(decided(), RANGES)
    other = decided().model_copy(update={"standard_digest": "0" * 64})
    with pytest.raises(Problem, match="not installed"), store.reading() as tx:
        standard_of(tx, other)


def test_a_verdict_that_comes_out_differently_is_said() -> None:
    one = decided()
    first = next(iter(one.statuses))
    changed = one.model_copy(update={"statuses": one.statuses | {first: "met"}})
    with pytest.raises(Problem, match="comes out differently"):
        replay(changed, ROTHERHAM)


# Agreeing with the standard, or not


def test_to_differ_from_the_standard_needs_a_reason_and_may_always_be_done() -> None:
    evidence = case("48 per cent, parents and child heard")
    verdict = judge(ROTHERHAM, evidence)
    assert verdict.threshold("AT.targeted_plus").status == "met"
    assert agrees(verdict, Layer.TARGETED_PLUS) is True
    assert agrees(verdict, Layer.TARGETED) is False
    assert agrees(verdict, Layer.SPECIALIST) is None, "it may still turn out to be met"
    with pytest.raises(Problems, match="Say why the layer differs"):
        decided(evidence, Layer.TARGETED, "  ")
    one = decided(evidence, Layer.TARGETED, "He is back since Monday.")
    assert one.agrees_with_standard is False
    assert decided(evidence, Layer.TARGETED_PLUS, "").agrees_with_standard is True


def test_nothing_known_agrees_with_nothing_and_contradicts_nothing() -> None:
    verdict = judge(ROTHERHAM, EMPTY)
    assert {agrees(verdict, layer) for layer in Layer} == {None}
    assert decided(EMPTY, Layer.SPECIALIST, "").agrees_with_standard is None


def test_a_standard_of_other_layers_is_neither_agreed_with_nor_not() -> None:
    verdict = judge(RANGES, EMPTY)
    assert {agrees(verdict, layer) for layer in Layer} == {None}


@settings(suppress_health_check=list(HealthCheck))
@given(st.sampled_from(ROTHERHAM.pack.tests), st.sampled_from(Layer))
def test_a_layer_below_what_is_met_or_above_what_is_possible_never_agrees(one: Any, layer: Layer) -> None:
    verdict = judge(ROTHERHAM, case_evidence(ROTHERHAM, one))
    order = list(ROTHERHAM.layers)
    met = [order.index(area.met) for area in verdict.areas() if area.met]
    possible = [order.index(area.possible) for area in verdict.areas() if area.possible]
    here, said = order.index(layer.value), agrees(verdict, layer)
    if met and here < max(met):
        assert said is False
    if met and here == max(met):
        assert said is True
    if possible and here > max(possible):
        assert said is False


# What has turned, and the moves


def test_what_has_turned_since_is_named() -> None:
    one = decided(case("48 per cent, parents and child heard"), Layer.TARGETED_PLUS, "")
    assert turned(one, judge(ROTHERHAM, case("48 per cent, parents and child heard"))) == ()
    better = Evidence(
        date(2027, 2, 1), Phase.SECONDARY, {"attendance": (Observation(date(2027, 1, 29), Decimal(97)),)}
    )
    found = {one.threshold: (one.before, one.now) for one in turned(one, judge(ROTHERHAM, better))}
    assert found["AT.targeted_plus"][0] == "met"
    assert found["AT.targeted_plus"][1] != "met"
    assert turned(one, judge(RANGES, EMPTY)) == ()


def test_steps_down_are_moves_like_steps_up() -> None:
    layers = (Layer.TARGETED, Layer.TARGETED_PLUS, Layer.TARGETED_PLUS, Layer.TARGETED, Layer.UNIVERSAL)
    made = [
        Decision(pupil_id=child().id, layer=layer, decided_on=date(2024 + at, 7, 1))
        for at, layer in enumerate(layers)
    ]
    found = moves(reversed(made))
    assert [one.direction for one in found] == [
        Direction.FIRST,
        Direction.UP,
        Direction.SAME,
        Direction.DOWN,
        Direction.DOWN,
    ]
    assert [one.words for one in found] == [
        "Targeted",
        "Targeted to Targeted Plus",
        "Targeted Plus",
        "Targeted Plus to Targeted",
        "Targeted to Universal",
    ]
