# SPDX-License-Identifier: MIT
"""RecordEditor: an editor made from a record's own fields, with drafts and problems in place.

    editor = RecordEditor(Plan, sections=("Agreement",), workspace=self.workspace)
    editor.show_record(plan)                    # one that is kept already
    editor.begin(pupil_id=..., cycle_id=...)    # a new one; kept as soon as it is whole

With a workspace it saves and keeps drafts by itself; without one, listen to completed and drafted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.editor import Editor
from desktop.editing.editors import asked
from desktop.editing.field_row import FieldRow, sentence
from desktop.editing.texts import LineEditor
from desktop.layouts import flowing
from desktop.workspace import Workspace
from models.records import Record, new_id
from models.records.checked import checked
from thresholds.problems import Problem, Problems

SETTLES_AFTER = 400
"""Milliseconds after the last key when what was typed is taken."""

DRAFT_AFTER = 2000
"""Milliseconds after which what isn't taken yet is a draft."""


class RecordEditor(QWidget):
    """Edits the fields of one record.

    completed(record)   what was typed makes a whole record that differs from the one before
    drafted(dict)       what was typed and isn't in the record yet, by field; empty when nothing is left
    """

    completed = Signal(object)
    drafted = Signal(object)

    def __init__(
        self,
        kind: type[Record],
        *,
        sections: Sequence[str] = (),
        fields: Sequence[str] = (),
        labels: Mapping[str, str] | None = None,
        today: date | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self._workspace = workspace
        self._known: dict[str, Any] = {}
        self._record: Record | None = None
        self._edited: list[str] = []
        self._has_draft = False
        self.rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        day = today or (workspace.today if workspace else None)
        for spec in asked(kind, sections, fields):
            self.rows[spec.name] = FieldRow(spec, label=(labels or {}).get(spec.name, ""), today=day)
        self._lay_out(list(self.rows.values()))
        self._foot = theme.words("", "small")
        self._foot.hide()
        self._column.addWidget(self._foot)
        self._settle_timer = self._timer(SETTLES_AFTER, lambda: self._settle(""))
        self._draft_timer = self._timer(DRAFT_AFTER, self._keep_draft)
        for name, row in self.rows.items():
            row.editor.edited.connect(lambda name=name: self._on_edited(name))
            row.editor.left.connect(lambda name=name: self._settle(name))

    @property
    def record(self) -> Record | None:
        """The last whole record: as it was shown, or as it was completed since; None for a new one."""
        return self._record

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that no record holds yet."""
        return bool(self._edited)

    @property
    def foot(self) -> str:
        """What is said below the form: what is still needed, or what was brought back."""
        return "" if self._foot.isHidden() else self._foot.text()

    def show_record(self, record: Record) -> None:
        """Show a record that is kept already. What a person is typing into it stays as it is."""
        if self._known.get("id") != record.id:
            self.flush()
            self._start(record, {name: getattr(record, name) for name in type(record).model_fields})
            self._bring_back()
            return
        self._record = record
        self._known = {name: getattr(record, name) for name in type(record).model_fields}
        for name, row in self.rows.items():
            if (name not in self._edited and not row.editor.is_in_use) or (
                name not in self._edited and row.editor.text() == ""
            ):
                row.editor.fill(self._known[name])

    def begin(self, **known: Any) -> None:
        """Start a new record of which this much is known; the rest is empty or the record's default."""
        self.flush()
        self._start(None, {"id": new_id(), **known})
        self._bring_back()

    def editor(self, field: str) -> Editor:
        """The editor of one field. Raises KeyError where the form doesn't ask for it."""
        return self.rows[field].editor

    def suggest(self, field: str, names: Sequence[str]) -> None:
        """Offer these while one types into a line; anything else may be typed too."""
        editor = self.rows[field].editor
        if isinstance(editor, LineEditor):
            editor.suggest(names)

    def go_to(self, field: str) -> None:
        """Put the keyboard into one field."""
        self.rows[field].editor.take_focus()

    def flush(self) -> bool:
        """Take what was typed now; False where something is still waiting, which is then a draft."""
        self._settle_timer.stop()
        self._settle("")
        self._draft_timer.stop()
        self._keep_draft()
        return not self._edited

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed and never taken."""
        for name, text in texts.items():
            if name in self.rows:
                self.rows[name].editor.put_text(text)
                self._note(name)

    def _start(self, record: Record | None, known: dict[str, Any]) -> None:
        self._record = record
        self._known = known
        self._edited.clear()
        self._has_draft = False
        self._say("")
        for name, row in self.rows.items():
            field = self.kind.model_fields[name]
            row.editor.fill(known.get(name, None if field.is_required() else field.get_default()))
            row.show_problem("")

    def _stands_in(self, row: FieldRow, value: Any) -> bool:
        """Whether the box that one is typing in means this value already, be it with a space at its end."""
        try:
            return row.editor.is_in_use and (row.editor.value() or None) == (value or None)
        except Problem:
            return False

    def _note(self, name: str) -> None:
        if name not in self._edited:
            self._edited.append(name)

    def _on_edited(self, name: str) -> None:
        self._note(name)
        self._settle_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _settle(self, left: str) -> None:
        """Take what can be taken. Problems are said of fields that one has left, not while one types."""
        if not self._edited or not self._known:
            return
        self._settle_timer.stop()
        record, faults, needed = self._weigh()
        if record is not None and record != self._record and not self._keep(record):
            return
        self._edited = [name for name in self._edited if name in faults or record is None]
        for name, row in self.rows.items():
            is_told = bool(row.problem) or name == left or not row.editor.is_in_use
            row.show_problem(sentence(faults[name]) if name in faults and is_told else "")
        self._say(f"Not kept yet. Still needed: {', '.join(needed)}." if needed else "")
        if not self._edited:
            self._draft_timer.stop()
            self._forget_draft()

    def _keep(self, record: Record) -> bool:
        """Save a record and tell of it; False where the form shows another record by then.

        A Problem of the store passes through, and everything typed stays waiting.
        """
        if self._workspace is not None:
            self._workspace.save(record)
        if self._known["id"] != record.id:
            return False
        self._record = record
        self._known = {name: getattr(record, name) for name in type(record).model_fields}
        self.completed.emit(record)
        return bool(self._known["id"] == record.id)

    def _weigh(self) -> tuple[Record | None, dict[str, Problem], list[str]]:
        """The best record that the boxes make, what is wrong where, and the labels still needed."""
        given, faults = self._read()
        try:
            return checked(self.kind, {**self._known, **given}), faults, []
        except Problems as found:
            faults = {**{p.field: p for p in found.problems if p.field in given}, **faults}
            needed = [p.where for p in found.problems if p.field and p.field not in given]
            clash = next((p for p in found.problems if not p.field), None)
        if self._record is not None:
            return self._keep_what_fits(given, faults)
        if clash is not None:
            faults[self._edited[-1]] = clash
        return None, faults, [] if faults else needed

    def _read(self) -> tuple[dict[str, Any], dict[str, Problem]]:
        given: dict[str, Any] = {}
        faults: dict[str, Problem] = {}
        for name in self._edited:
            row = self.rows[name]
            try:
                value = row.editor.value()
            except Problem as problem:
                faults[name] = problem
            else:
                given[name] = None if value == "" and row.spec.optional else value
        return given, faults

    def _keep_what_fits(
        self, given: Mapping[str, Any], faults: dict[str, Problem]
    ) -> tuple[Record | None, dict[str, Problem], list[str]]:
        """One wrong field holds nothing else up: the others are taken one by one, in the order of typing."""
        record = self._record
        values = dict(self._known)
        for name, value in given.items():
            if name in faults:
                continue
            try:
                record = checked(self.kind, {**values, name: value})
                values[name] = value
            except Problems as found:
                faults[name] = found.problems[0]
        return record, faults, []

    def _bring_back(self) -> None:
        if self._workspace is None:
            return
        draft = self._workspace.draft_of(self.kind, self._known["id"])
        if draft is None:
            return
        self._has_draft = True
        self.put_texts(draft.texts)
        self._settle("")
        self._say(f"This is what you typed at {draft.typed_at:%H:%M}. It isn't kept in the record yet.")

    def _keep_draft(self) -> None:
        if not self._edited:
            return
        texts = {name: self.rows[name].editor.text() for name in self._edited}
        self._has_draft = True
        if self._workspace is not None:
            self._workspace.keep_draft(self.kind, self._known["id"], self._known.get("pupil_id", ""), texts)
        self.drafted.emit(texts)

    def _forget_draft(self) -> None:
        if not self._has_draft:
            return
        self._has_draft = False
        if self._workspace is not None:
            self._workspace.drop_draft(self.kind, self._known["id"])
        self.drafted.emit({})

    def _say(self, text: str) -> None:
        self._foot.setText(text)
        self._foot.setVisible(bool(text))

    def _timer(self, milliseconds: int, then: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def _lay_out(self, rows: Sequence[FieldRow]) -> None:
        """One field below the other; short ones that follow each other stand side by side."""
        at = 0
        while at < len(rows):
            end = at + 1
            while rows[at].is_short and end < len(rows) and rows[end].is_short:
                end += 1
            group: Iterable[QWidget] = rows[at:end]
            self._column.addWidget(rows[at] if end == at + 1 else flowing(*group, gap=16))
            at = end
