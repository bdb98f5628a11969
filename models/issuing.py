# SPDX-License-Identifier: MIT
"""A term's summary from the store: what would leave the school, and what left it, kept to be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.calendar import Calendar, Term
from models.cycle_parts import Reader
from models.records import SummarySnapshot, TermDates, TermStatement
from models.standing import standard_for
from models.store import Store
from models.summaries import measures
from models.summaries.counted import Counted
from models.summaries.document import Correction, Heading, Rules, TermlySummary, read, school_type_of
from models.summaries.preview import Line, lines
from models.summaries.versions import Issue, Prepared, prepare
from models.tally import counted_of, papers_of, span_of, tallied
from models.term_facts import facts_of, statement
from models.term_gaps import Gap, Moved, elsewhere, gaps, moved


@dataclass(frozen=True, slots=True)
class Ready:
    """A term, counted and protected: what stays here, what leaves, and whether it left before as it is.

    said        what the school says of the term
    gaps        what is incomplete
    elsewhere   counted children of other authorities, by the authority's number
    before      what left for the term before, and before_true the counts behind it; None where nothing did
    """

    true: Counted
    prepared: Prepared
    said: TermStatement
    gaps: tuple[Gap, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    before: TermlySummary | None = None
    before_true: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def summary(self) -> TermlySummary:
        """What leaves the school."""
        return self.prepared.summary

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every number that leaves beside the one that stays, and what left for it last term."""
        return lines(self.true.tables, self.summary, self.before)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What changed most since last term."""
        return moved(self.lines, self.before_true)


def ready(store: Store, term: Term, today: date, app: str, correction: Correction | None = None) -> Ready:
    """Count and protect a term without writing anything. The same data gives the same summary.

    correction: why there is a fourth version or a later one; without it Problem is raised.
    """
    school = store.school
    with store.reading() as tx:
        children, papers = tallied(tx, school, term, today), papers_of(tx, term)
        span = span_of(Calendar(tx.find(TermDates)), term, today)
        facts = facts_of(tx, str(term), span.first, span.last, correction)
        kept = _kept(tx, term)
        earlier = _kept(tx, term.before())
        said = statement(tx, str(term))
        standard = standard_for(tx, None, school, today)
    true = counted_of(children, papers, school)
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
    history = [Issue(one.version, one.digest, one.document) for one in kept]
    last = earlier[-1] if earlier else None
    return Ready(
        true,
        prepare(heading, true.tables, store.noise_key, history),
        said,
        gaps(children, papers, said.blank),
        elsewhere(children, school),
        read(last.document.encode(), "the kept summary") if last else None,
        last.tables if last else {},
    )


def _kept(tx: Reader, term: Term) -> list[SummarySnapshot]:
    """The versions of a term that left, oldest first."""
    found = (one for one in tx.find(SummarySnapshot, term=str(term)) if one.document)
    return sorted(found, key=lambda one: one.version)


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
