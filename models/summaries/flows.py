# SPDX-License-Identifier: MIT
"""Layers over the terms: how many children each has, its share, and how it moved since the term before."""

from __future__ import annotations

from dataclasses import dataclass

from models.summaries.borough import BoroughPicture, Totals, change
from models.summaries.choices import AREAS, LAYERS, LEVELS, PHASE_BANDS
from models.summaries.sums import Share, Total, joined, share


@dataclass(frozen=True, slots=True)
class LayerLine:
    """One layer in one term. value and moved are as people may see them; None with a reason in hidden.

    moved compares only schools that sent both terms, so that a late school is no flow.
    """

    term: str
    code: str
    layer: str
    value: int | None
    half_width: int
    share: Share | None
    moved: int | None
    moved_half_width: int | None
    hidden: str

    @property
    def percent(self) -> float | None:
        """Its share of all counted children in per cent; None where it may not be shown."""
        return None if self.share is None or self.share.hidden else round(100 * self.share.value, 1)

    @property
    def moved_words(self) -> str:
        """The movement in words; a movement within its half-width is none that can be seen."""
        if self.moved is None or self.moved_half_width is None:
            return "no term before"
        if abs(self.moved) <= self.moved_half_width:
            return f"no change that can be seen (± {self.moved_half_width})"
        way = "more" if self.moved > 0 else "fewer"
        return f"{abs(self.moved):,} {way} (± {self.moved_half_width})"


def layer_lines(picture: BoroughPicture) -> tuple[LayerLine, ...]:
    """Every layer of every term, by term and then from Universal to Specialist."""
    return tuple(
        _line(picture, term, code, words)
        for term in picture.terms
        if picture.totals[term].get("F02")
        for code, words in LAYERS
    )


def since_first(picture: BoroughPicture) -> str:
    """How each layer moved from the first term to the last, over schools that sent both, in a sentence."""
    if len(picture.terms) < 2:
        return ""
    first, last = picture.terms[0], picture.terms[-1]
    moved = change(picture.filings[first], picture.filings[last])
    said = [
        f"{words} {one.value:+,} (± {one.half_width})".replace("-", "−")
        for code, words in LAYERS
        if (one := _layer(moved, code)).schools
    ]
    return f"From {first} to {last}: {', '.join(said)}." if said else ""


def _line(picture: BoroughPicture, term: str, code: str, words: str) -> LayerLine:
    here, others = _layer(picture.totals[term], code), _others(picture.totals[term], code)
    changes = picture.changes.get(term, {})
    moved = _layer(changes, code) if changes.get("F02") else None
    return LayerLine(
        term,
        code,
        words,
        here.shown,
        here.half_width,
        share(here, others),
        moved.value if moved else None,
        moved.half_width if moved else None,
        here.hidden,
    )


def _layer(totals: Totals, code: str) -> Total:
    return joined([one for cell, one in totals.get("F02", {}).items() if cell.endswith(f".{code}")])


def _others(totals: Totals, code: str) -> Total:
    return joined([one for cell, one in totals.get("F02", {}).items() if not cell.endswith(f".{code}")])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of one term as rows and columns: words of each cell, "–" where a total may not be shown."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def need_grids(picture: BoroughPicture, term: str) -> tuple[Grid, ...]:
    """Areas of need by layer, and phases by level; ± is half the interval of every number of a grid."""
    totals = picture.totals.get(term, {})
    made = (
        _grid("Area of need by layer", totals, "F02", AREAS, LAYERS),
        _grid("Phase by level of support", totals, "F03", PHASE_BANDS, LEVELS),
        _thresholds(totals),
    )
    return tuple(one for one in made if one.rows)


def _grid(
    title: str,
    totals: Totals,
    table: str,
    rows: tuple[tuple[str, str], ...],
    columns: tuple[tuple[str, str], ...],
) -> Grid:
    row = totals.get(table, {})
    head = ("", *(words for _, words in columns))
    lines = tuple(
        (words, *(_cell(row.get(f"{code}.{column}")) for column, _ in columns)) for code, words in rows if row
    )
    return Grid(title, head, lines)


def _thresholds(totals: Totals) -> Grid:
    marks = (("MET", "Met"), ("NOT", "Not met"), ("UNKNOWN", "Not yet evidenced"))
    return _grid("Threshold of the present layer, by level", totals, "F10", LEVELS, marks)


def _cell(one: Total | None) -> str:
    if one is None:
        return ""
    return "–" if one.shown is None else f"{one.shown:,} ± {one.half_width}"
