# SPDX-License-Identifier: MIT
"""RecordSent: a child's whole record given to another school, so that it can be told who has it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from models.records.record import Line, PupilId, Record, ask


class RecordSent(Record):
    """One time that a child's record was made into a file for another school."""

    called: ClassVar[str] = "record sent"

    pupil_id: PupilId
    sent_on: date = ask("Made on")
    to: Line = ask("For which school", default="", help="Its number, or empty where none was named.")
    closed_with: Line = ask("Closed with", default="", help="A passphrase, or the receiver's key.")
    file_hash: str = ask("SHA-256 of the file", default="")
