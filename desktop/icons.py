# SPDX-License-Identifier: MIT
"""Icons as letters of one face, so that they follow theme and size by themselves."""

from __future__ import annotations

import importlib.util
import json
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desktop import theme


def icon(name: str, token: str = "ink-quiet") -> QIcon:
    """An icon by its Phosphor name ("house", "sun-fill"); it follows the theme by itself.

    Raises KeyError for a name that there is not.
    """
    return QIcon(_Glyph(chr(int(_glyph_table()[name], 16)), token))


class _Glyph(QIconEngine):
    """Draws one letter of the icon face in the colour that its token has at that moment."""

    def __init__(self, letter: str, token: str) -> None:
        super().__init__()
        self._letter = letter
        self._token = token

    def clone(self) -> QIconEngine:
        return _Glyph(self._letter, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        face = QFont(_icon_face())
        face.setPixelSize(max(1, rect.height()))
        painter.setFont(face)
        tint = theme.colour("accent" if state == QIcon.State.On else self._token)
        if mode == QIcon.Mode.Disabled:
            tint.setAlpha(110)
        painter.setPen(tint)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


@lru_cache(maxsize=1)
def _icon_folder() -> Path:
    # The icon package's own import costs a quarter of a second; its face and its table are all we need.
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(found.origin).parent / "fonts"


@lru_cache(maxsize=1)
def _glyph_table() -> dict[str, str]:
    path = next(_icon_folder().glob("phosphor-charmap*.json"))
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def _icon_face() -> str:
    number = QFontDatabase.addApplicationFont(str(next(_icon_folder().glob("phosphor-*.ttf"))))
    return QFontDatabase.applicationFontFamilies(number)[0]
