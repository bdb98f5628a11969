# SPDX-License-Identifier: MIT
"""Connections to the encrypted file, with the settings that keep it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from models.store.keys import not_a_store
from thresholds.problems import Problem

# FULL, not NORMAL: a power cut may cost no commit. secure_delete: what is erased is gone from free pages too.
_SETTINGS = (
    "cipher_memory_security=OFF",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "busy_timeout=3000",
)


def connect(path: Path, key: bytes, salt: bytes, *, settings: bool = True) -> Any:
    """One raw connection to the file; the key is tried with the first page.

    Raises Problem where the key doesn't fit.
    """
    connection = driver.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS if settings else ():
            connection.execute(f"PRAGMA {setting}")
    except driver.DatabaseError as fault:
        connection.close()
        if "not a database" in str(fault):
            raise wrong_key(path) from None
        raise
    return connection


def wrong_key(path: Path) -> Problem:
    """The problem of a passphrase that doesn't open the file."""
    if path.stat().st_size % 4096 or path.stat().st_size == 0:
        return not_a_store(path)
    return Problem(
        "the passphrase doesn't open this file",
        path.name,
        "Type it again, or use the recovery sheet. If it is surely right, the file is damaged: "
        "restore a backup.",
        code="wrong-passphrase",
    )


def engine_for(path: Path, key: bytes, salt: bytes) -> Engine:
    """An SQLAlchemy engine over such connections; transactions are begun in words, never by the driver."""
    return create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, salt),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=5,
    )
