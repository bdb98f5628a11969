# SPDX-License-Identifier: MIT
"""How long each child's record is kept, who is due for a look, and what holds it. Nothing goes by itself.

Source: the Information and Records Management Society's toolkit for schools, as schools quote it: a SEN file
to the 31st birthday (25, as long as a plan may last, and six years for claims, Limitation Act 1980), another
pupil's file to the 25th; a primary school passes the file on, the last school keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.codes import Code, SchoolPhase, SenProvision
from models.cycle_parts import Reader
from models.erasing import holds_in_force
from models.records import Cycle, EhcRequest, LegalHold, Need, Pupil, RecordSent, School, SenStatus

SEN_AGE = 31
PUPIL_AGE = 25
AFTER_SENDING_YEARS = 1
"""How long a school that passed a file on keeps its copy before it is asked to look: our own suggestion."""

SOON_DAYS = 365
_PASSES_ON = (SchoolPhase.NURSERY, SchoolPhase.PRIMARY)


class Rule(Code):
    """Why a record is kept, and until when."""

    SEN_FILE = "sen_file", "SEN file: to the 31st birthday"
    PUPIL_FILE = "pupil_file", "Pupil's file: to the 25th birthday"
    PASS_ON = "pass_on", "To be passed on to the next school"
    PASSED_ON = "passed_on", "Passed on: a year after it was sent"


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """Until when one child's record is kept, by which rule and why; hold is what stops it from going.

    is_due   the day has come and nothing holds it
    """

    pupil: Pupil
    rule: Rule
    why: str
    due_on: date
    hold: LegalHold | None
    is_due: bool

    def as_json(self) -> dict[str, Any]:
        """The line as the command line prints it."""
        return {
            "upn": self.pupil.upn,
            "surname": self.pupil.surname,
            "forename": self.pupil.forename,
            "rule": self.rule.value,
            "why": self.why,
            "due_on": self.due_on,
            "is_due": self.is_due,
            "hold": {"reason": self.hold.reason, "by": self.hold.placed_by, "until": self.hold.until}
            if self.hold
            else None,
        }


def birthday(born: date, age: int) -> date:
    """The day on which a person reaches an age; 1 March for one born on 29 February, in a year without it."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def review(tx: Reader, school: School, on: date) -> tuple[KeptUntil, ...]:
    """Until when every child's record is kept, the first due first."""
    pupils = tx.find(Pupil)
    has_sen = _with_sen(tx)
    sent = {one.pupil_id: one for one in sorted(tx.find(RecordSent), key=lambda one: one.sent_on)}
    held = {
        one.pupil_id: one
        for one in sorted(tx.find(LegalHold), key=lambda one: one.until or date.max)
        if one.is_in_force(on)
    }
    found = [_kept(one, school, on, has_sen, sent.get(one.id), held.get(one.id)) for one in pupils]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.pupil.surname.casefold(), one.pupil.upn)))


def kept_until(tx: Reader, pupil: Pupil, school: School, on: date) -> KeptUntil:
    """Until when one child's record is kept."""
    mine = pupil.id
    statuses = tx.find(SenStatus, pupil_id=mine)
    has_sen = any(one.provision is not SenProvision.NONE for one in statuses) or any(
        tx.find(kind, pupil_id=mine) for kind in (Cycle, Need, EhcRequest)
    )
    sent = max(tx.find(RecordSent, pupil_id=mine), key=lambda one: one.sent_on, default=None)
    held = holds_in_force(tx, mine, on)
    return _kept(pupil, school, on, frozenset({mine} if has_sen else ()), sent, held[-1] if held else None)


def to_look_at(lines: Sequence[KeptUntil], on: date) -> tuple[KeptUntil, ...]:
    """Those that are due, fall due within a year, or are held."""
    return tuple(one for one in lines if one.is_due or one.hold or (one.due_on - on).days <= SOON_DAYS)


def _kept(
    pupil: Pupil,
    school: School,
    on: date,
    has_sen: frozenset[str],
    sent: RecordSent | None,
    hold: LegalHold | None,
) -> KeptUntil:
    rule, why, due_on = _rule(pupil, school, pupil.id in has_sen, sent)
    # While a child is here its record is in use, whatever a day says.
    is_due = due_on <= on and pupil.left_on is not None and pupil.left_on <= on and hold is None
    return KeptUntil(pupil, rule, why, due_on, hold, is_due)


def _rule(pupil: Pupil, school: School, has_sen: bool, sent: RecordSent | None) -> tuple[Rule, str, date]:
    left = pupil.left_on
    if school.phase in _PASSES_ON and left is not None:
        if sent is None:
            return (
                Rule.PASS_ON,
                f"Left on {_day(left)}. The file goes to the next school, which keeps it from then on.",
                left,
            )
        where = f" for {sent.to}" if sent.to else ""
        return (
            Rule.PASSED_ON,
            f"Left on {_day(left)}; the record was sent on {_day(sent.sent_on)}{where}.",
            birthday(max(sent.sent_on, left), AFTER_SENDING_YEARS),
        )
    if has_sen:
        due = birthday(pupil.date_of_birth, SEN_AGE)
        return Rule.SEN_FILE, f"SEN is on record; the child is {SEN_AGE} on {_day(due)}.", due
    due = birthday(pupil.date_of_birth, PUPIL_AGE)
    return Rule.PUPIL_FILE, f"No SEN is on record; the child is {PUPIL_AGE} on {_day(due)}.", due


def _with_sen(tx: Reader) -> frozenset[str]:
    """The children of whom anything of SEN is on record, today or once."""
    statuses = {one.pupil_id for one in tx.find(SenStatus) if one.provision is not SenProvision.NONE}
    cycles = {one.pupil_id for one in tx.find(Cycle)}
    needs = {one.pupil_id for one in tx.find(Need)}
    return frozenset(statuses | cycles | needs | {one.pupil_id for one in tx.find(EhcRequest)})


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
