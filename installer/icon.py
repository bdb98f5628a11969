# SPDX-License-Identifier: MIT
"""Draws the program's icon, three steps and a person's mark on the accent colour, for Windows and Linux."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
FINE = 1024


def drawn() -> Image.Image:
    """The icon at its finest, 1,024 pixels square, on a transparent ground."""
    themes = json.loads((ROOT / "resources" / "style" / "tokens.json").read_text(encoding="utf-8"))["themes"]
    accent, ink = themes["light"]["accent"], themes["light"]["accent-ink"]
    picture = Image.new("RGBA", (FINE, FINE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((32, 32, FINE - 32, FINE - 32), radius=200, fill=accent)
    for step, left in enumerate((192, 416, 640)):
        pen.rounded_rectangle((left, 700 - 150 * step, left + 192, 832), radius=36, fill=ink)
    pen.ellipse((660, 196, 812, 348), fill=ink)
    return picture


def write_ico(path: Path) -> None:
    """Write the sizes that Windows asks for into one .ico file."""
    drawn().save(path, sizes=[(n, n) for n in (16, 24, 32, 48, 64, 128, 256)])


def write_png(path: Path, pixels: int = 256) -> None:
    """Write one square PNG."""
    drawn().resize((pixels, pixels), Image.Resampling.LANCZOS).save(path)
