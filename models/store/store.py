# SPDX-License-Identifier: MIT
"""Store: a school's encrypted file: create, open, transaction(), reading(), close."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from models.records import School
from models.store import backup, faults, files, keyring, keys, migrate, patience, rekey
from models.store.connection import connect, engine_for, fits
from models.store.faults import telling, telling_of_disk
from models.store.keyring import Keyring
from models.store.lock import Lock, held
from models.store.transaction import Transaction
from thresholds.problems import Problem

Now = Callable[[], datetime]


class Store:
    """An open school file. One program, one writer at a time; readers never wait.

    path      where the file stands
    who       under whose name the audit trail notes what is done; may be changed while the file is open
    schema    the schema of the file, after it was brought up to date
    """

    def __init__(
        self, path: Path, key: bytes, ring: Keyring, *, now: Now, who: str, lock: Lock | None = None
    ) -> None:
        self.path = path
        self.who = who
        self.now = now
        self.schema = ""
        self.keyring = ring
        self._key = key
        self._lock = lock
        self._writing = threading.RLock()
        self._is_writing = False
        self.is_open = True
        self._engine = engine_for(self.raw)

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        school: School,
        *,
        now: Now,
        who: str = "",
        cost: keys.Cost = keys.USUAL,
    ) -> Store:
        """Make a new file for one school. Raises Problem where a file stands already or none can be written.

        The file takes its name only when it is whole: a program killed before leaves no half of a store.
        """
        path = Path(path)
        with held(path, who, now(), is_new=True) as lock, telling_of_disk(path):
            files.must_be_free(path)
            key = secrets.token_bytes(keys.KEY_BYTES)
            ring = Keyring.new().with_passphrase(key, passphrase, cost)
            part = files.part_of(path)
            try:
                made = cls(part, key, ring, now=now, who=who)
                try:
                    made._begin(school)
                finally:
                    made.close()
                keyring.read(part)
                os.replace(part, path)
            finally:
                files.clear(part)
            files.settle_folder(path.parent)
            return cls(path, key, ring, now=now, who=who, lock=lock).ready()

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        *,
        now: Now,
        who: str = "",
        wait: Callable[[float], None] = time.sleep,
        steps: Path = migrate.STEPS,
    ) -> Store:
        """Open a file with its passphrase. Raises Problem, with one sentence, for whatever is in the way.

        wait(seconds) makes the refusal after a wrong passphrase slower; steps is where the schema's stand.
        """
        path = Path(path)
        with held(path, who, now()) as lock, telling_of_disk(path):
            ring = keyring.read(path)
            key = ring.by_passphrase(passphrase)
            if key is None:
                wait(patience.after_wrong(path))
                raise faults.wrong_passphrase(path)
            patience.after_right(path)
            return cls(path, key, ring, now=now, who=who, lock=lock).ready(steps)

    @classmethod
    def open_with_recovery(cls, path: Path, words: str, *, now: Now, who: str = "") -> Store:
        """Open a file with the words of its recovery sheet. Raises Problem where they don't fit."""
        path = Path(path)
        recovery_key = keys.from_recovery_words(words)
        with held(path, who, now()) as lock, telling_of_disk(path):
            ring = keyring.read(path)
            key = ring.by_recovery(recovery_key)
            if key is None:
                raise faults.wrong_sheet(path)
            return cls(path, key, ring, now=now, who=who, lock=lock).ready()

    def ready(self, steps: Path = migrate.STEPS, *, is_copy: bool = False) -> Store:
        """This store with its keyring taken off and its schema up to date; a copy needs no copy first."""
        # What a killed program has left half made.
        files.part_of(self.path)
        keyring.take_off(self.path, self.keyring)
        try:
            first = None if is_copy else lambda: backup.back_up(self, backup.folder_of(self.path), self.now())
            self.schema = migrate.bring_store_up_to_date(self._engine, self.path, steps, first)
        except BaseException:
            self.close()
            raise
        return self

    @property
    def school(self) -> School:
        """The school whose file this is. Raises Problem where the file holds none."""
        with self.reading() as tx:
            schools = tx.find(School)
        if not schools:
            raise Problem("the file holds no school", self.path.name, "Restore a backup.", code="no-school")
        return schools[0]

    @property
    def noise_key(self) -> bytes:
        """The school's secret for its summaries: 32 random bytes, made with the file and never exported."""
        return bytes.fromhex(self.about("noise_key"))

    @property
    def noise_generation(self) -> int:
        """How many noise keys this school has had; 1 for the first."""
        return int(self.about("noise_generation"))

    @property
    def signing_key(self) -> bytes:
        """The school's Ed25519 private key, 32 bytes; what it signs is known as this school's."""
        return bytes.fromhex(self.about("signing_key"))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """The four verbs, all or nothing; one at a time. Raises Problem where the file can't be written."""
        with self._writing, telling(self.path), self._engine.connect() as connection:
            if self._is_writing:
                raise RuntimeError("A transaction is open in this thread already; put everything into it.")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._is_writing = True
            try:
                tx = Transaction(connection, who=self.who, at=self.now())
                yield tx
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(Exception):
                    connection.exec_driver_sql("ROLLBACK")
                raise
            finally:
                self._is_writing = False

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """The two reading verbs on the file as it is at this moment; a writer doesn't disturb them."""
        with telling(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("PRAGMA query_only=ON")
            try:
                yield Transaction(connection)
            finally:
                with suppress(Exception):
                    connection.exec_driver_sql("PRAGMA query_only=OFF")
                    connection.exec_driver_sql("ROLLBACK")

    def about(self, name: str) -> str:
        """Something that the file knows of itself; "" where it doesn't."""
        with telling(self.path), self._engine.connect() as connection:
            found = connection.execute(text("SELECT value FROM about WHERE name = :name"), {"name": name})
            return str(found.scalar() or "")

    def note_about(self, name: str, value: str) -> None:
        """Let the file know something of itself; not a record and not in the audit trail."""
        with self._writing, telling(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.exec_driver_sql("REPLACE INTO about (name, value) VALUES (?, ?)", (name, value))
            connection.exec_driver_sql("COMMIT")

    def raw(self) -> Any:
        """A driver's connection of its own, for backups and checks; the caller closes it."""
        if not self.is_open:
            raise Problem("the file is closed", self.path.name, "Open it again.", code="closed")
        try:
            return connect(self.path, self._key)
        except driver.DatabaseError as fault:
            if "not a database" in str(fault):
                raise faults.damaged(self.path) from None
            raise

    def twin_of(self, path: Path, *, as_it_lies: bool = False) -> Any:
        """A connection to another file under this file's key, made if it isn't there; for backups."""
        return connect(path, self._key, settings=False, as_it_lies=as_it_lies)

    def key_for(self, path: Path) -> bytes | None:
        """This file's key, if it opens another file too: a copy that was made since the key is what it is."""
        return self._key if fits(path, self._key) else None

    @property
    def has_recovery_sheet(self) -> bool:
        """Whether a recovery sheet opens this file."""
        return any(door.way == keyring.RECOVERY for door in self.keyring.doors)

    def make_recovery_sheet(self) -> str:
        """The words for a new recovery sheet, shown this once; an older sheet is void from now on."""
        with self._writing, telling_of_disk(self.path):
            return rekey.make_recovery_sheet(self, self._key)

    def rekey(self, passphrase: str, *, encrypt_anew: bool = True) -> None:
        """Change the passphrase; a recovery sheet stays good, backups keep the passphrase that they had.

        encrypt_anew also gives the file a new key, so that a copy of the old keyring opens nothing of it.
        Raises Problem, with nothing changed, where the disk is full or somebody is reading.
        """
        with self._writing, telling_of_disk(self.path):
            key = secrets.token_bytes(keys.KEY_BYTES) if encrypt_anew else self._key
            rekey.change_passphrase(self, passphrase, key, is_new=encrypt_anew)

    def change_keyring(self, ring: Keyring) -> None:
        """Let other ways lead into the open file."""
        keyring.put_beside(self.path, ring)
        self.keyring = ring

    def take_over(self, fresh: Path, key: bytes) -> None:
        """Put a whole file under another key, its keyring at its end, in this one's place.

        Raises Problem, with nothing changed, while somebody reads: their log would be lost.
        """
        with self._writing:
            # A connection that is out while its pool is given up would stay open until nobody knows when.
            pool = self._engine.pool
            if isinstance(pool, QueuePool) and pool.checkedout():
                raise faults.is_read_just_now(self.path)
            self._engine.dispose()
            if files.log_of(self.path).exists():
                raise faults.is_read_just_now(self.path)
            os.replace(fresh, self.path)
            self._key = key
            self.keyring = keyring.read(self.path)
            keyring.take_off(self.path, self.keyring)

    def close(self) -> None:
        """Close the file; may be called twice. The keyring becomes the end of the file again."""
        with self._writing:
            if not self.is_open:
                return
            self.is_open = False
            self._engine.dispose()
            # A log that is still there belongs to a reader that is still at work, or to a fault; then the
            # file may yet grow, and the keyring stays beside it, where the next opening finds it.
            if not files.log_of(self.path).exists():
                with suppress(OSError):
                    keyring.put_on(self.path, self.keyring)
            if self._lock:
                self._lock.release()

    def _begin(self, school: School) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            migrate.bring_up_to_date(connection)
            connection.exec_driver_sql("COMMIT")
        self.note_about("identity", secrets.token_hex(16))
        self.note_about("noise_key", secrets.token_hex(32))
        self.note_about("noise_generation", "1")
        self.note_about("signing_key", Ed25519PrivateKey.generate().private_bytes_raw().hex())
        with self.transaction() as tx:
            tx.put(school)
