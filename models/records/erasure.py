# SPDX-License-Identifier: MIT
"""LegalHold, Erasure: why a child's record must stay, and that one was destroyed, without saying whose."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from models.records.record import Line, LongText, PupilId, Record, ask


class LegalHold(Record):
    """A reason for which a child's record is kept, whatever the rules of retention say."""

    called: ClassVar[str] = "legal hold"

    pupil_id: PupilId
    placed_on: date = ask("From")
    reason: LongText = ask(
        "Why",
        min_length=1,
        help="As in a complaint, an appeal, a claim, an inquiry that asked schools to keep.",
    )
    placed_by: Line = ask("Who decided", min_length=1)
    until: date | None = ask("Until", default=None, help="Empty where nobody can say yet.")

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on a day; its last day is one of them."""
        return self.placed_on <= on and (self.until is None or on <= self.until)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until and self.until < self.placed_on:
            raise ValueError("It can't end before it begins.")
        if not self.reason.strip() or not self.placed_by.strip():
            raise ValueError("A hold says why, and who decided it.")
        return self


class Erasure(Record):
    """That one child's record was destroyed: by which rule, when, by whom, and how much. Never whose.

    lines   the stretches of the audit trail that say no more what they said
    """

    called: ClassVar[str] = "erasure"

    certificate: Line = ask("Certificate")
    erased_on: date = ask("Erased on")
    who: Line = ask("By whom", default="")
    rule: Line = ask("Why", default="")
    reference: Annotated[str, Field(max_length=60)] = ask(
        "The school's own reference",
        default="",
        help="As on your list of destroyed files; no name and no UPN.",
    )
    counts: tuple[tuple[str, int], ...] = ask("What was erased", default=())
    lines: tuple[tuple[int, int], ...] = ask("Lines of the audit trail", default=())
