# SPDX-License-Identifier: MIT
"""A term's summary from the store: what would leave the school, and what left it, kept to be made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.calendar import Term
from models.records import SummarySnapshot
from models.standing import standard_for
from models.store import Store
from models.summaries import measures
from models.summaries.counted import Counted
from models.summaries.document import Facts, Heading, Rules, TermlySummary, school_type_of
from models.summaries.versions import Issue, Prepared, prepare
from models.tally import tabulate


@dataclass(frozen=True, slots=True)
class Ready:
    """A term, counted and protected: what stays here, what leaves, and whether it left before as it is."""

    true: Counted
    prepared: Prepared

    @property
    def summary(self) -> TermlySummary:
        """What leaves the school."""
        return self.prepared.summary


def ready(store: Store, term: Term, today: date, app: str, facts: Facts | None = None) -> Ready:
    """Count and protect a term without writing anything. The same data gives the same summary.

    Raises Problem for a fourth version without a reason.
    """
    school = store.school
    with store.reading() as tx:
        true = tabulate(tx, school, term, today)
        kept = sorted(tx.find(SummarySnapshot, term=str(term)), key=lambda one: one.version)
        standard = standard_for(tx, None, school, today)
    heading = Heading(
        la=school.la,
        urn=school.urn,
        school_type=school_type_of(school.phase.value),
        term=str(term),
        issued=today,
        app=app,
        rules=Rules(pack=standard.id, version=standard.version),
        facts=facts or Facts(),
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
