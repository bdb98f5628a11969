# SPDX-License-Identifier: MIT
"""Draft: what has been typed but is not yet a record; survives a crash."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from models.records.record import Record, ask


class Draft(Record):
    """The raw text of a form that is not yet valid; drafts leave no line in the audit trail."""

    called: ClassVar[str] = "draft"

    record_kind: str = ask("Kind of record")
    record_id: str = ask("Record")
    pupil_id: str = ask("Pupil", default="")
    texts: dict[str, str] = ask("What was typed")
    typed_at: datetime = ask("Typed at")
