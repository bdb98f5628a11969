# SPDX-License-Identifier: MIT
"""Taking files in: read, compare, write in one transaction, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.exchange.ctf import addressed_elsewhere, read_ctf
from models.exchange.incoming import Reading
from models.exchange.lists import read_attendance_list, read_pupil_list
from models.exchange.mapping import Mapping
from models.exchange.merge import MergePlan, apply, plan
from models.records import ImportBatch
from models.store import Changes
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store import Store

Step = Callable[[int, int, str], None]
"""Told (done, of, what is being done); may raise to cancel, and then nothing has been taken in."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import. The counts are pupils; one that stands twice in the file counts once.

    rejected  rows and single fields that weren't taken, in the order of the file
    notes     what a person should know besides, each a whole sentence
    changes   what was written, so that it can be shown and taken back
    """

    added: int
    changed: int
    unchanged: int
    rejected: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it; a reason ends with its mend."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": [
                {
                    "line": problem.line,
                    "field": problem.field,
                    "value": problem.value,
                    "reason": f"{problem.what.rstrip('.')}. {problem.mend}".strip(),
                }
                for problem in self.rejected
            ],
        }


def import_ctf(
    store: Store, files: Sequence[Path], *, now: datetime, step: Step | None = None
) -> ImportResult:
    """Take in transfer files, all of them or none. Raises Problem for one that can't be read as a whole."""
    reading = read_ctf_files(store, files, now=now, step=step)
    return take_in(store, reading, now=now, step=step)


def import_pupils(
    store: Store, file: Path, mapping: Mapping | None = None, *, now: datetime, step: Step | None = None
) -> ImportResult:
    """Take in a list of pupils, CSV or XLSX. Raises Problem where the list as a whole makes no sense."""
    reading = read_pupil_list(file, mapping, today=now.date(), step=_part(step, "Reading the list"))
    return take_in(store, reading, now=now, step=step)


def import_attendance(
    store: Store, file: Path, mapping: Mapping | None = None, *, now: datetime, step: Step | None = None
) -> ImportResult:
    """Take in attendance, CSV or XLSX, for pupils who are here already."""
    reading = read_attendance_list(file, mapping, today=now.date(), step=_part(step, "Reading the list"))
    return take_in(store, reading, now=now, step=step)


def read_ctf_files(
    store: Store, files: Sequence[Path], *, now: datetime, step: Step | None = None
) -> Reading:
    """Several transfer files as one reading, with a note for each that is meant for another school."""
    reading = Reading()
    school = (store.school.la, store.school.estab)
    for path in files:
        header = read_ctf(path, reading, today=now.date(), step=_part(step, f"Reading {path.name}"))
        if addressed_elsewhere(header, school):
            reading.notes.append(
                f"{path.name}: the file goes from {'/'.join(header.source)} to "
                f"{'/'.join(header.destination)}; this school is {'/'.join(school)}."
            )
    return reading


def take_in(store: Store, reading: Reading, *, now: datetime, step: Step | None = None) -> ImportResult:
    """Compare a reading with the store and write what is new, in one transaction."""
    with store.transaction() as tx:
        merge = plan(tx, reading, _part(step, "Comparing"))
        result = result_of(merge)
        first = tx.next_line
        if apply(tx, merge):
            if step is not None:
                step(1, 1, "Saving")
            lines = {"first_line": first, "last_line": tx.next_line - 1}
            tx.add_all([one.model_copy(update=lines) for one in _batches(merge, result, now)])
    return replace(result, changes=tx.changes)


def result_of(merge: MergePlan) -> ImportResult:
    """What a plan comes to, in counts."""
    notes = list(merge.notes)
    twice = sum(1 for one in merge.pupils if len({(row.file, row.line) for row in one.rows}) > 1)
    if twice and any(source.format == "ctf" for source in merge.sources):
        notes.append(
            f"{twice} pupil{'s' if twice > 1 else ''} stood there more than once; "
            "what the later place says went before the earlier."
        )
    added, changed, unchanged = (len(merge.of(kind)) for kind in ("added", "changed", "unchanged"))
    return ImportResult(added, changed, unchanged, rejected=merge.rejected, notes=tuple(notes))


def _batches(merge: MergePlan, result: ImportResult, now: datetime) -> list[ImportBatch]:
    """One batch for each file; the first carries the counts and the records that were made."""
    made = tuple(record.id for one in merge.pupils for record in one.added)
    first, *rest = merge.sources
    batch = ImportBatch(
        file_name=first.file[-200:],
        file_hash=first.digest,
        format=first.format,
        taken_at=now,
        added=result.added,
        changed=result.changed,
        unchanged=result.unchanged,
        rejected=len(result.rejected),
        record_ids=made,
    )
    others = [
        ImportBatch(file_name=s.file[-200:], file_hash=s.digest, format=s.format, taken_at=now) for s in rest
    ]
    return [batch, *others]


def _part(step: Step | None, saying: str) -> Callable[[int, int], None] | None:
    if step is None:
        return None
    return lambda done, of: step(done, of, saying)
