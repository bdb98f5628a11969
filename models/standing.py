# SPDX-License-Identifier: MIT
"""Which standard a child is judged by: its home authority's, in force on the day."""

from __future__ import annotations

from datetime import date

from models.records import Pupil, School
from thresholds.packs import in_force
from thresholds.standard import Standard


def standard_for(pupil: Pupil | None, school: School, on: date) -> Standard:
    """The standard of the pupil's home authority, or of the school's where none is recorded.

    Raises Problem where no standard at all is installed.
    """
    return in_force((pupil.home_la if pupil else "") or school.la, on)
