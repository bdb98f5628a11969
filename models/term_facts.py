# SPDX-License-Identifier: MIT
"""What a school says of itself in a term's summary: exact, as it isn't about children, and its to change."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_OID, uuid5

from models.cycle_parts import Reader
from models.records import BasePlacement, HasBase, Involvement, StaffTraining, TermStatement, WiderRequest
from models.summaries.document import Base, Correction, Facts

_BASES: dict[HasBase | None, Base] = {
    HasBase.NONE: "none",
    HasBase.PLANNED: "planned",
    HasBase.OPEN: "open",
}


def statement(tx: Reader, term: str) -> TermStatement:
    """What the school said of a term; an empty statement where it said nothing yet.

    Its id is made from the term, so that there can never be two of one term.
    """
    found = tx.find(TermStatement, term=term)
    return found[0] if found else TermStatement(id=uuid5(NAMESPACE_OID, term).hex, term=term)


def facts_of(tx: Reader, term: str, first: date, last: date, correction: Correction | None = None) -> Facts:
    """A school's own facts of a term: what it said itself, else what its records say.

    eah_visits counts days, whoever was seen, so that it tells nothing of how many children were.
    """
    said = statement(tx, term)
    asked = (*tx.find(Involvement, is_expert_at_hand=True), *tx.find(WiderRequest, is_expert_at_hand=True))
    visits = {one.seen_on for one in asked if one.seen_on and first <= one.seen_on <= last}
    trained = sum(one.people or 0 for one in tx.find(StaffTraining) if first <= one.held_on <= last)
    places = tx.find(BasePlacement)
    runs = any(
        one.started_on and one.started_on <= last and (one.ended_on is None or one.ended_on >= first)
        for one in places
    )
    base = _BASES.get(said.has_base or (HasBase.OPEN if runs else None))
    return Facts(
        eah_visits=len(visits) if said.eah_visits is None else said.eah_visits,
        inclusion_base=base,
        staff_trained=min(trained, 999) if said.staff_trained is None else said.staff_trained,
        completeness="partly" if said.blank else None,
        correction=correction,
    )
