# SPDX-License-Identifier: MIT
"""AuthorityForms: the forms that authorities want, brought in once, filled for each child."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.jobs import Progress
from desktop.pages.page import Page, Place
from desktop.parts.blocks import Card, button, empty
from models.attaching import read_file
from models.forms.filling import new_form
from models.records import AuthorityForm, FormAnswer, FormDocument


class AuthorityForms(Card):
    """A line for each form; a press fills it for the child that is open."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            "Your authority's own forms",
            about="Bring the Word document in once. Its places are found, and filled from the record.",
        )
        self.page = page
        self._pupil_id = ""
        self._lines = QVBoxLayout()
        self.column.addLayout(self._lines)
        bring = button("Bring in a form…", icon="file-plus")
        bring.clicked.connect(self.ask)
        self.add(bring)

    def show_forms(self, forms: Sequence[AuthorityForm], pupil_id: str) -> None:
        """Show every form that there is."""
        self._pupil_id = pupil_id
        empty(self._lines)
        for form in sorted(forms, key=lambda one: one.title.casefold()):
            self._lines.addWidget(self._line(form))

    def ask(self) -> None:
        """Ask which Word document."""
        dialog = QFileDialog(self, "Bring in a form")
        dialog.setNameFilter("Word document (*.docx)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.bring(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def bring(self, path: Path) -> None:
        """Read a Word document beside the screen and keep it, each place with what its label asks for."""
        workspace, la = self.page.workspace, self.page.workspace.school.la

        def work(_progress: Progress) -> tuple[FormDocument, AuthorityForm]:
            return new_form(read_file(path), path.name, title=path.stem, la=la, on=workspace.today)

        def keep(made: tuple[FormDocument, AuthorityForm]) -> None:
            _file, form = made
            workspace.save(*made)
            known = sum(bool(one.answer) for one in form.places)
            self.page.tell(f"{form.title} has {len(form.places)} places; {known} are found in the record.")
            self.page.go(Place("authority-form", self._pupil_id, form.id))

        self.page.jobs.run(work, then=keep, label="Reading the form", owner=self.page)

    def _line(self, form: AuthorityForm) -> QWidget:
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        fill = button(f"Fill in: {form.title}", icon="file-text")
        fill.clicked.connect(lambda: self.page.go(Place("authority-form", self._pupil_id, form.id)))
        away = button("Remove", icon="trash", name=f"Remove {form.title}")
        away.clicked.connect(lambda: self._remove(form))
        across.addWidget(fill)
        across.addWidget(theme.words(f"{len(form.places)} places", "quiet"), 1)
        across.addWidget(away)
        return made

    def _remove(self, form: AuthorityForm) -> None:
        with self.page.workspace.changing() as tx:
            for answer in tx.find(FormAnswer, form_id=form.id):
                tx.remove(answer)
            tx.remove(form)
            file = tx.get(FormDocument, form.file_id)
            if file is not None:
                tx.remove(file)
        self.page.tell(f"{form.title} is removed.", undo=True)
