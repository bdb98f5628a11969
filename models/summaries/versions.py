# SPDX-License-Identifier: MIT
"""Versions of one term's summary: the same data gives the same file, and every correction is a look too many.

Pure: the store keeps what is handed back here, the true tables beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from models.summaries import measures
from models.summaries.document import Heading, TermlySummary, make, read
from models.summaries.protect import Tables, canonical
from thresholds.problems import Problem

WITHOUT_REASON = 3
"""Versions of one term that need no reason; with each one more, averaging gets a little easier."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One version as it left the school: digest of what it was made from, and the file's canonical text."""

    version: int
    digest: str
    document: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """The summary to write, the issue to keep beside the true tables, and whether it is a new version."""

    summary: TermlySummary
    issue: Issue
    is_new: bool


def digest_of(heading: Heading, true: Tables) -> str:
    """What makes two exports the same: the school, the term, the true tables and the school's own facts.

    The day, the program's version and the standard's are left out: to export an old term once more, after
    an update, gives the file that was given then. Personal data: it would confirm a guess, so it stays in
    the store.
    """
    facts = heading.facts.model_copy(update={"correction": None})
    whole = {
        "school": [heading.la, heading.urn, heading.school_type],
        "query_set": [measures.QUERY_SET, list(true)],
        "term": heading.term,
        "facts": facts.model_dump(mode="json"),
        "true": true,
    }
    return hashlib.sha256(canonical(whole)).hexdigest()


def prepare(heading: Heading, true: Tables, key: bytes, history: Sequence[Issue] = ()) -> Prepared:
    """The term's summary: the last issue once more where nothing changed, otherwise the next version.

    history is this term's issues, oldest first. Raises Problem for a fourth version without a reason.
    """
    digest = digest_of(heading, true)
    last = history[-1] if history else None
    if last and last.digest == digest:
        return Prepared(read(last.document.encode(), "the kept summary"), last, is_new=False)
    version = next_version(history, is_explained=heading.facts.correction is not None)
    replaces = hashlib.sha256(last.document.encode()).hexdigest() if last else None
    summary = make(heading, true, key, version=version, replaces=replaces)
    issue = Issue(version, digest, summary.canonical_bytes().decode())
    return Prepared(summary, issue, is_new=True)


def next_version(history: Sequence[Issue], *, is_explained: bool) -> int:
    """The number of a new version. Raises Problem for a fourth or later one that nobody explained."""
    version = history[-1].version + 1 if history else 1
    if version > WITHOUT_REASON and not is_explained:
        raise Problem(
            f"this would be version {version} of the term, and each tells a little more of each child",
            mend="Choose a reason for the correction; the authority will see it.",
            code="needs_reason",
        )
    return version
