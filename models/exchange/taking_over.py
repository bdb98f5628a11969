# SPDX-License-Identifier: MIT
"""A child's record from another school joined with what is here: nothing that stands here is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.exchange.importing import ImportResult
from models.exchange.transfer import Transfer, pointed_to
from models.records import (
    AttendanceFigure,
    Contact,
    Cycle,
    ImportBatch,
    Need,
    Pupil,
    Record,
    School,
    SenStatus,
    fields_of,
)
from models.whole_record import whole_record
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.cycle_parts import Reader
    from models.store import Store

# What each school says for itself.
_OF_THE_SCHOOL = frozenset({"form", "joined_on", "left_on", "is_main_registration", "year_group", "home_la"})
# What makes two records the same thing, where a list or a transfer of pupils brought it here before.
_ALIKE: dict[type[Record], tuple[str, ...]] = {
    SenStatus: ("started_on",),
    Need: ("code", "started_on"),
    AttendanceFigure: ("from_on", "to_on"),
    Contact: ("name",),
}


@dataclass(slots=True)
class _Joined:
    """What would be written, and what differs from what stands here."""

    name: str
    added: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    differing: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def differs(self, kind: type[Record], name: str, here: Any, theirs: Any) -> None:
        label = next(spec.label for spec in fields_of(kind) if spec.name == name)
        self.differing.append(
            Problem(
                f"Here it says “{_said(here)}”, and that was kept",
                self.name,
                "Change it by hand where the other school is right.",
                code="differs",
                field=f"{kind.called.capitalize()}: {label}",
                value=_said(theirs),
            )
        )


def check_receiver(to: str, school: School, name: str) -> None:
    """Raises Problem where a file is meant for another school; to is its number as on the file."""
    here = f"{school.la}/{school.estab}"
    if to and to not in (here, str(school.urn)):
        raise Problem(
            f"it is meant for school {to}, and this is {here}; nothing was taken in",
            name,
            "Ask the sender for a file for this school.",
            code="elsewhere",
        )


def take_over(store: Store, transfer: Transfer, name: str, digest: str, now: datetime) -> ImportResult:
    """Write what is new of a transfer, in one transaction, with where it came from; the same file once only.

    Raises Problem where it can't be said which child here is meant, or where records clash.
    """
    with store.transaction() as tx:
        here = _same_child(tx.find(Pupil), transfer.pupil, name)
        if here is not None and tx.find(ImportBatch, file_hash=digest, taken_back_at=None):
            return ImportResult(0, 0, 1, (), (f"{name}: this file was taken in before; nothing changed.",))
        joined = _joined(tx, transfer, here, store.school, name)
        writes = bool(joined.added or joined.changed)
        result = ImportResult(
            added=int(here is None),
            changed=int(here is not None and writes),
            unchanged=int(not writes),
            rejected=tuple(joined.differing),
            notes=tuple(joined.notes),
        )
        if writes:
            first = tx.next_line
            tx.add_all(_parents_first(joined.added))
            for record in joined.changed:
                tx.put(record)
            lines = {"first_line": first, "last_line": tx.next_line - 1}
            tx.put(_batch(transfer, name, digest, now, joined, result).model_copy(update=lines))
    return replace(result, changes=tx.changes)


def _batch(
    transfer: Transfer, name: str, digest: str, now: datetime, joined: _Joined, result: ImportResult
) -> ImportBatch:
    return ImportBatch(
        file_name=name[-200:],
        file_hash=digest,
        format="transfer",
        source=transfer.source,
        taken_at=now,
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        rejected=len(result.rejected),
        record_ids=tuple(one.id for one in joined.added),
    )


def _same_child(everyone: Sequence[Pupil], theirs: Pupil, name: str) -> Pupil | None:
    """The child here that is meant: by UPN, then former UPN, then name and date of birth."""

    def who(one: Pupil) -> tuple[str, str, date]:
        return one.surname.casefold(), one.forename.casefold(), one.date_of_birth

    former = {theirs.former_upn} - {""}
    tests = (
        [one for one in everyone if one.upn == theirs.upn],
        [one for one in everyone if one.upn in former or one.former_upn == theirs.upn],
        [one for one in everyone if who(one) == who(theirs)],
    )
    found = next((some for some in tests if some), [])
    if len(found) > 1:
        raise Problem(
            "two children here could be meant; nothing was taken in",
            name,
            "Correct their UPNs first.",
            code="two-children",
        )
    return found[0] if found else None


def _joined(tx: Reader, transfer: Transfer, here: Pupil | None, school: School, name: str) -> _Joined:
    joined = _Joined(name)
    theirs = transfer.pupil
    known: list[Record] = whole_record(tx, here) if here else []
    if here is None:
        if tx.get(Pupil, theirs.id) is not None:
            raise _clash(name)
        joined.added.append(_arriving(theirs, school))
    else:
        _join_pupil(here, theirs, joined)
    ids = {theirs.id: here.id if here else theirs.id}
    by_place = {(one.kind(), one.id): one for one in known}
    for incoming in transfer.records:
        if not isinstance(incoming, Pupil):
            _join(tx, _with_ids(incoming, ids), by_place, known, joined, ids)
    _renumber_cycles(known, joined)
    return joined


def _arriving(theirs: Pupil, school: School) -> Pupil:
    local = {"form": "", "joined_on": None, "left_on": None, "is_main_registration": True}
    home = "" if theirs.home_la == school.la else theirs.home_la
    return theirs.model_copy(update={**local, "home_la": home})


def _join_pupil(here: Pupil, theirs: Pupil, joined: _Joined) -> None:
    """Fill what is empty here; list what differs."""
    filled: dict[str, Any] = {}
    for name in Pupil.model_fields.keys() - _OF_THE_SCHOOL - {"id"}:
        mine, other = getattr(here, name), getattr(theirs, name)
        if mine == other or other in (None, ""):
            continue
        if mine in (None, ""):
            filled[name] = other
        else:
            joined.differs(Pupil, name, mine, other)
    if filled:
        joined.changed.append(here.model_copy(update=filled))
    if here.left_on:
        joined.notes.append(
            f"{here.known_as} left this school on {_said(here.left_on)}. "
            "Where they are back, empty that day and give the new day of joining."
        )


def _join(
    tx: Reader,
    incoming: Record,
    by_place: dict[tuple[str, str], Record],
    known: Sequence[Record],
    joined: _Joined,
    ids: dict[str, str],
) -> None:
    kind = type(incoming)
    mine = by_place.get((incoming.kind(), incoming.id)) or _alike(incoming, known)
    if mine is None:
        if tx.get(kind, incoming.id) is not None:
            raise _clash(joined.name)
        joined.added.append(incoming)
        return
    ids[incoming.id] = mine.id
    for spec in fields_of(kind):
        here, theirs = getattr(mine, spec.name), getattr(incoming, spec.name)
        is_told = (
            spec.editor != "hidden" and not spec.refers and not (kind is Cycle and spec.name == "number")
        )
        if is_told and here != theirs and theirs not in (None, "", ()):
            joined.differs(kind, spec.name, here, theirs)


def _clash(name: str) -> Problem:
    return Problem(
        "a record in it has the number of one of another child; nothing was taken in",
        name,
        "Ask the sender for the file again.",
        code="clash",
    )


def _alike(incoming: Record, known: Iterable[Record]) -> Record | None:
    """The record here that says the same thing under another number."""
    names = _ALIKE.get(type(incoming)) or tuple(spec.name for spec in fields_of(type(incoming)))
    wanted = [getattr(incoming, name) for name in names]
    of_kind = (one for one in known if type(one) is type(incoming))
    return next((one for one in of_kind if [getattr(one, name) for name in names] == wanted), None)


def _with_ids(record: Record, ids: dict[str, str]) -> Record:
    """The record pointing to what its neighbours are called here."""
    update: dict[str, Any] = {}
    for spec in fields_of(type(record)):
        value = getattr(record, spec.name)
        if spec.refers and value:
            update[spec.name] = tuple(ids.get(id, id) for id in value) if spec.many else ids.get(value, value)
    return record.model_copy(update=update)


def _renumber_cycles(known: Sequence[Record], joined: _Joined) -> None:
    """Let cycles of two schools follow one another where both began with the first; it is told."""
    mine = [one for one in known if isinstance(one, Cycle)]
    theirs = [one for one in joined.added if isinstance(one, Cycle)]
    numbers = [one.number for one in (*mine, *theirs)]
    if not theirs or len(set(numbers)) == len(numbers):
        return
    in_order = sorted([*mine, *theirs], key=lambda one: (one.started_on, one.number))
    renumbered = {one.id: one.model_copy(update={"number": at}) for at, one in enumerate(in_order, start=1)}
    joined.added[:] = [renumbered.get(one.id, one) if isinstance(one, Cycle) else one for one in joined.added]
    moved = [one for one in mine if renumbered[one.id] != one]
    joined.changed += [renumbered[one.id] for one in moved]
    joined.notes.append("The cycles of both schools are numbered in one row, by the day on which they began.")


def _parents_first(records: Sequence[Record]) -> list[Record]:
    """Records so that each stands after those that it points to."""
    waiting = {(one.kind(), one.id): one for one in records}
    ordered: list[Record] = []
    while waiting:
        ready = [
            place
            for place, one in waiting.items()
            if not any(other in waiting and other != place for other in pointed_to(one))
        ]
        if not ready:
            raise Problem("its records point to one another in a ring", code="ring")
        ordered += [waiting.pop(place) for place in ready]
    return ordered


def _said(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value))
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    text = "" if value is None else str(value)
    return text if len(text) <= 200 else f"{text[:200]} …"
