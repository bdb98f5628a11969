# SPDX-License-Identifier: MIT
"""ImportBatch: one file taken in, so that it can be told where a record came from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from models.records.record import EditAs, Line, Record, ask


class ImportBatch(Record):
    """A file that was taken in: its name, its hash and what came of it."""

    called: ClassVar[str] = "import"

    file_name: Line = ask("File")
    file_hash: str = ask("SHA-256 of the file")
    format: Line = ask("Format", help="ctf, pupils, attendance or transfer")
    source: Line = ask("From", default="", help="The school that sent it, and the day on which it did.")
    taken_at: datetime = ask("Taken in at")
    added: int = ask("Added", default=0)
    changed: int = ask("Changed", default=0)
    unchanged: int = ask("Unchanged", default=0)
    rejected: int = ask("Rejected", default=0)
    record_ids: tuple[str, ...] = ask("Records that it made", default=())
    # Where in the audit trail it says what the import did, which is what taking it back goes by.
    first_line: Annotated[int, EditAs("hidden")] = 0
    last_line: Annotated[int, EditAs("hidden")] = 0
    taken_back_at: datetime | None = ask("Taken back at", default=None)
