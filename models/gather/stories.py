# SPDX-License-Identifier: MIT
"""One provider for each kind of event of the catalogue: what happened, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from models.codes import Whose
from models.gather.folder import Folder, Reviewed, key
from models.records import (
    Involvement,
    Meeting,
    PartTimeTimetable,
    Provision,
    Record,
    Suspension,
    Voice,
    WiderRequest,
)
from thresholds.evidence import Event

Provider = Callable[[Folder], Iterable[Event]]


def _on(day: date, record: Record, words: str = "", **fields: bool | str | None) -> Event:
    told = {name: _word(value) for name, value in fields.items()}
    return Event(day, day, told, key(record), words)


def _word(value: bool | str | None) -> str | None:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def apdr_cycle(folder: Folder) -> Iterator[Event]:
    """Every cycle whose review was held and decided."""
    for one in folder.reviewed:
        both, total = one.measured
        yield _on(
            one.ended,
            one.review,
            f"cycle {one.cycle.number}",
            progress=one.review.progress.value if one.review.progress else None,
            pupil_voice=_heard(folder, one, Whose.CHILD, "pupil_voice"),
            parent_view=_heard(folder, one, Whose.PARENT, "parent_voice"),
            long_enough=_long_enough(folder, one),
            impact_measured=both * 2 >= total if total else None,
            much_extra_help=one.review.much_extra_help,
            outcomes_met=one.all_met,
            decision=one.review.decision.value if one.review.decision else None,
        )


def _heard(folder: Folder, one: Reviewed, whose: Whose, kind: str) -> bool | None:
    """No only where all such words are said to be recorded: what isn't written down may have been said."""
    return one.has_voice(whose) or (False if folder.is_complete(kind) else None)


def _long_enough(folder: Folder, one: Reviewed) -> bool | None:
    start = (one.plan.planned_on if one.plan else None) or one.cycle.started_on
    return 6 <= folder.calendar.school_weeks(start, one.ended) <= 18


def intervention(folder: Folder) -> Iterator[Event]:
    """Every provision whose last day has passed."""
    for one in folder.all(Provision):
        if one.ends_on is not None and one.ends_on <= folder.on:
            long = folder.calendar.school_weeks(one.started_on, one.ends_on) >= 10 if one.started_on else None
            area = one.area.value if one.area else None
            yield _on(
                one.ends_on, one, one.name, area=area, evidence_based=one.is_evidence_based, ten_weeks=long
            )


def parent_meeting(folder: Folder) -> Iterator[Event]:
    """Every meeting with parents."""
    for one in folder.all(Meeting):
        yield _on(one.held_on, one, one.who_came, first_concern=one.is_first_concern)


def _voice(whose: Whose) -> Provider:
    def said(folder: Folder) -> Iterator[Event]:
        for one in folder.all(Voice):
            if one.whose is whose and one.words.strip():
                yield _on(one.said_on, one, one.how)

    return said


def suspension(folder: Folder) -> Iterator[Event]:
    """Every suspension."""
    for one in folder.all(Suspension):
        yield _on(one.started_on, one, f"{one.sessions} sessions", permanent=one.is_permanent)


def part_time_timetable(folder: Folder) -> Iterator[Event]:
    """Every part-time timetable."""
    for one in folder.all(PartTimeTimetable):
        yield _on(one.started_on, one, one.reason.label)


def _requests(folder: Folder) -> list[Involvement | WiderRequest]:
    """Requests for this child, and those for a group that it belongs to."""
    return [*folder.all(Involvement), *folder.all(WiderRequest)]


def professional_request(folder: Folder) -> Iterator[Event]:
    """Every request for a professional, for the child or for a group with the child in it."""
    for one in _requests(folder):
        yield _on(
            one.requested_on,
            one,
            one.name or one.profession.label,
            profession=one.profession.value,
            expert_at_hand=one.is_expert_at_hand,
            seen=one.seen_on is not None and one.seen_on <= folder.on,
        )


def expert_contact(folder: Folder) -> Iterator[Event]:
    """The first contact of each request through Experts at Hand."""
    for one in _requests(folder):
        if one.is_expert_at_hand and one.seen_on is not None:
            yield _on(one.seen_on, one, one.name or one.profession.label, profession=one.profession.value)


STORIES: dict[str, Provider] = {
    "apdr_cycle": apdr_cycle,
    "intervention": intervention,
    "parent_meeting": parent_meeting,
    "pupil_voice": _voice(Whose.CHILD),
    "parent_voice": _voice(Whose.PARENT),
    "suspension": suspension,
    "part_time_timetable": part_time_timetable,
    "professional_request": professional_request,
    "expert_contact": expert_contact,
}
