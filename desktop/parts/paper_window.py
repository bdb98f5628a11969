# SPDX-License-Identifier: MIT
"""PaperWindow: a document looked at before it is saved or printed; it is in memory only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.parts.blocks import button
from desktop.parts.paper_view import PaperView


class PaperWindow(QDialog):
    """Pages, and what can be done with them: save, print, close."""

    def __init__(
        self, parent: QWidget, title: str, pages: Sequence[QImage], *, save: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = list(pages)
        self.view = PaperView()
        row = QHBoxLayout()
        count = len(self.pages)
        row.addWidget(theme.words(f"{count} {'page' if count == 1 else 'pages'}", "quiet"), 1)
        for words, icon, press in (
            ("Save…", "floppy-disk", save),
            ("Print…", "printer", self.print_pages),
            ("Close", "x", self.close),
        ):
            one = button(words, icon=icon)
            one.clicked.connect(lambda _on=False, press=press: press())
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(760), room.width() - 40), min(theme.scaled(900), room.height() - 60))
        self.view.show_pages(self.pages)

    def print_pages(self) -> None:
        """Ask which printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            self.paint(printer)

    def paint(self, printer: QPrinter) -> None:
        """Paint every page on a printer, each as large as its sheet."""
        painter = QPainter(printer)
        for number, page in enumerate(self.pages):
            if number:
                printer.newPage()
            sheet = QRectF(painter.viewport())
            fit = page.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(sheet.topLeft(), fit), page)
        painter.end()
