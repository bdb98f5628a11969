# SPDX-License-Identifier: MIT
"""Store: a school's encrypted file: create, open, transaction(), reading(), close."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, text
from sqlcipher3 import dbapi2 as driver

from models.records import School
from models.store import backup, keys, migrate
from models.store.connection import connect, engine_for
from models.store.faults import telling
from models.store.lock import Lock
from models.store.transaction import Transaction
from thresholds.problems import Problem

Now = Callable[[], datetime]

SLOWER_BY = 1.0
"""Seconds that a wrong passphrase costs beyond its derivation, so that guessing at the keyboard is slow."""


class Store:
    """An open school file. One program, one writer at a time; readers never wait.

    path      where the file stands
    schema    the schema of the file, after it was brought up to date
    """

    def __init__(self, path: Path, key: bytes, *, now: Now, who: str, lock: Lock) -> None:
        self.path = path
        self.who = who
        self.now = now
        self._key = key
        self._lock = lock
        self._writing = threading.RLock()
        self._salt = keys.salt_of(path)
        self._engine: Engine = engine_for(path, key, self._salt)
        self.schema = ""

    @classmethod
    def create(
        cls, path: Path, passphrase: str, school: School, *, now: Now, who: str = "", cost: int = keys.USUAL
    ) -> Store:
        """Make a new file for one school.

        Raises Problem where a file stands already or none can be written.
        """
        path = Path(path)
        if path.exists():
            raise Problem(
                "a file of this name is there already", str(path), "Choose another name.", code="exists"
            )
        lock = Lock(path, _holder(who, now()))
        made = False
        try:
            salt = keys.new_salt(cost)
            key = keys.key_from(passphrase, salt)
            with telling(path):
                # The first page, with the salt in front, is written before anything else is.
                first = connect(path, key, salt)
                made = True
                first.execute("CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")
                first.close()
                store = cls(path, key, now=now, who=who, lock=lock)
                store._begin_file(school)
            return store
        except BaseException:
            if made:
                for file in (path, *_beside(path)):
                    with suppress(OSError):
                        file.unlink(missing_ok=True)
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str, *, now: Now, who: str = "") -> Store:
        """Open a file with its passphrase. Raises Problem, with one sentence, for whatever is in the way."""
        path = _existing(path)
        salt = keys.salt_of(path)
        return cls._open(path, keys.key_from(passphrase, salt), now=now, who=who)

    @classmethod
    def open_with_recovery(cls, path: Path, words: str, *, now: Now, who: str = "") -> Store:
        """Open a file with the words of its recovery sheet."""
        return cls._open(_existing(path), keys.key_from_recovery(words), now=now, who=who)

    @classmethod
    def _open(cls, path: Path, key: bytes, *, now: Now, who: str) -> Store:
        lock = Lock(path, _holder(who, now()))
        try:
            with telling(path):
                try:
                    connect(path, key, keys.salt_of(path), settings=False).close()
                except Problem as problem:
                    if problem.code == "wrong-passphrase":
                        time.sleep(SLOWER_BY if keys.salt_of(path)[-1] == keys.USUAL else 0)
                    raise
                store = cls(path, key, now=now, who=who, lock=lock)
                store._bring_up_to_date()
            return store
        except BaseException:
            lock.release()
            raise

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
    def signing_key(self) -> bytes:
        """The school's Ed25519 private key, 32 bytes; what it signs is known as this school's."""
        return bytes.fromhex(self.about("signing_key"))

    @property
    def recovery_words(self) -> str:
        """The words for the recovery sheet of the file as it is encrypted now."""
        return keys.recovery_words(self._key)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """The four verbs, all or nothing; one at a time. Raises Problem where the file can't be written."""
        with self._writing, telling(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                tx = Transaction(connection, who=self.who, at=self.now())
                yield tx
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(Exception):
                    connection.exec_driver_sql("ROLLBACK")
                raise

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
            _note_about(connection, name, value)

    def raw(self) -> driver.Connection:
        """A connection of its own for backups and checks; the caller closes it."""
        return connect(self.path, self._key, self._salt)

    def twin_of(self, path: Path) -> driver.Connection:
        """A connection to another file with this file's key and salt; for backups."""
        return connect(path, self._key, self._salt, settings=False)

    def twin_of_new(self, path: Path) -> driver.Connection:
        """A connection to a file that isn't there yet, for a backup to be written into."""
        connection = driver.connect(str(path), isolation_level=None)
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{self._key.hex()}{self._salt.hex()}'\"")
        return connection

    def rekey(self, passphrase: str) -> None:
        """Encrypt the file anew under another passphrase; older recovery sheets are void then.

        The new file takes the old one's place only when it is whole and proved.
        """
        with self._writing, telling(self.path):
            salt = keys.new_salt(self._salt[-1])
            key = keys.key_from(passphrase, salt)
            beside = self.path.with_name(self.path.name + ".new")
            beside.unlink(missing_ok=True)
            backup.copy_under(self, beside, key, salt)
            self._engine.dispose()
            for file in _beside(self.path):
                file.unlink(missing_ok=True)
            beside.replace(self.path)
            self._key, self._salt = key, salt
            self._engine = engine_for(self.path, key, salt)

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._engine.dispose()
        self._lock.release()

    def _begin_file(self, school: School) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.exec_driver_sql("DROP TABLE about")
            migrate.bring_up_to_date(connection)
            connection.exec_driver_sql("COMMIT")
            self.schema = migrate.present(connection)
        self.note_about("identity", secrets.token_hex(16))
        self.note_about("noise_key", secrets.token_hex(32))
        self.note_about("signing_key", Ed25519PrivateKey.generate().private_bytes_raw().hex())
        with self.transaction() as tx:
            tx.put(school)

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            self.schema = migrate.present(connection)
            if not migrate.is_known(self.schema):
                raise migrate.newer_than_us(self.path)
        if self.schema == migrate.newest():
            return
        backup.back_up(self, backup.folder_of(self.path), self.now())
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                migrate.bring_up_to_date(connection)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            self.schema = migrate.present(connection)


def _note_about(connection: Connection, name: str, value: str) -> None:
    question = (
        "INSERT INTO about (name, value) VALUES (:name, :value) "
        "ON CONFLICT (name) DO UPDATE SET value = :value"
    )
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.execute(text(question), {"name": name, "value": value})
    connection.exec_driver_sql("COMMIT")


def _holder(who: str, at: datetime) -> str:
    return f"opened by {who or 'someone'} at {at:%H:%M} on {at.day} {at:%B}"


def _existing(path: Path) -> Path:
    path = Path(path)
    if not path.is_file():
        raise Problem("there is no such file", str(path), "Check its name and folder.", code="missing")
    return path


def _beside(path: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside the store while it is open."""
    return (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
