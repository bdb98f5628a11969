# SPDX-License-Identifier: MIT
"""Professionals asked for, at child, group and school level: who waits, and how often experts came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.cycle_parts import Reader
from models.records import Involvement, Pupil, WiderRequest, WiderRequestChild
from models.records.professional import EIGHTEEN_WEEKS


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with the children that it is for; none are named for the whole school."""

    request: Involvement | WiderRequest
    pupils: tuple[Pupil, ...]

    @property
    def words(self) -> str:
        """For whom, as people say it: the child's name, the group's, or the whole school."""
        if isinstance(self.request, WiderRequest):
            return self.request.group or self.request.level.label
        return self.pupils[0].known_as if self.pupils else ""

    @property
    def limit(self) -> date:
        """The last day of the eighteen weeks."""
        return self.request.requested_on + timedelta(EIGHTEEN_WEEKS)


def asked_for(tx: Reader) -> tuple[Asked, ...]:
    """Every request at every level, by the day on which it was made."""
    known = {one.id: one for one in tx.find(Pupil)}
    made = [
        Asked(one, (known[one.pupil_id],) if one.pupil_id in known else ()) for one in tx.find(Involvement)
    ]
    members: dict[str, list[Pupil]] = {}
    for link in tx.find(WiderRequestChild):
        if link.pupil_id in known:
            members.setdefault(link.request_id, []).append(known[link.pupil_id])
    made += [Asked(one, tuple(members.get(one.id, ()))) for one in tx.find(WiderRequest)]
    return tuple(sorted(made, key=lambda one: (one.request.requested_on, one.words)))


def contacts(asked: Sequence[Asked], first: date, last: date) -> int:
    """How many requests through Experts at Hand had their first contact between two days, both in."""
    days = [one.request.seen_on for one in asked if one.request.is_expert_at_hand]
    return sum(day is not None and first <= day <= last for day in days)


def for_children(request: WiderRequest, pupils: Sequence[Pupil]) -> tuple[WiderRequestChild, ...]:
    """The links of a request for a group with its children, for the caller's transaction to keep."""
    return tuple(
        WiderRequestChild(pupil_id=pupil.id, request_id=request.id)
        for pupil in dict((one.id, one) for one in pupils).values()
    )
