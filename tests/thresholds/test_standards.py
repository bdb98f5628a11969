# SPDX-License-Identifier: MIT
"""Every standard that comes with the program: its vignettes come out, and every criterion has its words."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import thresholds
from thresholds.cases import Result, run
from thresholds.evidence import Evidence, Phase
from thresholds.facts import DOCUMENTS, EVENTS, EVIDENCE, FACTS, fact_list
from thresholds.judge import judge
from thresholds.nodes import Node
from thresholds.reader import read
from thresholds.standard import Standard
from thresholds.tree import Branch, plain_tree
from thresholds.verdict import Status

FOLDER = Path(thresholds.__file__).parent / "standards"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
FORBIDDEN = ("eligib", "qualif", "refus", "fail", "criteria not met", "disqualif")
"""Beginnings that a standard never uses of a child; "qualified person" and "qualified teacher" are people."""

JARGON = (
    "receptive", "expressive", "standardised", "cognitive", "centile", "logmar", "audiogram", "dysregulat",
    "co-regulat", "attainment", "pervasive", "descriptor", "semh", "slcn", "ebsa", "ehcp", "apdr", "baseline",
)  # fmt: skip


@cache
def standard_of(name: str) -> Standard:
    return read(FOLDER / name)


@cache
def result_of(name: str) -> Result:
    return run(standard_of(name))


def branches(standard: Standard, threshold: str) -> Iterator[Branch]:
    """Every node of a threshold in every phase in which it applies."""
    trees = (plain_tree(standard, threshold, phase) for phase in Phase)
    return (branch for tree in trees if tree is not None for branch in tree.walk())


def deep(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Conditions and all that stand inside them."""
    for node in nodes:
        yield node
        inner = node.all or node.any or (node.at_least.of if node.at_least else ())
        yield from deep(tuple(one for one in inner if isinstance(one, Node)))


def every_named(standard: Standard) -> Iterator[Node]:
    whole = (*standard.pack.criteria, *(one.met_when for one in standard.pack.thresholds))
    return (node for node in deep(whole) if node.id)


def test_both_standards_are_there() -> None:
    assert {"rotherham-2026.1", "ranges-2026.1"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_vignette_comes_out_as_its_author_expects(name: str) -> None:
    assert result_of(name).failed == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_criterion_is_seen_met_not_met_and_unknown(name: str) -> None:
    result = result_of(name)
    assert result.as_json()["coverage"]["missing"] == {}
    assert {node.id for node in every_named(standard_of(name))} <= set(result.seen)


@pytest.mark.parametrize("name", NAMES)
def test_every_threshold_is_expected_met_not_met_and_unknown(name: str) -> None:
    standard = standard_of(name)
    expected = {
        id: {case.expect[id] for case in standard.pack.tests if id in case.expect}
        for id in standard.thresholds
    }
    assert {id: said for id, said in expected.items() if not {"met", "not_met", "unknown"} <= said} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_vignette_tells_a_story(name: str) -> None:
    assert [case.name for case in standard_of(name).pack.tests if not case.about or not case.expect] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_vignette_has_a_name_of_its_own(name: str) -> None:
    names = [case.name for case in standard_of(name).pack.tests]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", NAMES)
def test_every_criterion_has_all_its_words(name: str) -> None:
    standard = standard_of(name)
    for node in standard.pack.criteria:
        for words in ("text", "parent", "reason", "counts_as", "example", "origin", "source"):
            assert getattr(node, words), f"{node.id} has no {words}"
    for one in standard.pack.thresholds:
        assert one.title, f"{one.id} has no title"
        assert one.parent, f"{one.id} has no words for a parent"


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_of_a_tree_is_said_to_both_readers(name: str) -> None:
    standard = standard_of(name)
    inside = [part for one in standard.pack.thresholds for part in list(deep((one.met_when,)))[1:]]
    for node in (*deep(standard.pack.criteria), *inside):
        if node.use is None:
            assert node.text, f"{node.id or node.op} has no words"
            assert node.parent, f"{node.id or node.text} has no words for a parent"


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_used_once(name: str) -> None:
    ids = [node.id for node in every_named(standard_of(name))]
    assert sorted({id for id in ids if id}) == sorted(id for id in ids if id)


@pytest.mark.parametrize("name", NAMES)
def test_every_shared_criterion_and_every_fact_is_used(name: str) -> None:
    standard = standard_of(name)
    used = {branch.node.id for id in standard.thresholds for branch in branches(standard, id)}
    asked = {
        branch.leaf.name for id in standard.thresholds for branch in branches(standard, id) if branch.leaf
    }
    assert set(standard.criteria) - used == set()
    assert {*standard.pack.facts, *standard.pack.events, *standard.pack.documents} - asked == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_of_the_standard_asks_a_question_and_can_be_evidenced(name: str) -> None:
    standard = standard_of(name)
    for id, fact in standard.pack.facts.items():
        assert fact.ask.endswith(("?", ")")), f"{id} asks no question"
        assert fact.evidence, f"{id} has no evidence"
        if fact.is_number:
            assert None not in (fact.min, fact.max), f"{id} has no range"
    kinds = [*standard.facts.values(), *standard.events.values(), *standard.documents.values()]
    assert {one for kind in kinds for one in kind.evidence} <= {*EVIDENCE, *standard.pack.evidence}


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_counts_towards_need_only_in_its_declared_direction(name: str) -> None:
    standard = standard_of(name)
    towards = {"higher": {"above", "at_or_above"}, "lower": {"below", "at_or_below"}}
    for id in standard.thresholds:
        for branch in branches(standard, id):
            assert not branch.is_negation, f"{id} excludes"
            if branch.leaf and branch.leaf.op in towards["higher"] | towards["lower"]:
                direction = standard.facts[branch.leaf.name].more_need
                assert branch.leaf.op in towards[direction], f"{id}: {branch.leaf.name} against its direction"


@pytest.mark.parametrize("name", NAMES)
def test_no_phase_leaves_a_gate_with_too_few_criteria(name: str) -> None:
    standard = standard_of(name)
    for id in standard.thresholds:
        for branch in branches(standard, id):
            assert branch.leaf is not None or branch.needed <= len(branch.children), f"{id}: {branch.path}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_it_turns_a_child_away(name: str) -> None:
    for path in sorted((FOLDER / name).glob("*.yaml")):
        text = path.read_text(encoding="utf-8").lower()
        text = re.sub(r"qualified (person|teacher)|person qualified|another person\s+qualified", "", text)
        for phrase in FORBIDDEN:
            assert phrase not in text, f"{path.name} says {phrase!r}"


@pytest.mark.parametrize("name", NAMES)
def test_its_face_says_that_it_is_illustrative_and_that_the_law_asks_less(name: str) -> None:
    head = standard_of(name).pack.pack
    assert head.status == "illustrative"
    assert not [words for words in ("illustrative", "adopts it") if words not in head.notice]
    assert not [words for words in ("at any time", "section 36(8)", "lower") if words not in head.rights]


@pytest.mark.parametrize("name", NAMES)
def test_cost_is_shown_and_never_decides(name: str) -> None:
    standard = standard_of(name)
    asks_cost = {
        id
        for id in standard.thresholds
        for branch in branches(standard, id)
        if branch.leaf and branch.leaf.name == "provision_pounds_a_year"
    }
    assert asks_cost
    assert all(standard.thresholds[id].advice for id in asks_cost)


@pytest.mark.parametrize("name", NAMES)
def test_parents_read_short_plain_sentences(name: str) -> None:
    for node in every_named(standard_of(name)):
        for sentence in re.split(r"(?<=[.?!]) ", node.parent):
            assert len(sentence.split()) <= 24, f"{node.id}: {sentence}"
        assert not [word for word in JARGON if word in node.parent.lower()], f"{node.id}: {node.parent}"


def test_rotherham_holds_every_criterion_of_its_source() -> None:
    def to(prefix: str, last: int) -> set[str]:
        return {f"{prefix}{number:02d}" for number in range(1, last + 1)}

    wanted = (
        to("U", 6) | to("CI", 16) | to("CL", 17) | to("SE", 13) | to("SP", 15) | to("AT", 8)
        | to("PA", 5) | to("EV", 16) | {"CL18a", "CL18b"}
        | {"SE07a", "SE07b", "SE07c", "SP08a", "SP08b", "SP09a", "SP09b"}
    ) - {"SE07", "SP08", "SP09"}  # fmt: skip
    assert wanted <= set(standard_of("rotherham-2026.1").criteria)


@pytest.mark.parametrize("phase", list(Phase))
def test_rotherham_has_its_layers_for_every_area_in_every_phase(phase: Phase) -> None:
    standard = standard_of("rotherham-2026.1")
    held: dict[str, set[str]] = defaultdict(set)
    for one in standard.thresholds.values():
        if not one.advice and plain_tree(standard, one.id, phase) is not None:
            held[one.area].add(one.layer)
    everywhere = {"communication_and_interaction", "cognition_and_learning", "semh", "sensory_and_physical"}
    assert all({"targeted", "targeted_plus"} <= held[area] for area in everywhere)
    assert {"targeted", "targeted_plus", "specialist"} <= held["sensory_and_physical"]


def test_a_child_may_enter_rotherham_at_targeted_plus_without_a_cycle() -> None:
    standard = standard_of("rotherham-2026.1")
    for id in ("CI09", "SE08", "SP02", "SP05", "SP07", "SP11", "CL10"):
        area = id[:2]
        tree = plain_tree(standard, f"{area}.targeted_plus", None)
        assert tree is not None
        assert tree.op == "any"
        direct = next(child for child in tree.children if child.node.id == f"{area}.targeted_plus.direct")
        assert id in {branch.node.id for branch in direct.walk()}


def test_the_catalogue_can_be_evidenced_and_says_its_units() -> None:
    for id, fact in FACTS.items():
        assert fact.evidence, id
        assert set(fact.evidence) <= set(EVIDENCE), id
        assert not fact.ask, f"{id} is answered by records; nobody is asked"
        assert not fact.is_number or fact.unit, id
    for id, kind in {**EVENTS, **DOCUMENTS}.items():
        assert kind.evidence, id
        assert set(kind.evidence) <= set(EVIDENCE), id
    names = [*FACTS, *EVENTS, *DOCUMENTS]
    assert sorted(set(names)) == sorted(names)


def test_the_list_of_facts_in_the_docs_is_the_catalogues_own() -> None:
    written = Path(__file__).parents[2] / "docs" / "facts.md"
    if os.environ.get("WRITE_DOCS"):
        written.write_text(fact_list(), encoding="utf-8")
    assert written.read_text(encoding="utf-8") == fact_list(), "run this test with WRITE_DOCS=1"


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_record_settles_nothing(name: str, phase: Phase, day: date) -> None:
    found = judge(standard_of(name), Evidence(day, phase)).thresholds
    assert {one.id for one in found if one.status in (Status.MET, Status.NOT_MET)} == set()
