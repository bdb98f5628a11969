# SPDX-License-Identifier: MIT
"""Erasing one child everywhere: file, audit trail, free pages, and the backups that still know it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from models.cycle_parts import Reader
from models.records import Erasure, LegalHold, Pupil, Record
from models.records.checked import checked
from models.store import Changes, Store, Transaction, back_up
from models.store.backup import folder_of
from models.store.erase import holds, overwrite_free_pages
from models.store.rotation import LONGEST, backups_in
from models.store.shelf import folders_known, set_aside
from thresholds.problems import Problem

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class OldCopy:
    """A backup from before an erasure.

    knows    whether it holds the child; None where it can't be opened with the store's present key
    gone_by  the day by which it goes by itself; None for one that stays until somebody deletes it
    """

    file: Path
    made_on: date | None
    knows: bool | None
    gone_by: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an erasure: certificate, copies that are left or went, where the name still stands."""

    erasure: Erasure
    copies: tuple[OldCopy, ...]
    removed: tuple[Path, ...]
    elsewhere: tuple[str, ...]
    notes: tuple[str, ...]
    changes: Changes

    def as_json(self) -> dict[str, Any]:
        """The result as the command line prints it."""
        return {
            "certificate": self.erasure.certificate,
            "erased": dict(self.erasure.counts),
            "audit_lines": sum(last - first + 1 for first, last in self.erasure.lines),
            "backups": [
                {"file": str(one.file), "holds_the_child": one.knows, "gone_by": one.gone_by}
                for one in self.copies
            ],
            "removed": [str(file) for file in self.removed],
            "elsewhere": list(self.elsewhere),
        }


def holds_in_force(tx: Reader, pupil_id: str, on: date) -> list[LegalHold]:
    """The reasons for which a child's record has to stay on a day."""
    return [one for one in tx.find(LegalHold, pupil_id=pupil_id) if one.is_in_force(on)]


def end_holds(tx: Transaction, pupil_id: str, on: date) -> int:
    """Let the holds on a record end the day before; one that began today is taken back. How many ended."""
    held = holds_in_force(tx, pupil_id, on)
    for one in held:
        if one.placed_on < on:
            tx.put(one.model_copy(update={"until": on - timedelta(1)}))
        else:
            tx.remove(one)
    return len(held)


def erase(
    store: Store,
    pupil: Pupil,
    *,
    now: datetime,
    rule: str,
    reference: str = "",
    remove_backups: bool = False,
    folders: Collection[Path] = (),
) -> Outcome:
    """Erase a child for good. Raises Problem, with nothing changed, while a legal hold is in force.

    remove_backups: first a new backup is made and proved, then those that hold the child are deleted.
    folders: where else backups are kept, beside the store's own folder and that of the last backup.
    """
    for said in (reference, rule):
        _is_no_name(said, pupil)
    with store.transaction() as tx:
        _is_free(tx, pupil, now.date())
        gone = tx.erase(pupil)
        elsewhere = _elsewhere(tx, tx.mentioning(_names(pupil)))
        erasure = checked(
            Erasure,
            {
                "certificate": _number(now.date()),
                "erased_on": now.date(),
                "who": store.who,
                "rule": rule,
                "reference": reference,
                "counts": tuple(gone.counts.items()),
                "lines": gone.lines,
            },
        )
        tx.put(erasure)
    notes = _written_anew(store)
    copies = old_copies(store, pupil.id, folders)
    removed = _remove(store, copies, now) if remove_backups else ()
    left = tuple(one for one in copies if one.file not in removed)
    return Outcome(erasure, left, removed, elsewhere, notes, tx.changes)


def _is_free(tx: Reader, pupil: Pupil, on: date) -> None:
    held = holds_in_force(tx, pupil.id, on)
    if held:
        raise Problem(
            f"a legal hold keeps this record: {held[0].reason.strip().splitlines()[0][:120]}",
            mend="End the hold first, if whoever placed it agrees.",
            code="held",
        )


def _written_anew(store: Store) -> tuple[str, ...]:
    """What a person should know where the file could not be written anew; the child is erased already."""
    try:
        overwrite_free_pages(store)
    except Exception:
        return (
            "The child is erased, but the file could not be written anew: the disk is full or the file is "
            "being read. Make room; the next erasure or a change of passphrase does it.",
        )
    return ()


def _number(on: date) -> str:
    """A certificate's number: random, so that it leads back to nobody."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"GR-{on.year}-{letters[:4]}-{letters[4:]}"


def _is_no_name(said: str, pupil: Pupil) -> None:
    folded = said.casefold()
    if any(word.casefold() in folded for word in (pupil.upn, pupil.surname, pupil.forename) if len(word) > 2):
        raise Problem(
            "this names the child, and it would stay on the certificate",
            said[:80],
            "Use your own number and words without the name.",
            code="names-child",
        )


def _names(pupil: Pupil) -> list[str]:
    return list(dict.fromkeys((pupil.known_as, f"{pupil.forename} {pupil.surname}", pupil.upn)))


def _elsewhere(tx: Reader, found: Sequence[Record]) -> tuple[str, ...]:
    """Where a name still stands, in words: the record's sort and, where it is about a child, whose."""
    told = []
    for record in found:
        of = tx.get(Pupil, str(getattr(record, "pupil_id", "")))
        told.append(f"{record.called} of {of.known_as}" if of else record.called)
    return tuple(dict.fromkeys(told))


def old_copies(store: Store, pupil_id: str, folders: Collection[Path] = ()) -> tuple[OldCopy, ...]:
    """The backups that the program knows of and that hold the child or may hold it, the newest first."""
    # Only where the program makes copies by itself does it let the old ones go.
    looked_after = {one.resolve() for one in (folder_of(store.path), *folders)}
    found = [
        OldCopy(
            one.file,
            one.at.date(),
            holds(store, one.file, pupil_id),
            one.at.date() + LONGEST if folder in looked_after else None,
        )
        for folder in sorted(folders_known(store, folders))
        for one in backups_in(folder, store.path.stem)
    ]
    found += [OldCopy(file, None, holds(store, file, pupil_id), None) for file in set_aside(store)]
    return tuple(one for one in found if one.knows is not False)


def _remove(store: Store, copies: Sequence[OldCopy], now: datetime) -> tuple[Path, ...]:
    """Make a new backup, then delete those that hold the child; one that can't be opened stays."""
    knowing = [one.file for one in copies if one.knows]
    if not knowing:
        return ()
    back_up(store, folder_of(store.path), now)
    gone = []
    for file in knowing:
        try:
            file.unlink(missing_ok=True)
            gone.append(file)
        except OSError:
            continue
    return tuple(gone)
