# SPDX-License-Identifier: MIT
"""Everything that is held on one child: every record that refers to it, in order of dependence."""

from __future__ import annotations

from models.cycle_parts import Reader
from models.records import RECORDS, Draft, Pupil, Record, WiderRequest, WiderRequestChild

OF_A_CHILD: tuple[type[Record], ...] = tuple(
    kind for kind in RECORDS if "pupil_id" in kind.model_fields and kind is not Draft
)
"""Every kind of record that is about one child; what is typed and not yet a record is asked for apart."""


def whole_record(tx: Reader, pupil: Pupil) -> list[Record]:
    """The child and everything on record about it; a record stands after those that it points to."""
    found: list[Record] = [pupil]
    for kind in OF_A_CHILD:
        found += tx.find(kind, pupil_id=pupil.id)
    return found


def group_requests(tx: Reader, pupil: Pupil) -> list[WiderRequest]:
    """The requests for a group that the child was in; they are about other children too."""
    ids = [one.request_id for one in tx.find(WiderRequestChild, pupil_id=pupil.id)]
    return [found for found in (tx.get(WiderRequest, id) for id in ids) if found is not None]
