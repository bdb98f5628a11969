# SPDX-License-Identifier: MIT
"""The faults of disks and drivers, told as problems that a person can mend."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from thresholds.problems import Problem

_SAID = (
    ("full", "disk-full", "the disk is full", "Make room on the disk, then try again."),
    (
        "readonly",
        "read-only",
        "the file can't be written to",
        "Check the file's rights, or copy it elsewhere.",
    ),
    ("locked", "busy", "another program is using the file", "Close it there, then try again."),
    ("busy", "busy", "another program is using the file", "Close it there, then try again."),
    ("malformed", "damaged", "the file is damaged", "Close the program and restore the last good backup."),
    (
        "disk i/o",
        "disk",
        "the disk doesn't answer",
        "Plug the drive in again, or restore the last good backup.",
    ),
    ("unable to open", "cannot-open", "the file can't be opened", "Check that the folder is there."),
    ("foreign key", "still-used", "other records still refer to this one", "Remove those first."),
)


_ERRNO = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.EROFS: "readonly",
    errno.EIO: "disk i/o",
    errno.ENODEV: "disk i/o",
    errno.ENOENT: "unable to open",
    errno.EBUSY: "busy",
}


def told(fault: Exception, path: Path) -> Problem:
    """The problem behind a driver's or a disk's fault."""
    text = str(getattr(fault, "orig", fault)).lower()
    if isinstance(fault, OSError):
        text = _ERRNO.get(fault.errno or 0, "disk i/o")
    for sign, code, what, mend in _SAID:
        if sign in text:
            return Problem(f"{what}; nothing was changed", str(path), mend, code=code)
    if "not a database" in text or "hmac" in text:
        return Problem(
            "the file is damaged; nothing was changed",
            str(path),
            "Close the program and restore the last good backup.",
            code="damaged",
        )
    return Problem(
        f"the file answered with a fault ({type(fault).__name__}); nothing was changed",
        str(path),
        "Run a check of the store; if it finds damage, restore the last good backup.",
        code="store-fault",
    )


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the driver's faults inside the block into problems."""
    try:
        yield
    except (DBAPIError, driver.Error) as fault:
        raise told(fault, path) from None


@contextmanager
def telling_of_disk(path: Path) -> Iterator[None]:
    """Turn the driver's and the disk's faults inside the block into problems; only around our own work."""
    try:
        with telling(path):
            yield
    except OSError as fault:
        raise told(fault, path) from None


def missing(path: Path) -> Problem:
    """The problem of a file that isn't there."""
    return Problem("there is no such file", str(path), "Check its name and folder.", code="missing")


def not_a_store(path: Path) -> Problem:
    """The problem of a file that holds no keyring of ours."""
    return Problem(
        "this is not a school's file, or it is damaged",
        str(path),
        "Choose another file, or restore a backup.",
        code="not-a-store",
    )


def wrong_passphrase(path: Path) -> Problem:
    """The problem of a passphrase that doesn't open a file."""
    return Problem(
        "the passphrase doesn't open this file",
        path.name,
        "Type it again, or use the recovery sheet.",
        code="wrong-passphrase",
    )


def wrong_sheet(path: Path) -> Problem:
    """The problem of a recovery sheet, rightly typed, that doesn't open a file."""
    return Problem(
        "this recovery sheet doesn't open this file",
        path.name,
        "It belongs to another file, or a newer sheet was made since.",
        code="wrong-sheet",
    )


def damaged(path: Path) -> Problem:
    """The problem of a file that the right key doesn't open."""
    return Problem(
        "the passphrase is right, but the beginning of the file is damaged",
        path.name,
        "Restore the last good backup.",
        code="damaged",
    )


def newer_than_us(path: Path) -> Problem:
    """The problem of a file that a newer version of the program has written."""
    return Problem(
        "this file was made by a newer version of the program; nothing was changed",
        path.name,
        "Install that version, or open the backup that was made before the change.",
        code="newer",
    )


def is_read_just_now(path: Path) -> Problem:
    """The problem of a file that can't be replaced because somebody still reads it."""
    return Problem(
        "the file is being read just now; nothing was changed", path.name, "Try again.", code="busy"
    )
