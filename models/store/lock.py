# SPDX-License-Identifier: MIT
"""Lock: one program at a time on a file; the operating system frees it when its owner dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from models.store.faults import missing
from thresholds.problems import Problem

# Locked well behind the text, so that another program may read who holds it.
_SPOT = 4096


class Lock:
    """Holds a file for this program until released. Raises Problem where another holds it."""

    def __init__(self, path: Path, words: str) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._file = self._held(path)
        # The lock holds without words too, as on a full disk.
        with contextlib.suppress(OSError):
            os.ftruncate(self._file, 0)
            os.write(self._file, words.encode("utf-8"))

    def _held(self, path: Path) -> int:
        while True:
            file = self._opened(path)
            try:
                _take(file)
            except OSError:
                words = os.read(file, 200).decode("utf-8", errors="replace").strip()
                os.close(file)
                raise Problem(
                    f"this school is already open{' (' + words + ')' if words else ''}",
                    str(path),
                    "Use the other window, or close it first.",
                    code="already-open",
                ) from None
            if self._is_still_there(file):
                return file
            # Its last owner took the lock file away between our opening it and our holding it.
            os.close(file)

    def _opened(self, path: Path) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise Problem(
                f"the folder can't be written to ({(fault.strerror or 'no access').lower()})",
                str(path.parent),
                "Choose a folder that you may write to.",
                code="read-only",
            ) from None

    def _is_still_there(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), os.stat(self._path))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the file go; may be called twice."""
        if self._file < 0:
            return
        if sys.platform != "win32":
            # Removed while still held, so that nobody can take a lock that is about to vanish.
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        self._file = -1


@contextmanager
def held(path: Path, who: str, at: datetime, *, is_new: bool = False) -> Iterator[Lock]:
    """Hold the file for this program; let it go again where the block ends in trouble.

    Raises Problem where the file isn't there (unless it is to be new) or another program holds it.
    """
    if not (is_new or path.is_file()):
        raise missing(path)
    lock = Lock(path, f"opened by {who or 'someone'} at {at:%H:%M} on {at.day} {at:%B}")
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _SPOT, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
