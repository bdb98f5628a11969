# SPDX-License-Identifier: MIT
"""Checks to call on any page: names, focus, cut-off text. Each returns what is wrong, so that a test says it.

assert nameless(page) == []
assert cut_off(page) == []
assert traps(page) == []
assert invisible_focus(page) == []
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QScrollBar,
    QWidget,
)

from tests.person import spoken_name


def focusable(page: QWidget) -> list[QWidget]:
    """Every visible widget of a page that takes the keyboard."""
    return [
        w
        for w in [page, *page.findChildren(QWidget)]
        if w.isVisible()
        and w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w, QScrollBar)
    ]


def nameless(page: QWidget) -> list[str]:
    """What takes the keyboard, or is a button, and has no name to be read aloud."""
    buttons = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
    return [_called(w) for w in {*focusable(page), *buttons} if not spoken_name(w).strip()]


def cut_off(page: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their text needs, and what stands outside its parent."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        if not widget.text():
            continue
        needs = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            tall = widget.heightForWidth(widget.width())
            short = widget.height() < tall - 1
        else:
            short = widget.width() < needs.width() - 1 or widget.height() < needs.height() - 1
        if short or _sticks_out(widget):
            found.append(f"{_called(widget)} {widget.width()}×{widget.height()} needs {needs.width()}")
    return found


def _sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea):
            scrolls = above.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            right = widget.mapTo(parent, QPoint(widget.width(), 0)).x()
            return not scrolls and right > parent.width() + 1
        corner = widget.mapTo(parent, QPoint(widget.width(), widget.height()))
        if corner.x() > parent.width() + 1 or corner.y() > parent.height() + 1:
            return True
        parent = above
    return False


def traps(page: QWidget) -> list[str]:
    """What Tab can't leave."""
    found = []
    stops = focusable(page)
    for widget in stops:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not widget or len(stops) < 2:
            continue
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is widget:
            found.append(_called(widget))
    return found


def unreachable(page: QWidget) -> list[str]:
    """What takes the keyboard but isn't met on a walk with Tab; one button of a group is enough."""
    stops = focusable(page)
    if not stops:
        return []
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    met: set[QWidget] = set()
    for _ in range(len(stops) * 2):
        focused = QApplication.focusWidget()
        if focused is None:
            break
        met.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return [_called(w) for w in stops if w not in met and not _is_of_group(w)]


def _is_of_group(widget: QWidget) -> bool:
    """Tab comes to the chosen one of a group, and the arrow keys go on from there."""
    if isinstance(widget, QRadioButton | QCheckBox):
        return True
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()


def invisible_focus(page: QWidget) -> list[str]:
    """What looks the same with the keyboard as without it."""
    found = []
    for widget in focusable(page):
        widget.clearFocus()
        before = _picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is widget and _picture(widget) == before:
            found.append(_called(widget))
    return found


def _picture(widget: QWidget) -> QImage:
    image: QImage = widget.grab().toImage()
    return image


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    return f"{type(widget).__name__} {spoken_name(widget) or shown or widget.objectName()!r}"
