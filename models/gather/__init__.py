# SPDX-License-Identifier: MIT
"""gather(tx, pupils, on) -> {pupil: Evidence}: records turned into facts, one provider a fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from models.calendar import Calendar
from models.codes import phase_of
from models.cycle_parts import Reader
from models.gather.folder import KINDS, Folder
from models.gather.measures import MEASURES
from models.gather.observed import observed
from models.gather.papers import PAPERS
from models.gather.stories import STORIES
from models.records import Delivery, Pupil, Record, TermDates, WiderRequest, WiderRequestChild
from thresholds.evidence import Evidence
from thresholds.standard import Standard

T = TypeVar("T")

SERVED = frozenset(MEASURES) | frozenset(STORIES) | frozenset(PAPERS)
"""Every name of the catalogue that the records answer."""

_ONLY_FOR: Mapping[type[Record], str] = {Delivery: "delivered_percent"}
"""Kinds of which there are very many and which answer one name."""


def gather(
    tx: Reader,
    pupils: Sequence[Pupil],
    on: date,
    standard: Standard | None = None,
    *,
    only: Collection[str] | None = None,
) -> dict[str, Evidence]:
    """What is known of each pupil on a day: one question to the store for each kind of record.

    With a standard, what was written down in its own words is read as well, each value by its fact's kind.
    Nothing recorded stays not known: it never becomes 0 or "no". only: the names that anybody will ask for,
    where they are few; the rest is then not looked up.
    """
    calendar = Calendar(tx.find(TermDates))
    held: dict[str, dict[type[Record], list[Record]]] = {pupil.id: {} for pupil in pupils}
    ids = list(held)
    for kind in KINDS:
        if only is not None and _ONLY_FOR.get(kind, "") not in {"", *only}:
            continue
        for record in tx.find(kind, pupil_id=ids) if ids else ():
            held[str(getattr(record, "pupil_id", ""))].setdefault(kind, []).append(record)
    _hand_round(tx, held)
    folders = (Folder(pupil, on, calendar, held[pupil.id]) for pupil in pupils)
    return {one.pupil.id: evidence_of(one, standard, only) for one in folders}


def _hand_round(tx: Reader, held: dict[str, dict[type[Record], list[Record]]]) -> None:
    """Give each child of a group the request that was made for the group."""
    links = [(id, one) for id, mine in held.items() for one in mine.get(WiderRequestChild, ())]
    wanted = {str(getattr(one, "request_id", "")) for _, one in links}
    made = {one.id: one for one in tx.find(WiderRequest, id=sorted(wanted))} if wanted else {}
    for id, link in links:
        request = made.get(str(getattr(link, "request_id", "")))
        if request is not None:
            held[id].setdefault(WiderRequest, []).append(request)


def evidence_of(folder: Folder, standard: Standard | None, only: Collection[str] | None = None) -> Evidence:
    """One pupil's records as evidence; only: as in gather."""
    own = observed(folder, standard)
    return Evidence(
        folder.on,
        phase_of(folder.pupil.year_group),
        _joined(_asked(MEASURES, only), folder, own.observations),
        _joined(_asked(STORIES, only), folder, own.events),
        _joined(_asked(PAPERS, only), folder, own.documents),
        own.complete,
    )


def _asked(providers: Mapping[str, T], only: Collection[str] | None) -> Mapping[str, T]:
    return providers if only is None else {name: one for name, one in providers.items() if name in only}


def _joined(
    providers: Mapping[str, Callable[[Folder], Iterable[T]]], folder: Folder, own: Mapping[str, tuple[T, ...]]
) -> dict[str, tuple[T, ...]]:
    """What the providers find, and what was written down in the standard's own words."""
    found = {name: tuple(provider(folder)) for name, provider in providers.items()}
    names = dict.fromkeys((*found, *own))
    whole = {name: (*found.get(name, ()), *own.get(name, ())) for name in names}
    return {name: items for name, items in whole.items() if items}
