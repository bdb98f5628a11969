# SPDX-License-Identifier: MIT
"""The faces that paper is set in, and what happens to a letter that they lack."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import font_source_sans_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

BODY, BOLD, ITALIC = "Body", "Body-Bold", "Body-Italic"

_OWN = {BODY: "Regular", BOLD: "Semibold", ITALIC: "It"}

# Faces that Windows and Linux bring with them, tried in this order for a letter that ours lacks.
_SYSTEM = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
    "C:/Windows/Fonts/segoeui.ttf",
    "C:/Windows/Fonts/arial.ttf",
    "C:/Windows/Fonts/simhei.ttf",
)


@lru_cache(maxsize=1)
def _registered() -> tuple[tuple[str, frozenset[int]], ...]:
    """Register the faces once; the fallbacks in order, each with the letters that it has."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for name, face in _OWN.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"SourceSansPro-{face}.ttf")))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    fallbacks = []
    for number, path in enumerate(p for p in _SYSTEM if Path(p).exists()):
        try:
            font = TTFont(f"System{number}", path)
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFont(font)
        fallbacks.append((font.fontName, frozenset(font.face.charToGlyph)))
    return tuple(fallbacks)


def register() -> None:
    """Make the faces known to reportlab; costs nothing the second time."""
    _registered()


@lru_cache(maxsize=4096)
def _face_for(letter: str) -> str:
    """The face that has a letter, or "" for our own."""
    fallbacks = _registered()
    own: Any = pdfmetrics.getFont(BODY)
    if ord(letter) in own.face.charToGlyph or letter in "\n\t":
        return ""
    for name, letters in fallbacks:
        if ord(letter) in letters:
            return name
    return _asian_face() if ord(letter) >= 0x2E80 else ""


@lru_cache(maxsize=1)
def _asian_face() -> str:
    # Every PDF reader brings this face itself, so a Chinese name prints even where no face here has it.
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def markup(text: str) -> str:
    """Text as typed, safe for a paragraph: markup shown, not obeyed; each letter in a face that has it."""
    runs: list[tuple[str, list[str]]] = []
    for letter in text.replace("\r\n", "\n").replace("\t", "    "):
        if ord(letter) < 32 and letter != "\n":
            continue
        face = _face_for(letter)
        if not runs or runs[-1][0] != face:
            runs.append((face, []))
        runs[-1][1].append(letter)
    parts = []
    for face, letters in runs:
        inner = escape("".join(letters)).replace("\n", "<br/>")
        parts.append(f'<font name="{face}">{inner}</font>' if face else inner)
    return "".join(parts)
