# SPDX-License-Identifier: MIT
"""today() and now(): the only readers of the clock; everything else is told."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day as this computer has it."""
    return date.today()


def now() -> datetime:
    """The instant as this computer has it, in its own time zone."""
    return datetime.now().astimezone()
