# SPDX-License-Identifier: MIT
"""Goals: an authority's success measures as data: baseline, target, and where a figure comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from models.summaries.measures import BY_ID
from thresholds.problems import Problem

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "measures"
ROTHERHAM = _FOLDER / "rotherham-2026-29.yaml"

_LARGEST = 256 * 1024
_TERM = r"^20\d\d-\d\d\.[123]$"
_YEAR = r"^20\d\d-\d\d$"


class Part(BaseModel):
    """A closed, frozen part of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FromShare(Part):
    """The children of some cells, as a share of a table's children."""

    share: str
    cells: tuple[str, ...]

    @model_validator(mode="after")
    def _exists(self) -> Self:
        table = BY_ID.get(self.share)
        if table is None or table.cap:
            raise ValueError(f"there is no table {self.share} to take a share of")
        known = {cell.id for cell in table.cells}
        if unknown := [cell for cell in self.cells if cell not in known]:
            raise ValueError(f"the table {self.share} has no cell {unknown[0]}")
        return self


class FromMean(Part):
    """100 less a capped sum divided by the children of another table."""

    mean: str
    of: str

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if self.mean not in BY_ID or not BY_ID[self.mean].cap:
            raise ValueError(f"there is no summed table {self.mean}")
        if self.of not in BY_ID or BY_ID[self.of].cap:
            raise ValueError(f"there is no table {self.of} to divide by")
        return self


class FromSchools(Part):
    """The schools that say a thing of themselves, as a share of those that sent a file."""

    schools: Literal["eah_visits", "inclusion_base"]


class FromAuthority(Part):
    """The authority's own figure."""

    authority: Literal[True]


class Goal(Part):
    """One success measure, in per cent."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
    title: Annotated[str, Field(min_length=3, max_length=120)]
    note: Annotated[str, Field(max_length=300)] = ""
    goal: Annotated[int, Field(ge=1, le=99)]
    baseline: Annotated[float, Field(ge=-100, le=1000)] | None = None
    baseline_year: Annotated[str, Field(pattern=_YEAR)] | None = None
    target: Annotated[float, Field(ge=-100, le=1000)] | None = None
    steps: dict[Annotated[str, Field(pattern=_YEAR)], float] = Field(default_factory=dict)
    better: Literal["higher", "lower"]
    estimate: FromShare | FromMean | FromSchools | FromAuthority


class Goals(Part):
    """All success measures of one plan."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
    la: Annotated[str, Field(pattern=r"^\d{3}$")]
    title: str
    source: str = ""
    starts: Annotated[str, Field(pattern=_TERM)]
    ends: Annotated[str, Field(pattern=_TERM)]
    goals: dict[int, Annotated[str, Field(min_length=3, max_length=120)]] = Field(default_factory=dict)
    measures: tuple[Goal, ...]

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        ids = [goal.id for goal in self.measures]
        if twice := [name for name in ids if ids.count(name) > 1]:
            raise ValueError(f"the measure {twice[0]} stands there twice")
        if self.ends <= self.starts:
            raise ValueError("the plan ends before it starts")
        return self

    def __iter__(self) -> Iterator[Goal]:  # type: ignore[override]
        return iter(self.measures)


TARGET = "target"
"""Stands in place of a term where the authority sets a measure's target itself, as for a national figure."""


def aimed(goals: Goals, own: Mapping[tuple[str, str], float]) -> Goals:
    """The plan with the targets that the authority set itself; own: its figures by measure and term."""
    measures = tuple(
        goal if (target := own.get((goal.id, TARGET))) is None else goal.model_copy(update={"target": target})
        for goal in goals.measures
    )
    return goals.model_copy(update={"measures": measures})


def is_term(text: str) -> bool:
    """Whether a text is a term, as in 2026-27.1."""
    return re.fullmatch(_TERM, text) is not None


def read_goals(path: Path = ROTHERHAM) -> Goals:
    """The measures in a YAML file. Raises Problem naming file and field."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Problem("it is far too large for a table of measures", path.name)
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return Goals.model_validate(content)
    except OSError as fault:
        raise Problem("it can't be read", path.name, f"The system says: {fault.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        where = f"{path.name}, line {line}" if line else path.name
        raise Problem("it isn't a YAML file", where, "Check the indents.", line=line) from None
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        field = " → ".join(str(step) for step in first["loc"]) or "the file"
        words = str(first["msg"]).removeprefix("Value error, ")
        raise Problem(f"{field}: {words}", path.name, "Compare with the table that came along.") from None
