# SPDX-License-Identifier: MIT
"""A layer decided with the verdict that supported it kept whole, replayed years later, and read as moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.codes import Layer
from models.cycle_parts import Reader
from models.records import Decision, Pupil
from models.records.checked import checked
from models.standing import known_standards
from thresholds.judge import judge
from thresholds.keeping import given_back, kept
from thresholds.problems import Problem
from thresholds.standard import Standard
from thresholds.verdict import Verdict


def decision_of(
    verdict: Verdict, pupil: Pupil, layer: Layer, on: date, reason: str, *, cycle_id: str | None = None
) -> Decision:
    """The decision for a layer, with the standard's identity and all the evidence that the verdict read.

    Raises Problems where the layer differs from what the standard says and no reason is given.
    """
    return checked(
        Decision,
        {
            "pupil_id": pupil.id,
            "cycle_id": cycle_id,
            "layer": layer,
            "decided_on": on,
            "agrees_with_standard": agrees(verdict, layer),
            "reason": reason,
            "standard_id": verdict.standard_id,
            "standard_version": verdict.version,
            "standard_digest": verdict.digest,
            "evidence": kept(verdict.evidence),
            "statuses": verdict.statuses(),
        },
    )


def agrees(verdict: Verdict, layer: Layer) -> bool | None:
    """Whether a layer is the one that the standard speaks for: the highest that is met in any area.

    None where that isn't known: a higher layer that may still turn out to be met, nothing met yet while
    something is possible, or a standard that doesn't name this layer.
    """
    order = {name: at for at, name in enumerate(verdict.standard.layers)}
    if layer.value not in order:
        return None
    areas = verdict.areas()
    met = max((order[one.met] for one in areas if one.met), default=None)
    possible = max((order[one.possible] for one in areas if one.possible), default=None)
    here = order[layer.value]
    if met is None:
        # Nothing is met and nothing can be: the lightest layer is left, where nobody has to qualify for it.
        if possible is None:
            return here == 0 if _is_for_everybody(verdict, verdict.standard.layers[0]) else None
        return False if here > possible else None
    if here == met:
        return True
    return False if here < met or possible is None or here > possible else None


def _is_for_everybody(verdict: Verdict, layer: str) -> bool:
    return all(one.layer != layer for one in verdict.thresholds)


def standard_of(tx: Reader, decision: Decision) -> Standard:
    """The very version of the standard that a decision was made with. Raises Problem where it isn't here."""
    found = next((one for one in known_standards(tx) if one.digest == decision.standard_digest), None)
    if found is None:
        name = f"{decision.standard_id} {decision.standard_version}".strip() or "none"
        raise Problem(
            "the standard of this decision is not installed",
            name,
            "What was decided and what each threshold said is kept with the decision.",
            code="no-standard",
        )
    return found


def replay(decision: Decision, standard: Standard) -> Verdict:
    """The verdict of a decision made again from what was kept with it: today's record plays no part.

    Raises Problem where the standard is another, nothing was kept, or the answer isn't the one of that day.
    """
    if standard.digest != decision.standard_digest:
        raise Problem(
            "the decision was made with another version of the standard",
            f"{decision.standard_id} {decision.standard_version}".strip(),
            "Use the version that the decision names.",
            code="other-standard",
        )
    verdict = judge(standard, given_back(decision.evidence))
    if verdict.statuses() != decision.statuses:
        raise Problem(
            "the verdict comes out differently from the one that was kept",
            decision.id,
            "What was kept holds. Please report this: the program must judge as it did.",
            code="replay",
        )
    return verdict


@dataclass(frozen=True, slots=True)
class Turned:
    """A threshold of which another thing is said now than when the layer was decided."""

    threshold: str
    title: str
    before: str
    now: str


def turned(decision: Decision, verdict: Verdict) -> tuple[Turned, ...]:
    """What is said differently today, in the standard's order; nothing where the standard is another."""
    if decision.standard_digest != verdict.digest:
        return ()
    return tuple(
        Turned(one.id, one.title, decision.statuses[one.id], str(one.status))
        for one in verdict.thresholds
        if one.id in decision.statuses and decision.statuses[one.id] != str(one.status)
    )


class Direction(StrEnum):
    """Which way a move goes. Down is good news as often as not."""

    FIRST = "first"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Move:
    """One decision as a move from the layer before it."""

    decision: Decision
    before: Layer | None
    direction: Direction

    @property
    def words(self) -> str:
        """As it is read in a list: "Targeted Plus to Targeted"."""
        now = self.decision.layer.label
        return f"{self.before.label} to {now}" if self.before and self.before != self.decision.layer else now


def moves(decisions: Iterable[Decision]) -> tuple[Move, ...]:
    """A child's layers through the years, oldest first."""
    order = {layer: at for at, layer in enumerate(Layer)}
    made: list[Move] = []
    before: Layer | None = None
    for one in sorted(decisions, key=lambda one: one.decided_on):
        step = 0 if before is None else order[one.layer] - order[before]
        way = Direction.UP if step > 0 else Direction.DOWN if step < 0 else Direction.SAME
        made.append(Move(one, before, Direction.FIRST if before is None else way))
        before = one.layer
    return tuple(made)
