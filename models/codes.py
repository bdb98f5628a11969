# SPDX-License-Identifier: MIT
"""Closed code sets with their source: SEN provision and types, year groups, attendance, suspension reasons.

A code is never removed, only closed, so that a record written under an older list still opens.
"""

from __future__ import annotations

from enum import StrEnum

from thresholds.evidence import Phase


class Code(StrEnum):
    """A code with the words that a person reads."""

    label: str

    # The label has a default only because a look-up, SenType("ASD"), looks like a call to a type checker.
    def __new__(cls, code: str, label: str = "") -> Code:
        """Make the code a string that carries its label."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.label = label
        return made


class SenProvision(Code):
    """SEN provision as the school census counts it (DfE code set; Devon SEN census guidance)."""

    NONE = "N", "No SEN provision"
    SUPPORT = "K", "SEN Support"
    PLAN = "E", "EHC plan"


class SenType(Code):
    """Type of need (DfE code set; labels as in the DfE's statistics of August 2026)."""

    SPLD = "SPLD", "Specific learning difficulty"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication needs"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autistic spectrum disorder"
    OTH = "OTH", "Other difficulty"
    NSA = "NSA", "SEN support but no specialist assessment of type of need"
    # Announced by the DfE and met in files; not yet in its published label list of August 2026.
    DS = "DS", "Down syndrome"


class Area(Code):
    """The four areas of need of the 2015 Code, attendance and adulthood beside them."""

    COMMUNICATION = "communication_and_interaction", "Communication and interaction"
    COGNITION = "cognition_and_learning", "Cognition and learning"
    SEMH = "semh", "Social, emotional and mental health"
    SENSORY = "sensory_and_physical", "Sensory and physical"
    ATTENDANCE = "attendance_ebsa", "Attendance and EBSA"
    ADULTHOOD = "preparation_for_adulthood", "Preparation for adulthood"


AREA_OF_NEED: dict[SenType, Area] = {
    SenType.SLCN: Area.COMMUNICATION,
    SenType.ASD: Area.COMMUNICATION,
    SenType.SPLD: Area.COGNITION,
    SenType.MLD: Area.COGNITION,
    SenType.SLD: Area.COGNITION,
    SenType.PMLD: Area.COGNITION,
    SenType.DS: Area.COGNITION,
    SenType.SEMH: Area.SEMH,
    SenType.HI: Area.SENSORY,
    SenType.VI: Area.SENSORY,
    SenType.MSI: Area.SENSORY,
    SenType.PD: Area.SENSORY,
}
"""The area that a type of need belongs to; OTH and NSA belong to none (Code of Practice 2015, chapter 6)."""


class Layer(Code):
    """The four layers of the 2026 national model."""

    UNIVERSAL = "universal", "Universal"
    TARGETED = "targeted", "Targeted"
    TARGETED_PLUS = "targeted_plus", "Targeted Plus"
    SPECIALIST = "specialist", "Specialist"


class Sex(Code):
    """Sex as the Common Transfer File carries it."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"


class SchoolPhase(Code):
    """What kind of school it is; decides which cells of a summary are possible at all."""

    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    SPECIAL = "special", "Special"
    PRU = "pru", "Pupil referral unit"
    COLLEGE = "college", "College or sixth form"


class YearGroup(Code):
    """National curriculum year as recorded, never reckoned from the date of birth (DfE NCyearActual)."""

    E1 = "E1", "Early first year"
    E2 = "E2", "Early second year"
    N1 = "N1", "Nursery first year"
    N2 = "N2", "Nursery second year"
    R = "R", "Reception"
    Y1 = "1", "Year 1"
    Y2 = "2", "Year 2"
    Y3 = "3", "Year 3"
    Y4 = "4", "Year 4"
    Y5 = "5", "Year 5"
    Y6 = "6", "Year 6"
    Y7 = "7", "Year 7"
    Y8 = "8", "Year 8"
    Y9 = "9", "Year 9"
    Y10 = "10", "Year 10"
    Y11 = "11", "Year 11"
    Y12 = "12", "Year 12"
    Y13 = "13", "Year 13"
    Y14 = "14", "Year 14"
    X = "X", "Not following year groups"


def phase_of(year: YearGroup | None) -> Phase | None:
    """The phase that a year group is taught in; None where the year group doesn't say."""
    if year is None or year is YearGroup.X:
        return None
    if year in (YearGroup.E1, YearGroup.E2, YearGroup.N1, YearGroup.N2, YearGroup.R):
        return Phase.EARLY_YEARS
    number = int(year)
    if number <= 6:
        return Phase.PRIMARY
    return Phase.SECONDARY if number <= 11 else Phase.POST_16


class SuspensionReason(Code):
    """Why a child was suspended; up to three, ranked (DfE code set, 2020 onwards)."""

    PP = "PP", "Physical assault against a pupil"
    PA = "PA", "Physical assault against an adult"
    VP = "VP", "Verbal abuse or threatening behaviour against a pupil"
    VA = "VA", "Verbal abuse or threatening behaviour against an adult"
    BU = "BU", "Bullying"
    RA = "RA", "Racist abuse"
    LG = "LG", "Abuse against sexual orientation or gender identity"
    DS = "DS", "Abuse relating to disability"
    SM = "SM", "Sexual misconduct"
    DA = "DA", "Drug and alcohol related"
    DM = "DM", "Damage"
    TH = "TH", "Theft"
    DB = "DB", "Persistent or general disruptive behaviour"
    MT = "MT", "Inappropriate use of social media or online technology"
    OW = "OW", "Use or threat of a weapon or prohibited item"
    PH = "PH", "Wilful and repeated breach of protective measures"


class Progress(Code):
    """Progress against what was expected in a cycle (Code of Practice 2015, 6.17)."""

    LESS = "less_than_expected", "Less than expected"
    EXPECTED = "expected", "As expected"
    BETTER = "better_than_expected", "Better than expected"


class ReviewDecision(Code):
    """What a review decides (Code of Practice 2015, 6.53 to 6.56)."""

    CONTINUE = "continue", "Continue as it is"
    CHANGE = "change", "Change the support"
    STEP_UP = "step_up", "Step up"
    STEP_DOWN = "step_down", "Step down"
    END = "end", "End SEN Support"


class Achievement(Code):
    """How far an outcome was reached: Goal Attainment Scaling from −2 to +2, in words."""

    MUCH_LESS = "-2", "Much less than hoped"
    LESS = "-1", "Less than hoped"
    AS_HOPED = "0", "As hoped"
    MORE = "1", "More than hoped"
    MUCH_MORE = "2", "Much more than hoped"


class NextForOutcome(Code):
    """What becomes of an outcome after its review."""

    KEEP = "keep", "Keep it"
    CHANGE = "change", "Change it"
    END = "end", "It is done"


class Whose(Code):
    """Whose words they are."""

    CHILD = "child", "The child"
    PARENT = "parent", "Parent or carer"


class Stage(Code):
    """The four stages of the graduated response."""

    ASSESS = "assess", "Assess"
    PLAN = "plan", "Plan"
    DO = "do", "Do"
    REVIEW = "review", "Review"


class Profession(Code):
    """Who gives advice: Experts at Hand and others (Rotherham SEND Reform Plan 2026-29)."""

    SALT = "salt", "Speech and language therapist"
    EP = "ep", "Educational psychologist"
    OT = "ot", "Occupational therapist"
    PT = "pt", "Physiotherapist"
    TEACHER = "specialist_teacher", "Specialist teacher"
    MENTAL_HEALTH = "mental_health", "Mental health service"
    HEALTH = "health", "Health professional"
    OTHER = "other", "Another professional"


class ScoreScale(Code):
    """The scale that a score is on; scores of two scales are never compared."""

    STANDARD = "standard_score", "Standard score (average 100)"
    SCALED = "scaled_score", "Scaled score (average 10)"
    T = "t_score", "T-score (average 50)"
    PERCENTILE = "percentile", "Percentile"
    RAW = "raw", "Raw score"
    MONTHS = "age_months", "Age equivalent in months"


class ScoreDomain(Code):
    """What a score measures; decides which fact of the standard it answers."""

    LANGUAGE = "language", "Language, overall"
    RECEPTIVE = "receptive_language", "Understanding language"
    EXPRESSIVE = "expressive_language", "Using language"
    READING = "reading", "Word reading"
    COMPREHENSION = "reading_comprehension", "Reading comprehension"
    SPELLING = "spelling", "Spelling"
    WRITING = "writing", "Writing"
    MATHS = "maths", "Mathematics"
    COGNITIVE = "cognitive", "Cognitive ability"
    NONVERBAL = "nonverbal", "Non-verbal reasoning"
    PHONOLOGY = "phonological", "Phonological skills"
    MEMORY = "memory", "Memory"
    SDQ_TEACHER = "sdq_teacher", "SDQ total, teacher"
    SDQ_PARENT = "sdq_parent", "SDQ total, parent"
    BOXALL = "boxall", "Boxall strands outside the norm"
    OTHER = "other", "Something else"
