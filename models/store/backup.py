# SPDX-License-Identifier: MIT
"""Copies of the store, each proved by opening it; and the way back from one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.store import keys
from models.store.connection import connect
from models.store.faults import telling
from models.store.lock import Lock
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store.store import Store

ENDING = ".grbackup"


@dataclass(frozen=True, slots=True)
class Backup:
    """A proved copy: where it is, how many pupils and audit lines it holds, and its size in bytes."""

    file: Path
    pupils: int
    audit_events: int
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is a store again; kept is where the store that stood there before is now."""

    file: Path
    pupils: int
    kept: Path | None


def folder_of(path: Path) -> Path:
    """Where a store's own backups stand: in a folder beside it that carries its name."""
    return path.with_name(f"{path.stem} backups")


def back_up(store: Store, folder: Path, at: datetime) -> Backup:
    """Copy an open store into a folder, under the same passphrase, and prove the copy.

    Raises Problem where the copy can't be written or doesn't prove whole; no half copy is left.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Problem(
            f"the folder can't be made ({(fault.strerror or 'no access').lower()})",
            str(folder),
            "Choose another folder for backups.",
        ) from None
    file = _free_name(folder, store.path.stem, at)
    part = file.with_name(file.name + ".part")
    try:
        with telling(part):
            source, target = store.raw(), store.twin_of_new(part)
            try:
                source.backup(target, pages=1000)
            finally:
                target.close()
                source.close()
            pupils, events = _prove(part, store)
        os.replace(part, file)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
    store.note_about("last_backup", f"{at.isoformat(timespec='seconds')} {file}")
    return Backup(file, pupils, events, file.stat().st_size)


def _free_name(folder: Path, stem: str, at: datetime) -> Path:
    first = folder / f"{stem} {at:%Y-%m-%d %H%M%S}{ENDING}"
    if not first.exists():
        return first
    return next(
        path for number in range(2, 1000) if not (path := first.with_stem(f"{first.stem} {number}")).exists()
    )


def _prove(copy: Path, store: Store) -> tuple[int, int]:
    opened = store.twin_of(copy)
    try:
        damage = [row[0] for row in opened.execute("PRAGMA cipher_integrity_check").fetchall()]
        whole = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if damage or whole != "ok":
            raise Problem("the copy is not whole", copy.name, "Try another folder or drive.", code="bad-copy")
        pupils = opened.execute('SELECT count(*) FROM "Pupil"').fetchone()[0]
        events = opened.execute("SELECT count(*) FROM audit").fetchone()[0]
    finally:
        opened.close()
    return int(pupils), int(events)


def copy_under(store: Store, path: Path, key: bytes, salt: bytes) -> None:
    """Write the whole store into a new file under another key, and prove it."""
    new = connect(path, key, salt, settings=False)
    new.close()
    source = store.raw()
    try:
        source.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(path), f"x'{key.hex()}{salt.hex()}'"))
        source.execute("SELECT sqlcipher_export('fresh')")
        source.execute("DETACH DATABASE fresh")
    finally:
        source.close()
    proof = connect(path, key, salt, settings=False)
    try:
        if proof.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise Problem("the newly encrypted file is not whole; the old one stays", path.name, "Try again.")
    finally:
        proof.close()


def restore(backup: Path, target: Path, passphrase: str, *, now: Callable[[], datetime]) -> Restored:
    """Put a backup in a store's place. What stood there is kept beside it under another name.

    Raises Problem where the passphrase doesn't open the backup, or the store is open somewhere.
    """
    backup, target = Path(backup), Path(target)
    if not backup.is_file():
        raise Problem("there is no such backup", str(backup), "Check its name and folder.", code="missing")
    salt = keys.salt_of(backup)
    with telling(backup):
        opened = connect(backup, keys.key_from(passphrase, salt), salt, settings=False)
        try:
            pupils = int(opened.execute('SELECT count(*) FROM "Pupil"').fetchone()[0])
            if opened.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Problem("the backup is damaged", str(backup), "Choose another backup.", code="damaged")
        finally:
            opened.close()
    lock = Lock(target, "a backup is being restored")
    try:
        return Restored(target, pupils, _swap(backup, target, now()))
    except OSError as fault:
        reason = (fault.strerror or "no access").lower()
        raise Problem(
            f"the store can't be put there ({reason})", str(target), "Choose another place."
        ) from None
    finally:
        lock.release()


def _swap(backup: Path, target: Path, at: datetime) -> Path | None:
    part = target.with_name(target.name + ".part")
    shutil.copyfile(backup, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    kept = None
    if target.exists():
        kept = target.with_name(f"{target.stem} before restore {at:%Y-%m-%d %H%M%S}{target.suffix}")
        os.replace(target, kept)
        for ending in ("-wal", "-shm"):
            beside = target.with_name(target.name + ending)
            if beside.exists():
                os.replace(beside, kept.with_name(kept.name + ending))
    os.replace(part, target)
    return kept
