# SPDX-License-Identifier: MIT
"""The log of faults that nobody foresaw: where in the program, never what was in it."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from platformdirs import user_log_path

_log = logging.getLogger("graduated_response")


def log_folder() -> Path:
    """Where the log stands on this computer."""
    return user_log_path("Graduated Response", appauthor=False)


def open_log() -> None:
    """Write the log to its file, at most two of 500 kB; where no folder can be written to there is no log."""
    if _log.handlers:
        return
    from logging.handlers import RotatingFileHandler

    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_folder() / "faults.log", maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _log.addHandler(handler)
    _log.propagate = False


def last_words(fault: BaseException) -> str:
    """Log an unforeseen fault and return the sentence that a person reads, with the number to find it by.

    Only the kind of fault and the places in the code are written: an exception's own text may hold a name.
    """
    open_log()
    places = traceback.extract_tb(fault.__traceback__)
    way = " < ".join(f"{Path(p.filename).stem}.{p.name}:{p.lineno}" for p in reversed(places))
    kind = type(fault).__name__
    number = f"{abs(hash((kind, way))) % 1_000_000:06d}"
    try:
        _log.error("%s %s %s", number, kind, way)
    except OSError:
        number = "not logged"
    return (
        f"Something went wrong that we didn't foresee, and your saved work is safe (fault {number}). "
        "Try again; if it stays, send the log to whoever looks after the program."
    )
