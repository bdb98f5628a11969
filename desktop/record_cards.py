# SPDX-License-Identifier: MIT
"""RecordCards: the records of one kind, each a line that opens to be edited; add, and remove with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.record_editor import RecordEditor
from desktop.parts.blocks import Card, button
from desktop.workspace import Workspace
from models.records import Record, new_id


@dataclass(frozen=True, slots=True)
class Shown:
    """How the records of a kind are shown and edited.

    title    the card's heading; about: a quiet sentence below it
    one      what one of them is called on a button: "need"
    words    a record in one line
    fields   the fields that the form asks, all where it is empty; labels: other labels for them
    nothing  what stands there while there is none
    goes_with  the records that must go before one can be removed
    takes_along  the records that go after it, which nothing else needs
    drafts   whether what was typed and never became a record comes back here
    add      what a press on Add does instead of opening an empty form
    look     what a press on "Look at it" does; there is none where it is empty
    removable  whether one can be removed, all where it is empty
    """

    kind: type[Record]
    title: str
    one: str
    words: Callable[[Any], str]
    about: str = ""
    fields: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    nothing: str = ""
    goes_with: Callable[[Any], Sequence[Record]] | None = None
    takes_along: Callable[[Any], Sequence[Record]] | None = None
    drafts: bool = True
    add: Callable[[], None] | None = None
    look: Callable[[Any], None] | None = None
    removable: Callable[[Any], bool] | None = None


class RecordCards(Card):
    """A card with a line for each record.

    removed(str)   a record was taken away: what it is called, for a notice with Undo
    """

    removed = Signal(str)

    def __init__(self, shown: Shown, workspace: Workspace) -> None:
        super().__init__(shown.title, about=shown.about)
        self._shown = shown
        self._workspace = workspace
        self._known: dict[str, Any] = {}
        self._lines: dict[str, _Line] = {}
        self.adder = button(f"Add {_article(shown.one)}", role="quiet", icon="plus")
        self.adder.clicked.connect(shown.add or (lambda: self.begin()))
        self.add_beside_heading(self.adder)
        self._nothing = theme.words(shown.nothing or "Nothing is recorded yet.", "quiet")
        self.add(self._nothing)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self.column.addLayout(self._body)

    def show_records(self, records: Sequence[Record], **known: Any) -> None:
        """Show these records. known is what a new one begins with: its pupil, its cycle."""
        if known != self._known:
            self._forget()
            self._known = known
            if self._shown.drafts:
                self._bring_back({one.id for one in records})
        here = {one.id: one for one in records}
        for id in [id for id, line in self._lines.items() if id not in here and not line.is_new]:
            self._drop(id)
        for at, record in enumerate(records):
            line = self._lines.get(record.id) or self._put(record.id)
            line.show_record(record)
            if self._body.indexOf(line) != at and not line.isAncestorOf(line.window().focusWidget() or self):
                self._body.insertWidget(at, line)
        self._nothing.setVisible(not self._lines)

    def begin(self, **known: Any) -> RecordEditor:
        """Open the form for a new record; known adds to what every new one begins with."""
        id = str(known.pop("id", "")) or new_id()
        line = self._put(id)
        editor = line.begin({**self._known, **known, "id": id})
        self._nothing.hide()
        if editor.rows:
            editor.go_to(next(iter(editor.rows)))
        return editor

    def open(self, record_id: str) -> QWidget | None:
        """Open one record's form and return its line, to be scrolled to; None where it isn't here."""
        line = self._lines.get(record_id)
        if line is not None:
            line.unfold(True)
        return line

    def _put(self, id: str) -> _Line:
        line = _Line(self._shown, self._workspace)
        line.edit.clicked.connect(lambda: line.unfold(line.is_folded))
        look = self._shown.look
        if look is not None:
            line.look.clicked.connect(lambda: look(line.record))
        line.take_away.clicked.connect(lambda: self._remove(id))
        self._lines[id] = line
        self._body.addWidget(line)
        line.show()
        return line

    def _remove(self, id: str) -> None:
        line = self._lines[id]
        record = line.record
        if record is None:
            self._workspace.drop_draft(self._shown.kind, id)
            self._drop(id)
            self._nothing.setVisible(not self._lines)
            return
        self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
        goes = self._shown.goes_with(record) if self._shown.goes_with else ()
        along = self._shown.takes_along(record) if self._shown.takes_along else ()
        self._workspace.remove(*goes, record, *along)
        self.removed.emit(f"{record.called} removed.".capitalize())

    def _drop(self, id: str, *, flush: bool = False) -> None:
        line = self._lines.pop(id)
        if flush:
            line.flush()
        self._body.removeWidget(line)
        line.hide()
        # Out of the page at once: what is let go must not be asked to keep its typing later.
        line.setParent(None)
        line.deleteLater()

    def _forget(self) -> None:
        for id in list(self._lines):
            self._drop(id, flush=True)

    def _bring_back(self, kept: set[str]) -> None:
        """Open what was typed and never became a record."""
        pupil_id = str(self._known.get("pupil_id", ""))
        for draft in self._workspace.drafts_for(self._shown.kind, pupil_id) if pupil_id else ():
            if draft.record_id not in kept and self._belongs(draft.record_id):
                self._put(draft.record_id).begin({**self._known, "id": draft.record_id})

    def _belongs(self, record_id: str) -> bool:
        """Whether no record, of another cycle say, has this id."""
        with self._workspace.reading() as tx:
            return tx.get(self._shown.kind, record_id) is None


class _Line(QWidget):
    """One record: its words, and its form when it is open."""

    def __init__(self, shown: Shown, workspace: Workspace) -> None:
        super().__init__()
        self._shown = shown
        self._workspace = workspace
        self.record: Record | None = None
        self.editor: RecordEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(8)
        across = QHBoxLayout()
        across.setSpacing(4)
        self._words = theme.words("")
        self.edit = button("Edit", role="link")
        self.take_away = button("Remove", role="link")
        self.look = button("Look at it", role="link")
        self.look.setVisible(shown.look is not None)
        across.addWidget(self._words, 1)
        for one in (self.look, self.edit, self.take_away):
            across.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(across)

    @property
    def is_new(self) -> bool:
        """Whether no record is kept of it yet."""
        return self.record is None

    @property
    def is_folded(self) -> bool:
        """Whether its form is put away."""
        return self.editor is None or self.editor.isHidden()

    def show_record(self, record: Record) -> None:
        """Show a record; what is being typed into its form stays."""
        self.record = record
        self._say(self._shown.words(record))
        self.edit.show()
        self.take_away.setVisible(self._shown.removable is None or self._shown.removable(record))
        if self.editor is not None and not self.is_folded:
            self.editor.show_record(record)

    def begin(self, known: dict[str, Any]) -> RecordEditor:
        """Open an empty form."""
        self._say(f"A new {self._shown.one}")
        self.edit.hide()
        editor = self._form()
        editor.begin(**known)
        return editor

    def unfold(self, is_open: bool) -> None:
        """Open the form, or put it away."""
        if is_open and self.record is not None:
            self._form().show_record(self.record)
        elif self.editor is not None:
            self.editor.flush()
            self.editor.hide()
        self.edit.setText("Close" if is_open else "Edit")
        self._say(self._words.text())

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.editor is not None:
            self.editor.flush()

    def _form(self) -> RecordEditor:
        if self.editor is None:
            self.editor = RecordEditor(
                self._shown.kind,
                fields=self._shown.fields,
                labels=self._shown.labels,
                workspace=self._workspace,
            )
            self._column.addWidget(self.editor)
        self.editor.show()
        self.edit.setText("Close")
        return self.editor

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self.edit.setAccessibleName(f"{self.edit.text()}: {words}")
        self.take_away.setAccessibleName(f"Remove: {words}")
        self.look.setAccessibleName(f"Look at it: {words}")


def _article(noun: str) -> str:
    return (
        noun
        if noun.split()[0] in ("what", "words")
        else f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"
    )
