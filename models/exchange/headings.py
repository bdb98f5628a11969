# SPDX-License-Identifier: MIT
"""HEADINGS: what lists call their columns, for each field that a list can hold.

The words that exports of SIMS, Arbor, Bromcom and schools' own sheets use, and the labels of our records.
"""

from __future__ import annotations

from models.exchange.cells import plain
from models.records import AttendanceFigure, Pupil, fields_of

_WORDS: dict[str, str] = {
    "upn": "upn; unique pupil number; upn number; pupil upn; student upn; current upn",
    "former_upn": "former upn; previous upn; former unique pupil number",
    "full_name": (
        "name; full name; pupil name; student name; pupil; student; surname forename; legal name; "
        "surname and forename; name legal; preferred name; display name; legal full name"
    ),
    "surname": (
        "legal surname; surname; last name; legal last name; family name; pupil surname; student "
        "surname; student last name; lastname; pupil last name"
    ),
    "forename": (
        "legal forename; forename; first name; legal first name; given name; pupil forename; student "
        "forename; student first name; firstname; pupil first name; chosen name"
    ),
    "middle_names": "middle names; middle name; middle name s; legal middle names; legal middle name",
    "preferred_forename": (
        "preferred forename; preferred first name; known as; chosen forename; preferred given name"
    ),
    "preferred_surname": "preferred surname; preferred last name; preferred family name; chosen surname",
    "date_of_birth": "date of birth; dob; birth date; birthdate; d o b; birthday; date birth",
    "sex": "sex; gender; legal sex; m f; sex legal; gender legal; sex at birth",
    "year_group": (
        "year group; nc year; year taught in; national curriculum year; ncyearactual; nc year actual; "
        "curriculum year; year; yr; actual nc year; yeargroup; academic year group; yr grp; year grp; "
        "ncyear; current nc year; national curriculum year group"
    ),
    "form": (
        "registration group; registration form; reg group; tutor group; form; class; reg; form group; "
        "reg form; class name; registration class; class group; tutor; registration"
    ),
    "joined_on": (
        "admission date; date of admission; doa; date joined; entry date; enrolment date; date of entry; "
        "joined; enrolled on; date admitted; enrolment start date"
    ),
    "left_on": "leaving date; date of leaving; dol; date left; left; enrolment end date; leaving on",
    "home_la": "home la; home lea; home local authority; lea of residence; resident la",
    "is_main_registration": "main registration; main enrolment; is main registration",
    "free_school_meals": (
        "fsm; free school meals; fsm eligible; eligible for free school meals; fsm eligibility; free "
        "meals; eligible for fsm; is fsm; currently fsm eligible; free school meal; fsm status; free "
        "meal"
    ),
    "looked_after": (
        "looked after; in care; lac; cla; in lea care; looked after child; is looked after; child in "
        "care; in la care; currently in care; looked after status; ever in care now"
    ),
    "english_additional": (
        "eal; english as an additional language; english additional language; is eal; english as "
        "additional language; eal status"
    ),
    "first_language": (
        "first language; language first; home language; mother tongue; first language code; language"
    ),
    "sen_provision": (
        "sen status; sen provision; sen; sen code; send status; sen stage; sen support status; current "
        "sen status; sen level; provision; send; sen provision code; send provision; special needs "
        "status; sen category; current sen provision; sen provision type"
    ),
    "sen_started_on": (
        "sen start date; sen provision start date; sen status start date; sen provision since; sen "
        "since; date placed on sen register; sen from; send start date; provision start date; sen "
        "provision from; status start date; sen status from; sen date"
    ),
    "sen_ended_on": (
        "sen end date; sen provision end date; sen status end date; provision end date; sen to; status "
        "end date"
    ),
    "primary_need": (
        "primary need; primary sen need; sen need primary; primary sen type; sen type 1; need 1; primary "
        "need type; sen need 1; main need; sen type primary; first need; primary send need; primary area "
        "of need; sen primary need; sen needs primary; sen type rank 1; primary"
    ),
    "secondary_need": (
        "secondary need; secondary sen need; sen need secondary; secondary sen type; sen type 2; need 2; "
        "secondary need type; sen need 2; sen type secondary; second need; secondary send need; sen "
        "secondary need; sen needs secondary; sen type rank 2; secondary"
    ),
    "third_need": "third need; tertiary need; need 3; sen type 3; sen need 3",
    "needs": (
        "needs; sen needs; all needs; sen types; send needs; types of need; all sen needs; list of "
        "needs; sen need types"
    ),
    "need": (
        "need; sen need type; sen type; need type; sen need; type of need; sen need code; need code; "
        "send need; area of need; need description; sentype"
    ),
    "need_rank": (
        "rank; need rank; sen need rank; ranking; priority; sen type rank; sentyperank; need ranking"
    ),
    "need_started_on": "need start date; sen need start date; need from; need start",
    "need_ended_on": "need end date; sen need end date; need to; need end",
    "from_on": ("from; date from; start; period start; from date; first day; period from; attendance from"),
    "to_on": "to; date to; end; until; period end; to date; last day; period to; attendance to",
    "week_of": "week beginning; week commencing; w c; wc; week; w b; week starting; week start",
    "possible": (
        "sessions possible; possible sessions; possible; total sessions; possible marks; poss; total "
        "possible; possible attendance; sessions; total possible sessions; possible attendances"
    ),
    "attended": (
        "sessions attended; attended; present; present marks; attendances; sessions present; actual; "
        "total attended; attendance made; present sessions; actual attendances; presents; attended "
        "sessions; total present"
    ),
    "authorised": (
        "authorised absence; authorised absences; authorised; auth; auth abs; authorised absent; "
        "sessions authorised; auth absences; authorised absence sessions; sessions authorised absence"
    ),
    "unauthorised": (
        "unauthorised absence; unauthorised absences; unauthorised; unauth; unauth abs; sessions "
        "unauthorised; unauthorised absent; unauth absences; unauthorised absence sessions; sessions "
        "unauthorised absence"
    ),
    "percent": (
        "attendance; attendance percent; percentage attendance; percent attendance; attend; attendance "
        "percentage; percent; attendance rate; percentage; att; percentage attended; percent present"
    ),
}

_IDENTITY = ("upn", "surname", "forename", "full_name", "date_of_birth")

FIELDS: dict[str, tuple[str, ...]] = {
    "attendance": (
        *_IDENTITY,
        "from_on",
        "to_on",
        "week_of",
        "possible",
        "attended",
        "authorised",
        "unauthorised",
        "percent",
    ),
}
FIELDS["pupils"] = tuple(name for name in _WORDS if name in _IDENTITY or name not in FIELDS["attendance"])

_OWN_LABELS = {spec.name: spec.label for kind in (AttendanceFigure, Pupil) for spec in fields_of(kind)}


def _own_label(name: str) -> list[str]:
    return [plain(_OWN_LABELS[name])] if name in _OWN_LABELS else []


HEADINGS: dict[str, tuple[str, ...]] = {
    name: tuple(dict.fromkeys([*map(plain, words.split(";")), *_own_label(name)]))
    for name, words in _WORDS.items()
}
"""Field -> headings in small letters without signs, the surest first."""
