# SPDX-License-Identifier: MIT
"""The certificate of destruction: that a record was erased, when, by whom and why; never whose it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportlab.platypus import Flowable

from desktop.files import put
from desktop.paper.sheet import Furniture, build, grid, long_day, signatures, text
from models.records import Erasure, School

_WHAT_IT_MEANS = (
    "The record was taken out of the school's file, out of what was typed and not yet kept, out of the lists "
    "of imports and out of the audit trail. The file was then written anew, so that nothing is left in its "
    "free places. The audit trail still shows that lines were there; their words can't be brought back."
)
_WHAT_IT_DOES_NOT = (
    "Papers, files that were saved or sent elsewhere, and copies of the school's file that the program "
    "doesn't know of are not covered. Backups that still held the record are named to whoever erased it."
)


def write_certificate(path: Path, erasure: Erasure, school: School) -> tuple[Path, int]:
    """Write the certificate as a PDF, and beside it a line of JSON; the second file and the pages.

    Lines of later erasures to a file of the same name are added below, so that it becomes the school's list.
    """
    furniture = Furniture(
        title=f"Certificate of destruction {erasure.certificate}",
        school=school.name,
        made_on=erasure.erased_on,
        about=f"Certificate {erasure.certificate}",
    )
    facts = (
        ("Certificate", erasure.certificate),
        ("Erased on", long_day(erasure.erased_on)),
        ("By", erasure.who),
        ("Why", erasure.rule),
        ("The school's own reference", erasure.reference),
    )
    story: list[Flowable] = [
        text("Certificate of destruction", "title"),
        text("One child's record was erased. This page doesn't say whose.", "lead"),
        grid(("", ""), [pair for pair in facts if pair[1]], (4, 10)),
        text("What was erased", "heading"),
        grid(("Kind of record", "How many"), [[kind, str(many)] for kind, many in erasure.counts], (8, 4)),
        text("What this means", "heading"),
        text(_WHAT_IT_MEANS),
        text(_WHAT_IT_DOES_NOT),
        signatures(("For the school",)),
    ]
    pages = build(path, furniture, story)
    log = path.with_suffix(".jsonl")
    before = log.read_bytes() if log.exists() else b""
    put(log, before + json.dumps(as_line(erasure), ensure_ascii=False).encode() + b"\n")
    return log, pages


def as_line(erasure: Erasure) -> dict[str, Any]:
    """The certificate as a line of the school's list of destroyed records."""
    return {
        "certificate": erasure.certificate,
        "erased_on": erasure.erased_on.isoformat(),
        "who": erasure.who,
        "rule": erasure.rule,
        "reference": erasure.reference,
        "counts": dict(erasure.counts),
    }
