# SPDX-License-Identifier: MIT
"""FACTS, EVENTS, DOCUMENTS, EVIDENCE: what a school's own records answer by themselves, for packs to name.

Everything else that a standard asks is declared in its pack, with the question for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from thresholds.nodes import DocumentKind, EventKind, EvidenceKind, Fact

_YES_NO = ("yes", "no")
_AREAS = (
    "communication_and_interaction",
    "cognition_and_learning",
    "semh",
    "sensory_and_physical",
    "attendance_ebsa",
    "preparation_for_adulthood",
)
_PROFESSIONS = ("salt", "ep", "ot", "pt", "specialist_teacher", "mental_health", "health", "other")
_AT_LEAST = "At least what is recorded; exact once the school says that all are recorded."


def _fact(kind: str, label: str, evidence: str, **rest: Any) -> Fact:
    """A fact whose evidence is one or more kinds parted by spaces."""
    return Fact.model_validate({"kind": kind, "label": label, "evidence": evidence.split(), **rest})


def _score(label: str, evidence: str, good_for: str = "12 months", **rest: Any) -> Fact:
    scale = {"unit": "standard_score", "min": 40, "max": 160, "more_need": "lower"} | rest
    return _fact("score", label, evidence, good_for=good_for, **scale)


def _judged(label: str, evidence: str, **rest: Any) -> Fact:
    return _fact("judgement", label, evidence, **({"good_for": "12 months"} | rest))


def _number(label: str, unit: str, most: int, evidence: str, **rest: Any) -> Fact:
    return _fact("measure", label, evidence, **({"unit": unit, "min": 0, "max": most} | rest))


def _count(label: str, unit: str, most: int, evidence: str, **rest: Any) -> Fact:
    return _fact("count", label, evidence, **({"unit": unit, "min": 0, "max": most} | rest))


def _evidence(label: str, effort: int, action: str = "") -> EvidenceKind:
    return EvidenceKind(label=label, effort=effort, action=action)


def _event(label: str, dated_by: str, evidence: str, note: str = "", **fields: tuple[str, ...]) -> EventKind:
    return EventKind(
        label=label, dated_by=dated_by, evidence=tuple(evidence.split()), note=note, fields=fields
    )


def _document(label: str, evidence: str) -> DocumentKind:
    return DocumentKind(label=label, evidence=tuple(evidence.split()))


EVIDENCE: Mapping[str, EvidenceKind] = MappingProxyType(
    {
        "school_record": _evidence("the school's own record", 1),
        "attendance_register": _evidence("the attendance register", 1),
        "senco_note": _evidence("a dated note by the SENCO", 1),
        "pupil_account": _evidence("a talk with the child", 2),
        "parent_account": _evidence("a talk with the parents", 2),
        "questionnaire": _evidence("a questionnaire filled in by a teacher or a parent", 3),
        "school_assessment": _evidence("a test or assessment given by the school", 3),
        "review_meeting": _evidence("a review meeting with parents and child", 3),
        "specialist_teacher": _evidence("a specialist teacher's assessment", 5),
        "completed_cycle": _evidence("a completed cycle of support", 6, "complete a cycle"),
        "completed_intervention": _evidence(
            "an intervention carried through to its end", 6, "carry an intervention through"
        ),
        "health_letter": _evidence("a health professional's letter", 7),
        "salt_report": _evidence("a speech and language therapist's report", 8),
        "ot_report": _evidence("an occupational therapist's or physiotherapist's report", 8),
        "mental_health_letter": _evidence("a mental health service's letter", 8),
        "ep_report": _evidence("an educational psychologist's report", 10),
    }
)
"""Where the facts below come from. A pack may say the same kind in its own words or with its own effort."""


FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "age": _count(
            "age in whole years",
            "years",
            25,
            "school_record",
            note="On the day of judging; a child born on 29 February turns a year older on 1 March.",
        ),
        "year_group": _count(
            "national curriculum year",
            "year",
            14,
            "school_record",
            min=-5,
            note="As recorded; Reception is 0 and nursery years count down from -1.",
        ),
        "weeks_on_roll": _count(
            "weeks since joining the school",
            "weeks",
            1000,
            "school_record",
            more_need="lower",
            note="Whole weeks from the day of joining to the day of judging.",
        ),
        "ehc_plan": _judged("has an education, health and care plan", "school_record", good_for=None),
        "layer_decided": _fact(
            "choice",
            "the layer of support that was decided",
            "school_record",
            values=("universal", "targeted", "targeted_plus", "specialist"),
            note="From the latest decision on record.",
        ),
        "attendance": _number(
            "attendance",
            "percent",
            100,
            "attendance_register",
            more_need="lower",
            good_for="3 months",
            note="Sessions attended of sessions possible, unrounded; dated by the last day counted.",
        ),
        "suspension_days_12m": _number(
            "days of suspension in the last 12 months",
            "days",
            200,
            "school_record",
            note=f"Sessions halved. {_AT_LEAST}",
        ),
        "suspension_days_term": _number(
            "days of suspension in this term",
            "days",
            100,
            "school_record",
            note=f"Needs the school's term dates. {_AT_LEAST}",
        ),
        "suspension_days_year": _number(
            "days of suspension in this school year",
            "days",
            200,
            "school_record",
            note=f"From 1 September. {_AT_LEAST}",
        ),
        "adjustments_weeks": _count(
            "school weeks of adjustments in class", "weeks", 200, "senco_note", good_for="12 months"
        ),
        "slower_than_peers": _judged(
            "progress significantly slower than that of peers from the same starting point",
            "school_assessment",
        ),
        "below_own_rate": _judged(
            "progress that doesn't match the child's own earlier rate", "school_assessment"
        ),
        "gap_not_closing": _judged("progress that doesn't close the gap to peers", "school_assessment"),
        "gap_widening": _judged("progress that widens the gap to peers", "school_assessment"),
        "other_causes_considered": _judged("other explanations were considered", "senco_note"),
        "language_score": _score("language score", "school_assessment salt_report", "18 months"),
        "receptive_language_score": _score("score for understanding language", "salt_report", "18 months"),
        "expressive_language_score": _score("score for using language", "salt_report", "18 months"),
        "phonological_score": _score("phonological score", "school_assessment salt_report", "18 months"),
        "word_reading_score": _score("word reading score", "school_assessment specialist_teacher"),
        "reading_comprehension_score": _score(
            "reading comprehension score", "school_assessment specialist_teacher"
        ),
        "spelling_score": _score("spelling score", "school_assessment specialist_teacher"),
        "writing_score": _score("writing score", "school_assessment specialist_teacher"),
        "maths_score": _score("mathematics score", "school_assessment specialist_teacher"),
        "cognitive_score": _score("cognitive score", "ep_report", "24 months"),
        "nonverbal_score": _score("non-verbal score", "school_assessment ep_report", "24 months"),
        "memory_score": _score("memory score", "specialist_teacher ep_report", "24 months"),
        "attainment_score": _score(
            "lowest attainment score",
            "school_assessment specialist_teacher",
            note="The lowest of the latest standard scores in word reading, reading comprehension, "
            "spelling, writing and mathematics that are no older than 12 months.",
        ),
        "attainment_centile": _score(
            "lowest attainment centile",
            "school_assessment specialist_teacher",
            unit="percentile",
            min=0,
            max=100,
            note="As the lowest attainment score, from results published as centiles. "
            "The two scales are never converted.",
        ),
        "sdq_teacher": _count(
            "Strengths and Difficulties total by the teacher",
            "points",
            40,
            "questionnaire",
            good_for="12 months",
        ),
        "sdq_parent": _count(
            "Strengths and Difficulties total by a parent",
            "points",
            40,
            "questionnaire",
            good_for="12 months",
        ),
        "boxall_strands": _count(
            "Boxall strands outside the norm", "strands", 20, "questionnaire", good_for="12 months"
        ),
        "outcomes_measured_percent": _number(
            "outcomes with a start and an end measure",
            "percent",
            100,
            "review_meeting",
            good_for="12 months",
            note="Of the outcomes of the latest reviewed cycle; dated by its review.",
        ),
        "reviews_met_in_a_row": _count(
            "reviews in a row in which every outcome was reached",
            "reviews",
            100,
            "review_meeting",
            good_for="12 months",
            note="Counted back from the latest reviewed cycle; dated by its review.",
        ),
        "parent_meetings_held_percent": _number(
            "meetings with parents held, of those due",
            "percent",
            2000,
            "review_meeting school_record",
            note="Due are three a year, for the part of the last 12 months since the first cycle began, "
            f"rounded down to whole meetings, at least one. {_AT_LEAST}",
        ),
        "advice_followed": _judged(
            "professional advice was put in place and its effect reviewed",
            "review_meeting",
            note="Yes where any advice is put in place and reviewed; no where all of it is known not to be.",
        ),
        "delivered_percent": _number(
            "sessions delivered, of those planned",
            "percent",
            100,
            "school_record",
            good_for="6 months",
            note="Sessions given, of those given and not given, in the latest cycle; "
            "dated by the last day logged.",
        ),
        "support_hours_a_week": _number(
            "hours of support a week for this child",
            "hours",
            60,
            "school_record",
            good_for="12 months",
            note="Times a week by minutes, shared by the size of the group, over the provision running now.",
        ),
        "provision_pounds_a_year": _number(
            "cost of provision in a year",
            "pounds",
            500_000,
            "school_record",
            good_for="12 months",
            note="Of the provision in the last 12 months; shown for planning, and decides nothing.",
        ),
        "support_terms": _count(
            "school terms with provision",
            "terms",
            60,
            "school_record",
            good_for="12 months",
            note="Terms of the last two years touched by a provision; needs the school's term dates.",
        ),
    }
)
"""Facts by name. Without good_for, the latest value holds until there is another, or is reckoned that day."""


EVENTS: Mapping[str, EventKind] = MappingProxyType(
    {
        "apdr_cycle": _event(
            "completed cycle of assess, plan, do and review",
            "ended",
            "completed_cycle",
            note="A cycle whose review was held and decided, dated by the review. "
            "long_enough: 6 to 18 weeks from plan to review. "
            "impact_measured: half the outcomes or more have a start and an end measure.",
            progress=("less_than_expected", "expected", "better_than_expected"),
            pupil_voice=_YES_NO,
            parent_view=_YES_NO,
            long_enough=_YES_NO,
            impact_measured=_YES_NO,
            much_extra_help=_YES_NO,
            outcomes_met=_YES_NO,
            decision=("continue", "change", "step_up", "step_down", "end"),
        ),
        "intervention": _event(
            "intervention carried through to its end",
            "ended",
            "completed_intervention",
            note="A provision whose last day has passed. ten_weeks: it ran for ten weeks or more.",
            area=_AREAS,
            evidence_based=_YES_NO,
            ten_weeks=_YES_NO,
        ),
        "parent_meeting": _event("meeting with parents", "held", "parent_account", first_concern=_YES_NO),
        "pupil_voice": _event("child's own view on record", "said", "pupil_account"),
        "parent_voice": _event("parents' own view on record", "said", "parent_account"),
        "suspension": _event("suspension", "started", "school_record", permanent=_YES_NO),
        "professional_request": _event(
            "request for a professional's help",
            "requested",
            "school_record",
            profession=_PROFESSIONS,
            expert_at_hand=_YES_NO,
            seen=_YES_NO,
        ),
        "expert_contact": _event(
            "contact with Experts at Hand",
            "seen",
            "school_record",
            note="The first day on which an expert saw or discussed this child.",
            profession=_PROFESSIONS,
        ),
    }
)
"""Events by name; only those on or before the day of judging are counted."""


DOCUMENTS: Mapping[str, DocumentKind] = MappingProxyType(
    {
        "senses_check": _document("hearing and vision checked or considered", "parent_account senco_note"),
        "professional_report": _document(
            "a professional's written advice",
            "specialist_teacher salt_report ot_report mental_health_letter health_letter ep_report",
        ),
        "salt_advice": _document("a speech and language therapist's advice", "salt_report"),
        "ep_advice": _document("an educational psychologist's advice", "ep_report"),
        "ot_advice": _document("an occupational therapist's advice", "ot_report"),
        "pt_advice": _document("a physiotherapist's advice", "ot_report"),
        "specialist_teacher_advice": _document("a specialist teacher's advice", "specialist_teacher"),
        "mental_health_advice": _document("a mental health service's written advice", "mental_health_letter"),
        "health_advice": _document("a health professional's written advice", "health_letter"),
    }
)
"""Documents by name. Papers that no record tells (a healthcare plan, a profile) are declared in a pack."""


def fact_list() -> str:
    """The catalogue as Markdown for whoever writes a standard: docs/facts.md is this text."""
    lines = [
        "# What a school's own records answer",
        "",
        "Made from the program itself. A standard refers to these by name and asks nobody for them. "
        "Whatever else it needs to know it declares itself, with the question that a person is asked.",
        "",
        "## Facts",
        "",
        "| name | what it is | unit and range | more need | holds for | note |",
        "|---|---|---|---|---|---|",
    ]
    for name, fact in FACTS.items():
        span = (
            f"{fact.unit}, {fact.min} to {fact.max}"
            if fact.is_number
            else ", ".join(fact.values) or "yes or no"
        )
        lines.append(
            f"| `{name}` | {fact.label} | {span} | {fact.more_need} | {fact.good_for or '–'} | {fact.note} |"
        )
    lines += [
        "",
        "## Events",
        "",
        "| name | what it is | dated by | what is noted of each | note |",
        "|---|---|---|---|---|",
    ]
    for name, event in EVENTS.items():
        noted = "; ".join(f"`{field}`: {', '.join(values)}" for field, values in event.fields.items()) or "–"
        lines.append(f"| `{name}` | {event.label} | `{event.dated_by}` | {noted} | {event.note} |")
    lines += ["", "## Documents", "", "| name | what it is |", "|---|---|"]
    lines += [f"| `{name}` | {document.label} |" for name, document in DOCUMENTS.items()]
    lines += ["", "## Evidence", "", "| name | what it is | effort |", "|---|---|---|"]
    lines += [f"| `{name}` | {kind.label} | {kind.effort} |" for name, kind in EVIDENCE.items()]
    return "\n".join(lines) + "\n"
