# SPDX-License-Identifier: MIT
"""The term's summary on paper, made from the protected file alone, and all files that leave together."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from desktop.paper.sheet import Furniture, grid, rendered, text
from models.calendar import read_term
from models.summaries.choices import SCHOOL_TYPES
from models.summaries.document import TermlySummary
from models.summaries.seal import plain_file, sealed_file
from models.summaries.shareable import NOTE, PrintedTable, printed_tables

ABOUT = (
    "Children with SEN Support or an EHC plan. Counts are rounded to the nearest five, and “0–4” stands for "
    "fewer than five. A share is a range: the protected figure lies within it in 95 of 100 cases."
)


def leaving_files(summary: TermlySummary, signing_key: bytes, authority: bytes | None) -> dict[str, bytes]:
    """Everything that an export writes, by file name: plain copy, paper, and sealed where there is a key.

    authority: the raw key of the authority that the file is sealed to.
    """
    files = {
        f"{summary.name}.json": plain_file(summary, signing_key),
        f"{summary.name}.pdf": shareable_paper(summary),
    }
    if authority is not None:
        files[f"{summary.name}.grs"] = sealed_file(summary, signing_key, authority)
    return files


def shareable_paper(summary: TermlySummary) -> bytes:
    """The summary as a PDF that may leave the school; it knows nothing but the protected file."""
    term = read_term(summary.term).words
    furniture = Furniture(
        title=f"Termly SEN summary, {term}",
        school=f"School {summary.urn}, version {summary.version}, {summary.hash[:8]}",
        made_on=summary.issued,
        about="Shareable summary",
        foot=NOTE,
    )
    kind = SCHOOL_TYPES[summary.school_type].lower()
    story: list[Flowable] = [
        text(f"Special educational needs in the {term}", "title"),
        text(f"School {summary.urn}, {kind}. Version {summary.version}.", "lead"),
        text(ABOUT, "small"),
        text(NOTE, "small"),
    ]
    story += [_table(one) for one in printed_tables(summary)]
    return rendered(furniture, story)[0]


def _table(one: PrintedTable) -> Flowable:
    rows = [*one.rows, ("All together", one.total)]
    share = f"{one.rows[0][0].capitalize()}: {one.share}." if one.share else ""
    parts: list[Flowable] = [text(one.title, "heading")]
    if share:
        parts.append(text(share))
    parts.append(grid(("", "Children"), rows, (10, 3)))
    return KeepTogether(parts)
