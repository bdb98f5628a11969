# SPDX-License-Identifier: MIT
"""A pack's record block written into the store as evidence in the standard's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from models.records import Attestation, DocumentHeld, Happening, Observed, Pupil, Record
from thresholds.problems import Problem
from thresholds.reader import Places
from thresholds.record_block import AROUND, BlockReader, read_record_document
from thresholds.standard import Standard

R = TypeVar("R", bound=Record)


class Writer(Protocol):
    """The verbs of a transaction that recording needs."""

    def find(self, kind: type[R], **equals: Any) -> list[R]:
        """Every record whose fields equal the given values."""

    def add_all(self, records: Collection[Record]) -> None:
        """Keep many new records."""


def record_file(tx: Writer, pupil: Pupil, file: Path, standard: Standard, on: date) -> int:
    """Add a file's dated evidence to a pupil's record and return how many items are new.

    What is recorded already, word for word, isn't added twice. Raises Problem, before anything is written,
    for an unknown name or a value that doesn't fit.
    """
    document, places = read_record_document(file)
    whole = "record" in document
    block = document["record"] if whole else {k: v for k, v in document.items() if k not in AROUND}
    if not isinstance(block, Mapping):
        raise Problem("the record is a mapping of names", file.name, "See the guide.", code="shape")
    return record_block(
        tx,
        pupil,
        block,
        document.get("complete", ()),
        standard,
        on,
        places=places if whole else _rooted(places),
    )


def _rooted(places: Places) -> Places:
    return {f"record.{path}" if path else "record": place for path, place in places.items()}


def record_block(
    tx: Writer,
    pupil: Pupil,
    block: Mapping[str, Any],
    complete: Any,
    standard: Standard,
    on: date,
    *,
    places: Places | None = None,
) -> int:
    """Add a record block to a pupil's record and return how many items are new."""
    reader = BlockReader(standard, places)
    reader.evidence(block, complete, on, None)
    wanted = [*_items(reader, pupil, block), *_attested(reader, pupil, complete, on)]
    held = {_sense(one) for kind in _KINDS for one in tx.find(kind, pupil_id=pupil.id)}
    fresh = []
    for one in wanted:
        if _sense(one) not in held:
            held.add(_sense(one))
            fresh.append(one)
    tx.add_all(fresh)
    return len(fresh)


_KINDS: tuple[type[Record], ...] = (Observed, Happening, DocumentHeld, Attestation)


def _sense(record: Record) -> str:
    """What a record says, without its identity."""
    return record.model_copy(update={"id": "0" * 32}).model_dump_json()


def _items(reader: BlockReader, pupil: Pupil, block: Mapping[str, Any]) -> Iterator[Record]:
    standard = reader.standard
    for name, items in block.items():
        for item in items:
            if name in standard.facts:
                source = str(item[2]) if len(item) > 2 else ""
                day = reader.day(item[0], name)
                yield Observed(
                    pupil_id=pupil.id, fact=name, observed_on=day, value=str(item[1]), source=source
                )
            elif name in standard.events:
                yield _happening(reader, pupil, name, item)
            else:
                pair = item if isinstance(item, (list, tuple)) else [item]
                source = str(pair[1]) if len(pair) > 1 else ""
                day = reader.day(pair[0], name)
                yield DocumentHeld(pupil_id=pupil.id, document=name, dated_on=day, source=source)


def _happening(reader: BlockReader, pupil: Pupil, name: str, item: Mapping[str, Any]) -> Happening:
    dated_by = reader.standard.events[name].dated_by
    dated = item.get(dated_by)
    details = tuple(
        (key, str(value))
        for key, value in item.items()
        if key != dated_by and value not in (None, "", "null", "~")
    )
    return Happening(
        pupil_id=pupil.id,
        event=name,
        dated="" if dated in (None, "null", "~") else str(dated),
        details=details,
    )


def _attested(reader: BlockReader, pupil: Pupil, complete: Any, on: date) -> Iterator[Record]:
    for name, day in reader.attested(complete, on).items():
        yield Attestation(pupil_id=pupil.id, of=name, attested_on=day)
