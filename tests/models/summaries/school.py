# SPDX-License-Identifier: MIT
"""A school's counted term to make files of: fictional, and the same every time."""

from __future__ import annotations

from datetime import date
from random import Random

from models.summaries import measures
from models.summaries.document import Facts, Heading, Rules, SchoolType, TermlySummary, make

KEY = bytes(range(32))
SIGNING_KEY = bytes(range(1, 33))


def heading(
    urn: int = 100001, term: str = "2026-27.1", school_type: SchoolType = "P", facts: Facts | None = None
) -> Heading:
    return Heading(
        la="372",
        urn=urn,
        school_type=school_type,
        term=term,
        issued=date(2026, 12, 18),
        app="0.1.0",
        rules=Rules(pack="rotherham", version="2026.1"),
        facts=facts or Facts(eah_visits=3, inclusion_base="open"),
    )


def true_tables(seed: int = 1, school_type: str = "P") -> dict[str, dict[str, int]]:
    """Small counts, most of them zero, as a primary school has."""
    chance = Random(seed)
    impossible = set(measures.structural(school_type))
    return {
        name: {
            cell.id: 0 if (name, cell.id) in impossible else max(0, int(chance.gauss(0.5, 2)))
            for cell in measures.BY_ID[name].cells
        }
        for name in measures.SHIPPED
    }


def summary(urn: int = 100001, term: str = "2026-27.1", seed: int = 1) -> TermlySummary:
    return make(heading(urn, term), true_tables(seed), KEY)
