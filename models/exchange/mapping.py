# SPDX-License-Identifier: MIT
"""Mapping: which column of a list is which field; guessed from the headings, shown, kept as YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from models.exchange.cells import DateOrder, plain
from models.exchange.headings import FIELDS, HEADINGS
from models.exchange.incoming import a_few
from thresholds.problems import Problem

ListKind = Literal["pupils", "attendance"]
NameOrder = Literal["surname-first", "forename-first"]

_MOST_BYTES = 100_000


class Mapping(BaseModel):
    """Which column is which, and how to read it; what is left open is found out from the list itself.

    columns      field -> heading of its column
    fixed        field -> the value that holds for every row, as in from_on for a sheet without dates
    date_order   of dates such as 4/9/2015; None: settled by the dates in the list
    name_order   of names in one column without a comma
    sheet        of a workbook; empty: the one whose headings fit best
    header_line  counted from 1; None: the line whose words fit best
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ListKind = "pupils"
    columns: dict[str, str] = Field(default_factory=dict, max_length=100)
    fixed: dict[str, str] = Field(default_factory=dict, max_length=100)
    date_order: DateOrder | None = None
    name_order: NameOrder | None = None
    sheet: str = ""
    header_line: int | None = Field(default=None, ge=1, le=1000)

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        known = FIELDS[self.kind]
        for name in (*self.columns, *self.fixed):
            if name not in known:
                raise ValueError(f"'{name}' is not a field of this kind of list. Use {', '.join(known)}.")
        return self


def guess(headings: Sequence[str], kind: ListKind) -> dict[str, str]:
    """Field -> heading, as far as the headings are known words of SIMS, Arbor, Bromcom or of this program."""
    by_words = {words: heading for heading in reversed(headings) if (words := plain(heading))}
    found: dict[str, str] = {}
    for name in FIELDS[kind]:
        for words in HEADINGS[name]:
            if words in by_words and by_words[words] not in found.values():
                found[name] = by_words[words]
                break
    return found


def places(headings: Sequence[str], mapping: Mapping, file: str) -> dict[str, int]:
    """Field -> place of its column. Raises Problem for a column that the map names and the list hasn't."""
    by_words = {plain(heading): place for place, heading in reversed(list(enumerate(headings)))}
    exact = {heading: place for place, heading in reversed(list(enumerate(headings)))}
    found = {}
    for name, heading in mapping.columns.items():
        place = exact.get(heading, by_words.get(plain(heading)))
        if place is None:
            raise Problem(
                f"the map says that ‘{heading}’ holds {name}, but the list has no such column",
                file,
                f"Its columns are {a_few(headings, 30)}; change the map.",
                code="no_column",
            )
        found[name] = place
    return found


def read_mapping(path: Path) -> Mapping:
    """A mapping from its YAML file. Raises Problem, which names the file and what is wrong in it."""
    mend = "Choose the file that was saved as a map, or leave the map away."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Problem("the map is far too large to be one", str(path), mend, code="map")
        # Every word stays a word: a day, a yes or a number in a map is what a cell would hold.
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except OSError:
        raise Problem(
            "the map can't be read", str(path), "Check its name and your rights.", code="map"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        where = f"{path}, line {line}" if line else str(path)
        raise Problem("the map is not written as YAML", where, mend, code="map", line=line) from None
    if not isinstance(content, dict):
        raise Problem("the map says nothing", str(path), mend, code="map")
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        what, _, rest = str(first.get("ctx", {}).get("error", first["msg"])).partition(". ")
        raise Problem(
            what, f"{path}, {name}" if name else str(path), rest or mend, code="map", field=name
        ) from None


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Keep a mapping as YAML. Raises Problem where it can't be written."""
    text = yaml.safe_dump(mapping.model_dump(exclude_defaults=True), allow_unicode=True, sort_keys=False)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise Problem(
            "the map can't be written", str(path), "Choose another folder.", code="unwritable"
        ) from None
