# SPDX-License-Identifier: MIT
"""editor_for: the right editor for a field of a record; asked: the fields of a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.editing.answers import YES_NO, Answer, OneOfFew, OneOfMany, SeveralOf
from desktop.editing.editor import Editor
from desktop.editing.prose import LongEditor
from desktop.editing.texts import DayEditor, LineEditor, NumberEditor
from models.records import FieldSpec, Record, fields_of

FEW = 5
"""Up to so many answers stand side by side; more of them fold into a list."""


def editor_for(spec: FieldSpec, today: date | None = None) -> Editor:
    """A new editor for this field. Raises ValueError for a field that no person edits (ids, parts)."""
    if spec.editor in ("line", "person"):
        return LineEditor()
    if spec.editor == "long":
        return LongEditor()
    if spec.editor in ("number", "pounds"):
        return NumberEditor(whole=spec.plain is int)
    if spec.editor == "date":
        return DayEditor(today)
    if spec.editor == "yes_no":
        return OneOfFew(YES_NO, optional=spec.optional)
    if spec.editor in ("choice", "choices"):
        return _chosen(spec)
    raise ValueError(f"{spec.name} is not edited by a person.")


def _chosen(spec: FieldSpec) -> Editor:
    answers: list[Answer] = [(code, getattr(code, "label", str(code))) for code in spec.choices]
    if spec.editor == "choices":
        return SeveralOf(answers)
    if len(answers) <= FEW:
        return OneOfFew(answers, optional=spec.optional)
    return OneOfMany(answers, optional=spec.optional)


def asked(kind: type[Record], sections: Sequence[str], fields: Sequence[str]) -> list[FieldSpec]:
    """The fields that a form asks: these by name, else those of these sections, else all that people edit."""
    specs = [s for s in fields_of(kind) if s.editor not in ("hidden", "parts")]
    if fields:
        by_name = {s.name: s for s in specs}
        return [by_name[name] for name in fields]
    return [s for s in specs if not sections or s.section in sections]
