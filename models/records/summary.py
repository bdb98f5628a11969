# SPDX-License-Identifier: MIT
"""SummarySnapshot, TermStatement, AuthorityKey: a summary that left, and what goes with it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.codes import Code
from models.records.record import Line, LongText, Record, ask


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


class AuthorityKey(Record):
    """The key that summaries are sealed to, believed once its fingerprint was compared by voice."""

    called: ClassVar[str] = "authority's key"

    la: Annotated[str, Field(pattern=r"^\d{3}$")] = ask("Authority")
    name: Line = ask("Name", min_length=1)
    public_key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = ask("Key")
    compared_on: date = ask("Fingerprint compared on")


class HasBase(Code):
    """Whether the school has an inclusion base."""

    NONE = "none", "No"
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"


class TermStatement(Record):
    """What the school says of a term before its summary leaves: about itself, and about what is recorded.

    blank   tables of the summary that the school leaves blank on purpose
    """

    called: ClassVar[str] = "statement on a term"

    term: Annotated[str, Field(pattern=r"^\d{4}-\d{2}\.[123]$")] = ask("Term")
    suspensions_recorded: bool = ask(
        "All suspensions of the term are recorded",
        default=False,
        help="Only then does a child without one count as not suspended.",
    )
    blank: tuple[Annotated[str, Field(pattern=r"^[A-Z]\d\d[A-Z]*$")], ...] = ask(
        "Blank on purpose", default=()
    )
    eah_visits: Annotated[int, Field(ge=0, le=999)] | None = ask(
        "Days with a visit through Experts at Hand", default=None
    )
    has_base: HasBase | None = ask("Inclusion base", default=None)
    staff_trained: Annotated[int, Field(ge=0, le=999)] | None = ask(
        "Adults who took part in training", default=None, help="Each training counts once for each adult."
    )
