# SPDX-License-Identifier: MIT
"""What differs between two versions of a standard, in words that its author would use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thresholds.book import clause_of, how_parts_count, parts_of, source_of
from thresholds.nodes import Fact, Node
from thresholds.standard import Standard
from thresholds.wording import node_words

SAID = (
    ("text", "the words"),
    ("parent", "the words for parents"),
    ("reason", "the reason"),
    ("counts_as", "what counts"),
    ("example", "the example"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    kind   added, removed, rule (what is asked), words (how it is said), fact, place (area or layer)
    id     the clause, threshold or fact
    words  one sentence
    """

    kind: str
    id: str
    words: str


def compare(old: Standard, new: Standard) -> tuple[Difference, ...]:
    """Every difference, rules before words, each in the new standard's order."""
    found = [*_thresholds(old, new), *_clauses(old, new), *_facts(old, new)]
    return tuple(sorted(found, key=lambda one: one.kind == "words"))


def _thresholds(old: Standard, new: Standard) -> Iterator[Difference]:
    yield from _come_and_gone(old.thresholds, new.thresholds, "threshold")
    for id, one in new.thresholds.items():
        before = old.thresholds.get(id)
        if before is None:
            continue
        if before.layer != one.layer:
            was, now = old.layer_label(before.layer), new.layer_label(one.layer)
            yield Difference("place", id, f"{id} moved from {was} to {now}.")
        if before.area != one.area:
            was, now = old.area_label(before.area), new.area_label(one.area)
            yield Difference("place", id, f"{id} moved from {was} to {now}.")
        if before.advice != one.advice:
            now = "only advises now" if one.advice else "places children in a layer now"
            yield Difference("rule", id, f"{id} {now}.")
        if before.title != one.title:
            yield Difference("words", id, f"The title of {id} became “{one.title}”.")
        yield from _asked(id, (old, before.met_when), (new, one.met_when))


def _clauses(old: Standard, new: Standard) -> Iterator[Difference]:
    before, after = _named(old), _named(new)
    yield from _come_and_gone(before, after, "clause")
    for id, clause in after.items():
        was = before.get(id)
        if was is None:
            continue
        yield from _asked(id, (old, was), (new, clause))
        for name, called in SAID:
            if getattr(was, name) != getattr(clause, name):
                yield Difference("words", id, f"{id}: {called} changed to “{getattr(clause, name)}”.")
        if source_of(was) != source_of(clause):
            yield Difference("words", id, f"{id}: the source became “{source_of(clause)}”.")


def _come_and_gone(old: Mapping[str, object], new: Mapping[str, object], what: str) -> Iterator[Difference]:
    for id in old.keys() - new.keys():
        yield Difference("removed", id, f"The {what} {id} is gone.")
    for id in new:
        if id not in old:
            yield Difference("added", id, f"The {what} {id} is new.")


def _named(standard: Standard) -> dict[str, Node]:
    """Every clause with an id of its own, shared ones first."""
    found = dict(standard.criteria)
    waiting = [*standard.criteria.values(), *(one.met_when for one in standard.pack.thresholds)]
    while waiting:
        node = waiting.pop(0)
        if node.id and not node.use:
            found.setdefault(node.id, node)
        waiting = [*parts_of(node), *waiting]
    return found


Placed = tuple[Standard, Node]


def _asked(id: str, old: Placed, new: Placed) -> Iterator[Difference]:
    """What a condition asks otherwise; its parts with ids of their own speak for themselves."""
    was, now = old[1], new[1]
    if was.phases != now.phases:
        yield Difference("rule", id, f"{id} applies {_when(now)} now; it applied {_when(was)}.")
    if not parts_of(was) and not parts_of(now):
        before, after = _leaf(*old), _leaf(*new)
        if before != after:
            yield Difference("rule", id, f"{id}: “{before}” became “{after}”.")
        return
    if how_parts_count(was) != how_parts_count(now):
        yield Difference("rule", id, f"{id}: “{_how(was)}” became “{_how(now)}”.")
    yield from _parts(id, old, new)


def _how(node: Node) -> str:
    return how_parts_count(node).rstrip(":") or "one condition"


def _parts(id: str, old: Placed, new: Placed) -> Iterator[Difference]:
    before = Counter(_part_words(old[0], part) for part in parts_of(old[1]))
    after = Counter(_part_words(new[0], part) for part in parts_of(new[1]))
    gone, come = list((before - after).elements()), list((after - before).elements())
    if len(gone) == len(come) == 1:
        yield Difference("rule", id, f"{id}: “{gone[0]}” became “{come[0]}”.")
        return
    for words in gone:
        yield Difference("rule", id, f"{id} no longer asks “{words}”.")
    for words in come:
        yield Difference("rule", id, f"{id} also asks “{words}”.")


def _part_words(standard: Standard, part: Node) -> str:
    named = part.use or part.id
    if named:
        return named
    parts = parts_of(part)
    if not parts:
        return _leaf(standard, part)
    inside = ", ".join(_part_words(standard, one) for one in parts)
    return f"{_how(part).lower()}: {inside}"


def _leaf(standard: Standard, node: Node) -> str:
    """What a condition reckons with; a shared clause is known by its id."""
    if node.use:
        return node.use
    if node.op != "at_least":
        return node_words(standard, clause_of(standard, node))
    each = node.argument.each.model_dump(by_alias=True, exclude_none=True)
    asked = ", ".join(f"{op.replace('_', ' ')} {value}" for op, value in each.items())
    names = (standard.facts[name].label if name in standard.facts else name for name in node.argument.of)
    return f"at least {node.argument.n} of {', '.join(names)}, each {asked}"


def _when(node: Node) -> str:
    if not node.phases:
        return "in every phase"
    return f"in {' and '.join(str(one).replace('_', ' ') for one in node.phases)}"


def _facts(old: Standard, new: Standard) -> Iterator[Difference]:
    before, after = old.pack.facts, new.pack.facts
    yield from _come_and_gone(before, after, "fact")
    for name, fact in after.items():
        was = before.get(name)
        if was is not None:
            for what, one, other in _fact_parts(was, fact):
                yield Difference("fact", name, f"{name}: {what} became {other} (it was {one}).")


def _fact_parts(old: Fact, new: Fact) -> Iterator[tuple[str, str, str]]:
    for name, what in (
        ("good_for", "how long a value holds"),
        ("unit", "the unit"),
        ("min", "the least value"),
        ("max", "the greatest value"),
        ("more_need", "which way means more need"),
        ("label", "the label"),
    ):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield what, str(was or "not set"), str(now or "not set")
