# SPDX-License-Identifier: MIT
"""PaperView: the pages of a document on the screen; pages_of: a PDF or a photo as pictures."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.pdfium_turn import PDFIUM_TURN
from thresholds.problems import Problem

MOST_PAGES = 200
"""Pages that are shown."""

DOTS = 144
"""Dots an inch at which a page is drawn: sharp at the size of a page on the screen."""


def pages_of(content: bytes) -> list[QImage]:
    """The pages of a PDF, or a photo as its only page; for a job. Raises Problem where it can't be read."""
    if not content.startswith(b"%PDF-"):
        picture = QImage.fromData(content)
        if picture.isNull():
            raise Problem("the picture can't be shown", mend="Ask for another copy of it.", code="unreadable")
        return [picture]
    with PDFIUM_TURN:
        try:
            with pypdfium2.PdfDocument(content) as document:
                return [_drawn(document[at]) for at in range(min(len(document), MOST_PAGES))]
        except pypdfium2.PdfiumError:
            raise Problem(
                "the PDF can't be shown: it is damaged, or locked with a password",
                mend="Ask for a copy without a password.",
                code="unreadable",
            ) from None


def _drawn(page: pypdfium2.PdfPage) -> QImage:
    picture = page.render(scale=DOTS / 72)
    made = QImage(
        bytes(picture.buffer), picture.width, picture.height, picture.stride, QImage.Format.Format_BGR888
    )
    # The bytes are the library's own; a copy outlives them.
    return made.copy()


class PaperView(QScrollArea):
    """Shows pages one below the other, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(theme.scaled(12))
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._pages: list[QImage] = []
        self._labels: list[QLabel] = []

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show these pages from the first on."""
        for label in self._labels:
            label.deleteLater()
        self._pages, self._labels = list(pages), []
        for number, _page in enumerate(pages, 1):
            label = QLabel()
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(f"Page {number} of {len(pages)}")
            self._column.insertWidget(number - 1, label)
            self._labels.append(label)
        self._fit()
        self.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sharp = self.devicePixelRatioF()
        room = int((self.viewport().width() - theme.scaled(24)) * sharp)
        for page, label in zip(self._pages, self._labels, strict=True):
            wide = max(1, min(room, page.width()))
            fit = QPixmap.fromImage(page.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
            fit.setDevicePixelRatio(sharp)
            label.setPixmap(fit)
