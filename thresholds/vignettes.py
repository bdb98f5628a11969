# SPDX-License-Identifier: MIT
"""A pack's test cases with a story, in plain words: what a person reads before judging a child by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from thresholds.book import clause_of, how_parts_count, parts_of
from thresholds.evidence import Phase
from thresholds.judge import judge
from thresholds.nodes import EventKind, Node
from thresholds.phrases import capital, long_day, value_words
from thresholds.record_block import BlockReader, case_evidence
from thresholds.standard import Case, Standard
from thresholds.verdict import Verdict
from thresholds.wording import node_words

PHASES = {
    Phase.EARLY_YEARS: "early years",
    Phase.PRIMARY: "primary school",
    Phase.SECONDARY: "secondary school",
    Phase.POST_16: "post-16",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a child's record: what it is about, and what is recorded of it."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of what a threshold asks: how far in it stands, and its words."""

    depth: int
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """A threshold that is judged: its id, its title, and what the standard asks in this phase."""

    threshold: str
    title: str
    asks: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Vignette:
    """A fictional child to be judged. Nothing in it says what the standard makes of the child.

    at   its place among the pack's test cases
    """

    name: str
    at: int
    setting: str
    story: str
    record: tuple[Line, ...]
    questions: tuple[Question, ...]


@lru_cache(maxsize=16)
def vignettes(standard: Standard) -> tuple[Vignette, ...]:
    """The vignettes of a standard in its own order; none where no test case tells a story."""
    cases = enumerate(standard.pack.tests)
    return tuple(_vignette(standard, case, at) for at, case in cases if case.story and case.expect)


@lru_cache(maxsize=16)
def verdicts(standard: Standard) -> Mapping[str, Verdict]:
    """What the engine says of each vignette, by its name."""
    tests = standard.pack.tests
    return {
        one.name: judge(standard, case_evidence(standard, tests[one.at], one.at))
        for one in vignettes(standard)
    }


def _vignette(standard: Standard, case: Case, at: int) -> Vignette:
    phase = f"{capital(PHASES[case.phase])}. " if case.phase else ""
    return Vignette(
        case.name,
        at,
        f"{phase}Judge as on {long_day(case.as_of)}.",
        case.story,
        tuple(_record(standard, case)),
        tuple(_question(standard, name, case.phase) for name in case.expect if name in standard.thresholds),
    )


def _question(standard: Standard, name: str, phase: Phase | None) -> Question:
    threshold = standard.thresholds[name]
    asks = tuple(_asked(standard, threshold.met_when, phase, 0))
    return Question(name, threshold.title or name, asks)


def _asked(standard: Standard, node: Node, phase: Phase | None, depth: int) -> Iterator[Asked]:
    """A condition in the order of the book; what doesn't apply in the phase is left out."""
    clause = clause_of(standard, node)
    gate = clause if _joins_clauses(clause) else node
    parts = [part for part in parts_of(gate) if _applies(clause_of(standard, part), phase)]
    how = how_parts_count(gate)
    if gate.op == "at_least" and parts:
        how = f"At least {gate.argument.n} of these {len(parts)}:"
    words = clause.text or node_words(standard, clause)
    said = f"{words.rstrip('.')}. {how}" if words and how else words or how
    if said:
        yield Asked(depth, said)
    for part in parts:
        yield from _asked(standard, part, phase, depth + bool(said))


def _applies(clause: Node, phase: Phase | None) -> bool:
    return phase is None or not clause.phases or phase in clause.phases


def _joins_clauses(clause: Node) -> bool:
    """Whether a clause only gathers others, so that one must read those to know what it asks."""
    return any(part.use for part in parts_of(clause))


def _record(standard: Standard, case: Case) -> Iterator[Line]:
    reader = BlockReader(standard)
    for name, items in case.record.items():
        if name in standard.facts:
            fact = standard.facts[name]
            values = reader.observations(name, items)
            told = [f"{value_words(fact, one.value)}, {_from(one.on, one.source)}" for one in values]
            yield Line(capital(fact.label), "; ".join(told))
        elif name in standard.events:
            kind = standard.events[name]
            yield Line(capital(kind.label), "; ".join(_event(reader, kind, one) for one in items))
        elif name in standard.documents:
            held = reader.documents(name, items)
            told = [_from(one.on, one.source) for one in held]
            yield Line(capital(standard.documents[name].label), "; ".join(told))
    yield from _complete(standard, case)


def _complete(standard: Standard, case: Case) -> Iterator[Line]:
    """What the school says that it has recorded completely: there, silence means that there was none."""
    for name in case.complete:
        known = standard.events.get(name) or standard.documents.get(name)
        if known is not None:
            none = "there is no other" if case.record.get(name) else "there is none"
            yield Line(capital(known.label), f"the school says that its record is complete: {none}")


def _event(reader: BlockReader, kind: EventKind, item: Mapping[str, Any]) -> str:
    first, last = reader.span(item.get(kind.dated_by), kind.dated_by)
    day = "on a day that isn't recorded"
    if first is not None and last is not None:
        day = long_day(first) if first == last else f"{first:%B %Y}"
    notes = [
        f"{field.replace('_', ' ')}: {str(item[field]).replace('_', ' ')}"
        for field in kind.fields
        if item.get(field) not in (None, "", "unknown")
    ]
    return f"{day} ({', '.join(notes)})" if notes else day


def _from(on: date, source: str) -> str:
    return f"{long_day(on)}, {source}" if source else long_day(on)


def questions_of(found: Sequence[Vignette]) -> int:
    """How many judgements a set of vignettes asks for."""
    return sum(len(one.questions) for one in found)
