# SPDX-License-Identifier: MIT
"""Support that is happening while nobody has decided about SEN: one rule, for Today and the list alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.codes import SenProvision
from models.cycle_parts import CycleParts
from models.records import Concern


def undecided_since(
    provision: SenProvision, parts: CycleParts | None, concerns: Iterable[Concern], on: date
) -> date | None:
    """Since when something is done for a child without a decision on SEN Support; None where nothing is open.

    Support in an open cycle counts, and so does what was tried after a concern. A decision settles all that
    began before it. With SEN Support or an EHC plan the decision is made.
    """
    if provision is not SenProvision.NONE:
        return None
    known = list(concerns)
    begun = [one.raised_on for one in known if one.is_open and one.tried.strip()]
    if parts is not None and parts.cycle.closed_on is None:
        begun += [
            one.started_on or parts.cycle.started_on
            for one in parts.provisions
            if one.ends_on is None or one.ends_on >= on
        ]
    decided = max((one.decided_on for one in known if one.decided_on), default=date.min)
    return min((day for day in begun if decided < day <= on), default=None)


def latest_of(concerns: Iterable[Concern]) -> Concern | None:
    """The concern that was raised last."""
    return max(concerns, key=lambda one: one.raised_on, default=None)


def to_look_at(concerns: Iterable[Concern], on: date) -> Concern | None:
    """The decided concern whose day for another look has come, if no later one has been raised since."""
    latest = latest_of(concerns)
    is_due = latest is not None and latest.review_on is not None and latest.review_on <= on
    return latest if is_due else None
