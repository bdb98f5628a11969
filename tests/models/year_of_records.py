# SPDX-License-Identifier: MIT
"""One of each kind of record that a SENCO keeps in a year beside the cycles, for one invented child."""

from __future__ import annotations

from datetime import date

from models.records import AnnualReview, EhcRequest, Pupil, Record
from models.records.ehc import AskedBy, AssessmentDecision


def whole_year(pupil: Pupil) -> list[Record]:
    """The records, each after those that it points to; none of them is the pupil."""
    return [*_towards_a_plan(pupil)]


def _towards_a_plan(pupil: Pupil) -> list[Record]:
    asked = EhcRequest(
        pupil_id=pupil.id,
        requested_on=date(2026, 2, 2),
        asked_by=AskedBy.PARENT,
        decided_on=date(2026, 3, 12),
        decision=AssessmentDecision.ASSESS,
        final_on=date(2026, 6, 19),
    )
    return [asked, AnnualReview(pupil_id=pupil.id, request_id=asked.id, due_on=date(2027, 6, 19))]
