# SPDX-License-Identifier: MIT
"""Decision: a verdict that was used: standard and digest, evidence, what the SENCO decided and why."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from models.codes import Layer
from models.records.cycle import CycleId
from models.records.record import LongText, PupilId, Record, ask


class Decision(Record):
    """The layer that a child was placed in on a day, with the verdict that supported it kept whole."""

    called: ClassVar[str] = "decision"

    pupil_id: PupilId
    cycle_id: CycleId | None = None
    layer: Layer = ask("Layer of support")
    decided_on: date = ask("Decided on")
    agrees_with_standard: bool | None = ask("Agrees with the standard", default=None)
    reason: LongText = ask(
        "Why",
        default="",
        help="Needed where it differs from what the standard says; the SENCO's judgement stands.",
    )
    standard_id: str = ""
    standard_version: str = ""
    standard_digest: str = ""
    evidence: dict[str, Any] = Field(default_factory=dict)
    statuses: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.agrees_with_standard is False and not self.reason.strip():
            raise ValueError("Say why the layer differs from the standard. Your judgement stands.")
        return self
