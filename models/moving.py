# SPDX-License-Identifier: MIT
"""Moves between no SEN provision, SEN Support and an EHC plan, as records for the caller to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from models.codes import SenProvision
from models.records import AnnualReview, EhcRequest, Pupil, SenStatus
from models.records.ehc import ReviewOutcome
from thresholds.problems import Problem


def moved_to(
    pupil: Pupil, provision: SenProvision, on: date, statuses: Iterable[SenStatus], *, reason: str = ""
) -> tuple[SenStatus, ...]:
    """The history after a move: what ran ends the day before, and the new provision begins.

    Nothing where it runs already. Raises Problem where the day lies before the birth, or before something on
    record began: history is mended there, line by line, and not overwritten from here.
    """
    known = sorted(statuses, key=lambda one: one.started_on)
    if on < pupil.date_of_birth:
        raise Problem(
            "a provision can't begin before the child was born", "From", "Check the day.", field="on"
        )
    if any(one.started_on > on for one in known):
        later = known[-1].started_on
        raise Problem(
            "a later change is on record",
            f"{later.day} {later:%B %Y}",
            "Give a day after it, or correct the history first.",
            field="on",
        )
    running = [one for one in known if one.ended_on is None or one.ended_on >= on]
    if any(one.provision is provision for one in running):
        return ()
    ended = [_with(one, ended_on=on - timedelta(1)) for one in running if one.started_on < on]
    # What began on the very day was a slip: it becomes the new one, and one provision runs on each day.
    slip = next((one for one in running if one.started_on == on), None)
    began = _with(slip, provision=provision, reason=reason) if slip else None
    return (
        *ended,
        began or SenStatus(pupil_id=pupil.id, provision=provision, started_on=on, reason=reason),
    )


def _with(one: SenStatus, **changed: Any) -> SenStatus:
    return SenStatus.model_validate({**one.model_dump(), **changed})


def plan_began(pupil: Pupil, request: EhcRequest, statuses: Iterable[SenStatus]) -> tuple[SenStatus, ...]:
    """What an issued plan does to the SEN provision: typed once, with the request. Nothing without a plan."""
    if request.final_on is None:
        return ()
    return moved_to(pupil, SenProvision.PLAN, request.final_on, statuses, reason="EHC plan issued")


def plan_ceased(
    pupil: Pupil, review: AnnualReview, then: SenProvision, statuses: Iterable[SenStatus]
) -> tuple[SenStatus, ...]:
    """What the end of a plan does to it: SEN Support or none, as the school says."""
    if review.decision is not ReviewOutcome.CEASE or review.decided_on is None:
        return ()
    return moved_to(pupil, then, review.decided_on, statuses, reason="EHC plan ended")
