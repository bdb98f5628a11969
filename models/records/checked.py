# SPDX-License-Identifier: MIT
"""checked: values as they were given made into a record, or the reasons why not as sentences for a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.records.record import Record, fields_of
from thresholds.problems import Problem, Problems

R = TypeVar("R", bound=Record)

_SAID: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "this is needed",
    "string_too_long": lambda c: f"this is longer than {c['max_length']:,} characters",
    "greater_than_equal": lambda c: f"the least it can be is {c['ge']}",
    "less_than_equal": lambda c: f"the most it can be is {c['le']}",
    "greater_than": lambda c: f"it must be more than {c['gt']}",
    "less_than": lambda c: f"it must be less than {c['lt']}",
    "decimal_max_places": lambda c: f"at most {c['decimal_places']} figures may follow the point",
    "int_from_float": lambda _: "only whole numbers fit here",
    "enum": lambda _: "this is not one of the answers",
    "string_pattern_mismatch": lambda _: "this doesn't look as it should",
}

_MENDS = {"date": "Write the day as 12/9/2026.", "decimal": "Write a number.", "int": "Write a whole number."}


def checked(kind: type[R], values: Mapping[str, Any]) -> R:
    """A record from the given values. Raises Problems: one for each field at fault, or how they clash.

    A Problem's field is the record's field; it is empty where two fields contradict each other.
    """
    try:
        return kind.model_validate(dict(values))
    except ValidationError as error:
        raise Problems([_problem(kind, one) for one in error.errors(include_url=False)]) from None


def _problem(kind: type[Record], error: ErrorDetails) -> Problem:
    field = str(error["loc"][0]) if error["loc"] else ""
    label = next((spec.label for spec in fields_of(kind) if spec.name == field), field)
    what, mend = _sentence(error)
    return Problem(what, label, mend, code=error["type"], field=field)


def _sentence(error: ErrorDetails) -> tuple[str, str]:
    sort, context = error["type"], error.get("ctx", {})
    if sort in ("value_error", "assertion_error"):
        # Our own validators speak in whole sentences already.
        said, _, rest = str(context.get("error", error["msg"])).partition(". ")
        return said.rstrip("."), rest
    if error.get("input") in (None, "") or (sort == "string_too_short" and not str(error["input"]).strip()):
        return "this is needed", ""
    if sort in _SAID:
        return _SAID[sort](context), ""
    family = sort.split("_", 1)[0]
    if family in _MENDS:
        noun = "a date" if family == "date" else "a number"
        return f"“{error['input']}” is not {noun}", _MENDS[family]
    return "this can't be read", ""
