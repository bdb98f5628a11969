# SPDX-License-Identifier: MIT
"""What the checks find in conditions taken together, each in a standard small enough to see it by eye."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds.check import Found, check
from thresholds.judge import program_for
from thresholds.reach import NO, YES, Plan, TooMany, deciding, example
from thresholds.reader import read_text
from thresholds.reading_age import reading_age
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf

HEAD = """
format: threshold-pack/1
pack:
  id: small
  version: "1"
  title: A small standard
  authority: Nobody
  status: adopted
  effective: {{from: 2026-09-01}}
  layers: [universal, targeted, specialist]
  layers_nested: {nested}
areas:
  learning: {{label: Learning}}
facts:
  score: {{kind: score, label: Reading score, min: 40, max: 160, more_need: lower, evidence: [test]}}
  rate: {{kind: measure, unit: percent, label: Attendance, min: 0, max: 100, more_need: lower}}
  a: {{kind: judgement, label: Part a, more_need: higher, evidence: [teacher]}}
  b: {{kind: judgement, label: Part b, more_need: higher, evidence: [teacher]}}
  c: {{kind: judgement, label: Part c, more_need: higher, evidence: [teacher]}}
events:
  cycle: {{label: Completed cycle, fields: {{progress: [poor, good]}}}}
thresholds:
"""
WORDS = "reason: It is so., source: This test, parent: Words."


def standard(*, nested: str = "no", **conditions: str) -> Standard:
    """Thresholds of one area by their layer; a second of one layer ends in an underscore."""
    text = HEAD.format(nested=nested)
    for name, condition in conditions.items():
        layer = name.strip("_")
        text += f"  - {{id: {name}, area: learning, layer: {layer}, met_when: {condition}}}\n"
    return read_text(text)


def found(**conditions: str) -> Found:
    return check(standard(**conditions))


def codes(found: Found, part: str = "errors") -> set[str]:
    return {one.code for one in getattr(found, part)}


def below(value: int, of: str = "score") -> str:
    return f"{{below: {{of: {of}, value: {value}}}, {WORDS}}}"


def yes(of: str) -> str:
    return f"{{yes: {{of: {of}}}, {WORDS}}}"


def test_a_criterion_in_the_shadow_of_a_wider_one_adds_nothing() -> None:
    told = found(targeted=f"{{any: [{below(85)}, {below(70)}]}}").errors
    assert [one.code for one in told] == ["adds-nothing"]
    assert "Reading score below 70" in told[0].what
    assert "with reading score" in told[0].what, "an example pupil"
    assert told[0].line > 0


def test_two_cut_offs_that_must_both_hold_leave_the_looser_one_idle() -> None:
    told = found(targeted=f"{{all: [{below(85)}, {below(70)}]}}").errors
    assert [one.code for one in told] == ["adds-nothing"]
    assert "below 85" in told[0].what


def test_a_part_that_is_implied_by_the_rest_adds_nothing_however_deep_it_stands() -> None:
    inner = f"{{all: [{yes('a')}, {yes('b')}]}}"
    told = found(targeted=f"{{any: [{yes('a')}, {inner}]}}").errors
    assert codes(found(targeted=f"{{any: [{yes('a')}, {inner}]}}")) == {"adds-nothing"}
    assert len(told) == 1, "the outermost part only"


def test_more_cycles_in_a_shorter_time_are_cycles_in_the_longer_time_too() -> None:
    two = f"{{count: {{of: cycle, within: 12 months, at_or_above: 2}}, {WORDS}}}"
    one = f"{{count: {{of: cycle, within: 24 months, at_or_above: 1}}, {WORDS}}}"
    poor = f"{{count: {{of: cycle, where: {{progress: poor}}, within: 24 months, at_or_above: 1}}, {WORDS}}}"
    assert codes(found(targeted=f"{{all: [{two}, {one}]}}")) == {"adds-nothing"}
    assert codes(found(targeted=f"{{all: [{two}, {poor}]}}")) == set()


def test_parts_that_all_matter_are_left_alone() -> None:
    three = f"{{at_least: {{n: 2, of: [{yes('a')}, {yes('b')}, {below(85)}]}}}}"
    assert found(targeted=three) == Found((), found(targeted=three).warnings, ())


def test_what_matters_in_one_threshold_is_no_dead_weight_in_another() -> None:
    either = f"{{any: [{below(85)}, {{use: low}}]}}"
    text = HEAD.format(nested="no") + (
        f"  - {{id: targeted, area: learning, layer: targeted, met_when: {either}}}\n"
        "  - {id: specialist, area: learning, layer: specialist, met_when: {use: low}}\n"
        f"criteria:\n  - {{id: low, text: Very low, below: {{of: score, value: 70}}, {WORDS}}}\n"
    )
    assert "adds-nothing" not in codes(check(read_text(text)))


def test_a_layer_that_skips_the_one_below_is_noted_with_an_example_or_wrong_where_layers_are_nested() -> None:
    parts = {"targeted": f"{{all: [{below(85)}, {yes('a')}]}}", "specialist": below(70)}
    note = found(**parts).notes
    assert [one.code for one in note] == ["layer-gap"]
    assert "specialist can be met where targeted is not" in note[0].what
    assert "reading score 40" in note[0].what or "reading score 69" in note[0].what
    assert codes(check(standard(nested="yes", **parts))) == {"layer-gap"}


def test_a_layer_that_asks_for_the_one_below_skips_nothing() -> None:
    assert not found(targeted=below(85), specialist=f"{{all: [{below(70)}, {yes('a')}]}}").notes


def test_a_way_round_through_any_threshold_of_the_layer_below_is_no_gap() -> None:
    assert not found(
        targeted=below(85), targeted_=yes("a"), specialist=f"{{all: [{below(70)}, {yes('b')}]}}"
    ).notes


def between(low: int, high: int) -> str:
    return f"{{between: {{of: score, low: {low}, high: {high}}}, {WORDS}}}"


def test_a_gap_and_an_overlap_between_bands_are_weighed() -> None:
    gap = found(targeted=between(71, 84), specialist=below(70)).warnings
    assert [one.what for one in gap if one.code == "band-gap"] == [
        "no band of reading score holds 70, and bands above and below do"
    ]
    overlap = found(targeted=between(69, 84), specialist=between(40, 70)).warnings
    assert [one.code for one in overlap if one.code.startswith("band")] == ["bands-overlap"]
    whole = found(targeted=between(70, 84), specialist=below(70)).warnings
    assert not [one for one in whole if one.code.startswith("band")]


def test_one_value_that_counts_twice_is_weighed() -> None:
    twice = f"{{at_least: {{n: 2, of: [{below(85)}, {below(70)}, {yes('a')}]}}}}"
    assert "counted-twice" in codes(found(targeted=twice), "warnings")
    once = f"{{at_least: {{n: 2, of: [{below(85)}, {below(90, 'rate')}, {yes('a')}]}}}}"
    assert "counted-twice" not in codes(found(targeted=once), "warnings")


def test_words_that_many_parents_would_read_twice_are_weighed() -> None:
    hard = WORDS.replace(
        "Words.",
        "Multidisciplinary professionals’ comprehensive assessments demonstrate considerable "
        "neurodevelopmental difficulties notwithstanding appropriately differentiated interventions.",
    )
    told = found(targeted=f"{{yes: {{of: a}}, {hard}}}").warnings
    assert [one.code for one in told if one.code == "hard-to-read"] == ["hard-to-read"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The cat sat on the mat. It was a big cat and it ate a lot.", -5, 8),
        (
            "Notwithstanding considerable methodological heterogeneity, systematic interventions "
            "demonstrably facilitate educational participation.",
            20,
            50,
        ),
    ],
)
def test_reading_age_tells_plain_from_hard(text: str, least: float, most: float) -> None:
    age = reading_age(text)
    assert age is not None
    assert least <= age <= most


def test_a_few_words_have_no_reading_age() -> None:
    assert reading_age("Attendance below 90 per cent") is None


PARTS = st.recursive(
    st.sampled_from([yes("a"), yes("b"), yes("c"), below(85), below(70), below(90, "rate")]),
    lambda inside: st.one_of(
        st.lists(inside, min_size=1, max_size=3).map(lambda them: f"{{all: [{', '.join(them)}]}}"),
        st.lists(inside, min_size=1, max_size=3).map(lambda them: f"{{any: [{', '.join(them)}]}}"),
        st.lists(inside, min_size=2, max_size=3).map(
            lambda them: f"{{at_least: {{n: 2, of: [{', '.join(them)}]}}}}"
        ),
        inside.map(lambda it: f"{{not: {it}}}"),
    ),
    max_leaves=6,
)
SCORES, RATES = (60, 75, 100), (80, 95)


def records() -> list[dict[str, object]]:
    """Every kind of record that these conditions can tell apart."""
    made = product((False, True), (False, True), (False, True), SCORES, RATES)
    return [dict(zip(("a", "b", "c", "score", "rate"), one, strict=True)) for one in made]


def says(leaf: Leaf, record: dict[str, object]) -> bool:
    value = record[leaf.name]
    return value is True if leaf.op == "yes" else value < leaf.value  # type: ignore[operator]


def answers(tree: Branch, record: dict[str, object], forced: dict[int, bool], at: list[int]) -> bool:
    """The slow, obvious way; forced puts a node, by its place in the walk, as met or not."""
    below_it = [answers(child, record, forced, at) for child in tree.children]
    mine, at[0] = at[0], at[0] + 1
    if mine in forced:
        return forced[mine]
    if tree.leaf is not None:
        return says(tree.leaf, record)
    return not below_it[0] if tree.is_negation else sum(below_it) >= tree.needed


@given(PARTS)
def test_what_decides_is_what_deciding_in_every_record_shows(condition: str) -> None:
    made = standard(targeted=condition)
    tree = program_for(made, None).trees["targeted"]
    seen = deciding(Plan(made, tree))
    for place, branch in enumerate(tree.walk()):
        expected = 0
        for record in records():
            ends = {put: answers(tree, record, {place: put}, [0]) for put in (False, True)}
            if ends[True] != ends[False]:
                expected |= YES if answers(branch, record, {}, [0]) else NO
        assert seen[place] == expected


@given(PARTS)
def test_an_example_is_one_and_none_is_missed(condition: str) -> None:
    made = standard(targeted=condition)
    tree = program_for(made, None).trees["targeted"]
    met = [record for record in records() if answers(tree, record, {}, [0])]
    try:
        shown = example(made, tree)
    except TooMany:
        pytest.fail("a small tree")
    assert (shown is not None) == bool(met)
    if shown is not None:
        fitting = [one for one in records() if all(says(leaf, one) is said for leaf, said in shown.items())]
        assert fitting
        assert all(one in met for one in fitting)
