# SPDX-License-Identifier: MIT
"""The list of pupils as CSV or XLSX, in columns that this program reads back as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from models.exchange.giving import write_rows
from models.records import Need, Pupil, Record, SenStatus, fields_of

if TYPE_CHECKING:
    from models.store import Transaction

R = TypeVar("R", SenStatus, Need)

_FIELDS = tuple(spec for spec in fields_of(Pupil) if spec.section in ("Identity", "School", "Background"))
_RANKS = {1: "Primary need", 2: "Secondary need", 3: "Third need"}
_HEADINGS = (
    *(spec.label for spec in _FIELDS),
    "SEN provision",
    "SEN provision since",
    *_RANKS.values(),
    "Further needs",
)


def write_pupils(tx: Transaction, path: Path) -> int:
    """Write everyone on roll and everyone who has left, by surname; the number of pupils.

    Raises Problem where the file can't be written.
    """
    return write_rows(path, _HEADINGS, _rows(tx))


def sen_by_pupil(tx: Transaction) -> tuple[dict[str, list[SenStatus]], dict[str, list[Need]]]:
    """SEN history by day, and the needs that haven't ended by rank, of each pupil."""
    statuses = _by_pupil(sorted(tx.find(SenStatus), key=lambda status: status.started_on))
    open_needs = [need for need in tx.find(Need) if need.ended_on is None]
    return statuses, _by_pupil(sorted(open_needs, key=lambda need: need.rank))


def _by_pupil(records: list[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(record.pupil_id, []).append(record)
    return found


def _rows(tx: Transaction) -> Iterator[list[Any]]:
    statuses, needs = sen_by_pupil(tx)
    for pupil in sorted(tx.find(Pupil), key=lambda p: (p.surname.casefold(), p.forename.casefold(), p.upn)):
        values = _values(pupil)
        status = statuses.get(pupil.id, [None])[-1]
        by_rank = {need.rank: need for need in reversed(needs.get(pupil.id, []))}
        rest = [n for n in needs.get(pupil.id, []) if by_rank.get(n.rank) is not n or n.rank not in _RANKS]
        yield [
            *(values[spec.name] for spec in _FIELDS),
            status.provision if status else None,
            status.started_on if status else None,
            *(by_rank[rank].code if rank in by_rank else None for rank in _RANKS),
            ", ".join(need.code for need in rest),
        ]


def _values(record: Record) -> Mapping[str, Any]:
    return {spec.name: getattr(record, spec.name) for spec in _FIELDS}
