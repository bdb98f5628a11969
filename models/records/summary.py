# SPDX-License-Identifier: MIT
"""SummarySnapshot: a term's true tables, frozen when the summary first left the school. Personal data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.records.record import LongText, Record, ask


class SummarySnapshot(Record):
    """One version of one term's summary, with the true tables behind it, so that it can be made again."""

    called: ClassVar[str] = "summary"

    term: Annotated[str, Field(pattern=r"^\d{4}-\d{2}\.[123]$")] = ask("Term")
    query_set: str = ask("Query set")
    version: Annotated[int, Field(ge=1)] = ask("Version")
    issued_on: date = ask("Made on")
    tables: dict[str, dict[str, int]] = ask("True tables")
    structural: tuple[tuple[str, str], ...] = ask("Cells that can't occur", default=())
    digest: str = ask("Digest of the true tables")
    file_hash: str = ask("Hash of the file", default="")
    document: str = ask("The file as it left", default="")
    reason: LongText = ask("Why another version", default="")
