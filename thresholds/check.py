# SPDX-License-Identifier: MIT
"""Static checks of a pack; each finding a problem with file, line, column and mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thresholds import cases
from thresholds.meaning import Meaning
from thresholds.nodes import Node
from thresholds.problems import Problem, Problems
from thresholds.reader import read
from thresholds.reading_age import reading_age
from thresholds.record_block import case_evidence
from thresholds.standard import Standard, Threshold
from thresholds.tree import phases_of, plain_tree
from thresholds.verdict import Status

FORBIDDEN_WORDS = ("not eligible", "ineligible", "fails the", "does not qualify")
"""Words that a standard never says of a child: it speaks of strength of evidence and of gaps."""


OLDEST_READER = 17
"""Words for a parent should be easy at this age, in years; of a single sentence it is a rough hint."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks found: errors stand in the way of adoption, warnings are for a person to weigh.

    notes say what is so and may be meant: a layer that can be reached past the one below.
    """

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def check_path(path: Path) -> Found:
    """Check a pack in a file or folder. Raises Problem only where nothing can be read at all."""
    try:
        return check(read(path))
    except Problems as found:
        return Found(found.problems, ())
    except Problem as problem:
        if problem.code in ("missing", "empty") and not problem.line:
            raise
        return Found((problem,), ())


def check(standard: Standard) -> Found:
    """Check a pack that reads: broken names first; meaning only where every name stands."""
    checker = _Checker(standard)
    errors = list(checker.names())
    if errors:
        return Found(_sorted(errors), ())
    meaning = Meaning(standard, {id(node): path for path, node in checker.conditions()}, checker.problem)
    errors += [*meaning.faults(), *checker.words(), *checker.examples()]
    warnings = [*checker.advice(), *meaning.clashes(), *checker.hard_words()]
    gaps = list(meaning.notes())
    if standard.pack.pack.layers_nested:
        return Found(_sorted([*errors, *gaps]), _sorted(warnings))
    return Found(_sorted(errors), _sorted(warnings), _sorted(gaps))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.where.partition(":")[0], one.line, one.column)))


def _walk(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    """A condition and every condition inside it, with its path in the document."""
    yield path, node
    op = node.op
    if op in ("all", "any"):
        for at, part in enumerate(node.argument):
            yield from _walk(part, f"{path}.{op}.{at}")
    elif op == "not":
        yield from _walk(node.argument, f"{path}.not")
    elif op == "at_least" and node.argument.each is None:
        for at, part in enumerate(node.argument.of):
            yield from _walk(part, f"{path}.at_least.of.{at}")


class _Checker:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard

    def problem(self, path: str, code: str, what: str, mend: str) -> Problem:
        near = path
        while near and near not in self.standard.places:
            near = near.rpartition(".")[0]
        file, line, column = self.standard.places.get(near, ("", 0, 0))
        where = f"{file}:{line}:{column}" if file else path
        return Problem(what, where, mend, code=code, line=line, column=column, field=path)

    def conditions(self) -> Iterator[tuple[str, Node]]:
        """Every condition of the pack with its path."""
        for at, node in enumerate(self.standard.pack.criteria):
            yield from _walk(node, f"criteria.{at}")
        for at, one in enumerate(self.standard.pack.thresholds):
            yield from _walk(one.met_when, f"thresholds.{at}.met_when")

    def names(self) -> Iterator[Problem]:
        """Names that aren't declared, kinds that don't fit, ids that stand twice, circles."""
        seen: set[str] = set()
        for path, node in self.conditions():
            if node.id is not None:
                if node.id in seen:
                    yield self.problem(
                        path, "id-twice", f"the id {node.id} stands twice", "Give each its own."
                    )
                seen.add(node.id)
            yield from self._names_of(path, node)
        for at, one in enumerate(self.standard.pack.thresholds):
            yield from self._threshold_names(f"thresholds.{at}", one, seen)
        for at, case in enumerate(self.standard.pack.tests):
            for name in case.expect:
                if name not in self.standard.thresholds:
                    yield self.problem(
                        f"tests.{at}.expect.{name}",
                        "broken-test",
                        f"there is no threshold {name}",
                        "Correct its id.",
                    )

    def _threshold_names(self, path: str, one: Threshold, seen: set[str]) -> Iterator[Problem]:
        if one.id in seen:
            yield self.problem(path, "id-twice", f"the id {one.id} stands twice", "Give each its own.")
        seen.add(one.id)
        if one.layer not in self.standard.layers:
            layers = ", ".join(self.standard.layers)
            yield self.problem(
                f"{path}.layer", "layer", f"there is no layer {one.layer}", f"Use one of {layers}."
            )
        if self.standard.pack.areas and one.area not in self.standard.pack.areas:
            yield self.problem(
                f"{path}.area", "area", f"there is no area {one.area}", "Declare it under areas."
            )
        for phase in phases_of(self.standard):
            try:
                plain_tree(self.standard, one.id, phase)
            except Problem as fault:
                yield self.problem(f"{path}.met_when", fault.code, fault.what, fault.mend)
                return

    def _names_of(self, path: str, node: Node) -> Iterator[Problem]:  # noqa: C901
        op, given = node.op, node.argument
        standard = self.standard
        if op == "use":
            if given not in standard.criteria:
                yield self.problem(
                    path, "broken-use", f"there is no shared criterion {given}", "Correct its id."
                )
            return
        if op == "count":
            yield from self._count_names(path, given)
        elif op == "recent":
            if given.of not in standard.documents:
                yield self.problem(
                    path, "unknown-document", f"there is no document {given.of}", "Declare it."
                )
        elif op == "at_least" and given.each is not None:
            for name in given.of:
                yield from self._fact(path, str(name), given.each.comparison[0], (given.each.comparison[1],))
        elif op not in ("all", "any", "not", "at_least"):
            yield from self._fact(path, given.of, op, _numbers(op, given))

    def _count_names(self, path: str, given: object) -> Iterator[Problem]:
        name, where = getattr(given, "of"), getattr(given, "where")  # noqa: B009
        kind = self.standard.events.get(name)
        if kind is None:
            yield self.problem(path, "unknown-event", f"there is no event {name}", "Declare it under events.")
            return
        for field, value in where.items():
            if field not in kind.fields:
                yield self.problem(path, "unknown-field", f"{name} has no field {field}", "Correct its name.")
            elif kind.fields[field] and value not in kind.fields[field]:
                values = ", ".join(kind.fields[field])
                yield self.problem(
                    path, "unknown-value", f"{field} is never {value}", f"Use one of {values}."
                )

    def _fact(self, path: str, name: str, op: str, numbers: Iterable[object]) -> Iterator[Problem]:
        fact = self.standard.facts.get(name)
        if fact is None:
            yield self.problem(path, "unknown-fact", f"there is no fact {name}", "Declare it under facts.")
            return
        fits = fact.is_yes_no if op == "yes" else fact.kind == "choice" if op == "one_of" else fact.is_number
        if not fits:
            yield self.problem(
                path,
                "wrong-kind",
                f"{name} is a {fact.kind}, which {op} can't read",
                "Use the kind that fits.",
            )
        for number in numbers:
            low, high = fact.min, fact.max
            if (low is not None and number < low) or (high is not None and number > high):  # type: ignore[operator]
                yield self.problem(
                    path,
                    "out-of-range",
                    f"{number} lies outside the range of {name} ({low} to {high})",
                    "Check it.",
                )

    def words(self) -> Iterator[Problem]:
        """Criteria without words for a parent, and words that a standard never says."""
        for path, node in self.conditions():
            if node.id is not None and path.count(".") == 1 and not node.parent:
                yield self.problem(
                    path, "no-parent-words", f"{node.id} has no words for a parent", "Add parent: …"
                )
            for said in (node.text, node.parent, node.reason):
                for word in FORBIDDEN_WORDS:
                    if word in said.lower():
                        yield self.problem(
                            path, "forbidden-words", f"a standard never says '{word}'", "Say what is missing."
                        )

    def hard_words(self) -> Iterator[Problem]:
        """Words for a parent that many parents would have to read twice."""
        for path, node in self.conditions():
            age = reading_age(node.parent)
            if age is not None and age > OLDEST_READER:
                yield self.problem(
                    f"{path}.parent",
                    "hard-to-read",
                    f"the words for a parent of {node.id or 'this condition'} are as hard to read as a text "
                    f"for somebody of {age:.0f}",
                    "Use shorter words and shorter sentences.",
                )

    def examples(self) -> Iterator[Problem]:
        """Tests whose record doesn't fit the standard."""
        for at, case in enumerate(self.standard.pack.tests):
            try:
                case_evidence(self.standard, case, at)
            except Problem as fault:
                yield self.problem(
                    fault.field or f"tests.{at}", fault.code or "record", fault.what, fault.mend
                )

    def advice(self) -> Iterator[Problem]:
        """What a person should weigh: criteria that no test shows met, not met and not yet evidenced."""
        result = cases.run(self.standard)
        wanted = {Status.MET, Status.NOT_MET}
        for name, seen in result.seen.items():
            if missing := wanted - seen:
                told = " and ".join(sorted(str(one).replace("_", " ") for one in missing))
                yield self.problem(
                    self._place_of(name), "untested", f"no test shows {name} {told}", "Add a short vignette."
                )

    def _place_of(self, name: str) -> str:
        at = next((at for at, one in enumerate(self.standard.pack.thresholds) if one.id == name), None)
        if at is not None:
            return f"thresholds.{at}"
        return next((path for path, node in self.conditions() if node.id == name), "")


def _numbers(op: str, given: object) -> tuple[object, ...]:
    if op == "between":
        return (getattr(given, "low"), getattr(given, "high"))  # noqa: B009
    value = getattr(given, "value", None)
    return tuple(value.values()) if isinstance(value, dict) else () if value is None else (value,)


__all__ = ["FORBIDDEN_WORDS", "Found", "check", "check_path"]
