# SPDX-License-Identifier: MIT
"""A term's summary from the store: what would leave the school, and what left it, kept to be made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.calendar import Calendar, Term
from models.records import SummarySnapshot, TermDates
from models.standing import standard_for
from models.store import Store
from models.summaries import measures
from models.summaries.counted import Counted
from models.summaries.document import Correction, Heading, Rules, TermlySummary, school_type_of
from models.summaries.versions import Issue, Prepared, prepare
from models.tally import span_of, tabulate
from models.term_facts import facts_of


@dataclass(frozen=True, slots=True)
class Ready:
    """A term, counted and protected: what stays here, what leaves, and whether it left before as it is."""

    true: Counted
    prepared: Prepared

    @property
    def summary(self) -> TermlySummary:
        """What leaves the school."""
        return self.prepared.summary


def ready(store: Store, term: Term, today: date, app: str, correction: Correction | None = None) -> Ready:
    """Count and protect a term without writing anything. The same data gives the same summary.

    correction: why there is a fourth version or a later one; without it Problem is raised.
    """
    school = store.school
    with store.reading() as tx:
        true = tabulate(tx, school, term, today)
        span = span_of(Calendar(tx.find(TermDates)), term, today)
        facts = facts_of(tx, str(term), span.first, span.last, correction)
        kept = sorted(tx.find(SummarySnapshot, term=str(term)), key=lambda one: one.version)
    standard = standard_for(None, school, today)
    heading = Heading(
        la=school.la,
        urn=school.urn,
        school_type=school_type_of(school.phase.value),
        term=str(term),
        issued=today,
        app=app,
        rules=Rules(pack=standard.id, version=standard.version),
        facts=facts,
    )
    history = [Issue(one.version, one.digest, one.document) for one in kept if one.document]
    return Ready(true, prepare(heading, true.tables, store.noise_key, history))


def keep(store: Store, found: Ready) -> None:
    """Keep a version that leaves the school with the true tables behind it; one that left before stays."""
    if not found.prepared.is_new:
        return
    summary = found.summary
    snapshot = SummarySnapshot(
        term=summary.term,
        query_set=measures.QUERY_SET,
        version=summary.version,
        issued_on=summary.issued,
        tables=found.true.tables,
        structural=found.true.structural,
        digest=found.prepared.issue.digest,
        file_hash=summary.hash,
        document=found.prepared.issue.document,
        reason=str(summary.facts.correction or ""),
    )
    with store.transaction() as tx:
        tx.put(snapshot)
