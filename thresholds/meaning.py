# SPDX-License-Identifier: MIT
"""What a standard's conditions mean together, checked exactly: never met, adds nothing, layers skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thresholds.bands import clashes
from thresholds.choices import choices_of
from thresholds.judge import program_for
from thresholds.nodes import Node
from thresholds.open_facts import OpenFacts
from thresholds.phrases import capital, condition_words, lower, value_words
from thresholds.problems import Problem
from thresholds.reach import NO, YES, Example, Plan, TooMany, deciding, example, met_in, met_without
from thresholds.standard import Standard, Threshold
from thresholds.tree import Branch, Leaf, phases_of
from thresholds.truth import MOST_ROWS, exact_status, rows_of, signs

MOST_NAMED = 4
"""Parts of an example that a sentence names."""

Report = Callable[[str, str, str, str], Problem]
"""Makes a problem from the path in the document, a code, what is wrong and the mend."""


@dataclass
class _Weight:
    """What was seen of one written condition wherever it stands: its deciding answers, and an example."""

    path: str
    called: str
    seen: int = 0
    inside: int = -1
    shown: Example = field(default_factory=dict)


class Meaning:
    """Checks of one standard whose names all stand."""

    def __init__(self, standard: Standard, paths: Mapping[int, str], report: Report) -> None:
        """paths gives the place in the document of each node that is written there, by its identity."""
        self._standard = standard
        self._paths = paths
        self._report = report
        self._trees = [
            (one, phase, tree)
            for phase in phases_of(standard)
            for one in standard.pack.thresholds
            if (tree := program_for(standard, phase).trees.get(one.id)) is not None
        ]
        self._dead: set[str] = set()

    def faults(self) -> Iterator[Problem]:
        """Conditions that can never be met or always are, facts used against their need or both ways."""
        told: set[str] = set()
        for one, _phase, tree in _once(self._trees):
            for problem in self._tree(one, tree):
                if problem.what not in told:
                    told.add(problem.what)
                    yield problem
        yield from self._idle()

    def notes(self) -> Iterator[Problem]:
        """Layers that can be reached past the one below, each with an example."""
        told: set[str] = set()
        layers = self._standard.pack.pack.layers
        for one, phase, tree in self._trees:
            lower_ones = self._below(one, phase, layers)
            if one.id in told or one.advice or not lower_ones:
                continue
            try:
                found = example(self._standard, met_without(tree, [other for _, other in lower_ones]))
            except TooMany:
                continue
            if found is not None:
                told.add(one.id)
                names = " or ".join(other.id for other, _ in lower_ones)
                yield self._report(
                    self._place(one),
                    "layer-gap",
                    f"{one.id} can be met where {names} is not: {self._words(found)}",
                    "If that isn't meant, ask in it for what the layer below asks for.",
                )

    def clashes(self) -> Iterator[Problem]:
        """Bands that leave a gap or overlap, and facts that score twice."""
        told: set[str] = set()
        for phase in phases_of(self._standard):
            trees = [(one, tree) for one, when, tree in self._trees if when is phase]
            for one in clashes(self._standard, trees):
                if one.words not in told:
                    told.add(one.words)
                    yield self._report(self._place(one.threshold), one.code, one.words, one.mend)

    def _below(
        self, one: Threshold, phase: object, layers: tuple[str, ...]
    ) -> list[tuple[Threshold, Branch]]:
        """The thresholds of the next layer down in the same area and phase."""
        mine = [
            (other, tree)
            for other, when, tree in self._trees
            if when is phase and other.area == one.area and not other.advice
        ]
        below = [layers.index(other.layer) for other, _ in mine]
        next_down = max((at for at in below if at < layers.index(one.layer)), default=None)
        return [pair for pair, at in zip(mine, below, strict=True) if at == next_down]

    def _tree(self, one: Threshold, tree: Branch) -> Iterator[Problem]:
        path = self._place(one)
        facts = OpenFacts(self._standard, None).of(tree)
        both = [fact.name for fact in facts if fact.best is None]
        if both and not one.two_directions:
            names = ", ".join(both)
            yield self._report(
                path,
                "two-directions",
                f"{one.id} uses {names} both ways",
                "Write it one way, or say two_directions: yes.",
            )
        if rows_of([fact for fact in facts if fact.best is None]) > MOST_ROWS:
            yield self._report(
                path, "not-checked", f"{one.id} has too many combinations to check", "Make it simpler."
            )
            return
        status = exact_status(tree, _open, facts)
        if status == 0:
            yield self._report(path, "never-met", f"{one.id} can never be met", "Check its ranges.")
        elif status != 1:
            yield self._report(path, "always-met", f"{one.id} is always met", "Check its ranges.")
        if status != 1:
            self._dead.add(one.id)
        if not one.advice:
            yield from self._against_need(path, one, tree)

    def _against_need(self, path: str, one: Threshold, tree: Branch) -> Iterator[Problem]:
        for leaf, upright in signs(tree).items():
            fact = self._standard.facts.get(leaf.name) if leaf.reads_values else None
            if fact is None or fact.more_need == "none" or leaf.op in ("between", "one_of"):
                continue
            rises = leaf.op in ("above", "at_or_above", "yes")
            if any(rises is not sign if fact.more_need == "lower" else rises is sign for sign in upright):
                continue
            yield self._report(
                path,
                "against-need",
                f"{one.id} uses {leaf.name} against its need (more need is {fact.more_need})",
                "Turn the comparison, or the fact's more_need.",
            )

    def _idle(self) -> Iterator[Problem]:
        """Conditions that decide nothing anywhere; of those inside one another only the outermost."""
        weights: dict[int, _Weight] = {}
        for one, _phase, tree in _once(self._trees):
            if one.id not in self._dead:
                self._weigh(tree, weights)
        for weight in weights.values():
            around = weights.get(weight.inside)
            if weight.seen == NO | YES or (around is not None and around.seen != NO | YES):
                continue
            shown = (
                f"; with {self._words(weight.shown)} it is met and changes nothing" if weight.shown else ""
            )
            never = "met" if not weight.seen & YES else "not met"
            yield self._report(
                weight.path,
                "adds-nothing",
                f"{weight.called} never decides anything by being {never}{shown}",
                "Correct its cut-off, or take it out.",
            )

    def _weigh(self, tree: Branch, weights: dict[int, _Weight]) -> None:
        plan = Plan(self._standard, tree)
        seen = deciding(plan)
        for at, (branch, around) in enumerate(_with_parents(tree)):
            key = id(branch.node)
            path = self._paths.get(key)
            if path is None:
                continue
            inside = id(around.node) if around is not None else -1
            weight = weights.setdefault(key, _Weight(path, self._called(branch), inside=inside))
            weight.seen |= seen[at]
            if not seen[at] & YES and not weight.shown:
                weight.shown = met_in(plan, at) or {}

    def _called(self, branch: Branch) -> str:
        node: Node = branch.node
        if node.id:
            return node.id
        said = node.text or (condition_words(self._standard, branch.leaf) if branch.leaf else "this part")
        return f"“{said}”"

    def _place(self, one: Threshold) -> str:
        return self._paths.get(id(one.met_when), "")

    def _words(self, found: Example) -> str:
        """An example in words: what is known of its pupil, the fewest words first."""
        said: list[str] = []
        for choice in choices_of(self._standard, found):
            fact = self._standard.facts.get(choice.name)
            value = choice.value_for(self._standard, found)
            if fact is not None and value is not None:
                said.append(f"{lower(fact.label)} {value_words(fact, value)}")
            else:
                said += [self._counted(leaf, met=found[leaf]) for leaf in choice.leaves]
        more = f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
        return "; ".join(said[:MOST_NAMED]) + more

    def _counted(self, leaf: Leaf, *, met: bool) -> str:
        words = condition_words(self._standard, leaf)
        return lower(words) if met else f"not “{capital(words)}”"


def _open(_leaf: Leaf) -> int:
    return 1


def _form(tree: Branch) -> tuple[object, ...]:
    return tuple((one.op, one.leaf, one.needed, len(one.children)) for one in tree.walk())


def _once(
    trees: Sequence[tuple[Threshold, object, Branch]],
) -> Iterator[tuple[Threshold, object, Branch]]:
    """Each threshold in each of its forms, once however many phases share it."""
    seen: set[tuple[str, tuple[object, ...]]] = set()
    for one, phase, tree in trees:
        key = one.id, _form(tree)
        if key not in seen:
            seen.add(key)
            yield one, phase, tree


def _with_parents(tree: Branch, around: Branch | None = None) -> Iterator[tuple[Branch, Branch | None]]:
    """Every node with the one around it, in the order of the tree's walk."""
    for child in tree.children:
        yield from _with_parents(child, tree)
    yield tree, around
