# SPDX-License-Identifier: MIT
"""ConfidenceRound, ConfidenceAnswer: what parents say of the support; no name, no child, no free text."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.records.record import Record, RecordId, Refers, ask

Rating = Annotated[int, Field(ge=1, le=5)]

_SCALE = "From 1, not at all, to 5, very much."


class ConfidenceRound(Record):
    """One time of asking parents: the term, and how many families were asked."""

    called: ClassVar[str] = "round of questions to parents"

    term: Annotated[str, Field(pattern=r"^\d{4}-\d{2}\.[123]$")] = ask(
        "Term", help="As in 2026-27.1 for autumn."
    )
    asked: Annotated[int, Field(ge=0, le=5000)] = ask("Families asked")


class ConfidenceAnswer(Record):
    """One paper that came back. It can't be told whose it is: there is no field in which that could stand.

    Topics from the Four Cornerstones: welcome and care, value and include, communicate, work in partnership.
    """

    called: ClassVar[str] = "parents' answers"

    round_id: Annotated[RecordId, Refers("ConfidenceRound")]
    safe: Rating | None = ask("My child feels safe and wanted", default=None, help=_SCALE)
    voice: Rating | None = ask("What I say shapes what is decided", default=None, help=_SCALE)
    understood: Rating | None = ask("Staff understand my child", default=None, help=_SCALE)
    early: Rating | None = ask("Needs are spotted early", default=None, help=_SCALE)
    reply: Rating | None = ask("Staff reply, and do what they said", default=None, help=_SCALE)
    clear: Rating | None = ask("Information is clear and in time", default=None, help=_SCALE)
    reviews: Rating | None = ask("Reviews happen when they were promised", default=None, help=_SCALE)
    together: Rating | None = ask("We plan together", default=None, help=_SCALE)
    contact: Rating | None = ask("I know whom to speak with", default=None, help=_SCALE)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in QUESTIONS):
            raise ValueError("An empty paper isn't an answer: it is one of those that didn't come back.")
        return self


QUESTIONS = tuple(name for name in ConfidenceAnswer.model_fields if name not in ("id", "round_id"))
"""The questions by name, in the order in which they are asked."""
