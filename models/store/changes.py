# SPDX-License-Identifier: MIT
"""Change, Changes: before and after; enough to refresh, undo and audit."""

from __future__ import annotations

from dataclasses import dataclass

from models.records import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; before is None for a new one, after for one that was removed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is, or as it last was."""
        record = self.after or self.before
        if record is None:
            raise ValueError("A change has a record before or after.")
        return record

    @property
    def pupil_id(self) -> str:
        """The pupil that it is about; "" where it is about none."""
        record = self.record
        return record.id if record.kind() == "Pupil" else str(getattr(record, "pupil_id", ""))


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction did, in the order in which it was done."""

    pairs: tuple[Change, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that it touched."""
        return frozenset(pair.record.kind() for pair in self.pairs)

    def touches(self, pupil_id: str) -> bool:
        """Whether anything of this pupil is among it."""
        return any(pair.pupil_id == pupil_id for pair in self.pairs)

    def undone(self) -> Changes:
        """The same, the other way round and last first: what has to be done to take it back."""
        return Changes(tuple(Change(pair.after, pair.before) for pair in reversed(self.pairs)))
