# SPDX-License-Identifier: MIT
"""kept(evidence) and given_back(kept): evidence as plain JSON and back, exactly, so that a verdict replays.

A number is kept as the text of its digits, never as a float; 1.50 comes back as 1.50.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from thresholds.evidence import Document, Event, Evidence, Observation, Phase, Value
from thresholds.problems import Problem

FORMAT = 1
"""The shape below. Another shape gets another number, and this one is read for ever."""

T = TypeVar("T")


def kept(evidence: Evidence) -> dict[str, Any]:
    """Evidence as JSON values only: text, lists, mappings, yes and no, nothing."""
    return {
        "format": FORMAT,
        "as_of": evidence.as_of.isoformat(),
        "phase": evidence.phase.value if evidence.phase else None,
        "observations": _each(evidence.observations, _observation),
        "events": _each(evidence.events, _event),
        "documents": _each(evidence.documents, _document),
        "complete": {name: on.isoformat() for name, on in evidence.complete.items()},
    }


def given_back(document: Mapping[str, Any]) -> Evidence:
    """The evidence that was kept. Raises Problem where it isn't what kept() makes."""
    if document.get("format") != FORMAT:
        raise Problem(
            "this kept evidence has a shape that this version doesn't know",
            mend="Open it with the newest version of the program.",
            code="kept-evidence",
        )
    try:
        return _read(document)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise Problem(
            f"the evidence that was kept can't be read ({type(error).__name__})",
            mend="Bring the file back from a backup.",
            code="kept-evidence",
        ) from None


def _each(named: Mapping[str, tuple[T, ...]], one: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    return {name: [one(item) for item in items] for name, items in named.items()}


def _all(named: Mapping[str, Any], one: Callable[[Mapping[str, Any]], T]) -> dict[str, tuple[T, ...]]:
    return {name: tuple(one(item) for item in items) for name, items in named.items()}


def _value(value: Value | None) -> Any:
    return {"number": str(value)} if isinstance(value, Decimal) else value


def _value_back(said: Any) -> Any:
    if isinstance(said, dict):
        return Decimal(said["number"])
    if said is None or isinstance(said, (bool, str)):
        return said
    raise TypeError("A value is text, yes or no, or a number in its digits.")


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _day_back(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _observation(one: Observation) -> dict[str, Any]:
    said = {"on": one.on.isoformat(), "value": _value(one.value), **_from(one)}
    if one.scale:
        said["scale"] = one.scale
    if one.high is not None:
        said["high"] = str(one.high)
    return said


def _event(one: Event) -> dict[str, Any]:
    fields = {name: _value(value) for name, value in one.fields.items()}
    return {"earliest": _day(one.earliest), "latest": _day(one.latest), "fields": fields, **_from(one)}


def _document(one: Document) -> dict[str, Any]:
    return {"on": one.on.isoformat(), **_from(one)}


def _from(one: Observation | Event | Document) -> dict[str, Any]:
    return {"record": one.record, "source": one.source}


def _read(document: Mapping[str, Any]) -> Evidence:
    return Evidence(
        date.fromisoformat(document["as_of"]),
        Phase(document["phase"]) if document["phase"] is not None else None,
        _all(document["observations"], _observation_back),
        _all(document["events"], _event_back),
        _all(document["documents"], _document_back),
        {name: date.fromisoformat(on) for name, on in document["complete"].items()},
    )


def _observation_back(said: Mapping[str, Any]) -> Observation:
    return Observation(
        date.fromisoformat(said["on"]),
        _value_back(said["value"]),
        said["record"],
        said["source"],
        said.get("scale", ""),
        Decimal(said["high"]) if "high" in said else None,
    )


def _event_back(said: Mapping[str, Any]) -> Event:
    fields = {name: _value_back(value) for name, value in said["fields"].items()}
    days = _day_back(said["earliest"]), _day_back(said["latest"])
    return Event(*days, fields, said["record"], said["source"])


def _document_back(said: Mapping[str, Any]) -> Document:
    return Document(date.fromisoformat(said["on"]), said["record"], said["source"])
