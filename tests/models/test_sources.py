# SPDX-License-Identifier: MIT
"""docs/where-facts-come-from.md names the record behind each fact, as seen where all are answered."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from models.gather import SERVED
from models.records import RECORDS
from tests.models.conftest import attested, full_record, seen_of
from thresholds.facts import DOCUMENTS, EVENTS, FACTS

WRITTEN = Path(__file__).parents[2] / "docs" / "where-facts-come-from.md"
CALLED = {kind.kind(): kind.called for kind in RECORDS}

HEAD = """# Where each fact comes from

Every fact, event and document that a standard may name without asking anybody, and the record behind it.
Nothing in this list is typed a second time: whoever writes the record down has answered the standard.
Made from the program itself, from a record in which everything is answered.

What isn't here is asked in the standard's own words: a descriptor seen in class, a judgement, a measure.
The questions come from the standard, and each answer is kept with its day and who saw it ("observation").

| name | what it is | read from |
|---|---|---|
"""


def _kinds(found: Iterable[Any]) -> str:
    kinds = {one.record.partition("/")[0] for one in found if one.record}
    return ", ".join(sorted(CALLED[kind] for kind in kinds))


def listed() -> str:
    evidence = seen_of([*full_record(), *attested()])
    lines = []
    parts: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (FACTS, evidence.observations),
        (EVENTS, evidence.events),
        (DOCUMENTS, evidence.documents),
    )
    for names, found in parts:
        lines += [f"| `{name}` | {kind.label} | {_kinds(found[name])} |" for name, kind in names.items()]
    return HEAD + "\n".join(lines) + "\n"


def test_the_list_in_the_docs_is_what_happens() -> None:
    if os.environ.get("WRITE_DOCS"):
        WRITTEN.write_text(listed(), encoding="utf-8")
    assert WRITTEN.read_text(encoding="utf-8") == listed(), "run this test with WRITE_DOCS=1"


def test_every_name_has_a_record_behind_it() -> None:
    rows = [line.split(" | ") for line in listed().splitlines() if line.startswith("| `")]
    assert {row[0].strip("| `") for row in rows} == SERVED
    assert all(row[2].strip(" |") for row in rows)
