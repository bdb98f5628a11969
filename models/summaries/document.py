# SPDX-License-Identifier: MIT
"""TermlySummary: the file that leaves the school, one for each school and term, and how it is read.

It holds whole numbers, closed codes, dates and the school's URN: there is no field for a name to stand in.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

from models.summaries import measures
from models.summaries.choices import SCHOOL_TYPES
from models.summaries.protect import METHOD, Tables, bound_of, canonical, epoch_of, key_id, protect
from thresholds.problems import Problem

FORMAT: Final = "gr-summary/1"
LARGEST = 64 * 1024
"""Bytes; a summary of the whole query set has about four thousand."""

REWRITTEN = "it was changed or written anew after it left the school"
AGAIN = "Ask the school to export the summary again."

SchoolType: TypeAlias = Literal["N", "P", "S", "A", "X", "R", "C"]
Base: TypeAlias = Literal["none", "planned", "open"]
Correction: TypeAlias = Literal["late_records", "wrong_records", "wrong_pupils", "fault_in_program"]
CORRECTIONS: dict[Correction, str] = {
    "late_records": "Records came in after the export",
    "wrong_records": "Records were wrong",
    "wrong_pupils": "Children were missing, or counted who shouldn't be",
    "fault_in_program": "A fault in the program",
}


def _tables_schema() -> dict[str, Any]:
    """The JSON Schema of the tables: every table and cell by name, nothing else."""
    number = {"type": "integer"}
    known = {
        name: {
            "type": "object",
            "title": table.title,
            "properties": {cell.id: number | {"title": cell.words} for cell in table.cells},
            "additionalProperties": False,
        }
        for name, table in measures.BY_ID.items()
    }
    return {"type": "object", "properties": known, "additionalProperties": False}


Published: TypeAlias = Annotated[dict[str, dict[str, int]], WithJsonSchema(_tables_schema())]


class Part(BaseModel):
    """A closed, frozen part of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Rules(Part):
    """Which standard the school worked with: its own id and version, as its authority gave them."""

    pack: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=80)]
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.\-]*$", max_length=40)]


class Noise(Part):
    """The protection's own parameters."""

    method: Literal["keyed-discrete-gaussian/1"] = METHOD
    vp: Literal[2] = 2
    vf: Literal[2] = 2
    bound: Literal[18] = 18


class Facts(Part):
    """What the school says of itself, exactly, as it isn't about children; left out where it says nothing.

    correction  why there is a fourth version of a term or a later one
    """

    eah_visits: Annotated[int, Field(ge=0, le=999)] | None = None
    inclusion_base: Base | None = None
    staff_trained: Annotated[int, Field(ge=0, le=999)] | None = None
    completeness: Literal["complete", "partly"] | None = None
    correction: Correction | None = None

    @model_serializer
    def _only_what_is_said(self) -> dict[str, int | str]:
        return {name: value for name, value in self if value is not None}


class TermlySummary(Part):
    """One school's protected counts of one term."""

    format: Literal["gr-summary/1"] = FORMAT
    query_set: Literal["v1"] = "v1"
    la: Annotated[str, Field(pattern=r"^\d{3}$")]
    urn: Annotated[int, Field(ge=100000, le=999999)]
    school_type: SchoolType
    term: Annotated[str, Field(pattern=r"^20\d\d-\d\d\.[123]$")]
    version: Annotated[int, Field(ge=1, le=99)]
    replaces: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None
    issued: date
    epoch: Annotated[str, Field(pattern=r"^20\d\d-\d\d$")]
    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    app: Annotated[str, Field(pattern=r"^\d{1,4}(\.[0-9a-z]{1,12}){0,4}$")]
    rules: Rules
    noise: Noise = Noise()
    facts: Facts = Facts()
    tables: Published

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        if int(self.term[5:7]) != (int(self.term[:4]) + 1) % 100:
            raise ValueError(f"there is no school year {self.term[:7]}")
        if self.epoch != epoch_of(self.term):
            raise ValueError(f"the term {self.term} doesn't lie in the years {self.epoch}")
        if (self.version == 1) != (self.replaces is None):
            raise ValueError("a first version replaces nothing, and a later one says what it replaces")
        if self.version > 3 and self.facts.correction is None:
            raise ValueError("a fourth version or a later one says why it was needed")
        _check_cells(self.school_type, self.tables)
        return self

    def canonical_bytes(self) -> bytes:
        """The one form in which a summary is signed and hashed: sorted keys, no spaces, UTF-8."""
        return self._body

    @cached_property
    def _body(self) -> bytes:
        return canonical(self.model_dump(mode="json"))

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes: what a later version says it replaces."""
        return hashlib.sha256(self.canonical_bytes()).hexdigest()

    @property
    def name(self) -> str:
        """The file's name without its ending: gr-372-100001-2026-27.1-v1."""
        return f"gr-{self.la}-{self.urn}-{self.term}-v{self.version}"


def _check_cells(school_type: str, tables: Tables) -> None:
    release = next((names for names in measures.RELEASES if set(names) == tables.keys()), None)
    if release is None:
        raise ValueError("its tables are not those of any release of the program")
    for name, expected in measures.cells_of(school_type, release).items():
        found = tables[name]
        if missing := [cell for cell in expected if cell not in found]:
            raise ValueError(f"the table {name} lacks the cell {missing[0]}")
        if len(found) > len(expected):
            raise ValueError(f"the table {name} has cells that don't belong there")
        bound = bound_of(name)
        if wrong := [cell for cell, n in found.items() if not -bound <= n <= 1_000_000]:
            raise ValueError(f"the number in {name} {wrong[0]} can't come from a count")


@dataclass(frozen=True, slots=True)
class Heading:
    """Everything in a summary but its numbers and its version."""

    la: str
    urn: int
    school_type: SchoolType
    term: str
    issued: date
    app: str
    rules: Rules
    facts: Facts


def make(
    heading: Heading, true: Tables, key: bytes, *, version: int = 1, replaces: str | None = None
) -> TermlySummary:
    """The protected summary of these true tables. Raises Problem where this release exports others."""
    structural = measures.structural(heading.school_type)
    expected = {name: {cell.id for cell in measures.BY_ID[name].cells} for name in measures.SHIPPED}
    if {name: set(cells) for name, cells in true.items()} != expected:
        raise Problem("the counted tables are not those of the summary", code="other_tables")
    epoch = epoch_of(heading.term)
    return TermlySummary(
        la=heading.la,
        urn=heading.urn,
        school_type=heading.school_type,
        term=heading.term,
        version=version,
        replaces=replaces,
        issued=heading.issued,
        epoch=epoch,
        key_id=key_id(key),
        app=heading.app,
        rules=heading.rules,
        facts=heading.facts,
        tables=protect(key, measures.QUERY_SET, epoch, heading.term, true, structural),
    )


def read(content: bytes, name: str) -> TermlySummary:
    """The summary in these canonical bytes; name is the file's, for the sentence.

    Raises Problem for anything else, spacing and order of fields included: one content has one form.
    """
    try:
        summary = TermlySummary.model_validate_json(content)
    except ValidationError as fault:
        raise Problem(_sentence(fault), name, AGAIN, code="not_a_summary") from None
    if summary.canonical_bytes() != content:
        raise Problem(REWRITTEN, name, AGAIN, code="rewritten")
    return summary


def _sentence(fault: ValidationError) -> str:
    """The first thing wrong in plain words; what the file says is repeated only up to forty letters."""
    first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
    # The field's name may come from a stranger: no control signs, no escape codes, no end of a screen.
    field = re.sub(r"[^\w .\-]", "?", " ".join(str(step) for step in first["loc"]))[:40]
    words = {
        "json_invalid": "it isn't a whole JSON document",
        "missing": f"the field {field} is missing",
        "extra_forbidden": f"the field {field} doesn't belong in a summary",
        "int_type": f"{field} isn't a whole number",
        "int_from_float": f"{field} isn't a whole number",
        "value_error": str(first["msg"]).removeprefix("Value error, "),
        "literal_error": f"{field} is none of the values that this program knows",
    }
    return words.get(first["type"], f"the field {field} can't be read")


def school_type_of(phase: str) -> SchoolType:
    """The summary's code for a school's phase as the records name it: "primary" gives P."""
    codes: dict[str, SchoolType] = {
        "nursery": "N",
        "primary": "P",
        "secondary": "S",
        "all_through": "A",
        "special": "X",
        "pru": "R",
        "college": "C",
    }
    return codes[phase]


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, every table and cell named."""
    made = TermlySummary.model_json_schema(mode="validation")
    made["title"] = "A school's termly summary, protected"
    made["$comment"] = f"School types: {', '.join(f'{c} {words}' for c, words in SCHOOL_TYPES.items())}"
    return made
