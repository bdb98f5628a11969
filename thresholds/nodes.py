# SPDX-License-Identifier: MIT
"""What a standard is written in: facts, events, documents, conditions; closed, without expressions."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from thresholds.evidence import Phase

GATES = ("all", "any", "at_least", "not")
COMPARISONS = ("below", "at_or_below", "above", "at_or_above")
LEAVES = (*COMPARISONS, "between", "yes", "one_of", "count", "recent")
OPERATORS = (*GATES, *LEAVES, "use")
"""Every kind of condition; a condition has exactly one of them."""

MOST_CHILDREN = 63
"""Children that one gate may have: their certain and possible counts share one number when it is compiled."""


class Part(BaseModel):
    """Anything in a pack: frozen, and closed to misspelt keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Window(NamedTuple):
    """A stretch of time back from the day of judging: calendar months, or days."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        if self.days:
            return f"{self.days // 7} weeks" if self.days % 7 == 0 else f"{self.days} days"
        return (
            f"{self.months // 12} years"
            if self.months % 12 == 0 and self.months > 12
            else f"{self.months} months"
        )


_WINDOW = re.compile(r"^(\d{1,4}) (day|week|month|year)s?$")


def _window(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _WINDOW.match(value.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError("Write a window as a number and days, weeks, months or years, as in '12 months'.")
    number, unit = int(found[1]), found[2]
    if unit in ("day", "week"):
        return Window(days=number * (7 if unit == "week" else 1))
    return Window(months=number * (12 if unit == "year" else 1))


def _number(value: Any) -> Any:
    if isinstance(value, str) and value.strip().endswith("%"):
        raise ValueError("Write the number without the sign; the fact's unit says that it is a percentage.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str) and re.match(r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$", value.strip()):
        raise ValueError("Write the date as year-month-day, as in 2026-02-01.")
    return value


Span = Annotated[Window, BeforeValidator(_window), PlainSerializer(str, return_type=str)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False, max_digits=12)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
ClauseId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=80)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class Kind(StrEnum):
    """What sort of thing a fact is; decides how it is asked and how its values compare."""

    SCORE = "score"
    MEASURE = "measure"
    COUNT = "count"
    JUDGEMENT = "judgement"
    DESCRIPTOR = "descriptor"
    CHOICE = "choice"


class EvidenceKind(Part):
    """Something that a coordinator can go and get; effort ranks suggestions and never changes a verdict."""

    label: Words
    effort: Annotated[int, Field(ge=0, le=1000)] = 1
    action: str = ""


class Fact(Part):
    """Something that can be known of a child: its kind, unit, range and how long a value holds.

    more_need says in which direction a value means more need; a use against it is found by the checks.
    A descriptor with a range is a number from min to max; without one it is answered yes or no.
    """

    label: Words
    kind: Kind
    ask: str = ""
    unit: str = ""
    min: Number | None = None
    max: Number | None = None
    values: tuple[str, ...] = ()
    more_need: Literal["higher", "lower", "none"] = "higher"
    good_for: Span | None = None
    evidence: tuple[Name, ...] = ()
    note: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        if self.kind is Kind.DESCRIPTOR:
            return self.max is not None
        return self.kind in (Kind.SCORE, Kind.MEASURE, Kind.COUNT)

    @property
    def is_whole(self) -> bool:
        """Whether its values are whole numbers."""
        return self.is_number and self.kind in (Kind.COUNT, Kind.DESCRIPTOR)

    @property
    def is_yes_no(self) -> bool:
        """Whether it is answered yes or no."""
        return not self.is_number and self.kind is not Kind.CHOICE

    @model_validator(mode="after")
    def _fits(self) -> Fact:
        if self.kind is Kind.CHOICE and len(self.values) < 2:
            raise ValueError("A choice needs its values, in order.")
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError("The least value must lie below the greatest.")
        return self


class EventKind(Part):
    """Something that happens and is counted; fields are what is noted of each, with their possible values."""

    label: Words
    dated_by: Name = "on"
    fields: dict[Name, tuple[str, ...]] = {}
    evidence: tuple[Name, ...] = ()
    good_for: Span | None = None
    note: str = ""


class DocumentKind(Part):
    """A dated document that a school may hold."""

    label: Words
    evidence: tuple[Name, ...] = ()
    good_for: Span | None = None
    note: str = ""


class Said(Part):
    """The words that may stand with any condition: for a professional, for a parent, why, and from where."""

    id: ClauseId | None = None
    text: str = ""
    parent: str = ""
    reason: str = ""
    source: str | dict[str, str] = ""
    origin: Literal["", "public_source", "illustrative", "la_adopted"] = ""
    counts_as: str = ""
    example: str = ""
    note: str = ""
    phases: tuple[Phase, ...] = ()

    @property
    def source_words(self) -> str:
        """The source as a few words, however it was written."""
        if isinstance(self.source, dict):
            return ", ".join(f"{key} {value}" for key, value in self.source.items())
        return self.source


class Of(Part):
    """The fact that a yes asks."""

    of: Name


class Compare(Part):
    """A fact against a number in the fact's own unit; the number may differ by phase."""

    of: Name
    value: Number | dict[Phase, Number]


class Between(Part):
    """A fact inside a range, both ends in."""

    of: Name
    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Between:
        if self.low > self.high:
            raise ValueError("The low end must not lie above the high end.")
        return self


class OneOf(Part):
    """A choice that is one of some values."""

    of: Name
    values: Annotated[tuple[str, ...], Field(min_length=1)]


class Bounded(Part):
    """A number of events against a bound; exactly one bound is given."""

    of: Name
    where: dict[Name, str] = {}
    within: Span | None = None
    at_or_above: Annotated[int, Field(ge=0, le=1000)] | None = None
    above: Annotated[int, Field(ge=0, le=1000)] | None = None
    at_or_below: Annotated[int, Field(ge=0, le=1000)] | None = None
    below: Annotated[int, Field(ge=0, le=1000)] | None = None

    @property
    def bound(self) -> tuple[str, int]:
        """The bound's name and number."""
        return next((name, number) for name in COMPARISONS if (number := getattr(self, name)) is not None)

    @model_validator(mode="after")
    def _one_bound(self) -> Bounded:
        if sum(getattr(self, name) is not None for name in COMPARISONS) != 1:
            raise ValueError("A count needs exactly one of at_or_above, above, at_or_below and below.")
        return self


class Recent(Part):
    """A document dated inside a window."""

    of: Name
    within: Span


class Each(Part):
    """The comparison that at_least makes with each of the facts it names."""

    below: Number | None = None
    at_or_below: Number | None = None
    above: Number | None = None
    at_or_above: Number | None = None

    @property
    def comparison(self) -> tuple[str, Decimal]:
        """The comparison's name and number."""
        return next((name, value) for name in COMPARISONS if (value := getattr(self, name)) is not None)

    @model_validator(mode="after")
    def _one(self) -> Each:
        if sum(getattr(self, name) is not None for name in COMPARISONS) != 1:
            raise ValueError("each needs exactly one comparison, as in {below: 70}.")
        return self


class AtLeast(Part):
    """At least n of several conditions, or of several facts that each meet the same comparison."""

    n: Annotated[int, Field(ge=1, le=MOST_CHILDREN)]
    of: Annotated[tuple[Node | Name, ...], Field(min_length=1, max_length=MOST_CHILDREN)]
    each: Each | None = None

    @model_validator(mode="after")
    def _fits(self) -> AtLeast:
        if self.each is None and any(isinstance(one, str) for one in self.of):
            raise ValueError("Names alone need each: the comparison that each of them must meet.")
        if self.each is not None and not all(isinstance(one, str) for one in self.of):
            raise ValueError("With each, of is a list of names of facts.")
        if self.n > len(self.of):
            raise ValueError(f"At least {self.n} of {len(self.of)} can never be met.")
        return self


class Node(Said):
    """A condition: exactly one operator, and whatever words belong to it."""

    operators: ClassVar[tuple[str, ...]] = OPERATORS

    all: Annotated[tuple[Node, ...], Field(min_length=1, max_length=MOST_CHILDREN)] | None = None
    any: Annotated[tuple[Node, ...], Field(min_length=1, max_length=MOST_CHILDREN)] | None = None
    at_least: AtLeast | None = None
    not_: Node | None = Field(default=None, alias="not")
    below: Compare | None = None
    at_or_below: Compare | None = None
    above: Compare | None = None
    at_or_above: Compare | None = None
    between: Between | None = None
    yes: Of | None = None
    one_of: OneOf | None = None
    count: Bounded | None = None
    recent: Recent | None = None
    use: ClauseId | None = None

    @property
    def op(self) -> str:
        """The name of its operator."""
        return next(op for op in OPERATORS if getattr(self, _field(op)) is not None)

    @property
    def argument(self) -> Any:
        """What its operator is given."""
        return getattr(self, _field(self.op))

    @model_validator(mode="after")
    def _one_operator(self) -> Node:
        given = [op for op in OPERATORS if getattr(self, _field(op)) is not None]
        if len(given) != 1:
            said = " and ".join(given) if given else "none"
            raise ValueError(
                f"A condition has exactly one kind (all, any, below, yes …); here stands {said}."
            )
        return self


def _field(op: str) -> str:
    return "not_" if op == "not" else op


AtLeast.model_rebuild()
Node.model_rebuild()
