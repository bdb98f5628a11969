# SPDX-License-Identifier: MIT
"""The copies on the shelf: which there are, what each holds, when one is due, when one is missed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from models.store import keyring, rotation
from models.store.backup import BEFORE_RESTORE, ENDING, Backup, back_up, folder_of, is_whole
from models.store.faults import telling_of_disk
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store.store import Store


@dataclass(frozen=True, slots=True)
class Shelved:
    """A copy as it stands in its folder; at is from its name, size is in bytes.

    pupils, audit_events  what it holds; None where the store's present key doesn't open it
    is_whole              whether every page was looked at and is right; None where nobody looked
    is_set_aside          whether it is what stood here before a restore, which no rule lets go
    """

    file: Path
    at: datetime
    size: int
    pupils: int | None
    audit_events: int | None
    is_whole: bool | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """What looking after the copies came to: those made, those let go, and what was in the way."""

    made: tuple[Backup, ...]
    gone: tuple[Path, ...]
    problems: tuple[Problem, ...]


def folders_known(store: Store, others: Collection[Path] = ()) -> tuple[Path, ...]:
    """Where the program knows of copies: the store's own folder, those named, and that of the last copy."""
    last = store.about("last_backup").partition(" ")[2]
    told = [folder_of(store.path), *others, *([Path(last).parent] if last else [])]
    return tuple(dict.fromkeys(folder.resolve() for folder in told))


def set_aside(store: Store) -> tuple[Path, ...]:
    """What stood in the store's place before a restore, and was kept beside it."""
    return tuple(
        file
        for file in sorted(store.path.parent.glob(f"{store.path.stem} {BEFORE_RESTORE} *"))
        if file.suffix in (store.path.suffix, ENDING)
    )


def shelf(
    store: Store,
    others: Collection[Path] = (),
    *,
    look_closely: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Shelved, ...]:
    """Every copy that the program knows of, the newest first. look_closely looks at every page of each."""
    stem = store.path.stem
    found = [(one.file, one.at, False) for f in folders_known(store, others) for one in _in(f, stem)]
    for file in set_aside(store):
        at = rotation.instant_in(file.stem, f"{stem} {BEFORE_RESTORE}")
        found += [(file, at, True)] if at else []
    made = []
    for done, (file, at, aside) in enumerate(found, start=1):
        if progress:
            progress(done - 1, len(found))
        made.append(_shelved(store, file, at, aside, look_closely))
    return tuple(sorted(made, key=lambda one: (one.at, one.file.name), reverse=True))


def _in(folder: Path, stem: str) -> tuple[rotation.Found, ...]:
    with telling_of_disk(folder):
        return rotation.backups_in(folder, stem)


def _shelved(store: Store, file: Path, at: datetime, aside: bool, look_closely: bool) -> Shelved:
    pupils = lines = whole = None
    try:
        size = file.stat().st_size
        with closing(store.twin_of(file, as_it_lies=True)) as copy:
            pupils = int(copy.execute('SELECT count(*) FROM "Pupil"').fetchone()[0])
            lines = int(copy.execute("SELECT count(*) FROM audit").fetchone()[0])
            if look_closely:
                whole = is_whole(copy, has_keyring=True) and keyring.read(file) is not None
    except driver.Error:
        # Under another key its own passphrase will tell when it is wanted; under this one it is damaged.
        if store.key_for(file) is not None:
            whole = False
    except Problem:
        whole = False
    except OSError:
        size = 0
    return Shelved(file, at, size, pupils, lines, whole, aside)


def look_after(
    store: Store,
    now: datetime,
    second: Path | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> LookedAfter:
    """Make the copies that are due, here and on the stick if it is there, then let go what no rule keeps.

    A folder that fails is told in problems and doesn't keep the other from its copy.
    """
    folders = [folder_of(store.path)]
    if second is not None and second.is_dir():
        folders.append(second)
    made: list[Backup] = []
    gone: list[Path] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            if needs_copy(store, folder, now):
                made.append(back_up(store, folder, now, progress=progress))
                gone += rotation.let_go(folder, store.path.stem, now)
        except Problem as problem:
            problems.append(problem)
    return LookedAfter(tuple(made), tuple(gone), tuple(problems))


def needs_copy(store: Store, folder: Path, now: datetime) -> bool:
    """Whether an hour is over since the newest copy in a folder, and something was written since."""
    found = _in(folder, store.path.stem)
    if not found:
        return True
    if not rotation.is_due(found[0].at, now.replace(tzinfo=None)):
        return False
    try:
        with closing(store.twin_of(found[0].file, as_it_lies=True)) as copy, closing(store.raw()) as here:
            return _mark(copy) != _mark(here)
    except driver.Error:
        return True


def _mark(connection: Any) -> tuple[Any, ...]:
    """What differs once anything was written: the length of the trail, and the last thing typed."""
    return tuple(
        connection.execute(
            'SELECT (SELECT count(*) FROM audit), (SELECT max(typed_at) FROM "Draft")'
        ).fetchone()
    )


def last_good(store: Store) -> datetime | None:
    """When the last proved copy was made; None before the first."""
    return _instant(store.about("last_backup"))


def warning(store: Store, now: datetime, second: str = "") -> str:
    """What a person should know of the copies in one sentence; "" while all is well.

    second  the folder or stick that a copy should also reach; "" where none was chosen
    """
    now = now.replace(tzinfo=None)
    begun = _begun(store)
    last = last_good(store) or begun
    if last is not None and rotation.is_old(last, now):
        days = (now - last).days
        return (
            f"The last good copy of the school's file is {days} days old."
            if last_good(store)
            else f"There is no copy of the school's file, which was begun {days} days ago."
        )
    elsewhere = _instant(store.about("last_backup_elsewhere"))
    if second and rotation.is_old(elsewhere, now) and begun is not None and rotation.is_old(begun, now):
        since = f"for {(now - elsewhere).days} days" if elsewhere else "yet"
        return f"No copy has reached {Path(second).name or second} {since}."
    return ""


def _begun(store: Store) -> datetime | None:
    with closing(store.raw()) as connection:
        first = connection.execute("SELECT at FROM audit ORDER BY number LIMIT 1").fetchone()
    return _instant(first[0]) if first else None


def _instant(noted: str) -> datetime | None:
    try:
        return datetime.fromisoformat(noted.partition(" ")[0]).replace(tzinfo=None)
    except ValueError:
        return None
