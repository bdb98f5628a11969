# SPDX-License-Identifier: MIT
"""What if: what is supposed is what the standard then reads, and the record stays as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thresholds.derive import MET, NOT_MET, derive
from thresholds.evidence import Evidence, Observation, Phase
from thresholds.judge import judge, program_for
from thresholds.packs import installed
from thresholds.standard import Standard
from thresholds.suppose import asked_of, with_leaf, with_values
from thresholds.verdict import Status

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("standard", installed(), ids=lambda one: one.id)
@pytest.mark.parametrize("phase", Phase)
def test_whatever_is_supposed_to_have_happened_counts_and_the_other_way_round(
    standard: Standard, phase: Phase
) -> None:
    evidence = Evidence(DAY, phase)
    program = program_for(standard, phase)
    for leaf in program.leaves:
        if leaf.reads_values:
            continue
        for so, code in ((True, MET), (False, NOT_MET)):
            derived = derive(standard, program.leaves, with_leaf(evidence, leaf, so))
            assert derived.code(leaf) == code, (leaf, so)


def test_a_supposed_value_takes_the_place_of_what_is_known_and_leaves_the_record_alone() -> None:
    standard = next(one for one in installed() if one.id == "rotherham")
    known = Evidence(DAY, Phase.PRIMARY, {"attendance": (Observation(date(2026, 11, 1), Decimal(97)),)})
    tried = with_values(known, {"attendance": Decimal(42)})
    assert [one.value for one in tried.observations["attendance"]] == [Decimal(42)]
    assert [one.value for one in known.observations["attendance"]] == [Decimal(97)]
    before, after = judge(standard, known), judge(standard, tried)
    assert before.threshold("AT.targeted_plus").status is Status.UNKNOWN
    assert after.threshold("AT.targeted_plus").status is Status.MET


def test_what_can_be_supposed_is_each_thing_once() -> None:
    standard = next(one for one in installed() if one.id == "rotherham")
    asked = asked_of(standard, Evidence(DAY, Phase.PRIMARY), "CI.targeted_plus")
    names = [(leaf.name, leaf.reads_values) for leaf in asked]
    assert len(names) == len(set(names)) > 5
    assert "receptive_language_score" in {name for name, _ in names}
    out_of_phase = next(
        one.id
        for one in judge(standard, Evidence(DAY, Phase.PRIMARY)).thresholds
        if one.status is Status.NOT_APPLICABLE
    )
    assert asked_of(standard, Evidence(DAY, Phase.PRIMARY), out_of_phase) == ()


def test_a_value_cant_be_supposed_as_something_that_happened() -> None:
    standard = next(one for one in installed() if one.id == "rotherham")
    leaf = next(one for one in program_for(standard, Phase.PRIMARY).leaves if one.reads_values)
    with pytest.raises(ValueError, match=leaf.name):
        with_leaf(Evidence(DAY, Phase.PRIMARY), leaf, so=True)
