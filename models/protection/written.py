# SPDX-License-Identifier: MIT
"""What a paper is written from, whatever it is printed as: parts with a title, sentences and lists."""

from __future__ import annotations

from dataclasses import dataclass

TO_FILL = "[The school fills in: {}]"


@dataclass(frozen=True, slots=True)
class Listed:
    """A table: a heading for each column, then rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a paper: its title, then paragraphs and tables in their order."""

    title: str
    inside: tuple[str | Listed, ...]


def to_fill(what: str) -> str:
    """A gap that only the school can fill, so that nobody overlooks it."""
    return TO_FILL.format(what)
