# SPDX-License-Identifier: MIT
"""Connections to the encrypted file, with the settings that keep it whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

# FULL, not NORMAL: a power cut may cost no commit. secure_delete: what is erased is gone from free pages too.
_SETTINGS = (
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "busy_timeout=3000",
)


def connect(path: Path, key: bytes, *, settings: bool = True, as_it_lies: bool = False) -> Any:
    """One raw connection to the file, made if it isn't there; the key is tried on the first page.

    as_it_lies: read only, and nothing is made beside the file.
    Raises the driver's DatabaseError ("not a database") where the key doesn't fit the first page.
    """
    place = f"file:{quote(str(path.resolve()))}?immutable=1" if as_it_lies else str(path)
    connection = driver.connect(place, uri=as_it_lies, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS if settings else ():
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def fits(path: Path, key: bytes) -> bool:
    """Whether a key opens a file's first page: then whatever else can't be read of it is damaged."""
    connection = driver.connect(
        f"file:{quote(str(path.resolve()))}?immutable=1", uri=True, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA schema_version").fetchone()
    except driver.Error:
        return False
    finally:
        connection.close()
    return True


def engine_for(creator: Callable[[], Any]) -> Engine:
    """An SQLAlchemy engine over such connections; transactions are begun in words, never by the driver."""
    return create_engine(
        "sqlite://", module=driver, creator=creator, poolclass=QueuePool, pool_size=3, max_overflow=5
    )
