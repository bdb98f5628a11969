# SPDX-License-Identifier: MIT
"""The way back from a copy while the store is open: what would change, then the change in one step."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.records import Draft, Erasure, Pupil, Record
from models.store import files, keyring
from models.store.backup import BEFORE_RESTORE, Backup, back_up, prove
from models.store.connection import connect
from models.store.faults import damaged, missing, newer_than_us, telling_of_disk, wrong_passphrase
from models.store.store import Store
from models.store.tables import TABLES
from thresholds.problems import Problem

Step = Callable[[int, int, str], None]

_LASTING = (
    "noise_key",
    "noise_generation",
    "signing_key",
    "opening_key",
    "last_backup",
    "last_backup_elsewhere",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the store would be like after a copy was put in its place, against what it is now.

    back, gone, otherwise  per sort of record, how many would come back, go, or be as they were then
    children_back          names of children who are only in the copy
    children_gone          names of children who are only here
    children_otherwise     names of children of whom something would differ
    erased_since           erasures that were made since the copy: those children would come back
    """

    back: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    otherwise: dict[str, int] = field(default_factory=dict)
    children_back: tuple[str, ...] = ()
    children_gone: tuple[str, ...] = ()
    children_otherwise: tuple[str, ...] = ()
    erased_since: int = 0

    @property
    def is_none(self) -> bool:
        """Whether nothing at all would change."""
        return not (self.back or self.gone or self.otherwise)


@dataclass(frozen=True, slots=True)
class Returned:
    """A copy that is the open store now; kept is the copy of what stood here before."""

    kept: Backup
    pupils: int


def difference(store: Store, copy: Path, *, passphrase: str = "", step: Step | None = None) -> Difference:
    """What would change if a copy were put in an open store's place. Reads both, writes nothing.

    passphrase is needed only where the copy was made under an earlier key. Raises Problem where it is
    missing or wrong, code "wrong-passphrase", and where the copy can't be read.
    """
    key, _ring = _key_of(store, copy, passphrase)
    counts: dict[str, Counter[str]] = {"back": Counter(), "gone": Counter(), "otherwise": Counter()}
    touched: set[str] = set()
    with _lying(copy, key) as then, closing(store.raw()) as now:
        _is_of(_identity(then), store, copy)
        now.execute("BEGIN")
        kinds = [kind for kind in TABLES if kind is not Draft]
        for done, kind in enumerate(kinds):
            if step is not None:
                step(done, len(kinds), "Comparing")
            _compare(kind, _rows(now, kind, then), _rows(then, kind, now), counts, touched)
        here, there = _names(now), _names(then)
        erased = len(_ids(now, Erasure) - _ids(then, Erasure))
    return Difference(
        **{name: dict(sorted(found.items())) for name, found in counts.items()},
        children_back=_sorted(there[id] for id in there.keys() - here.keys()),
        children_gone=_sorted(here[id] for id in here.keys() - there.keys()),
        children_otherwise=_sorted(here[id] for id in touched & here.keys() & there.keys()),
        erased_since=erased,
    )


def return_to(
    store: Store, copy: Path, now: datetime, *, passphrase: str = "", step: Step | None = None
) -> Returned:
    """Put a copy in the open store's place; first the present is copied, proved and kept beside it.

    The way in stays the present one, unless the copy was made under an earlier key: then its own holds.
    Raises Problem, with nothing changed, where the copy isn't whole, is from a newer program or is of
    another school.
    """

    def pages(done: int, of: int) -> None:
        if step is not None:
            step(done, of, "Keeping a copy of the present")

    key, ring = _key_of(store, copy, passphrase)
    part = files.part_of(store.path)
    try:
        with telling_of_disk(store.path):
            _bring_beside(copy, part, key, ring)
            pupils = _made_ready(store, part, key, ring, copy)
            kept = back_up(store, store.path.parent, now, progress=pages, called=BEFORE_RESTORE)
            # The secrets of a school are no history: what was made with them since must still hold.
            names = (*_LASTING, "recovery_key") if ring is store.keyring else _LASTING
            lasting = {name: store.about(name) for name in names}
            store.take_over(part, key)
    finally:
        files.clear(part)
    for name, value in lasting.items():
        store.note_about(name, value)
    return Returned(kept, pupils)


def _made_ready(store: Store, part: Path, key: bytes, ring: keyring.Keyring, copy: Path) -> int:
    """Bring what will take the store's place up to date, and say how many pupils it holds."""
    try:
        twin = Store(part, key, ring, now=store.now, who=store.who).ready(is_copy=True)
    except Problem as problem:
        raise newer_than_us(copy) if problem.code == "newer" else problem from None
    try:
        _is_of(twin.about("identity"), store, copy)
        with twin.reading() as tx:
            return tx.count(Pupil)
    finally:
        twin.close()


def _is_of(identity: str, store: Store, copy: Path) -> None:
    if identity != store.about("identity"):
        raise Problem(
            "this is a copy of another school's file, or of another file of this school",
            copy.name,
            "Close this file and restore that copy under a name of its own.",
            code="other-file",
        )


def _key_of(store: Store, copy: Path, passphrase: str) -> tuple[bytes, keyring.Keyring]:
    """The key that opens a copy and the ring that will lead to it."""
    if not copy.is_file():
        raise missing(copy)
    with telling_of_disk(copy):
        ring = keyring.read(copy)
    same = store.key_for(copy)
    if same is not None:
        return same, store.keyring
    key = ring.by_passphrase(passphrase) if passphrase else None
    if key is None:
        raise wrong_passphrase(copy)
    return key, ring


@contextmanager
def _lying(copy: Path, key: bytes) -> Iterator[Any]:
    try:
        with closing(connect(copy, key, settings=False, as_it_lies=True)) as connection:
            yield connection
    except driver.Error:
        raise damaged(copy) from None


def _bring_beside(copy: Path, part: Path, key: bytes, ring: keyring.Keyring) -> None:
    shutil.copyfile(copy, part)
    with part.open("rb+") as file:
        file.truncate(part.stat().st_size // keyring.PAGE * keyring.PAGE)
    try:
        with closing(connect(part, key, settings=False)) as connection:
            prove(connection, copy)
    except driver.Error:
        raise damaged(copy) from None
    keyring.put_on(part, ring)


def _columns(connection: Any, kind: type[Record]) -> dict[str, None]:
    return dict.fromkeys(row[1] for row in connection.execute(f'PRAGMA table_info("{kind.kind()}")'))


def _rows(connection: Any, kind: type[Record], other: Any) -> dict[str, tuple[int, str]]:
    """Each record's fingerprint and child by its id; only what both files have a column for counts."""
    theirs = _columns(other, kind)
    both = [name for name in _columns(connection, kind) if name in theirs]
    if not both:
        return {}
    # A kept report never changes; its length tells it apart without reading hundreds of megabytes.
    asked = [f'length("{name}")' if name in kind.large else f'"{name}"' for name in both]
    child = "id" if kind.kind() == "Pupil" else "pupil_id" if "pupil_id" in both else "''"
    question = f'SELECT id, {child}, {", ".join(asked)} FROM "{kind.kind()}"'
    return {id: (hash(tuple(rest)), of or "") for id, of, *rest in connection.execute(question)}


def _compare(
    kind: type[Record],
    here: dict[str, tuple[int, str]],
    there: dict[str, tuple[int, str]],
    counts: dict[str, Counter[str]],
    touched: set[str],
) -> None:
    otherwise = {id for id in here.keys() & there.keys() if here[id] != there[id]}
    for name, ids in (
        ("back", there.keys() - here.keys()),
        ("gone", here.keys() - there.keys()),
        ("otherwise", otherwise),
    ):
        if ids:
            counts[name][kind.called] += len(ids)
            touched |= {
                of for id in ids for side in (here, there) if id in side for of in [side[id][1]] if of
            }


def _names(connection: Any) -> dict[str, str]:
    question = """SELECT id, coalesce(nullif(preferred_forename, ''), forename) || ' ' ||
                  coalesce(nullif(preferred_surname, ''), surname) FROM "Pupil" """
    return dict(connection.execute(question).fetchall())


def _identity(connection: Any) -> str:
    found = connection.execute("SELECT value FROM about WHERE name = 'identity'").fetchone()
    return str(found[0]) if found else ""


def _ids(connection: Any, kind: type[Record]) -> set[str]:
    if not _columns(connection, kind):
        return set()
    return {id for (id,) in connection.execute(f'SELECT id FROM "{kind.kind()}"')}


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=str.casefold))
