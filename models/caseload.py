# SPDX-License-Identifier: MIT
"""Rows for lists: who is on the roll, where each stands, what is due; found and filtered at a keystroke."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from models.codes import Layer, SenProvision, SenType, Stage, YearGroup
from models.concerns import to_look_at, undecided_since
from models.cycle_parts import CycleParts, Reader
from models.guidance import NextStep, StageState, State, is_overdue, next_step, stage_states
from models.records import (
    Assessment,
    Concern,
    Cycle,
    Decision,
    Delivery,
    Need,
    Outcome,
    OutcomeReview,
    Plan,
    Provision,
    Pupil,
    Record,
    Review,
    SenStatus,
    Voice,
)

R = TypeVar("R", bound=Record)

LAYER_OF_PROVISION = {
    SenProvision.NONE: Layer.UNIVERSAL,
    SenProvision.SUPPORT: Layer.TARGETED,
    SenProvision.PLAN: Layer.SPECIALIST,
}
"""The layer that is shown until somebody has decided one: an illustrative reading of the census codes."""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One line of the list of children.

    words holds everything that a search looks through, folded to plain small letters.
    stages is empty while there is no cycle; next_on is the day on which the next thing is due;
    undecided_since is since when there is support that no decision on SEN Support stands behind; look_at is
    the concern that is to be looked at again.
    """

    pupil: Pupil
    provision: SenProvision
    needs: tuple[Need, ...]
    layer: Layer
    layer_is_decided: bool
    cycle: Cycle | None
    stages: tuple[StageState, ...]
    next_step: NextStep | None
    next_on: date | None
    is_overdue: bool
    words: str
    undecided_since: date | None = None
    look_at: Concern | None = None

    @property
    def id(self) -> str:
        """The pupil's id: rows are told apart by it."""
        return self.pupil.id

    @property
    def present_stage(self) -> Stage | None:
        """The stage that the open cycle is in."""
        return self.next_step.stage if self.next_step and self.cycle and not self.cycle.closed_on else None


def rows(tx: Reader, on: date, *, pupils: Sequence[Pupil] | None = None) -> tuple[PupilRow, ...]:
    """A row for each pupil on the roll, by surname and forename; or only for the given ones."""
    chosen = [
        p for p in (tx.find(Pupil) if pupils is None else pupils) if p.left_on is None or p.left_on > on
    ]
    wanted = {} if pupils is None else {"pupil_id": [p.id for p in chosen]}

    def of(kind: type[R]) -> dict[str, list[R]]:
        grouped: dict[str, list[R]] = defaultdict(list)
        for record in tx.find(kind, **wanted):
            grouped[str(getattr(record, "pupil_id", ""))].append(record)
        return grouped

    statuses, needs, decisions, concerns = of(SenStatus), of(Need), of(Decision), of(Concern)
    cycles = {id: _current(found) for id, found in of(Cycle).items()}
    parts = _parts(tx, chosen, cycles, needs)
    made = [
        _row(pupil, on, statuses[pupil.id], needs[pupil.id], decisions[pupil.id], parts.get(pupil.id))
        for pupil in chosen
    ]
    made = [_with_concerns(row, concerns[row.id], parts.get(row.id), on) for row in made]
    return tuple(sorted(made, key=lambda row: (row.pupil.surname.casefold(), row.pupil.forename.casefold())))


def _current(cycles: list[Cycle]) -> Cycle:
    return max(cycles, key=lambda cycle: (cycle.closed_on is None, cycle.number))


def _parts(
    tx: Reader, pupils: Iterable[Pupil], cycles: dict[str, Cycle], needs: dict[str, list[Need]]
) -> dict[str, CycleParts]:
    """The current cycle of each pupil that has one, whole."""
    ids = [cycle.id for cycle in cycles.values()]

    def of(kind: type[R], field: str = "cycle_id", among: list[str] | None = None) -> dict[str, list[R]]:
        grouped: dict[str, list[R]] = defaultdict(list)
        for record in tx.find(kind, **{field: ids if among is None else among}):
            grouped[str(getattr(record, field))].append(record)
        return grouped

    if not ids:
        return {}
    assessments, plans, reviews = of(Assessment), of(Plan), of(Review)
    outcomes, looked, voices, provisions = of(Outcome), of(OutcomeReview), of(Voice), of(Provision)
    given = of(Delivery, "provision_id", [one.id for found in provisions.values() for one in found])
    made = {}
    for pupil in pupils:
        cycle = cycles.get(pupil.id)
        if cycle is None:
            continue
        here = cycle.id
        made[pupil.id] = CycleParts(
            pupil=pupil,
            cycle=cycle,
            assessment=next(iter(assessments[here]), None),
            plan=next(iter(plans[here]), None),
            review=next(iter(reviews[here]), None),
            outcomes=tuple(outcomes[here]),
            outcome_reviews=tuple(looked[here]),
            provisions=tuple(provisions[here]),
            deliveries=tuple(one for p in provisions[here] for one in given[p.id]),
            voices=tuple(voices[here]),
            meetings=(),
            needs=tuple(needs[pupil.id]),
            strengths=(),
            contacts=(),
        )
    return made


def provision_on(statuses: Iterable[SenStatus], on: date) -> SenProvision:
    """SEN provision on a day: the latest that has begun and not ended; none where nothing is recorded."""
    running = [
        one for one in statuses if one.started_on <= on and (one.ended_on is None or one.ended_on >= on)
    ]
    return max(running, key=lambda one: one.started_on).provision if running else SenProvision.NONE


def layer_on(decisions: Iterable[Decision], provision: SenProvision, on: date) -> tuple[Layer, bool]:
    """The layer on a day, and whether it was decided: the latest decision, else by the census code."""
    past = [one for one in decisions if one.decided_on <= on]
    if past:
        return max(past, key=lambda one: one.decided_on).layer, True
    return LAYER_OF_PROVISION[provision], False


def _row(
    pupil: Pupil,
    on: date,
    statuses: list[SenStatus],
    needs: list[Need],
    decisions: list[Decision],
    parts: CycleParts | None,
) -> PupilRow:
    provision = provision_on(statuses, on)
    layer, decided = layer_on(decisions, provision, on)
    current = tuple(sorted((need for need in needs if _is_present(need, on)), key=lambda need: need.rank))
    stages = stage_states(parts, on) if parts else ()
    due = _review_due(parts, stages) if parts else None
    return PupilRow(
        pupil=pupil,
        provision=provision,
        needs=current,
        layer=layer,
        layer_is_decided=decided,
        cycle=parts.cycle if parts else None,
        stages=stages,
        next_step=next_step(parts, on) if parts else None,
        next_on=due,
        is_overdue=is_overdue(due, on),
        words=_searched(pupil, current),
    )


def _with_concerns(row: PupilRow, concerns: list[Concern], parts: CycleParts | None, on: date) -> PupilRow:
    since = undecided_since(row.provision, parts, concerns, on)
    look = to_look_at(concerns, on) if row.provision is SenProvision.NONE else None
    return replace(row, undecided_since=since, look_at=look) if since or look else row


def _is_present(need: Need, on: date) -> bool:
    begun = need.started_on is None or need.started_on <= on
    return begun and (need.ended_on is None or need.ended_on > on)


def _review_due(parts: CycleParts, stages: tuple[StageState, ...]) -> date | None:
    """When the review of an open cycle is due; None once it was held and everything that it asks is there."""
    if parts.plan is None or parts.cycle.closed_on is not None or stages[-1].state is State.DONE:
        return None
    return parts.plan.review_due_on


def folded(text: str) -> str:
    """Text in plain small letters, without accents, so that Zoe finds Zoë and lukasz finds Łukasz."""
    plain = unicodedata.normalize(
        "NFKD", text.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d")
    )
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _searched(pupil: Pupil, needs: tuple[Need, ...]) -> str:
    names = (pupil.forename, pupil.surname, pupil.preferred_forename, pupil.preferred_surname)
    year = pupil.year_group.label if pupil.year_group else ""
    codes = " ".join(f"{need.code.value} {need.code.label}" for need in needs)
    return folded(" ".join((*names, pupil.form, year, pupil.upn, codes)))


def filtered(
    everyone: Iterable[PupilRow],
    *,
    text: str = "",
    layer: Layer | None = None,
    need: SenType | None = None,
    provision: SenProvision | None = None,
    year: YearGroup | None = None,
    only_overdue: bool = False,
) -> list[PupilRow]:
    """The rows that hold every typed word and fit every filter; order stays."""
    words = folded(text).split()
    return [
        row
        for row in everyone
        if all(word in row.words for word in words)
        and (layer is None or row.layer is layer)
        and (need is None or any(one.code is need for one in row.needs))
        and (provision is None or row.provision is provision)
        and (year is None or row.pupil.year_group is year)
        and (not only_overdue or row.is_overdue)
    ]


def as_json(row: PupilRow) -> dict[str, Any]:
    """A row in the shape of the command line."""
    return {
        "upn": row.pupil.upn,
        "surname": row.pupil.surname,
        "forename": row.pupil.forename,
        "date_of_birth": row.pupil.date_of_birth,
        "year_group": row.pupil.year_group.value if row.pupil.year_group else None,
        "sen_provision": row.provision.value,
        "needs": [{"code": need.code.value, "rank": need.rank} for need in row.needs],
        "layer": row.layer.value,
    }
