# SPDX-License-Identifier: MIT
"""AuthorityForm, FormAnswer: an authority's own form, what goes where, and what was typed for one child."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from models.records.attachment import KeptBytes
from models.records.record import EditAs, Line, LongText, PupilId, Record, RecordId, Refers, ask


class PlaceMapped(BaseModel):
    """A place of a form: its key, the answer that goes there ("" for none), how many letters it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(max_length=300)
    answer: str = Field(default="", max_length=60)
    limit: int | None = Field(default=None, ge=1, le=100_000)


class FormDocument(KeptBytes):
    """The bytes of a form; they are about no child."""

    called: ClassVar[str] = "form's document"


class AuthorityForm(Record):
    """A Word document of an authority, kept with what goes into each of its places."""

    called: ClassVar[str] = "authority's form"

    title: Line = ask("Name of the form", min_length=1)
    la: Annotated[str, Field(pattern=r"^(\d{3})?$")] = ask(
        "Authority", default="", help="Three digits; empty where any authority takes it."
    )
    file_name: Line = ask("File")
    file_id: Annotated[RecordId, Refers("FormDocument")]
    taken_on: date = ask("Brought in on")
    places: tuple[PlaceMapped, ...] = ask("What goes where", default=())


class FormAnswer(Record):
    """What a person wrote into one place of a form for one child, instead of what the record says."""

    called: ClassVar[str] = "answer in a form"

    pupil_id: PupilId
    form_id: Annotated[RecordId, Refers("AuthorityForm")]
    place: Annotated[str, Field(max_length=300), EditAs("hidden")]
    text: LongText = ask("Text")
