# SPDX-License-Identifier: MIT
"""What was arranged for a child is evidence of a request, each with its day and under its heading."""

from __future__ import annotations

from datetime import date

from models.assessment_request import evidence_of_request
from models.codes import SuspensionReason
from models.records import EbsaProfile, Suspension
from models.store import Store
from tests.models.conftest import ON, child, keep
from tests.models.year_of_records import whole_year


def test_arrangements_profiles_and_exclusions_are_evidence_without_being_typed_again(store: Store) -> None:
    pupil = child()
    gone = Suspension(
        pupil_id=pupil.id,
        started_on=date(2026, 10, 5),
        sessions=0,
        is_permanent=True,
        reasons=(SuspensionReason.DB,),
    )
    later = EbsaProfile(pupil_id=pupil.id, made_on=date(2027, 1, 11))
    keep(store, pupil, *whole_year(pupil), gone, later)
    with store.reading() as tx:
        sections = {one.title: one for one in evidence_of_request(tx, pupil, ON)}
    action = sections["Action that the school has already taken"]
    assert [(item.words, item.on) for item in action.items] == [
        ("Place in a base: Art, PE and maths with her class by Christmas.", date(2026, 9, 7)),
        ("Plan to return, with Miss Patel", date(2026, 9, 21)),
        ("Part-time timetable, 6 sessions a week until 11 December 2026", date(2026, 10, 5)),
    ]
    health = sections["Physical, emotional and social development, and health"]
    assert [(item.words, item.on) for item in health.items] == [
        ("EBSA profile · The dinner hall.", date(2026, 9, 18)),
        ("Permanent exclusion · Persistent or general disruptive behaviour", date(2026, 10, 5)),
    ]
