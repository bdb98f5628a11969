# SPDX-License-Identifier: MIT
"""The one table of colours, type and spacing, for screen and paper alike; needs no screen.

tokens("light")["accent"] is "#0A5A60"; the table itself is resources/style/tokens.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""The folder of everything that is shipped and isn't code."""

THEMES = ("light", "dark", "contrast")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((RESOURCES / "style" / "tokens.json").read_text(encoding="utf-8"))
    return table


def tokens(theme: str) -> Mapping[str, str]:
    """The colours of a theme by token, as "#RRGGBB". Raises KeyError for a theme that there is not."""
    colours: Mapping[str, str] = _table()["themes"][theme]
    return colours


def text_pairs() -> tuple[tuple[str, str], ...]:
    """Every pair of a text token and a ground that it may stand on; each keeps 4.5:1 in every theme."""
    pairs = [(text, ground) for text in _table()["text"] for ground in _table()["grounds"]]
    return (*pairs, ("accent-ink", "accent"), ("accent-ink", "accent-deep"))


def points(role: str = "body") -> float:
    """The size of text in points: small, body, lead, heading or title."""
    kinds = _table()["type"]
    return float(kinds["body_pt"]) * float(kinds[role])


def space(name: str) -> int:
    """A distance in pixels at 100 %: hair, near, inside, between, row, column, companion or fold."""
    return int(_table()["space"][name])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
