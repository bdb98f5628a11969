# SPDX-License-Identifier: MIT
"""Which backups to make, to keep and to let go: hourly for a day, daily, weekly, and one a term."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.store.backup import ENDING
from models.store.faults import telling_of_disk

EVERY = timedelta(hours=1)
"""How often a file that is written to is copied."""

OLD_AFTER = timedelta(days=7)
"""From when on the last good backup is called old."""

LONGEST = timedelta(days=3 * 366)
"""How long the last backup of a term is kept; none is kept longer, once there are newer ones."""

_FORM = "%Y-%m-%d %H%M%S"


def _term(at: datetime) -> Hashable:
    # Terms as summaries count them: autumn to December, spring to Easter (mid-April), summer to August.
    if at.month >= 9:
        return at.year, 1
    return at.year - 1, 2 if (at.month, at.day) < (4, 16) else 3


_RULES: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=1), lambda at: (at.date(), at.hour)),
    (timedelta(days=14), lambda at: at.date()),
    (timedelta(weeks=12), lambda at: at.isocalendar()[:2]),
    (LONGEST, _term),
)
"""For how long, and one of what is kept: each hour's, day's, week's and term's last."""


def to_keep(made: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """The instants whose backups stay: what the rules say, the newest, and any from after now.

    A clock may have been set back, so what lies in the future is nobody's to throw away.
    """
    kept = {at for at in made if at > now}
    if made:
        kept.add(max(made))
    for reach, bucket in _RULES:
        last: dict[Hashable, datetime] = {}
        for at in sorted(at for at in made if now - reach <= at <= now):
            last[bucket(at)] = at
        kept.update(last.values())
    return frozenset(kept)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for another copy; it is, where the last lies in the future: a clock was set back."""
    return last is None or not timedelta(0) <= now - last < EVERY


def is_old(last: datetime | None, now: datetime) -> bool:
    """Whether a person should be told that the last good backup is old, or that there is none."""
    return last is None or now - last >= OLD_AFTER


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder and the instant that its name says."""

    file: Path
    at: datetime


def backups_in(folder: Path, stem: str) -> tuple[Found, ...]:
    """Every backup of the store of that name in a folder, the newest first."""
    files = folder.glob(f"*{ENDING}") if folder.is_dir() else ()
    dated = ((file, instant_in(file.name.removesuffix(ENDING), stem)) for file in files)
    found = [Found(file, at) for file, at in dated if at is not None]
    return tuple(sorted(found, key=lambda one: (one.at, one.file.name), reverse=True))


def instant_in(name: str, stem: str) -> datetime | None:
    """The instant that follows a stem in a copy's name; None where none does."""
    if not name.startswith(f"{stem} "):
        return None
    try:
        return datetime.strptime(name.removeprefix(f"{stem} ")[:17], _FORM)  # noqa: DTZ007
    except ValueError:
        return None


def let_go(folder: Path, stem: str, now: datetime) -> tuple[Path, ...]:
    """Delete the backups that the rules don't keep, and say which. Raises Problem where one can't be deleted.

    Call it after a new backup was proved, never before.
    """
    found = backups_in(folder, stem)
    kept = to_keep([one.at for one in found], now.replace(tzinfo=None))
    gone = tuple(one.file for one in found if one.at not in kept)
    with telling_of_disk(folder):
        for file in gone:
            file.unlink(missing_ok=True)
    return gone
