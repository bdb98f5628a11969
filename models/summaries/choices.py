# SPDX-License-Identifier: MIT
"""The values that the summaries' tables are divided by: code and plain words of each, in order."""

from __future__ import annotations

from typing import TypeAlias

Choices: TypeAlias = tuple[tuple[str, str], ...]

SCHOOL_TYPES = {
    "N": "Nursery school",
    "P": "Primary school",
    "S": "Secondary school",
    "A": "All-through school",
    "X": "Special school",
    "R": "Pupil referral unit or alternative provision",
    "C": "College or sixth form",
}

NEEDS: Choices = (
    ("SPLD", "Specific learning difficulty"),
    ("MLD", "Moderate learning difficulty"),
    ("SLD", "Severe learning difficulty"),
    ("PMLD", "Profound and multiple learning difficulty"),
    ("SEMH", "Social, emotional and mental health"),
    ("SLCN", "Speech, language and communication needs"),
    ("HI", "Hearing impairment"),
    ("VI", "Vision impairment"),
    ("MSI", "Multi-sensory impairment"),
    ("PD", "Physical disability"),
    ("ASD", "Autistic spectrum disorder"),
    ("OTH", "Other difficulty, Down syndrome included"),
    ("NSA", "No specialist assessment yet"),
)

LEVELS: Choices = (("K", "SEN Support"), ("E", "EHC plan"))
MEALS: Choices = (("FSM", "Free school meals"), ("NOT_FSM", "No free school meals"))
AREAS: Choices = (
    ("CI", "Communication and interaction"),
    ("CL", "Cognition and learning"),
    ("SEMH", "Social, emotional and mental health"),
    ("SP", "Sensory and physical"),
    ("OTH", "Other or not yet assessed"),
)
LAYERS: Choices = (
    ("U", "Universal"),
    ("T", "Targeted"),
    ("TP", "Targeted Plus"),
    ("S", "Specialist"),
)
PHASE_BANDS: Choices = (
    ("EY", "Nursery and Reception"),
    ("KS1", "Years 1 and 2"),
    ("KS2", "Years 3 to 6"),
    ("KS3", "Years 7 to 9"),
    ("KS4", "Years 10 and 11"),
    ("P16", "Year 12 and above"),
)
ATTENDANCE_BANDS: Choices = (
    ("A95", "attended 95 % or more"),
    ("A90", "attended 90 to under 95 %"),
    ("A80", "attended 80 to under 90 %"),
    ("A50", "attended 50 to under 80 %"),
    ("A0", "attended under 50 %"),
)
WAIT_BANDS: Choices = (
    ("W6", "up to 6 weeks"),
    ("W12", "7 to 12 weeks"),
    ("W18", "13 to 18 weeks"),
    ("W26", "19 to 26 weeks"),
    ("W52", "27 to 52 weeks"),
    ("W53", "53 weeks or more"),
)
COST_BANDS: Choices = (
    ("C0", "no cost recorded"),
    ("C1", "under £1,000 a year"),
    ("C3", "£1,000 to under £3,000 a year"),
    ("C6", "£3,000 to under £6,000 a year"),
    ("C10", "£6,000 to under £10,000 a year"),
    ("C99", "£10,000 a year or more"),
)
