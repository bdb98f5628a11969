# SPDX-License-Identifier: MIT
"""The files that a store is made of while it is open, and how they reach the disk."""

from __future__ import annotations

import os
from pathlib import Path

from thresholds.problems import Problem


def log_of(path: Path) -> Path:
    """SQLite's write-ahead log of a file; it goes when the last connection closes."""
    return path.with_name(path.name + "-wal")


def part_of(path: Path) -> Path:
    """The name under which a file is made before it is whole; what an earlier attempt left there is gone."""
    part = path.with_name(path.name + ".part")
    clear(part)
    return part


def clear(part: Path) -> None:
    """Take an unfinished file and everything beside it away."""
    for ending in ("", "-wal", "-shm", "-journal", ".keys", ".keys.part"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def must_be_free(path: Path) -> None:
    """Raise Problem where a file has this name, or one that is gone left its log, which may hold work."""
    if path.exists():
        raise Problem(
            "a file of this name is there already", str(path), "Choose another name.", code="exists"
        )
    if log_of(path).exists():
        raise Problem(
            "what a file of this name wrote last is still there, and the file itself is gone",
            str(log_of(path)),
            "Bring the file back and open it, or choose another name.",
            code="left-behind",
        )


def settle(path: Path) -> None:
    """Let a file's content reach the disk before anything relies on it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Let a folder's list of names reach the disk, where the system can do that."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
