# SPDX-License-Identifier: MIT
"""What a careful developer would type by hand: a function for each threshold, None for not known.

The functions are written out from the same conditions, so that the two can't drift apart; `python -m
benchmarks.rules_floor` prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.rules_workload import Pupil, Tree, trees

STEPS = """
def below(v, c): return None if v is None else v < c
def least(v, c): return None if v is None else v >= c
def most(v, c): return None if v is None else v <= c
def not3(x): return None if x is None else not x
def all3(*xs): return False if False in xs else (None if None in xs else True)
def any3(*xs): return True if True in xs else (None if None in xs else False)
def at_least3(n, *xs):
    t = xs.count(True)
    if t >= n: return True
    return None if t + xs.count(None) >= n else False
"""
_CALLS = {"below": "below", "at_or_above": "least", "at_or_below": "most"}


def written(tree: Tree) -> str:
    """One condition as the call that a person would write."""
    ((op, given),) = tree.items()
    if op in ("all", "any"):
        return f"{op}3({', '.join(map(written, given))})"
    if op == "at_least":
        return f"at_least3({given['n']}, {', '.join(map(written, given['of']))})"
    if op == "not":
        return f"not3({written(given)})"
    if op == "yes":
        return f"p[{given['of']!r}]"
    return f"{_CALLS[op]}(p[{given['of']!r}], {given['value']})"


def source(conditions: Mapping[str, Tree]) -> str:
    """The whole floor as Python."""
    names = [name.replace(".", "_").lower() for name in conditions]
    parts = [STEPS]
    parts += [
        f"\ndef {n}(p):\n    return {written(t)}\n" for n, t in zip(names, conditions.values(), strict=True)
    ]
    parts.append(f"\nALL = [{', '.join(names)}]\n\ndef evaluate(p): return [f(p) for f in ALL]\n")
    return "".join(parts)


def floor(conditions: Mapping[str, Tree]) -> Callable[[Pupil], list[bool | None]]:
    """The floor, ready to run: facts by name -> met, not met or not known for each threshold."""
    made: dict[str, Any] = {}
    exec(compile(source(conditions), "<floor>", "exec"), made)
    found: Callable[[Pupil], list[bool | None]] = made["evaluate"]
    return found


if __name__ == "__main__":
    print(source(trees()))
