# SPDX-License-Identifier: MIT
"""FACTS, EVENTS, DOCUMENTS, EVIDENCE: what a school's own records answer by themselves, for packs to name.

Everything else that a standard asks is declared in its pack, with the question for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thresholds.arrangement_facts import ARRANGEMENT_FACTS
from thresholds.makers import (
    AREAS,
    AT_LEAST,
    PROFESSIONS,
    YES_NO,
    count,
    document,
    event,
    evidence_kind,
    fact,
    judged,
    number,
    score,
)
from thresholds.nodes import DocumentKind, EventKind, EvidenceKind, Fact

EVIDENCE: Mapping[str, EvidenceKind] = MappingProxyType(
    {
        "school_record": evidence_kind("the school's own record", 1),
        "attendance_register": evidence_kind("the attendance register", 1),
        "senco_note": evidence_kind("a dated note by the SENCO", 1),
        "pupil_account": evidence_kind("a talk with the child", 2),
        "parent_account": evidence_kind("a talk with the parents", 2),
        "questionnaire": evidence_kind("a questionnaire filled in by a teacher or a parent", 3),
        "timetable": evidence_kind("the child's timetable", 1),
        "school_assessment": evidence_kind("a test or assessment given by the school", 3),
        "review_meeting": evidence_kind("a review meeting with parents and child", 3),
        "reintegration_plan": evidence_kind("a reintegration plan", 3),
        "ebsa_profile": evidence_kind("a profile made with child and parents", 4),
        "specialist_teacher": evidence_kind("a specialist teacher's assessment", 5),
        "completed_cycle": evidence_kind("a completed cycle of support", 6, "complete a cycle"),
        "completed_intervention": evidence_kind(
            "an intervention carried through to its end", 6, "carry an intervention through"
        ),
        "health_letter": evidence_kind("a health professional's letter", 7),
        "salt_report": evidence_kind("a speech and language therapist's report", 8),
        "ot_report": evidence_kind("an occupational therapist's or physiotherapist's report", 8),
        "mental_health_letter": evidence_kind("a mental health service's letter", 8),
        "ep_report": evidence_kind("an educational psychologist's report", 10),
    }
)
"""Where the facts below come from. A pack may say the same kind in its own words or with its own effort."""


FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "age": count(
            "age in whole years",
            "years",
            25,
            "school_record",
            note="On the day of judging; a child born on 29 February turns a year older on 1 March.",
        ),
        "year_group": count(
            "national curriculum year",
            "year",
            14,
            "school_record",
            min=-5,
            note="As recorded; Reception is 0 and nursery years count down from -1.",
        ),
        "weeks_on_roll": count(
            "weeks since joining the school",
            "weeks",
            1000,
            "school_record",
            more_need="lower",
            note="Whole weeks from the day of joining to the day of judging.",
        ),
        "ehc_plan": judged("has an education, health and care plan", "school_record", good_for=None),
        "layer_decided": fact(
            "choice",
            "the layer of support that was decided",
            "school_record",
            values=("universal", "targeted", "targeted_plus", "specialist"),
            note="From the latest decision on record.",
        ),
        "attendance": number(
            "attendance",
            "percent",
            100,
            "attendance_register",
            more_need="lower",
            good_for="3 months",
            note="Sessions attended of sessions possible, unrounded; dated by the last day counted.",
        ),
        "suspension_days_12m": number(
            "days of suspension in the last 12 months",
            "days",
            200,
            "school_record",
            note=f"Sessions halved. {AT_LEAST}",
        ),
        "suspension_days_term": number(
            "days of suspension in this term",
            "days",
            100,
            "school_record",
            note=f"Needs the school's term dates. {AT_LEAST}",
        ),
        "suspension_days_year": number(
            "days of suspension in this school year",
            "days",
            200,
            "school_record",
            note=f"From 1 September. {AT_LEAST}",
        ),
        "adjustments_weeks": count(
            "school weeks of adjustments in class", "weeks", 200, "senco_note", good_for="12 months"
        ),
        "slower_than_peers": judged(
            "progress significantly slower than that of peers from the same starting point",
            "school_assessment",
        ),
        "below_own_rate": judged(
            "progress that doesn't match the child's own earlier rate", "school_assessment"
        ),
        "gap_not_closing": judged("progress that doesn't close the gap to peers", "school_assessment"),
        "gap_widening": judged("progress that widens the gap to peers", "school_assessment"),
        "other_causes_considered": judged("other explanations were considered", "senco_note"),
        "language_score": score("language score", "school_assessment salt_report", "18 months"),
        "receptive_language_score": score("score for understanding language", "salt_report", "18 months"),
        "expressive_language_score": score("score for using language", "salt_report", "18 months"),
        "phonological_score": score("phonological score", "school_assessment salt_report", "18 months"),
        "word_reading_score": score("word reading score", "school_assessment specialist_teacher"),
        "reading_comprehension_score": score(
            "reading comprehension score", "school_assessment specialist_teacher"
        ),
        "spelling_score": score("spelling score", "school_assessment specialist_teacher"),
        "writing_score": score("writing score", "school_assessment specialist_teacher"),
        "maths_score": score("mathematics score", "school_assessment specialist_teacher"),
        "cognitive_score": score("cognitive score", "ep_report", "24 months"),
        "nonverbal_score": score("non-verbal score", "school_assessment ep_report", "24 months"),
        "memory_score": score("memory score", "specialist_teacher ep_report", "24 months"),
        "attainment_score": score(
            "lowest attainment score",
            "school_assessment specialist_teacher",
            note="The lowest of the latest standard scores in word reading, reading comprehension, "
            "spelling, writing and mathematics that are no older than 12 months.",
        ),
        "attainment_centile": score(
            "lowest attainment centile",
            "school_assessment specialist_teacher",
            unit="percentile",
            min=0,
            max=100,
            note="As the lowest attainment score, from results published as centiles. "
            "The two scales are never converted.",
        ),
        "sdq_teacher": count(
            "Strengths and Difficulties total by the teacher",
            "points",
            40,
            "questionnaire",
            good_for="12 months",
        ),
        "sdq_parent": count(
            "Strengths and Difficulties total by a parent",
            "points",
            40,
            "questionnaire",
            good_for="12 months",
        ),
        "boxall_strands": count(
            "Boxall strands outside the norm", "strands", 20, "questionnaire", good_for="12 months"
        ),
        "outcomes_measured_percent": number(
            "outcomes with a start and an end measure",
            "percent",
            100,
            "review_meeting",
            good_for="12 months",
            note="Of the outcomes of the latest reviewed cycle; dated by its review.",
        ),
        "reviews_met_in_a_row": count(
            "reviews in a row in which every outcome was reached",
            "reviews",
            100,
            "review_meeting",
            good_for="12 months",
            note="Counted back from the latest reviewed cycle; dated by its review.",
        ),
        "parent_meetings_held_percent": number(
            "meetings with parents held, of those due",
            "percent",
            2000,
            "review_meeting school_record",
            note="Due are three a year, for the part of the last 12 months since the first cycle began, "
            f"rounded down to whole meetings, at least one. {AT_LEAST}",
        ),
        "advice_followed": judged(
            "professional advice was put in place and its effect reviewed",
            "review_meeting",
            note="Yes where any advice is put in place and reviewed; no where all of it is known not to be.",
        ),
        "delivered_percent": number(
            "sessions delivered, of those planned",
            "percent",
            100,
            "school_record",
            good_for="6 months",
            note="Sessions given, of those given and not given, in the latest cycle; "
            "dated by the last day logged.",
        ),
        "support_hours_a_week": number(
            "hours of support a week for this child",
            "hours",
            60,
            "school_record",
            good_for="12 months",
            note="Times a week by minutes, shared by the size of the group, over the provision running now.",
        ),
        "provision_pounds_a_year": number(
            "cost of provision in a year",
            "pounds",
            500_000,
            "school_record",
            good_for="12 months",
            note="Of the provision in the last 12 months; shown for planning, and decides nothing.",
        ),
        "support_terms": count(
            "school terms with provision",
            "terms",
            60,
            "school_record",
            good_for="12 months",
            note="Terms of the last two years touched by a provision; needs the school's term dates.",
        ),
        **ARRANGEMENT_FACTS,
    }
)
"""Facts by name. Without good_for, the latest value holds until there is another, or is reckoned that day."""


EVENTS: Mapping[str, EventKind] = MappingProxyType(
    {
        "apdr_cycle": event(
            "completed cycle of assess, plan, do and review",
            "ended",
            "completed_cycle",
            note="A cycle whose review was held and decided, dated by the review. "
            "long_enough: 6 to 18 weeks from plan to review. "
            "impact_measured: half the outcomes or more have a start and an end measure.",
            progress=("less_than_expected", "expected", "better_than_expected"),
            pupil_voice=YES_NO,
            parent_view=YES_NO,
            long_enough=YES_NO,
            impact_measured=YES_NO,
            much_extra_help=YES_NO,
            outcomes_met=YES_NO,
            decision=("continue", "change", "step_up", "step_down", "end"),
        ),
        "intervention": event(
            "intervention carried through to its end",
            "ended",
            "completed_intervention",
            note="A provision whose last day has passed. ten_weeks: it ran for ten weeks or more.",
            area=AREAS,
            evidence_based=YES_NO,
            ten_weeks=YES_NO,
        ),
        "parent_meeting": event("meeting with parents", "held", "parent_account", first_concern=YES_NO),
        "pupil_voice": event("child's own view on record", "said", "pupil_account"),
        "parent_voice": event("parents' own view on record", "said", "parent_account"),
        "suspension": event("suspension", "started", "school_record", permanent=YES_NO),
        "part_time_timetable": event("part-time timetable", "started", "timetable"),
        "professional_request": event(
            "request for a professional's help",
            "requested",
            "school_record",
            profession=PROFESSIONS,
            expert_at_hand=YES_NO,
            seen=YES_NO,
        ),
        "expert_contact": event(
            "contact with Experts at Hand",
            "seen",
            "school_record",
            note="The first day on which an expert saw or discussed this child.",
            profession=PROFESSIONS,
        ),
    }
)
"""Events by name; only those on or before the day of judging are counted."""


DOCUMENTS: Mapping[str, DocumentKind] = MappingProxyType(
    {
        "senses_check": document("hearing and vision checked or considered", "parent_account senco_note"),
        "professional_report": document(
            "a professional's written advice",
            "specialist_teacher salt_report ot_report mental_health_letter health_letter ep_report",
        ),
        "salt_advice": document("a speech and language therapist's advice", "salt_report"),
        "ep_advice": document("an educational psychologist's advice", "ep_report"),
        "ot_advice": document("an occupational therapist's advice", "ot_report"),
        "pt_advice": document("a physiotherapist's advice", "ot_report"),
        "specialist_teacher_advice": document("a specialist teacher's advice", "specialist_teacher"),
        "mental_health_advice": document("a mental health service's written advice", "mental_health_letter"),
        "health_advice": document("a health professional's written advice", "health_letter"),
        "ebsa_profile": document(
            "EBSA profile of risk and resilience, made with child and parents", "ebsa_profile"
        ),
    }
)
"""Documents by name. Papers that no record tells (a healthcare plan, say) are declared in a pack."""


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
    for name, one in FACTS.items():
        span = (
            f"{one.unit}, {one.min} to {one.max}" if one.is_number else ", ".join(one.values) or "yes or no"
        )
        lines.append(
            f"| `{name}` | {one.label} | {span} | {one.more_need} | {one.good_for or '–'} | {one.note} |"
        )
    lines += [
        "",
        "## Events",
        "",
        "| name | what it is | dated by | what is noted of each | note |",
        "|---|---|---|---|---|",
    ]
    for name, event_kind in EVENTS.items():
        noted = (
            "; ".join(f"`{field}`: {', '.join(values)}" for field, values in event_kind.fields.items()) or "–"
        )
        lines.append(
            f"| `{name}` | {event_kind.label} | `{event_kind.dated_by}` | {noted} | {event_kind.note} |"
        )
    lines += ["", "## Documents", "", "| name | what it is |", "|---|---|"]
    lines += [f"| `{name}` | {paper.label} |" for name, paper in DOCUMENTS.items()]
    lines += ["", "## Evidence", "", "| name | what it is | effort |", "|---|---|---|"]
    lines += [f"| `{name}` | {kind.label} | {kind.effort} |" for name, kind in EVIDENCE.items()]
    return "\n".join(lines) + "\n"
