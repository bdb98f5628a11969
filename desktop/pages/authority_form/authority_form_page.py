# SPDX-License-Identifier: MIT
"""An authority's own form for one child: every place, what goes there, what is empty, what doesn't fit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import files, theme
from desktop.commands import command
from desktop.jobs import Progress
from desktop.pages.authority_form.one_place import OnePlace
from desktop.pages.page import Page
from desktop.parts.blocks import button
from desktop.parts.chips import FilterChips
from desktop.workspace import Changes
from models.cycle_parts import Reader
from models.forms.answers import Subject
from models.forms.filling import Box, boxes, document_of, mapping_text, remapped, with_mapping, write
from models.forms.places import FormFile, Place
from models.records import AuthorityForm, FormAnswer, Pupil
from thresholds.problems import Problem

KINDS = (("empty", "Empty"), ("over", "Too long"), ("own", "Written by hand"))
WORD = "Word document (*.docx)"
MAPPING = "What goes where (*.json)"


class AuthorityFormPage(Page):
    """Place.pupil_id is the child, Place.record_id the form."""

    @override
    def build(self) -> None:
        self._form: AuthorityForm | None = None
        self._pupil: Pupil | None = None
        self._own: list[FormAnswer] = []
        self._document = b""
        self._places: tuple[str, tuple[Place, ...]] = ("", ())
        self._boxes: tuple[Box, ...] = ()
        self._at = ""
        self.kinds = FilterChips(KINDS, about="Show places")
        self.kinds.chosen_changed.connect(self._list_boxes)
        self.list = QListWidget()
        self.list.setAccessibleName("Places of the form")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_place)
        self.one = OnePlace()
        self.one.written.connect(self._on_written)
        self.one.chosen.connect(lambda answer: self._remap(answer=answer))
        self.one.limited.connect(lambda limit: self._remap(limit=limit))
        self._told = theme.words("", "quiet")
        self._lay_out()

    @property
    @override
    def heading(self) -> str:
        if self._form is None or self._pupil is None:
            return "This form isn't here any more"
        return f"{self._form.title}: {self._pupil.known_as}"

    @property
    @override
    def has_pupil(self) -> bool:
        # The threshold beside it would take the room in which one writes.
        return False

    @override
    def refresh(self, changes: Changes | None) -> None:
        with self.workspace.reading() as tx:
            self._form = tx.get(AuthorityForm, self.place.record_id)
            self._pupil = tx.get(Pupil, self.place.pupil_id)
            if self._form is None or self._pupil is None:
                self._boxes = ()
            else:
                self._own = tx.find(FormAnswer, pupil_id=self._pupil.id)
                subject = Subject.of(tx, self._pupil, self.workspace.school, self.workspace.today)
                self._read_document(tx, self._form)
                self._boxes = boxes(self._form, self._places[1], subject, self._own)
        self._list_boxes()
        self._told.setText(_counted(self._boxes))

    def _read_document(self, tx: Reader, form: AuthorityForm) -> None:
        """The document never changes: it is read once for as long as it is shown."""
        if self._places[0] != form.file_id:
            self._document = document_of(tx, form)
            self._places = (form.file_id, FormFile(self._document, form.file_name).places)

    @override
    def concerns(self, changes: Changes) -> bool:
        return "AuthorityForm" in changes.kinds or super().concerns(changes)

    @override
    def leave(self) -> None:
        self.one.keep()

    @command("Save the filled form…", menu="Paper", when="is_there", icon="file-text")
    def save_filled(self) -> None:
        """Ask where, then write the Word document."""
        self.one.keep()
        if self._form is not None and self._pupil is not None:
            name = f"{self._form.title}, {self._pupil.known_as}, {self.workspace.today.isoformat()}.docx"
            self._ask("Save the filled form", WORD, name, self.write)

    @command("Save what goes where…", menu="Paper", when="is_there", icon="export")
    def save_mapping(self) -> None:
        """Write the mapping for other schools."""
        if self._form is not None:
            self._ask("Save what goes where", MAPPING, f"{self._form.title}.json", self.write_mapping)

    @command("Take what goes where from a file…", menu="Paper", when="is_there", icon="download-simple")
    def take_mapping(self) -> None:
        """Read a mapping that another school saved."""
        self._ask("Take what goes where", MAPPING, "", self.read_mapping)

    def is_there(self) -> bool:
        """Whether form and child are both there."""
        return self._form is not None and self._pupil is not None

    def write(self, path: Path) -> None:
        """Write the filled document, beside the screen."""
        document, filled = self._document, self._boxes

        def work(_progress: Progress) -> None:
            files.put(path, write(document, filled))

        empty = sum(one.is_empty for one in filled)
        over = sum(one.letters_over > 0 for one in filled)
        said = f"{path.name} is saved." + (f" {empty} places are empty." if empty else "")
        said += f" {over} have more text than fits." if over else ""
        self.jobs.run(work, then=lambda _: self.tell(said), label="Filling the form", owner=self)

    def write_mapping(self, path: Path) -> None:
        """Write what goes where; it names no child."""
        if self._form is not None:
            files.put(path, mapping_text(self._form, self._document).encode("utf-8"))
            self.tell(f"{path.name} is saved. It names no child and holds no text of anybody's.")

    def read_mapping(self, path: Path) -> None:
        """Take over what goes where from a file."""
        if self._form is None:
            return
        try:
            form, known = with_mapping(self._form, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            raise Problem("the file can't be read", path.name, "Ask for another copy of it.") from None
        self.workspace.save(form)
        self.tell(f"{known} of {len(form.places)} places are as in {path.name}.", undo=True)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(24, 12, 24, 8)
        across.addWidget(self._told, 1)
        save = button("Save the filled form…", role="primary", icon="file-text")
        save.clicked.connect(self.save_filled)
        across.addWidget(save)
        top = QWidget()
        top.setLayout(across)
        left = QVBoxLayout()
        left.addWidget(self.kinds)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.addWidget(self.one)
        right.addStretch(1)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(24, 0, 24, 24)
        columns.setSpacing(16)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        self.fill_with(top)
        self.fill_with(body)
        self._layout.setStretch(1, 1)

    def _list_boxes(self, *_: object) -> None:
        shown = [one for one in self._boxes if _fits(one, self.kinds.chosen())]
        self.list.blockSignals(True)
        self.list.clear()
        for box in shown:
            item = QListWidgetItem(f"{box.place.label}\n{_state(box)}")
            item.setData(Qt.ItemDataRole.UserRole, box.place.key)
            self.list.addItem(item)
        keys = [box.place.key for box in shown]
        self.list.blockSignals(False)
        self.one.setVisible(bool(shown))
        if shown:
            self.list.setCurrentRow(keys.index(self._at) if self._at in keys else 0)

    def _on_place(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = item.data(Qt.ItemDataRole.UserRole)
        if key != self._at:
            self.one.keep()
        self._at = key
        box = next((one for one in self._boxes if one.place.key == key), None)
        if box is not None:
            self.one.show_box(box)

    def _on_written(self, text: str) -> None:
        """Keep a person's own text for this child; the empty one goes back to the record's."""
        if self._form is None or self._pupil is None:
            return
        held = next((o for o in self._own if o.form_id == self._form.id and o.place == self._at), None)
        if not text.strip():
            if held is not None:
                self.workspace.remove(held)
            return
        if held is not None:
            self.workspace.save(held.model_copy(update={"text": text}))
        else:
            made = FormAnswer(pupil_id=self._pupil.id, form_id=self._form.id, place=self._at, text=text)
            self.workspace.save(made)

    def _remap(self, *, answer: str | None = None, limit: int | None = None) -> None:
        box = next((one for one in self._boxes if one.place.key == self._at), None)
        if self._form is None or box is None:
            return
        self.workspace.save(
            remapped(
                self._form,
                self._at,
                answer=box.answer if answer is None else answer,
                limit=limit if answer is None else box.limit,
            )
        )

    def _ask(self, title: str, kind: str, name: str, then: object) -> None:
        dialog = QFileDialog(self, title)
        dialog.setNameFilter(kind)
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("docx" if kind == WORD else "json")
            dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))  # type: ignore[operator]
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _fits(box: Box, kinds: frozenset[str]) -> bool:
    found = {"empty": box.is_empty, "over": box.letters_over > 0, "own": box.is_own}
    return not kinds or any(found[kind] for kind in kinds)


def _state(box: Box) -> str:
    if box.is_empty:
        return "empty"
    if box.letters_over:
        return f"{box.letters_over} letters too many"
    text = " ".join(box.text.split())
    return text if len(text) <= 70 else f"{text[:69]}…"


def _counted(filled: tuple[Box, ...]) -> str:
    empty = sum(one.is_empty for one in filled)
    over = sum(one.letters_over > 0 for one in filled)
    words = [f"{len(filled)} places", f"{len(filled) - empty} filled", f"{empty} empty"]
    return " · ".join([*words, f"{over} too long"] if over else words)
