# SPDX-License-Identifier: MIT
"""AccessArrangement: how a young person works in lessons and tests, and may therefore work in exams."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from models.codes import Code
from models.records.record import Line, LongText, PupilId, Record, ask


class Arranged(Code):
    """An access arrangement, in the words of the JCQ's yearly regulations."""

    EXTRA_25 = "extra_25", "25 % extra time"
    EXTRA_50 = "extra_50", "Extra time of up to 50 %"
    EXTRA_MORE = "extra_more", "Extra time of over 50 %"
    REST = "rest", "Supervised rest breaks"
    READER = "reader", "Reader"
    COMPUTER_READER = "computer_reader", "Computer reader or reading pen"
    SCRIBE = "scribe", "Scribe"
    SPEECH = "speech", "Speech recognition"
    WORD_PROCESSOR = "word_processor", "Word processor"
    ASSISTANT = "assistant", "Practical assistant"
    PROMPTER = "prompter", "Prompter"
    LANGUAGE = "language", "Language modifier"
    SIGN = "sign", "Sign language interpreter"
    PAPER = "paper", "Modified paper"
    COLOUR = "colour", "Coloured paper or overlay"
    ROOM = "room", "Another or a smaller room"
    OTHER = "other", "Something else"


class AccessArrangement(Record):
    """One arrangement: since when it is the normal way of working, what shows it, and what was approved.

    Source: Joint Council for Qualifications, Access Arrangements and Reasonable Adjustments.
    """

    called: ClassVar[str] = "access arrangement"

    pupil_id: PupilId
    arranged: Arranged = ask("Arrangement")
    normal_since: date | None = ask(
        "Normal way of working since",
        default=None,
        help="In lessons, internal tests and mock exams. An exam board asks for it.",
    )
    where_used: LongText = ask("In which subjects, and what is seen there", default="")
    evidence: LongText = ask("What shows the need", default="")
    assessed_on: date | None = ask("Assessed on", default=None)
    assessor: Line = ask("Who assessed", default="")
    applied_on: date | None = ask("Applied for on", default=None)
    approved_on: date | None = ask("Approved on", default=None)
    holds_until: date | None = ask("Approval holds until", default=None)
    reference: Line = ask("Reference of the approval", default="")
    exams: Line = ask("For which exams", default="")
    consent_on: date | None = ask("The young person agreed to the application on", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.applied_on and self.approved_on and self.approved_on < self.applied_on:
            raise ValueError("An approval can't come before the application.")
        if self.approved_on and self.holds_until and self.holds_until < self.approved_on:
            raise ValueError("An approval can't end before it was given.")
        return self
