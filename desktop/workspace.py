# SPDX-License-Identifier: MIT
"""Workspace: the open store, the standard in force, save, undo, and the one signal changed.

with workspace.reading() as tx: ...            look something up
workspace.save(record, other)                  keep records, all or nothing; then changed(Changes)
with workspace.changing() as tx: ...           several puts and removes as one change
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desktop import clock
from desktop.copies import Copies
from desktop.jobs import Jobs
from desktop.preferences import PreferencesFile
from models.records import Draft, Pupil, Record, School
from models.standing import standard_for
from models.store import Change, Changes, Memory, Remembering, Store, Transaction, check
from thresholds.problems import Problem
from thresholds.standard import Standard

__all__ = ["Changes", "Remembering", "Transaction", "Workspace"]

MERGE_WITHIN = timedelta(seconds=60)
"""Pauses in typing one sentence shorter than this make one step of undo."""

LARGE = 500
"""Pupils from which a look at all of them goes beside the screen; so many take about a tenth of a second."""


class Workspace(QObject):
    """What is open, and the one way to change it.

    changed(Changes)   something was written; the only signal that pages listen to for records
    saved(datetime)    the instant of the last write, for "Saved 10:42"
    """

    changed = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        store: Store,
        *,
        jobs: Jobs,
        preferences: PreferencesFile,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        super().__init__()
        self.store = store
        self.jobs = jobs
        self.preferences = preferences
        self.now = now
        self.copies = Copies(store, preferences, now)
        self._memory = Memory(store)
        self._pupils: int | None = None
        self._done: list[tuple[Changes, datetime]] = []
        self._undone: list[Changes] = []
        self._erased: set[str] = set()

    @property
    def today(self) -> date:
        """The day on which everything is looked at."""
        return self.now().date()

    @property
    def school(self) -> School:
        """The school whose file this is."""
        with self.reading() as tx:
            found = tx.find(School)
        return found[0] if found else self.store.school

    @property
    def standard(self) -> Standard | None:
        """The standard of the school's own authority that is in force today, None where none is installed.

        It is read when it is first asked for, which takes a moment: Today needs none.
        """
        try:
            school = self.school
            with self.reading() as tx:
                return standard_for(tx, None, school, self.today)
        except Problem:
            return None

    @property
    def is_large(self) -> bool:
        """Whether a look at every pupil takes longer than a person should wait without being told."""
        if self._pupils is None:
            with self.store.reading() as tx:
                self._pupils = tx.count(Pupil)
        return self._pupils > LARGE

    def reading(self) -> AbstractContextManager[Remembering]:
        """The verbs get and find; what was read of one child before comes from memory."""
        return self._memory.reading()

    @contextmanager
    def changing(self) -> Iterator[Transaction]:
        """A transaction with all four verbs; what it did is told once, when it is done."""
        with self.store.transaction() as tx:
            yield tx
        self._tell(tx.changes, undoable=True)

    def take(self, changes: Changes) -> None:
        """Tell of what a job wrote by itself, an import say; undo takes it back as one step."""
        self._tell(changes, undoable=True)

    def noted(self, changes: Changes) -> None:
        """Tell of what a job wrote that is no step of undo: that a record was sent, say."""
        self._tell(changes, undoable=False)

    def erased(self, pupil_id: str, changes: Changes) -> None:
        """Forget a child for good, in memory and in the steps of undo too, and tell every page."""
        self._erased.add(pupil_id)
        self._memory = Memory(self.store)
        self._done = [one for one in self._done if not one[0].touches(pupil_id)]
        self._undone = [one for one in self._undone if not one.touches(pupil_id)]
        self._pupils = None
        self._tell(changes, undoable=False)

    def went_back(self, words: str) -> None:
        """Forget everything that was read before the file became another, and let the window begin anew."""
        self._memory = Memory(self.store)
        self._done, self._undone, self._erased, self._pupils = [], [], set(), None
        self.copies.replaced.emit(words)

    def check(self) -> dict[str, object]:
        """Whether every page of the file and the audit trail are whole; for a job."""
        return check(self.store)

    def save(self, *records: Record) -> None:
        """Keep records, all or nothing. Raises Problem where the store can't."""
        with self.changing() as tx:
            for record in records:
                tx.put(record)

    def remove(self, *records: Record) -> None:
        """Take records away, the first first; undo brings them back."""
        with self.changing() as tx:
            for record in records:
                tx.remove(record)

    @property
    def undo_words(self) -> str:
        """What undo would take back, as "attendance of Amira K."; empty where there is nothing."""
        return self._words(self._done[-1][0]) if self._done else ""

    @property
    def redo_words(self) -> str:
        """What redo would bring back; empty where there is nothing."""
        return self._words(self._undone[-1]) if self._undone else ""

    def undo(self) -> str:
        """Take the last change back and say what it was; "" where there is nothing to take back."""
        if not self._done:
            return ""
        words = self.undo_words
        changes, _ = self._done.pop()
        self._undone.append(self._replay(changes.undone()))
        return words

    def redo(self) -> str:
        """Bring back what was undone last and say what it was; "" where there is nothing."""
        if not self._undone:
            return ""
        words = self.redo_words
        changes = self._undone.pop()
        self._done.append((self._replay(changes.undone()), self.now()))
        return words

    def keep_draft(self, kind: type[Record], record_id: str, pupil_id: str, texts: dict[str, str]) -> None:
        """Keep what was typed and isn't a record yet; it raises no signal and is no step of undo."""
        if pupil_id in self._erased:
            # A form that is still being put away must not bring a child's words back.
            return
        with self.store.transaction() as tx:
            found = tx.find(Draft, record_kind=kind.kind(), record_id=record_id)
            known = {"id": found[0].id} if found else {}
            tx.put(
                Draft(
                    record_kind=kind.kind(),
                    record_id=record_id,
                    pupil_id=pupil_id,
                    texts=texts,
                    typed_at=self.now(),
                    **known,
                )
            )

    def draft_of(self, kind: type[Record], record_id: str) -> Draft | None:
        """What was typed into this record and never became one, or None."""
        with self.store.reading() as tx:
            found = tx.find(Draft, record_kind=kind.kind(), record_id=record_id)
        return found[0] if found else None

    def drafts_for(self, kind: type[Record], pupil_id: str) -> list[Draft]:
        """Everything that was typed of this kind for a pupil and never became a record."""
        with self.store.reading() as tx:
            return tx.find(Draft, record_kind=kind.kind(), pupil_id=pupil_id)

    def drop_draft(self, kind: type[Record], record_id: str) -> None:
        """Forget a draft, because it has become a record or was given up."""
        if self.draft_of(kind, record_id) is None:
            return
        with self.store.transaction() as tx:
            for draft in tx.find(Draft, record_kind=kind.kind(), record_id=record_id):
                tx.remove(draft)

    def _replay(self, changes: Changes) -> Changes:
        with self.store.transaction() as tx:
            for pair in changes.pairs:
                if pair.after is not None:
                    tx.put(pair.after)
                elif pair.before is not None:
                    tx.remove(pair.before)
        self._tell(tx.changes, undoable=False)
        return tx.changes

    def _tell(self, changes: Changes, *, undoable: bool) -> None:
        if not changes.pairs:
            return
        self._memory.forget(changes)
        self._pupils = None if Pupil.kind() in changes.kinds else self._pupils
        if undoable:
            self._remember(changes)
        self.saved.emit(self.now())
        self.changed.emit(changes)

    def _remember(self, changes: Changes) -> None:
        self._undone.clear()
        if self._done and _goes_on(self._done[-1][0], changes) and self._is_recent():
            last, _ = self._done.pop()
            changes = Changes((Change(last.pairs[0].before, changes.pairs[0].after),))
        self._done.append((changes, self.now()))

    def _is_recent(self) -> bool:
        return self.now() - self._done[-1][1] <= MERGE_WITHIN

    def _words(self, changes: Changes) -> str:
        if len(changes.pairs) > 1:
            return f"{len(changes.pairs)} changes"
        first, pupil_id = changes.pairs[0].record, changes.pairs[0].pupil_id
        with self.store.reading() as tx:
            pupil = tx.get(Pupil, pupil_id) if pupil_id else None
        return f"{first.called} of {pupil.known_as}" if pupil else first.called


def _goes_on(last: Changes, changes: Changes) -> bool:
    """Whether a change is more typing in the same one text of the same record as the last."""
    if len(last.pairs) != 1 or len(changes.pairs) != 1:
        return False
    one, other = last.pairs[0], changes.pairs[0]
    if one.after is None or one.after != other.before or other.after is None or one.before is None:
        return False
    first, second = _altered(one), _altered(other)
    return len(first) == 1 and first == second and isinstance(getattr(other.after, first[0]), str)


def _altered(pair: Change) -> list[str]:
    before, after = pair.before, pair.record
    return [name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)]
