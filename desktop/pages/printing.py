# SPDX-License-Identifier: MIT
"""Asking where a document should go, and making it there beside the screen; for every page alike."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from desktop.jobs import Progress
from desktop.pages.page import Page
from desktop.paper.kinds import KINDS, Order
from models.records import Pupil


def ask_where(page: Page, name: str, pupil: Pupil | None = None) -> None:
    """Ask where the document of this kind should go, then make it."""
    kind = KINDS[name]
    dialog = QFileDialog(page, kind.title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{kind.title} {page.workspace.today.isoformat()}.pdf")
    dialog.fileSelected.connect(lambda chosen: make(page, name, Path(chosen), pupil))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def look(page: Page, name: str, pupil: Pupil | None = None) -> None:
    """Show the document of this kind as it would be printed; nothing is written to the disk."""
    from desktop.parts.paper_view import pages_of
    from desktop.parts.paper_window import PaperWindow

    workspace, kind = page.workspace, KINDS[name]

    def work(_progress: Progress) -> list[QImage]:
        held = BytesIO()
        with workspace.store.reading() as tx:
            kind.write(held, Order(tx, workspace.school, workspace.today, pupil))
        return pages_of(held.getvalue())

    def show(pages: list[QImage]) -> None:
        PaperWindow(page, kind.title, pages, save=partial(ask_where, page, name, pupil)).show()

    page.jobs.run(work, then=show, label="Making the pages", owner=page)


def make(page: Page, name: str, path: Path, pupil: Pupil | None = None) -> None:
    """Make a document at a path, beside the screen, and say so."""
    workspace = page.workspace

    def work(_progress: Progress) -> int:
        with workspace.store.reading() as tx:
            return KINDS[name].write(path, Order(tx, workspace.school, workspace.today, pupil))

    def say(pages: int) -> None:
        page.tell(f"{path.name} is saved, {pages} {'page' if pages == 1 else 'pages'}.")

    page.jobs.run(work, then=say, label="Making a PDF", owner=page)
