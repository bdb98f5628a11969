# SPDX-License-Identifier: MIT
"""The look: one table, every text readable on every ground, live at every size."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop import drawing, icons, painting, style, theme
from desktop.preferences import PreferencesFile
from tests.person import Person
from thresholds.problems import Problem
from thresholds.verdict import Status

Show = Callable[[QWidget], Person]
Wear = Callable[[theme.Look], None]


@pytest.mark.parametrize("name", style.THEMES)
@pytest.mark.parametrize(("text", "ground"), style.text_pairs())
def test_every_text_can_be_read_on_every_ground(name: str, text: str, ground: str) -> None:
    colours = style.tokens(name)
    assert style.contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", style.THEMES)
def test_edges_and_focus_stand_out(name: str) -> None:
    colours = style.tokens(name)
    for line in ("edge", "focus"):
        for ground in ("ground", "surface", "raised"):
            assert style.contrast(colours[line], colours[ground]) >= 3


@pytest.mark.parametrize("name", style.THEMES)
def test_every_theme_has_every_token(name: str) -> None:
    assert style.tokens(name).keys() == style.tokens("light").keys()


def test_contrast_is_the_webs() -> None:
    assert style.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert style.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def picture(status: Status) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    painting.paint(painter, drawing.mark(status), QRectF(0, 0, 40, 40))
    painter.end()
    return image


@pytest.mark.parametrize("name", style.THEMES)
def test_marks_differ_in_grey(dressed: Wear, name: str) -> None:
    dressed(theme.Look(name))
    greys = [picture(status).convertToFormat(QImage.Format.Format_Grayscale8) for status in Status]
    for at, one in enumerate(greys):
        for other in greys[at + 1 :]:
            apart = sum(
                abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 60
                for x in range(40)
                for y in range(40)
            )
            assert apart > 40


def test_every_status_has_its_word() -> None:
    assert set(drawing.STATUS_WORD) == set(drawing.STATUS_TOKEN) == set(Status)
    assert len(set(drawing.STATUS_WORD.values())) == 4


def test_everything_open_changes_at_once(shown: Show, dressed: Wear) -> None:
    label = QLabel("Amira")
    shown(label)
    low = label.sizeHint().height()
    dressed(theme.Look("dark", 200))
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ink")
    assert label.sizeHint().height() > 1.7 * low
    assert theme.scaled(28) == 56


def test_text_stays_between_80_and_200_percent(dressed: Wear) -> None:
    dressed(theme.Look(percent=900))
    assert theme.look().percent == 200
    dressed(theme.Look(percent=1))
    assert theme.look().percent == 80


def test_nothing_moves_where_nothing_may_move(dressed: Wear) -> None:
    dressed(theme.Look(still=True))
    assert theme.moving() == 0
    dressed(theme.Look())
    assert theme.moving(500) == 120


def test_icons_follow_the_theme(dressed: Wear) -> None:
    button = QPushButton(icons.icon("house", "ink"), "")
    dressed(theme.Look("light"))
    light = button.icon().pixmap(24, 24).toImage()
    dressed(theme.Look("dark"))
    assert button.icon().pixmap(24, 24).toImage() != light


def test_markup_in_text_is_shown_and_not_obeyed(shown: Show) -> None:
    label = theme.words("<b>bold</b>")
    shown(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_figures_in_tables_have_one_width(dressed: Wear) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme.font(tabular=True))
    assert len({round(metrics.horizontalAdvance(f), 3) for f in "0123456789"}) == 1


def test_the_face_is_our_own(qapp: QApplication, dressed: Wear) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(qapp.font()).family() == theme.FACE


def test_choices_are_kept_and_a_damaged_file_stops_nothing(preferences: PreferencesFile) -> None:
    preferences.change(theme="dark", text_percent=150)
    assert PreferencesFile(preferences.path).now.theme == "dark"
    preferences.path.write_text("{", encoding="utf-8")
    assert PreferencesFile(preferences.path).now.theme == "system"
    assert preferences.path.with_suffix(".damaged").read_text(encoding="utf-8") == "{"
    preferences.path.write_text(json.dumps({"theme": "pink"}), encoding="utf-8")
    assert PreferencesFile(preferences.path).now.theme == "system"


def test_a_choice_that_cant_be_kept_is_said(preferences: PreferencesFile) -> None:
    preferences.path.parent.parent.mkdir(exist_ok=True, parents=True)
    preferences.path.parent.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Problem, match="can't be kept"):
        preferences.change(theme="dark")
    assert preferences.now.theme == "dark"
