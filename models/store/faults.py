# SPDX-License-Identifier: MIT
"""The faults of disks and drivers, told as problems that a person can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from thresholds.problems import Problem

_SAID = (
    ("full", "disk-full", "the disk is full", "Make room; what you typed last is still on the screen."),
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


def told(fault: Exception, path: Path) -> Problem:
    """The problem behind a driver's fault."""
    text = str(getattr(fault, "orig", fault)).lower()
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
