# SPDX-License-Identifier: MIT
"""What was written down in the standard's own words, read by the kind of each of its facts."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from models.gather.folder import Folder, key
from models.records import Attestation, DocumentHeld, Happening, Observed
from thresholds.evidence import Document, Event, Observation
from thresholds.problems import Problem
from thresholds.record_block import BlockReader
from thresholds.standard import Standard


@dataclass(frozen=True, slots=True)
class Own:
    """Evidence in the standard's own words."""

    observations: dict[str, tuple[Observation, ...]]
    events: dict[str, tuple[Event, ...]]
    documents: dict[str, tuple[Document, ...]]
    complete: dict[str, date]


def observed(folder: Folder, standard: Standard | None) -> Own:
    """A pupil's own-words evidence; what another standard asked for, or no longer fits, is left alone."""
    papers: dict[str, list[Document]] = defaultdict(list)
    for held in folder.all(DocumentHeld):
        papers[held.document].append(Document(held.dated_on, key(held), held.source))
    complete: dict[str, date] = {}
    for said in folder.all(Attestation):
        if said.attested_on <= folder.on:
            complete[said.of] = max(said.attested_on, complete.get(said.of, said.attested_on))
    return Own(
        _values(folder, standard) if standard else {},
        _happenings(folder, standard) if standard else {},
        {name: tuple(values) for name, values in papers.items()},
        complete,
    )


def _values(folder: Folder, standard: Standard) -> dict[str, tuple[Observation, ...]]:
    seen: dict[str, list[Observation]] = defaultdict(list)
    reader = BlockReader(standard)
    for one in folder.all(Observed):
        fact = standard.facts.get(one.fact)
        if fact is None:
            continue
        # A value that another standard allowed is kept in the store, and is no evidence for this one.
        with suppress(Problem):
            value = reader.value(one.value, fact, one.fact)
            seen[one.fact].append(Observation(one.observed_on, value, key(one), one.source))
    return {name: tuple(values) for name, values in seen.items()}


def _happenings(folder: Folder, standard: Standard) -> dict[str, tuple[Event, ...]]:
    events: dict[str, list[Event]] = defaultdict(list)
    reader = BlockReader(standard)
    for told in folder.all(Happening):
        kind = standard.events.get(told.event)
        if kind is not None:
            earliest, latest = reader.span(told.dated or None, told.event)
            fields = dict(told.details)
            known = {name: fields.get(name) or None for name in kind.fields}
            events[told.event].append(Event(earliest, latest, known, key(told), told.source))
    return {name: tuple(values) for name, values in events.items()}
