# SPDX-License-Identifier: MIT
"""Where on a child's page a fact of the standard is recorded."""

from __future__ import annotations

from desktop.pages.page import Place
from models.gather import SERVED

ATTENDANCE = ("attendance", "below_own_rate", "suspension")
PEOPLE = ("advice", "professional", "expert", "parent_meeting", "senses_check")
NEEDS = ("score", "boxall", "sdq", "centile")


def way_to(name: str, pupil_id: str) -> Place:
    """The tab where a fact, event or document is recorded; the question itself where it is asked."""
    if name not in SERVED:
        return Place("pupil", pupil_id, name, "needs")
    tabs = (("attendance", ATTENDANCE), ("people", PEOPLE), ("needs", NEEDS))
    found = next((tab for tab, words in tabs if any(word in name for word in words)), "now")
    return Place("pupil", pupil_id, "", found)
