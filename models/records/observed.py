# SPDX-License-Identifier: MIT
"""Observed, Happening, DocumentHeld, Attestation: evidence in the standard's own words.

Facts that no other record answers (a descriptor seen in class, a judgement, a measure of the standard's
own) are written down as these; the questions for them are made from the standard.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.records.record import Line, LongText, PupilId, Record, ask

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.]*$", max_length=80)]


class Observed(Record):
    """One value of one fact of the standard on one day."""

    called: ClassVar[str] = "observation"

    pupil_id: PupilId
    fact: Name = ask("What the standard asks")
    observed_on: date = ask("Seen on")
    value: Line = ask("Answer", help="A number, yes or no, or one of the answers that the standard names.")
    source: Line = ask("Who saw it, and where", default="")
    note: LongText = ask("What it looked like", default="")


class Happening(Record):
    """Something that happened, in the standard's words, where no other record tells it.

    dated is a day, a month ("2026-03") where only the month is known, or empty where neither is.
    """

    called: ClassVar[str] = "event"

    pupil_id: PupilId
    event: Name = ask("What happened")
    dated: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}(-\d{2})?)?$")] = ask("When", default="")
    details: tuple[tuple[str, str], ...] = ask("Details", default=())
    source: Line = ask("From where we know", default="")


class DocumentHeld(Record):
    """A document that the school holds, in the standard's words, where no other record tells it."""

    called: ClassVar[str] = "document"

    pupil_id: PupilId
    document: Name = ask("Which document")
    dated_on: date = ask("Dated")
    source: Line = ask("From whom", default="")


class Attestation(Record):
    """A person's word that all events or documents of one kind are recorded.

    Only then does absence mean "no".
    """

    called: ClassVar[str] = "attestation"

    pupil_id: PupilId
    of: Name = ask("What is completely recorded")
    attested_on: date = ask("Said on")
    by: Line = ask("Said by", default="")
