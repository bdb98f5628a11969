# SPDX-License-Identifier: MIT
"""Copies of the store, each proved by opening and counting it; and the way back from one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.store import files, keyring
from models.store.connection import connect
from models.store.faults import missing, telling_of_disk, wrong_passphrase
from models.store.lock import Lock
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store.store import Store

ENDING = ".grbackup"
BEFORE_RESTORE = "before restore"
"""How what stood in a store's place is named, kept beside the store that was put there."""

_PAGES_AT_A_TIME = 2000


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


def back_up(
    store: Store,
    folder: Path,
    at: datetime,
    *,
    progress: Callable[[int, int], None] | None = None,
    called: str = "",
) -> Backup:
    """Copy an open store into a folder, with the same ways in, and prove the copy.

    called is what stands between the store's name and the instant; such a copy is in no rotation.

    The copy is the store of one instant; whoever writes meanwhile isn't held up. progress(done, of) hears of
    pages and may raise to stop. Raises Problem where the copy can't be written or doesn't prove whole; no
    half copy is left.
    """
    folder = Path(folder)
    with telling_of_disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{escape(store.path.stem)} *{ENDING}.part"):
            files.clear(left)
        file = _free_name(folder, f"{store.path.stem} {called}".strip(), at)
        part = files.part_of(file)
        try:
            counted = _copy(store, part, progress)
            with closing(store.twin_of(part)) as copy:
                prove(copy, part)
                if tables_counted(copy) != counted:
                    raise Problem("the copy lacks records", file.name, "Try another folder.", code="bad-copy")
            keyring.put_on(part, store.keyring)
            keyring.read(part)
            os.replace(part, file)
            files.settle_folder(folder)
        finally:
            with suppress(OSError):
                files.clear(part)
    _note(store, file, at)
    return Backup(file, counted["Pupil"], counted["audit"], file.stat().st_size)


def _note(store: Store, file: Path, at: datetime) -> None:
    told = f"{at.isoformat(timespec='seconds')} {file.resolve()}"
    store.note_about("last_backup", told)
    if file.parent.resolve() not in (folder_of(store.path).resolve(), store.path.parent.resolve()):
        store.note_about("last_backup_elsewhere", told)


def _copy(store: Store, part: Path, progress: Callable[[int, int], None] | None) -> dict[str, int]:
    def tell(_status: int, left: int, of: int) -> None:
        if progress:
            progress(of - left, of)

    with closing(store.raw()) as source, closing(store.twin_of(part)) as target:
        # A reading transaction holds the instant still; without it each save would begin the copy anew.
        source.execute("BEGIN")
        counted = tables_counted(source)
        source.backup(target, pages=_PAGES_AT_A_TIME, progress=tell)
        source.execute("ROLLBACK")
    return counted


def _free_name(folder: Path, stem: str, at: datetime) -> Path:
    first = folder / f"{stem} {at:%Y-%m-%d %H%M%S}{ENDING}"
    path, number = first, 1
    while path.exists():
        number += 1
        path = first.with_stem(f"{first.stem} {number}")
    return path


def tables_counted(connection: Any) -> dict[str, int]:
    """How many rows each table holds."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def is_whole(connection: Any, *, has_keyring: bool = False) -> bool:
    """Whether every page and every reference of an open file is right; has_keyring: it is at its end."""
    wrong = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if has_keyring:
        # What stands after the last whole page is the keyring, which is no page.
        wrong = [said for said in wrong if "invalid size" not in said]
    return (
        not wrong
        and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )


def prove(connection: Any, path: Path) -> None:
    """Look at every page and every reference of an open file. Raises Problem where something is wrong."""
    if not is_whole(connection):
        raise Problem("the file is damaged", path.name, "Use another backup.", code="damaged")


def restore(backup: Path, target: Path, passphrase: str, *, now: Callable[[], datetime]) -> Restored:
    """Put a backup in a store's place. What stood there is kept beside it under another name.

    Raises Problem, with nothing changed, where the passphrase doesn't open the backup, the backup is damaged
    or the store is open somewhere.
    """
    backup, target = Path(backup), Path(target)
    if not backup.is_file():
        raise missing(backup)
    at = now()
    lock = Lock(target, f"a backup is being restored since {at:%H:%M}")
    try:
        with telling_of_disk(target):
            ring = keyring.read(backup)
            key = ring.by_passphrase(passphrase)
            if key is None:
                raise wrong_passphrase(backup)
            part = files.part_of(target)
            try:
                pupils = _bring_in(backup, part, key, ring)
                kept = _set_aside(target, passphrase, at) if target.exists() else None
                os.replace(part, target)
                files.settle_folder(target.parent)
            finally:
                files.clear(part)
            return Restored(target, pupils, kept)
    finally:
        lock.release()


def _bring_in(backup: Path, part: Path, key: bytes, ring: keyring.Keyring) -> int:
    """Copy a backup beside its target and prove the copy there: a backup's own folder may be read-only."""
    shutil.copyfile(backup, part)
    with part.open("rb+") as file:
        file.truncate(part.stat().st_size // keyring.PAGE * keyring.PAGE)
    with closing(connect(part, key, settings=False)) as copy:
        prove(copy, backup)
        pupils = tables_counted(copy)["Pupil"]
    keyring.put_on(part, ring)
    return int(pupils)


def _set_aside(target: Path, passphrase: str, at: datetime) -> Path:
    """Give the store that stands there a second name; the first is then free to be taken over in one step."""
    with suppress(Exception):
        _come_to_rest(target, passphrase)
    kept = target.with_name(f"{target.stem} {BEFORE_RESTORE} {at:%Y-%m-%d %H%M%S}{target.suffix}")
    try:
        os.link(target, kept)
    except OSError:
        # Not every stick knows two names for one file.
        shutil.copy2(target, kept)
    # Only where it could not come to rest: what belongs to it goes with it, never to the restored store.
    for ending in (".keys", "-wal"):
        left = target.with_name(target.name + ending)
        if left.exists():
            os.replace(left, kept.with_name(kept.name + ending))
    target.with_name(target.name + "-shm").unlink(missing_ok=True)
    return kept


def _come_to_rest(target: Path, passphrase: str) -> None:
    """Fold the log of a store that was killed into its file, as closing it would have done."""
    if not files.log_of(target).exists() and not keyring.beside(target).exists():
        return
    ring = keyring.read(target)
    key = ring.by_passphrase(passphrase)
    if key:
        keyring.take_off(target, ring)
        connect(target, key).close()
        if not files.log_of(target).exists():
            keyring.put_on(target, ring)
