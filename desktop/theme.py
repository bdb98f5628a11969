# SPDX-License-Identifier: MIT
"""How the screen looks: colours, faces and sizes from the one table; light, dark, contrast and large.

dress(app, Look("dark", 150)) changes all that is open at once; what paints itself asks colour() as it paints.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

import font_source_sans_pro
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop import style

FACE = "Source Sans Pro"


@dataclass(frozen=True, slots=True)
class Look:
    """A theme of style.THEMES, the size of text in percent, and whether nothing may move."""

    theme: str = "light"
    percent: int = 100
    still: bool = False


_worn = Look()

_MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def look() -> Look:
    """The look that the screen wears now."""
    return _worn


def system_theme() -> str:
    """The theme that the computer asks for: dark where its own windows are dark, else light."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def dress(app: QApplication, look: Look) -> None:
    """Give every window this look, now and live. Text stays between 80 and 200 percent."""
    global _worn
    _worn = Look(look.theme, max(80, min(200, look.percent)), look.still)
    _load_faces()
    if app.style().name() != "fusion":
        app.setStyle("fusion")
    for effect in _MOVING:
        app.setEffectEnabled(effect, not _worn.still)
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())


def colour(token: str) -> QColor:
    """The colour of a token in the look that is worn."""
    return QColor(_colour(_worn.theme, token))


def scaled(pixels: float) -> int:
    """A distance at 100 % as it is at the worn size of text."""
    return round(pixels * _worn.percent / 100)


def font(role: str = "body", *, strong: bool = False, tabular: bool = False) -> QFont:
    """The face at a size of the type scale; tabular gives every figure the same width."""
    return QFont(_font(_worn.percent, role, strong, tabular))


def metrics(role: str = "body", *, strong: bool = False) -> QFontMetrics:
    """How wide and high words are in the face at a size of the type scale."""
    return _metrics(_worn.percent, role, strong)


@lru_cache(maxsize=256)
def _colour(theme: str, token: str) -> QColor:
    return QColor(style.tokens(theme)[token])


@lru_cache(maxsize=64)
def _font(percent: int, role: str, strong: bool, tabular: bool) -> QFont:
    made = QFont(FACE)
    made.setPointSizeF(style.points(role) * percent / 100)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=64)
def _metrics(percent: int, role: str, strong: bool) -> QFontMetrics:
    return QFontMetrics(_font(percent, role, strong, False))


def moving(milliseconds: int = 120) -> int:
    """How long a change of place may take: at most 120 ms, and no time at all where nothing may move."""
    return 0 if _worn.still else min(milliseconds, 120)


def say_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the page: title, heading, lead, small, quiet, card, primary, link …"""
    mark(widget, "role", role)


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the style sheet asks for, and let the widget look accordingly."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # What was never shown is dressed when it is; doing it now would cost twice.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def words(text: str, role: str = "body", *, wrap: bool = True) -> QLabel:
    """A line or paragraph of text in a role; markup is shown as typed, never obeyed."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("role", role)
    return label


@lru_cache(maxsize=1)
def _load_faces() -> None:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for cut in ("Regular", "Semibold", "It", "SemiboldIt"):
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{cut}.ttf"))


def _palette() -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    parts = {
        role.Window: "ground",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Text: "ink",
        role.PlaceholderText: "ink-quiet",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.Highlight: "accent",
        role.HighlightedText: "accent-ink",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.Mid: "line",
        role.Dark: "edge",
    }
    for part, token in parts.items():
        made.setColor(part, colour(token))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, colour("ink-quiet"))
    return made


def _sheet() -> str:
    template = Template((style.RESOURCES / "style" / "window.qss").read_text(encoding="utf-8"))
    names = {token.replace("-", "_"): value for token, value in style.tokens(_worn.theme).items()}
    sizes = {f"s{n}": f"{scaled(n)}px" for n in (2, 3, 4, 6, 8, 10, 12, 16, 18, 20, 24, 28, 32, 36, 40)}
    # A focus ring is one pixel wider than an edge, and takes it from the padding: nothing moves.
    sizes |= {f"f{n}": f"{scaled(n) - 1}px" for n in (2, 3, 4, 10, 12)}
    roles = ("small", "body", "lead", "heading", "title")
    type_sizes = {f"t_{role}": f"{style.points(role) * _worn.percent / 100:.2f}pt" for role in roles}
    return template.substitute(names, **sizes, **type_sizes)
