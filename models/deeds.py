# SPDX-License-Identifier: MIT
"""Who did what when, as the audit trail holds it; never what was written, which the records say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from models.records import RECORDS, Pupil
from models.store.check import first_broken_line
from models.store.trail import TrailLine

if TYPE_CHECKING:
    from models.store import Store, Transaction

HEAD = ("Line", "When", "Who", "Did", "What", "How many", "Whose")
_CALLED = {kind.kind(): kind.called for kind in RECORDS}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that one person did at one instant: lines of the trail that stand together and say the same.

    number  the first line's number; count is how many lines there are
    whose   the child's name, "several children", or "" for what is about none or was erased
    """

    number: int
    at: datetime | None
    who: str
    did: str
    what: str
    count: int
    pupil_id: str
    whose: str

    @property
    def row(self) -> tuple[int, datetime | None, str, str, str, int, str]:
        """The deed as a line of a sheet, under HEAD."""
        return self.number, self.at, self.who, self.did, self.what, self.count, self.whose


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the trail holds: how many lines it has, and the first that doesn't follow, 0 for none."""

    lines: int
    broken_at: int

    @property
    def sentence(self) -> str:
        """The same for a person."""
        if self.broken_at:
            return (
                f"The trail is broken: line {self.broken_at:,} doesn’t follow from the one before. Somebody "
                "changed the file outside this program, or it is damaged. Go back to a copy, and tell "
                "whoever is responsible for data protection."
            )
        return (
            f"All {self.lines:,} lines follow from one another. A line that somebody had changed, removed or "
            "put in between would show."
        )


def verified(store: Store) -> Verified:
    """Go through the whole trail and look whether each line follows from the one before."""
    with closing(store.raw()) as connection:
        lines = connection.execute("SELECT count(*) FROM audit").fetchone()[0]
        return Verified(int(lines), first_broken_line(connection))


def deeds(tx: Transaction, *, most: int = 0, pupil_id: str = "") -> tuple[Deed, ...]:
    """What was done, the newest first; of the last so many lines, or of one child only.

    most  0 for the whole trail
    """
    last = tx.next_line - 1
    first = max(1, last - most + 1) if most else 1
    names = {pupil.id: pupil.known_as for pupil in tx.find(Pupil)}
    lines = (one for one in tx.trail(first, last, inside=False) if pupil_id in ("", one.pupil_id))
    return tuple(reversed(list(_deeds(lines, names))))


def _deeds(lines: Iterator[TrailLine], names: dict[str, str]) -> Iterator[Deed]:
    for (at, who, kind, did), some in groupby(lines, key=_alike):
        together = list(some)
        pupils = {one.pupil_id for one in together} - {""}
        only = next(iter(pupils)) if len(pupils) == 1 else ""
        called, whose = _CALLED.get(kind, kind), _whose(pupils, names)
        yield Deed(together[0].number, _instant(at), who, did, called, len(together), only, whose)


def _whose(pupils: set[str], names: dict[str, str]) -> str:
    if len(pupils) > 1:
        return "several children"
    return "".join(names.get(one, "a child who is no longer here") for one in pupils)


def _alike(line: TrailLine) -> tuple[str, str, str, str]:
    return line.at, line.who, line.kind, _did(line)


def _did(line: TrailLine) -> str:
    if line.is_erased:
        return "erased since"
    if line.before is None:
        return "added"
    return "removed" if line.after is None else "changed"


def _instant(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None
