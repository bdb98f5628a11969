# SPDX-License-Identifier: MIT
"""Every day by which something is expected of or around a child: the law's clocks and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.arrangements import Arrangement, last_looked_at, review_due, runs_on
from models.clocks import (
    PAPER_WEEKS,
    REVIEW_DECISION_WEEKS,
    Clock,
    clocks_of_request,
    clocks_of_review,
    next_review_due,
)
from models.cycle_parts import Reader
from models.guidance import SOON, is_overdue
from models.records import (
    AnnualReview,
    ArrangementReview,
    BasePlacement,
    EhcRequest,
    PartTimeTimetable,
    Pupil,
    ReturnPlan,
)
from models.records.ehc import PlanDecision, ReviewOutcome

TO_ARRANGE = 28
"""Days before the last day for setting a review's date from which it is shown: a meeting takes arranging."""

LONGEST_UNLOOKED = 28
"""Days after which a plan to return is looked at where no day was agreed."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day by which something is expected, as a sentence with a name and a verb.

    words       what to do
    why         why, and by when
    shown_from  the day from which it needs somebody's eye; a calendar shows it before
    part        the part of the child's page that it belongs to
    """

    words: str
    why: str
    pupil_id: str
    due_on: date
    shown_from: date
    part: str


_EHC, _RETURN = "ehc", "attendance"

_TO_DO = {
    "advice": "Send the authority the school’s advice on {name}.",
    "draft_views": "Help {name}’s family to answer the draft plan.",
    "appeal": "Tell {name}’s family until when they may appeal.",
    "papers": "Send round the papers for {name}’s annual review.",
    "report": "Send the report of {name}’s annual review to the authority.",
}
"""Clocks on which the school has something to do before they run out."""

_TO_ASK = {
    "decide": "Ask the authority whether it will assess {name}.",
    "plan": "Ask the authority whether {name} will have a plan.",
    "final": "Ask the authority for {name}’s final plan.",
    "review_decision": "Ask the authority what it decided after {name}’s annual review.",
    "amended": "Ask the authority for {name}’s amended plan.",
}
"""The authority's own clocks: until they run out there is nothing to do but wait."""


def deadlines(tx: Reader, pupils: Sequence[Pupil], on: date) -> tuple[Deadline, ...]:
    """Every day that is still to come or was missed, for these pupils, the earliest first."""
    known = {one.id: one for one in pupils}
    if not known:
        return ()
    requests = [one for one in tx.find(EhcRequest) if one.pupil_id in known]
    reviews = [one for one in tx.find(AnnualReview) if one.pupil_id in known]
    found = [
        *(line for one in requests for line in _of_clocks(clocks_of_request(one), known[one.pupil_id], on)),
        *(line for one in reviews for line in _of_clocks(clocks_of_review(one), known[one.pupil_id], on)),
        *(line for one in reviews for line in _to_arrange(one, known[one.pupil_id])),
        *_to_write_down(known.values(), requests, reviews),
        *_arranged(tx, known, on),
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.words)))


def due_words(due: date, on: date) -> str:
    """When it is or was due, as a sentence."""
    return f"It {'was' if is_overdue(due, on) else 'is'} due on {due.day} {due:%B}."


def _of_clocks(clocks: Iterable[Clock], pupil: Pupil, on: date) -> Iterator[Deadline]:
    for clock in clocks:
        if clock.done_on is not None or (clock.is_excused and is_overdue(clock.due_on, on)):
            continue
        # An appeal that can no longer be made and a draft that went on without an answer need nobody.
        if clock.name in ("appeal", "draft_views") and is_overdue(clock.due_on, on):
            continue
        asked = clock.name in _TO_ASK
        words = _TO_ASK.get(clock.name) or _TO_DO.get(clock.name)
        if words:
            shown = clock.due_on + timedelta(1) if asked else clock.due_on - timedelta(SOON)
            why = due_words(clock.due_on, on)
            yield Deadline(words.format(name=pupil.known_as), why, pupil.id, clock.due_on, shown, _EHC)


def _last_day_to_arrange(due: date) -> date:
    """The day by which a meeting has its date: papers before it, and the authority's four weeks after it."""
    return due - timedelta(7 * (REVIEW_DECISION_WEEKS + PAPER_WEEKS))


def _to_arrange(one: AnnualReview, pupil: Pupil) -> Iterator[Deadline]:
    if one.meeting_on is None:
        last = _last_day_to_arrange(one.due_on)
        words = f"Set the day of {pupil.known_as}’s annual review."
        why = f"The review is to be complete by {one.due_on.day} {one.due_on:%B}; papers go out before it."
        yield Deadline(words, why, pupil.id, last, last - timedelta(TO_ARRANGE), _EHC)


def _to_write_down(
    pupils: Iterable[Pupil], requests: Sequence[EhcRequest], reviews: Sequence[AnnualReview]
) -> Iterator[Deadline]:
    """Plans whose next review nobody has written down yet."""
    for pupil in pupils:
        due = review_not_planned(
            pupil,
            [one for one in requests if one.pupil_id == pupil.id],
            [one for one in reviews if one.pupil_id == pupil.id],
        )
        if due is not None:
            last = _last_day_to_arrange(due)
            words = f"Plan {pupil.known_as}’s next annual review."
            why = f"It is to be complete by {due.day} {due:%B %Y}."
            yield Deadline(words, why, pupil.id, last, last - timedelta(TO_ARRANGE), _EHC)


def review_not_planned(
    pupil: Pupil, requests: Sequence[EhcRequest], reviews: Sequence[AnnualReview]
) -> date | None:
    """The day by which a plan is reviewed next where no review is on record for it; None where one is.

    Counted from the last review's meeting, or from the plan; None without a plan, or once it has ended.
    """
    if any(one.decided_on is None for one in reviews):
        return None
    last = max(reviews, key=lambda one: one.due_on, default=None)
    if last is not None and last.meeting_on is not None:
        ended = last.decision is ReviewOutcome.CEASE
        return None if ended else next_review_due(last.meeting_on, pupil.date_of_birth)
    plans = [
        one.final_on for one in requests if one.final_on and one.plan_decision is not PlanDecision.REFUSE
    ]
    return next_review_due(max(plans), pupil.date_of_birth) if plans else None


def _arranged(tx: Reader, known: dict[str, Pupil], on: date) -> Iterator[Deadline]:
    reviews = tx.find(ArrangementReview)
    kinds: tuple[tuple[type[Arrangement], str, str], ...] = (
        (ReturnPlan, "plan to return", _RETURN),
        (PartTimeTimetable, "part-time timetable", _RETURN),
        (BasePlacement, "place in the base", _EHC),
    )
    for kind, words, part in kinds:
        for one in tx.find(kind):
            if one.pupil_id in known and runs_on(one, on):
                pupil = known[one.pupil_id]
                yield from _looked_at_again(one, f"{pupil.known_as}’s {words}", reviews, on, part)
                if isinstance(one, PartTimeTimetable):
                    yield _ends(one, pupil)


def _looked_at_again(
    one: Arrangement, whose: str, reviews: Sequence[ArrangementReview], on: date, part: str
) -> Iterator[Deadline]:
    due = review_due(one, reviews, on)
    if due is not None:
        why = due_words(due, on)
        yield Deadline(f"Look again at {whose}.", why, one.pupil_id, due, due - timedelta(SOON), part)
    elif not isinstance(one, PartTimeTimetable):
        last = last_looked_at(one, reviews, on) + timedelta(LONGEST_UNLOOKED)
        words = f"Agree when {whose} is looked at again."
        why = "No day is agreed, and small steps drift without one."
        yield Deadline(words, why, one.pupil_id, last, last - timedelta(SOON), part)


def _ends(one: PartTimeTimetable, pupil: Pupil) -> Deadline:
    last = one.last_day
    why = f"The part-time timetable ends on {last.day} {last:%B}."
    words = f"Bring {pupil.known_as} back full time."
    return Deadline(words, why, pupil.id, last, last - timedelta(SOON), _RETURN)
