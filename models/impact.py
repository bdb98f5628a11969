# SPDX-License-Identifier: MIT
"""What a new version of a standard would change for the children of a school, before anybody adopts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.cycle_parts import Reader
from models.gather import gather
from models.records import Pupil
from thresholds.evidence import Evidence
from thresholds.judge import judge, program_for
from thresholds.standard import Standard
from thresholds.tree import Branch, Leaf, phases_of
from thresholds.verdict import Finding, Status, Verdict
from thresholds.wording import finding_of

MOST_REASONS = 3
"""Conditions that are named for one change."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One child's verdict that would be another; a status is None where a version has no such threshold."""

    pupil: Pupil
    threshold: str
    title: str
    before: Status | None
    after: Status | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """How many children were looked at, and every verdict that would move."""

    pupils: int
    moved: tuple[Moved, ...]

    @property
    def by_threshold(self) -> dict[str, int]:
        """How many verdicts would move on each threshold, the most first."""
        return dict(Counter(one.threshold for one in self.moved).most_common())


def impact(
    tx: Reader,
    old: Standard,
    new: Standard,
    on: date,
    *,
    whose: Callable[[Pupil], bool] = lambda _pupil: True,
    step: Callable[[int, int], None] | None = None,
) -> Impact:
    """Judge everyone on the roll by both, with what is known on a day. Nothing is recorded.

    whose says which children are meant. step(done, of) is told after each child; what it raises ends
    the work.
    """
    here = [
        one
        for one in tx.find(Pupil)
        if whose(one)
        and (one.joined_on is None or one.joined_on <= on)
        and (one.left_on is None or one.left_on > on)
    ]
    before = gather(tx, here, on, old)
    after = before if _know_alike(old, new) else gather(tx, here, on, new)
    people = [(one, before[one.id], after[one.id]) for one in here]
    return Impact(len(here), moved(people, old, new, step=step))


def moved(
    people: Sequence[tuple[Pupil, Evidence, Evidence]],
    old: Standard,
    new: Standard,
    *,
    step: Callable[[int, int], None] | None = None,
) -> tuple[Moved, ...]:
    """Whose verdicts move, each child given with what each version reads of it; step as for impact."""
    asked = tuple(sorted(_may_differ(old, new)))
    found: list[Moved] = []
    for done, (pupil, before, after) in enumerate(people, 1):
        found += _moved(pupil, judge(old, before, asked), judge(new, after, asked))
        if step is not None:
            step(done, len(people))
    return tuple(found)


def _know_alike(old: Standard, new: Standard) -> bool:
    """Whether both read what was written down in a standard's own words in the same way."""
    one, other = old.pack, new.pack
    return (one.facts, one.events, one.documents) == (other.facts, other.events, other.documents)


def _may_differ(old: Standard, new: Standard) -> frozenset[str]:
    """The thresholds that could come out otherwise: what reads the same of the same facts can't."""
    every = frozenset((*old.thresholds, *new.thresholds))
    if not _know_alike(old, new):
        return every
    alike = set(every)
    for phase in dict.fromkeys((*phases_of(old), *phases_of(new))):
        was, now = program_for(old, phase).trees, program_for(new, phase).trees
        alike = {id for id in alike if _form(was.get(id)) == _form(now.get(id))}
    return every - alike


def _form(tree: Branch | None) -> list[tuple[str, Leaf | None, int, int]] | None:
    """What a tree asks, without its words."""
    if tree is None:
        return None
    return [(one.op, one.leaf, one.needed, len(one.children)) for one in tree.walk()]


def _moved(pupil: Pupil, old: Verdict, new: Verdict) -> Iterator[Moved]:
    was = {one.id: one for one in old.thresholds}
    now = {one.id: one for one in new.thresholds}
    for id in dict.fromkeys((*was, *now)):
        before = was[id].status if id in was else None
        after = now[id].status if id in now else None
        if before is not after:
            title = (now.get(id) or was[id]).title
            yield Moved(pupil, id, title, before, after, _why(old, new, id))


def _why(old: Verdict, new: Verdict, id: str) -> tuple[str, ...]:
    """The conditions that are met otherwise than before, in the new standard's words."""
    if id not in new.standard.thresholds:
        return ("The threshold is gone.",)
    if id not in old.standard.thresholds:
        return ("The threshold is new.",)
    before = {_key(one): one.status for one in _leaves(finding_of(old, id))}
    differ = [
        one for one in _leaves(finding_of(new, id)) if before.get(_key(one)) is not one.status and one.text
    ]
    return tuple(dict.fromkeys(_said(one) for one in differ))[:MOST_REASONS]


def _said(one: Finding) -> str:
    return f"{one.text} ({one.detail})" if one.detail else one.text


def _key(one: Finding) -> str:
    return one.text


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.children:
        yield finding
    for child in finding.children:
        yield from _leaves(child)
