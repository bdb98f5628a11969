# SPDX-License-Identifier: MIT
"""Laws of the engine on random trees with random gaps, against every completion of what isn't known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from thresholds.compiled import compile_trees
from thresholds.derive import MET, NOT_MET, UNKNOWN, derive
from thresholds.evidence import Evidence, Observation
from thresholds.interpret import statuses
from thresholds.judge import run, settled_code
from thresholds.open_facts import OpenFacts
from thresholds.settle import settle_tree, settled_or_open
from thresholds.shape import shape_of
from thresholds.tree import loose_tree
from thresholds.truth import holds
from thresholds.vectors import _standard_for, _value
from thresholds.verdict import Trace

DAY = date(2000, 1, 1)
DOMAINS: dict[str, list[Any]] = {
    "a": [60, 69, 70, 77, 84, 85, 100],
    "b": [60, 70, 85],
    "p": [True, False],
    "q": [True, False],
    "r": [True, False],
}


def leaves(*, one_way: bool) -> st.SearchStrategy[dict[str, Any]]:
    numbers = st.builds(
        lambda op, name, value: {op: {"of": name, "value": value}},
        st.just("below") if one_way else st.sampled_from(["below", "at_or_below", "above", "at_or_above"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from([70, 85]),
    )
    flags = st.builds(lambda name: {"yes": {"of": name}}, st.sampled_from(["p", "q", "r"]))
    if one_way:
        return st.one_of(numbers, flags)
    bands = st.just({"between": {"of": "a", "low": 70, "high": 84}})
    return st.one_of(numbers, flags, bands)


def trees(*, one_way: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    def gates(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        several = st.lists(inner, min_size=1, max_size=4)
        made = [
            st.builds(lambda parts: {"all": parts}, several),
            st.builds(lambda parts: {"any": parts}, several),
            several.flatmap(
                lambda parts: st.builds(
                    lambda n: {"at_least": {"n": n, "of": parts}}, st.integers(1, len(parts))
                )
            ),
        ]
        return st.one_of(*made) if one_way else st.one_of(*made, st.builds(lambda part: {"not": part}, inner))

    return st.recursive(leaves(one_way=one_way), gates, max_leaves=7)


known = st.fixed_dictionaries({name: st.one_of(st.none(), st.sampled_from(d)) for name, d in DOMAINS.items()})


def completions(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    open_names = [name for name, value in facts.items() if value is None]
    for values in product(*(DOMAINS[name] for name in open_names)):
        yield {**facts, **dict(zip(open_names, values, strict=True))}


class Case:
    def __init__(
        self, tree: dict[str, Any], facts: dict[str, Any], half: tuple[Observation, ...] = ()
    ) -> None:
        domains = {name: tuple(map(_value, values)) for name, values in DOMAINS.items()}
        self.standard = _standard_for(domains, tree)
        self.tree = loose_tree(self.standard.pack.thresholds[0].met_when, self.standard)
        seen = {n: (Observation(DAY, _value(v)),) for n, v in facts.items() if v is not None}
        if half:
            seen["a"] = half
        self.program = compile_trees({"tree": self.tree})
        self.derived = derive(self.standard, self.program.leaves, Evidence(DAY, observations=seen))
        self.codes = run(self.program, self.derived)
        self.trace = Trace(self.standard, None, self.program, self.derived, self.codes)
        self.open_facts = OpenFacts(self.standard, self.derived, domains)

    def status(self) -> int:
        return settled_or_open(self.trace, self.tree, self.open_facts)


def truth(tree: dict[str, Any], facts: dict[str, Any]) -> bool:
    case = Case(tree, facts)
    return holds(case.tree, lambda leaf: case.derived.code(leaf) == MET)


@settings(max_examples=150, deadline=None)
@given(trees(), known)
def test_the_compiled_form_says_what_the_slow_one_says(tree: dict[str, Any], facts: dict[str, Any]) -> None:
    case = Case(tree, facts)
    assert list(case.codes) == statuses(case.tree, case.derived.code)


@settings(max_examples=120, deadline=None)
@given(trees(), known)
def test_a_verdict_is_what_every_completion_says(tree: dict[str, Any], facts: dict[str, Any]) -> None:
    answers = {truth(tree, whole) for whole in completions(facts)}
    expected = UNKNOWN if len(answers) > 1 else MET if True in answers else NOT_MET
    assert Case(tree, facts).status() == expected


@settings(max_examples=60, deadline=None)
@given(trees(), known)
def test_what_matters_and_what_settles_is_exact(tree: dict[str, Any], facts: dict[str, Any]) -> None:
    open_names = [name for name, value in facts.items() if value is None]
    case = Case(tree, facts)
    found = settle_tree(case.trace, case.tree, most=10_000, open_facts=case.open_facts)
    answers = {tuple(whole.items()): truth(tree, whole) for whole in completions(facts)}
    assert found.relevant == {n for n in open_names if _matters(n, answers)}
    for want, family in ((True, found.to_met), (False, found.to_not_met)):
        assert {frozenset(one) for one in family} == _smallest(open_names, answers, want)


scores = st.sampled_from([_value(value) for value in DOMAINS["a"]])
half_known = st.one_of(
    st.just(()),
    st.tuples(st.builds(Observation, st.just(DAY), scores), st.builds(Observation, st.just(DAY), scores)),
    st.tuples(scores, scores).map(lambda ends: (Observation(DAY, min(ends), high=max(ends)),)),
)


@settings(max_examples=100, deadline=None)
@given(st.one_of(trees(one_way=True), trees()), known, half_known)
def test_the_quick_way_to_what_settles_finds_what_the_exact_one_finds(
    tree: dict[str, Any], facts: dict[str, Any], half: tuple[Observation, ...]
) -> None:
    case = Case(tree, facts, half)
    exact = OpenFacts(case.standard, case.derived)
    slow = settle_tree(case.trace, case.tree, most=10_000, open_facts=exact)
    assert settle_tree(case.trace, case.tree, most=10_000) == slow


@settings(max_examples=100, deadline=None)
@given(st.one_of(trees(one_way=True), trees()), known, half_known)
def test_the_quick_verdict_is_the_exact_one(
    tree: dict[str, Any], facts: dict[str, Any], half: tuple[Observation, ...]
) -> None:
    case = Case(tree, facts, half)
    quick = case.codes[-1]
    exact = settled_or_open(case.trace, case.tree, OpenFacts(case.standard, case.derived))
    shape = shape_of(case.standard, case.tree)
    assert exact == (quick if quick != UNKNOWN else settled_code(shape, case.derived, case.codes))


def _matters(name: str, answers: dict[tuple[tuple[str, Any], ...], bool]) -> bool:
    seen: dict[tuple[Any, ...], set[bool]] = {}
    for whole, answer in answers.items():
        seen.setdefault(tuple(pair for pair in whole if pair[0] != name), set()).add(answer)
    return any(len(both) > 1 for both in seen.values())


def _smallest(
    names: list[str], answers: dict[tuple[tuple[str, Any], ...], bool], want: bool
) -> set[frozenset[str]]:
    good: list[frozenset[str]] = []
    for bits in sorted(product([False, True], repeat=len(names)), key=sum):
        chosen = frozenset(name for name, bit in zip(names, bits, strict=True) if bit)
        if any(held <= chosen for held in good):
            continue
        groups: dict[tuple[Any, ...], set[bool]] = {}
        for whole, answer in answers.items():
            groups.setdefault(tuple(v for n, v in whole if n in chosen), set()).add(answer)
        if any(found == {want} for found in groups.values()):
            good.append(chosen)
    return set(good)


ORDER = {NOT_MET: 0, UNKNOWN: 1, MET: 2}


@settings(max_examples=100, deadline=None)
@given(trees(one_way=True), known, st.sampled_from(["a", "b"]))
def test_more_need_never_lowers_a_verdict(tree: dict[str, Any], facts: dict[str, Any], name: str) -> None:
    before = [
        ORDER[Case(tree, {**facts, name: value}).status()] for value in sorted(DOMAINS[name], reverse=True)
    ]
    assert before == sorted(before)


@settings(max_examples=100, deadline=None)
@given(trees(), known, st.sampled_from(list(DOMAINS)), st.data())
def test_new_knowledge_only_settles(
    tree: dict[str, Any], facts: dict[str, Any], name: str, data: st.DataObject
) -> None:
    before = Case(tree, {**facts, name: None}).status()
    after = Case(tree, {**facts, name: data.draw(st.sampled_from(DOMAINS[name]))}).status()
    assert before in (UNKNOWN, after)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(40, 160)), max_size=6),
    st.randoms(),
)
def test_the_order_of_records_never_matters(items: list[tuple[date, int]], random: Any) -> None:
    tree = {"below": {"of": "a", "value": 70}}
    case = Case(tree, dict.fromkeys(DOMAINS))
    shuffled = items[:]
    random.shuffle(shuffled)

    def code(order: list[tuple[date, int]]) -> int:
        seen = tuple(Observation(day, _value(value)) for day, value in order)
        derived = derive(
            case.standard, case.program.leaves, Evidence(date(2026, 6, 1), observations={"a": seen})
        )
        return statuses(case.tree, derived.code)[-1]

    assert code(items) == code(shuffled)
