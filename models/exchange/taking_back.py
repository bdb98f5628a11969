# SPDX-License-Identifier: MIT
"""Taking an import back as a batch: what it wrote goes; what somebody edited since stays and is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from models.cycle_parts import Reader
from models.records import RECORDS, Draft, ImportBatch, Pupil, Record, fields_of
from models.store import Changes
from models.store.tables import as_json
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store import Store, Transaction
    from models.store.trail import TrailLine

Step = Callable[[int, int, str], None]
_KINDS = {kind.kind(): kind for kind in RECORDS}


@dataclass(frozen=True, slots=True)
class Stayed:
    """Something that an import wrote and that stays: whose it is, what it is, and why."""

    whose: str
    what: str
    why: str

    @property
    def sentence(self) -> str:
        """The same in words."""
        return f"{self.whose}: {self.what} {self.why}." if self.whose else f"The {self.what} {self.why}."


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking an import back: records that went, records that are as they were, what stayed."""

    removed: int
    restored: int
    stayed: tuple[Stayed, ...]
    changes: Changes = field(default_factory=Changes)

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it."""
        return {
            "removed": self.removed,
            "restored": self.restored,
            "stayed": [{"whose": one.whose, "what": one.what, "why": one.why} for one in self.stayed],
        }


class _OnlyLooked(Exception):
    """Ends a transaction that was for looking, so that nothing of it stays."""


def batches(tx: Reader) -> tuple[ImportBatch, ...]:
    """The imports that wrote something, the newest first; files taken in at once stand under the first."""
    found: dict[int, ImportBatch] = {}
    for one in tx.find(ImportBatch):
        if one.last_line:
            found.setdefault(one.first_line, one)
    return tuple(sorted(found.values(), key=lambda one: one.first_line, reverse=True))


def look_at_taking_back(store: Store, batch: ImportBatch, *, step: Step | None = None) -> TakenBack:
    """What taking an import back would come to; nothing is changed."""
    found: list[TakenBack] = []
    try:
        with store.transaction() as tx:
            found.append(_carried_out(tx, batch, step))
            raise _OnlyLooked
    except _OnlyLooked:
        return found[0]


def take_back(store: Store, batch: ImportBatch, now: datetime, *, step: Step | None = None) -> TakenBack:
    """Take an import back in one transaction. Raises Problem where that was done before."""
    with store.transaction() as tx:
        done = _carried_out(tx, batch, step)
        for one in tx.find(ImportBatch, first_line=batch.first_line):
            tx.put(one.model_copy(update={"taken_back_at": now}))
    return TakenBack(done.removed, done.restored, done.stayed, tx.changes)


def _carried_out(tx: Transaction, batch: ImportBatch, step: Step | None) -> TakenBack:
    here = tx.get(ImportBatch, batch.id)
    if here is None or here.taken_back_at is not None:
        raise Problem("this import was taken back already", batch.file_name, code="taken-back")
    going = _Going(tx)
    lines = list(tx.trail(batch.first_line, batch.last_line))
    # The last first: what was made upon something goes before it.
    for done, line in enumerate(reversed(lines)):
        if step is not None:
            step(done, len(lines), "Taking back")
        if not line.is_erased and line.after is not None:
            going.take_back(line, line.after)
    return TakenBack(going.removed, going.restored, tuple(going.stayed))


class _Going:
    """One import on its way back."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._typed_for = {draft.pupil_id for draft in tx.find(Draft)}
        self.removed = 0
        self.restored = 0
        self.stayed: list[Stayed] = []

    def take_back(self, line: TrailLine, after: str) -> None:
        """Undo what one line of the trail says, as far as nobody has changed it since."""
        record = self._tx.get(_KINDS[line.kind], line.record_id)
        if record is None:
            if line.before is not None:
                self._stays(line, None, "was removed since")
        elif line.before is None:
            self._remove(line, record, after)
        else:
            self._restore(line, record, json.loads(line.before), json.loads(after))

    def _remove(self, line: TrailLine, record: Record, after: str) -> None:
        if as_json(record) != after:
            self._stays(line, record, "was edited since")
        elif record.id in self._typed_for or self._tx.is_referred(record):
            self._stays(line, record, "has other records since")
        else:
            self._tx.remove(record)
            self.removed += 1

    def _restore(
        self, line: TrailLine, record: Record, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        now = record.model_dump(mode="json")
        wanted = [name for name in after if before.get(name) != after[name]]
        edited = [name for name in wanted if now[name] not in (after[name], before.get(name))]
        labels = {spec.name: spec.label for spec in fields_of(type(record))}
        for name in edited:
            self._stays(line, record, f"was edited since ({labels.get(name, name)})")
        back = {name: before.get(name) for name in wanted if name not in edited}
        try:
            self._tx.put(type(record).model_validate({**now, **back}))
            self.restored += bool(back)
        except (ValidationError, ValueError):
            self._stays(line, record, "would no longer fit together")

    def _stays(self, line: TrailLine, record: Record | None, why: str) -> None:
        pupil = record if isinstance(record, Pupil) else self._tx.get(Pupil, line.pupil_id)
        whose = pupil.known_as if isinstance(pupil, Pupil) else ""
        self.stayed.append(Stayed(whose, _KINDS[line.kind].called, why))
