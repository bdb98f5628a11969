# SPDX-License-Identifier: MIT
"""Papers on data protection, filled in from what is so in this school; drafts for its officer to check."""

from models.protection.impact import impact_assessment
from models.protection.notice import privacy_notice
from models.protection.practice import Practice, Settings, practice_of
from models.protection.written import Listed, Part

__all__ = [
    "Listed",
    "Part",
    "Practice",
    "Settings",
    "impact_assessment",
    "practice_of",
    "privacy_notice",
]
