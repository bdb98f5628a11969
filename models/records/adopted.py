# SPDX-License-Identifier: MIT
"""StandardDocument, AdoptedStandard: a standard that the school was told to use, kept whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.records.attachment import KeptBytes
from models.records.record import EditAs, Line, Record, RecordId, Refers, ask


class StandardDocument(KeptBytes):
    """The one file in which a standard was handed over. Decisions cite it, so it stays for ever."""

    called: ClassVar[str] = "standard's document"


class AdoptedStandard(Record):
    """A version of an authority's standard, from a day on, and whose signature it bears."""

    called: ClassVar[str] = "adopted standard"

    la: Annotated[str, Field(pattern=r"^\d{3}$")] = ask("Authority", help="Three digits, as in 372.")
    pack_id: Line = ask("Standard")
    version: Line = ask("Version")
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), EditAs("hidden")]
    effective_on: date = ask("In force from")
    adopted_on: date = ask("Adopted on")
    signed_by: Line = ask("Signed by", default="", help="Empty where it bears no signature that holds.")
    public_key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$"), EditAs("hidden")] = ""
    document_id: Annotated[RecordId, Refers("StandardDocument")]
