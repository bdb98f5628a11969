# SPDX-License-Identifier: MIT
"""A child's verdict from its records, read by area: the layer that is met, and the next one above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.codes import AREA_OF_NEED
from models.cycle_parts import Reader
from models.gather import gather
from models.records import Need, Pupil, School
from models.standing import standard_for
from thresholds.judge import judge
from thresholds.verdict import Status, ThresholdVerdict, Verdict


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """How far the evidence for one area goes.

    here       whether a recorded need is of this area, or one of its layers is met
    present    the highest layer that is met, None where none is
    next       the lowest layer above it that applies, None where there is none
    all        each threshold of the area that applies, lowest layer first, then those that only advise
    """

    area: str
    label: str
    here: bool
    present: ThresholdVerdict | None
    next: ThresholdVerdict | None
    all: tuple[ThresholdVerdict, ...]


def verdict_of(tx: Reader, pupil: Pupil, school: School, on: date) -> Verdict:
    """What the standard of a child's home authority says of it on a day.

    Raises Problem where no standard is installed.
    """
    standard = standard_for(tx, pupil, school, on)
    return judge(standard, gather(tx, [pupil], on, standard)[pupil.id])


def standings(verdict: Verdict, needs: tuple[Need, ...]) -> tuple[AreaStanding, ...]:
    """Each area that applies to a child: those of its needs first, by rank, then the standard's order."""
    found = [one for one in _areas(verdict) if one.all]
    named = list(dict.fromkeys(str(AREA_OF_NEED[n.code]) for n in needs if n.code in AREA_OF_NEED))
    order = {area: at for at, area in enumerate(named)}
    marked = [_marked(one, one.area in order) for one in found]
    return tuple(sorted(marked, key=lambda one: (not one.here, order.get(one.area, len(order)))))


def _areas(verdict: Verdict) -> Iterator[AreaStanding]:
    standard = verdict.standard
    order = {layer: at for at, layer in enumerate(standard.layers)}
    for area in dict.fromkeys(one.area for one in verdict.thresholds):
        mine = [one for one in verdict.thresholds if one.area == area and _applies(one)]
        steps = [one for one in mine if not standard.thresholds[one.id].advice and one.layer in order]
        steps.sort(key=lambda one: order[one.layer])
        present = next((one for one in reversed(steps) if one.status is Status.MET), None)
        height = order[present.layer] if present else -1
        above = next((one for one in steps if order[one.layer] > height), None)
        rest = [one for one in mine if one not in steps]
        yield AreaStanding(area, standard.area_label(area), False, present, above, (*steps, *rest))


def _marked(one: AreaStanding, is_need: bool) -> AreaStanding:
    here = is_need or one.present is not None
    return AreaStanding(one.area, one.label, here, one.present, one.next, one.all)


def _applies(one: ThresholdVerdict) -> bool:
    return one.status is not Status.NOT_APPLICABLE
