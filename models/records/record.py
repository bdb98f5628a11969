# SPDX-License-Identifier: MIT
"""Record: a frozen value with an id; ask: a field's label, help, unit and section.

A record's fields are its form, its table, its CSV columns and its words on paper.
"""

from __future__ import annotations

import types
import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


def new_id() -> str:
    """A new identity for a record: 32 hexadecimal digits, random."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class EditAs:
    """Which editor a named type asks for where its plain type would not say it."""

    editor: Literal["line", "long", "number", "pounds", "person", "hidden"]


@dataclass(frozen=True, slots=True)
class Refers:
    """The kind of record that a field points to by its id; becomes a foreign key."""

    kind: str


RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$"), EditAs("hidden")]
PupilId = Annotated[RecordId, Refers("Pupil")]
Line = Annotated[str, Field(max_length=200), EditAs("line")]
LongText = Annotated[str, Field(max_length=20_000), EditAs("long")]
Percent = Annotated[Decimal, Field(ge=0, le=100), EditAs("number")]
Pounds = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2), EditAs("pounds")]
Hours = Annotated[Decimal, Field(ge=0, le=40), EditAs("number")]


def ask(
    label: str,
    *,
    help: str = "",
    unit: str = "",
    section: str = "",
    default: Any = ...,
    **constraints: Any,
) -> Any:
    """Declare a record's field in the words that a person reads.

    label    what stands beside the box, on paper and in a sheet's heading
    help     one sentence for "why do we ask", with the source where there is one
    unit     the unit of measure shown after the box
    section  the block of the form that the field stands in
    Other arguments are pydantic's (ge, le, max_length …).
    """
    return Field(
        default=default,
        title=label,
        description=help or None,
        json_schema_extra={"unit": unit, "section": section},
        **constraints,
    )


class Record(BaseModel):
    """A frozen value with an identity: one thing that a school has written down."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False, ser_json_inf_nan="strings")

    # What one of these is called in a sentence; subclasses say it in the field's own words.
    called: ClassVar[str] = "record"
    # Fields of megabytes: the audit trail keeps their hash, not a second and third copy.
    large: ClassVar[tuple[str, ...]] = ()

    id: RecordId = Field(default_factory=new_id)

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of record, used as table name and in the audit trail."""
        return cls.__name__


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record as forms, tables, sheets and paper see it.

    plain    the type without "or nothing" and without its annotations
    optional whether the field may stay empty, which means "not known"
    editor   line, long, number, pounds, date, yes_no, choice, choices, person, hidden or parts
    choices  the codes of a closed set, in the set's own order, empty for the other editors
    refers   the kind of record that the field points to, or ""
    """

    name: str
    label: str
    help: str
    unit: str
    section: str
    plain: Any
    optional: bool
    editor: str
    choices: tuple[StrEnum, ...]
    refers: str
    many: bool


def fields_of(kind: type[Record]) -> tuple[FieldSpec, ...]:
    """Every field of a kind of record but its id, in the order in which the record asks for them."""
    return tuple(_spec(name, info) for name, info in kind.model_fields.items() if name != "id")


def _spec(name: str, info: FieldInfo) -> FieldSpec:
    plain, metadata, optional = _bare(info.annotation)
    metadata = [*info.metadata, *metadata]
    many = get_origin(plain) is tuple
    item, item_metadata, _ = _bare(get_args(plain)[0]) if many else (plain, [], False)
    chosen = next((m.editor for m in [*metadata, *item_metadata] if isinstance(m, EditAs)), "")
    choices = tuple(item) if isinstance(item, type) and issubclass(item, StrEnum) else ()
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return FieldSpec(
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        help=info.description or "",
        unit=str(extra.get("unit", "")),
        section=str(extra.get("section", "")),
        plain=plain,
        optional=optional,
        editor=chosen or _editor(item, many=many),
        choices=choices,
        refers=next((m.kind for m in [*metadata, *item_metadata] if isinstance(m, Refers)), ""),
        many=many,
    )


def _bare(annotation: Any) -> tuple[Any, list[Any], bool]:
    """The plain type, what it was annotated with, and whether None is allowed."""
    metadata: list[Any] = []
    optional = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *extra = get_args(annotation)
            metadata.extend(extra)
            annotation = inner
        elif origin in (Union, types.UnionType):
            rest = [a for a in get_args(annotation) if a is not type(None)]
            optional = optional or len(rest) < len(get_args(annotation))
            if len(rest) != 1:
                return annotation, metadata, optional
            annotation = rest[0]
        else:
            return annotation, metadata, optional


def _editor(item: Any, *, many: bool) -> str:
    if isinstance(item, type) and issubclass(item, StrEnum):
        return "choices" if many else "choice"
    if many or (isinstance(item, type) and issubclass(item, BaseModel)):
        return "parts"
    return {bool: "yes_no", int: "number", Decimal: "number", date: "date", str: "line"}.get(item, "parts")
