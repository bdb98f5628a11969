# SPDX-License-Identifier: MIT
"""Other rule engines at the same work, each in a process of its own, with any Python that has them.

Reads the work as JSON and writes what it found as JSON. An engine that knows only true and false gets two
conditions a threshold: certainly met, and possibly met; "not known" lies between them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import Any

Tree = dict[str, Any]
Pupil = dict[str, Any]
Verdicts = list[bool | None]
SIGNS = {"below": "<", "at_or_above": ">=", "at_or_below": "<="}
ROUNDS = 5


def rail(tree: Tree, certain: bool, words: Any) -> Any:
    """One of the two conditions of a tree, in an engine's own words."""
    ((op, given),) = tree.items()
    if op == "all":
        return words.every([rail(part, certain, words) for part in given])
    if op == "any":
        return words.one_of([rail(part, certain, words) for part in given])
    if op == "at_least":
        return words.count(given["n"], [rail(part, certain, words) for part in given["of"]])
    if op == "not":
        return words.turn(rail(given, not certain, words))
    return words.leaf(given["of"], op, given.get("value"), certain)


def verdict(certain: bool, possible: bool) -> bool | None:
    return True if certain else None if possible else False


def pairs(flat: list[bool]) -> Verdicts:
    return [verdict(flat[at], flat[at + 1]) for at in range(0, len(flat), 2)]


class Zen:
    """zen-engine: one compiled expression that gives all answers."""

    def __init__(self, trees: list[Tree]) -> None:
        import zen

        both = [rail(tree, certain, self) for tree in trees for certain in (True, False)]
        self.made = zen.compile_expression(f"[{', '.join(both)}]")

    def one(self, pupil: Pupil) -> Verdicts:
        return pairs(self.made.evaluate(pupil))

    def every(self, parts: list[str]) -> str:
        return f"({' and '.join(parts)})"

    def one_of(self, parts: list[str]) -> str:
        return f"({' or '.join(parts)})"

    def turn(self, part: str) -> str:
        return f"(not {part})"

    def count(self, n: int, parts: list[str]) -> str:
        return f"(({' + '.join(f'({part} ? 1 : 0)' for part in parts)}) >= {n})"

    def leaf(self, name: str, op: str, value: int, certain: bool) -> str:
        asked = f"{name} == true" if op == "yes" else f"{name} {SIGNS[op]} {value}"
        return f"({name} != null and {asked})" if certain else f"({name} == null or {asked})"


class Datalogic:
    """datalogic-py: JSON logic, compiled once, one rule that gives all answers."""

    def __init__(self, trees: list[Tree]) -> None:
        import datalogic_py

        self.engine = datalogic_py.Engine()
        both = [rail(tree, certain, self) for tree in trees for certain in (True, False)]
        self.made = self.engine.compile(both)

    def one(self, pupil: Pupil) -> Verdicts:
        return pairs(self.made.evaluate(pupil))

    def every(self, parts: list[Any]) -> Any:
        return {"and": parts}

    def one_of(self, parts: list[Any]) -> Any:
        return {"or": parts}

    def turn(self, part: Any) -> Any:
        return {"!": [part]}

    def count(self, n: int, parts: list[Any]) -> Any:
        return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, n]}

    def leaf(self, name: str, op: str, value: int, certain: bool) -> Any:
        read = {"var": name}
        asked = {"===": [read, True]} if op == "yes" else {SIGNS[op]: [read, value]}
        if certain:
            return {"and": [{"!==": [read, None]}, asked]}
        return {"or": [{"===": [read, None]}, asked]}


class Clips:
    """clipspy: a production rule for each condition, fired on the pupil's fact."""

    def __init__(self, trees: list[Tree]) -> None:
        import clips

        self.environment = environment = clips.Environment()
        self.hits: list[int] = []
        self.many = 2 * len(trees)
        environment.define_function(self.hits.append, "hit")
        names = sorted({name for tree in trees for name in _names(tree)})
        environment.build(f"(deftemplate pupil {' '.join(f'(slot {name})' for name in names)})")
        for at, tree in enumerate(trees):
            reads = " ".join(f"({name} ?{name})" for name in sorted(_names(tree)))
            for rail_at, certain in enumerate((True, False)):
                asked = rail(tree, certain, self)
                rule = f"(defrule r{at}_{rail_at} (pupil {reads}) (test {asked}) => (hit {2 * at + rail_at}))"
                environment.build(rule)
        self.template = environment.find_template("pupil")
        self.names = set(names)
        self.said = {None: clips.Symbol("nil"), True: clips.Symbol("TRUE"), False: clips.Symbol("FALSE")}

    def one(self, pupil: Pupil) -> Verdicts:
        self.environment.reset()
        self.hits.clear()
        self.template.assert_fact(
            **{
                name: self.said[value] if value is None or isinstance(value, bool) else value
                for name, value in pupil.items()
                if name in self.names
            }
        )
        self.environment.run()
        fired = set(self.hits)
        return [verdict(at in fired, at + 1 in fired) for at in range(0, self.many, 2)]

    def every(self, parts: list[str]) -> str:
        return f"(and {' '.join(parts)})"

    def one_of(self, parts: list[str]) -> str:
        return f"(or {' '.join(parts)})"

    def turn(self, part: str) -> str:
        return f"(not {part})"

    def count(self, n: int, parts: list[str]) -> str:
        return f"(>= (+ {' '.join(f'(if {part} then 1 else 0)' for part in parts)}) {n})"

    def leaf(self, name: str, op: str, value: int, certain: bool) -> str:
        asked = f"(eq ?{name} TRUE)" if op == "yes" else f"({SIGNS[op]} ?{name} {value})"
        return f"(and (neq ?{name} nil) {asked})" if certain else f"(or (eq ?{name} nil) {asked})"


def _names(tree: Tree) -> set[str]:
    ((op, given),) = tree.items()
    if op in ("all", "any", "at_least", "not"):
        parts = given if op in ("all", "any") else given["of"] if op == "at_least" else [given]
        return {name for part in parts for name in _names(part)}
    return {given["of"]}


class Clingo:
    """clingo: strong Kleene written as an answer set program, grounded and solved for each pupil."""

    SCALE = 10
    RULES = """
    t(I) :- leaf(I,F,below,C), val(F,V), V < C.
    t(I) :- leaf(I,F,least,C), val(F,V), V >= C.
    t(I) :- leaf(I,F,most,C), val(F,V), V <= C.
    known(F) :- val(F,_).
    p(I) :- t(I), leaf(I,_,_,_).
    p(I) :- leaf(I,F,_,_), not known(F).
    t(I) :- gate(I,N), N { t(K) : kid(I,K) }.
    p(I) :- gate(I,N), N { p(K) : kid(I,K) }.
    t(I) :- turned(I), kid(I,K), not p(K).
    p(I) :- turned(I), kid(I,K), not t(K).
    #show.
    #show met(J) : root(J,R), t(R).
    #show maybe(J) : root(J,R), p(R).
    """

    def __init__(self, trees: list[Tree]) -> None:
        import clingo

        self.clingo = clingo
        self.lines: list[str] = []
        self.many = len(trees)
        roots = [self._write(tree) for tree in trees]
        self.lines += [f"root({at},{root})." for at, root in enumerate(roots)]
        self.base = "\n".join(self.lines) + self.RULES

    def _write(self, tree: Tree) -> int:
        ((op, given),) = tree.items()
        own = len(self.lines)
        self.lines.append("")
        if op in ("all", "any", "at_least", "not"):
            parts = given if op in ("all", "any") else given["of"] if op == "at_least" else [given]
            needed = {"all": len(parts), "any": 1}.get(op) or (given["n"] if op == "at_least" else 0)
            self.lines[own] = f"turned({own})." if op == "not" else f"gate({own},{needed})."
            for part in parts:
                kid = self._write(part)
                self.lines[own] += f" kid({own},{kid})."
        else:
            sign = {"below": "below", "at_or_below": "most"}.get(op, "least")
            value = self.SCALE if op == "yes" else given["value"] * self.SCALE
            self.lines[own] = f"leaf({own},{given['of']},{sign},{value})."
        return own

    def one(self, pupil: Pupil) -> Verdicts:
        control = self.clingo.Control(["--warn=none"])
        known = " ".join(
            f"val({name},{round(value * self.SCALE)})." for name, value in pupil.items() if value is not None
        )
        control.add("base", [], self.base + known)
        control.ground([("base", [])])
        found: Verdicts = []

        def on(model: Any) -> None:
            shown = [(one.name, one.arguments[0].number) for one in model.symbols(shown=True)]
            found.extend(verdict(("met", at) in shown, ("maybe", at) in shown) for at in range(self.many))

        control.solve(on_model=on)
        return found


PEERS = {"zen-engine": Zen, "datalogic-py": Datalogic, "clipspy": Clips, "clingo": Clingo}
SLOW = ("clingo",)


def main(name: str) -> None:
    work = json.load(sys.stdin)
    pupils: list[Pupil] = work["pupils"]
    begun = time.perf_counter()
    try:
        engine = PEERS[name](work["trees"])
    except ImportError:
        print(json.dumps({"missing": True}))
        return
    load = time.perf_counter() - begun
    made: dict[str, Any] = {}
    exec(compile(work["floor"], "<floor>", "exec"), made)
    rounds, jobs = (1, pupils[:60]) if name in SLOW else (ROUNDS, pupils[:300])
    one = [(typical(engine.one, jobs), typical(made["evaluate"], jobs)) for _ in range(rounds)]
    begun = time.perf_counter()
    found = [engine.one(pupil) for pupil in pupils]
    many = time.perf_counter() - begun
    one_floor = min(floor for _, floor in one)
    told = {"load": load, "one": min(own for own, _ in one), "floor": one_floor, "many": many, "found": found}
    print(json.dumps(told))


def typical(work: Any, jobs: list[Any]) -> float:
    """The median time of one call over many jobs."""
    times = []
    for job in jobs:
        begun = time.perf_counter()
        work(job)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main(sys.argv[1])
