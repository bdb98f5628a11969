# SPDX-License-Identifier: MIT
"""Lock: one program at a time on a file; the operating system frees it when its owner dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from thresholds.problems import Problem

# Locked well behind the text, so that another program may read who holds it.
_SPOT = 4096


class Lock:
    """Holds a file for this program until released. Raises Problem where another holds it."""

    def __init__(self, path: Path, words: str) -> None:
        self._path = path.with_name(path.name + ".lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise Problem(
                f"the folder can't be written to ({(fault.strerror or 'no access').lower()})",
                str(path.parent),
                "Choose a folder that you may write to.",
                code="read-only",
            ) from None
        try:
            _take(self._file)
        except OSError:
            held = os.read(self._file, 200).decode("utf-8", errors="replace").strip()
            os.close(self._file)
            raise Problem(
                f"this school is already open{' (' + held + ')' if held else ''}",
                str(path),
                "Use the other window, or close it first.",
                code="already-open",
            ) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, words.encode("utf-8"))

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


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _SPOT, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
