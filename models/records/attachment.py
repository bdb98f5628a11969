# SPDX-License-Identifier: MIT
"""KeptBytes, KeptFile, Attachment: a report as PDF or photo, kept inside the school's encrypted file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.codes import Code
from models.records.record import EditAs, Line, LongText, PupilId, Record, RecordId, Refers, ask

FileText = Annotated[str, Field(max_length=28_000_000), EditAs("hidden")]
"""A file's bytes in base64."""


class KeptBytes(Record):
    """The bytes of a file, which never change. What names the file points here, so that lists stay quick."""

    called: ClassVar[str] = "file"
    large: ClassVar[tuple[str, ...]] = ("content",)

    content: FileText = ask("The file itself")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), EditAs("hidden")]


class KeptFile(KeptBytes):
    """The bytes of a paper about one child; they go where the child's record goes."""

    pupil_id: PupilId


class AttachmentKind(Code):
    """What a kept paper is."""

    REPORT = "report", "A professional's report"
    LETTER = "letter", "A letter"
    WORK = "work", "The child's work"
    MINUTES = "minutes", "Minutes of a meeting"
    PLAN = "plan", "A plan"
    PHOTO = "photo", "A photo"
    OTHER = "other", "Something else"


class Attachment(Record):
    """A paper about a child: what it is, from whom, and where its bytes are."""

    called: ClassVar[str] = "attachment"

    pupil_id: PupilId
    title: Line = ask("What it is", min_length=1)
    kind_of: AttachmentKind = ask("Kind", default=AttachmentKind.REPORT)
    dated_on: date | None = ask("Dated", default=None)
    by: Line = ask("From whom", default="")
    note: LongText = ask("What matters in it", default="")
    file_name: Line = ask("File", default="")
    media: Annotated[str, Field(pattern=r"^(pdf|png|jpeg)$"), EditAs("hidden")]
    size: Annotated[int, Field(ge=1), EditAs("hidden")]
    file_id: Annotated[RecordId, Refers("KeptFile")]
