# SPDX-License-Identifier: MIT
"""Which child a row means: by UPN, then former UPN, then name and date of birth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.exchange.incoming import IncomingPupil, rejection
from models.records import Pupil
from models.upn import is_temporary
from thresholds.problems import Problem

_NAMES = ("surname", "forename", "date_of_birth")
_KNOWN = ("upn", "former_upn", *_NAMES)

Name = tuple[str, str, date]


def grouped(
    everyone: Mapping[str, Pupil], rows: Sequence[IncomingPupil]
) -> tuple[dict[str, list[IncomingPupil]], list[Problem]]:
    """Rows by the pupil that they mean: the id in the store, or a key of its own for one who is new.

    Rows with a permanent UPN come first, then those with a temporary one, then those without: so the answer
    doesn't hang on where in the file a row stands, and is the same once the rows have been taken in.
    """
    roll = _Roll(everyone.values())
    keys: dict[int, str] = {}
    problems: list[Problem] = []
    for places in sorted(_bundles(rows), key=lambda places: _certainty(rows[places[0]])):
        try:
            key = roll.take(_as_one([rows[place] for place in places]))
        except Problem as problem:
            problems += [
                rejection(rows[place], problem.field, problem.value, problem.what, problem.mend)
                for place in places
            ]
        else:
            keys.update(dict.fromkeys(places, key))
    found: dict[str, list[IncomingPupil]] = {}
    for place, row in enumerate(rows):
        if place in keys:
            found.setdefault(keys[place], []).append(row)
    for key in list(found):
        found[key] = _same_child(found[key], everyone.get(key), problems)
    return {key: group for key, group in found.items() if group}, problems


def _bundles(rows: Sequence[IncomingPupil]) -> list[list[int]]:
    """The places of rows that have one UPN, together; a row without one stands alone."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        found.setdefault(str(row.values.get("upn", "")) or f"row {place}", []).append(place)
    return list(found.values())


def _as_one(rows: Sequence[IncomingPupil]) -> IncomingPupil:
    """Rows of one UPN as one, what a later row says before the earlier."""
    said: dict[str, Any] = {}
    for row in rows:
        said.update({name: row.values[name] for name in _KNOWN if row.values.get(name)})
    return replace(rows[0], values=said)


def upn_values(row: IncomingPupil, current: str) -> dict[str, str]:
    """What the row says of UPNs beside the present one: a new one takes an old one's place, not the reverse.

    >>> row = IncomingPupil("f", 1, date(2026, 1, 1), {"upn": "J372400026001"})
    >>> upn_values(row, "X37240002501A")
    {'upn': 'J372400026001', 'former_upn': 'X37240002501A'}
    """
    upn, former = str(row.values.get("upn", "")), str(row.values.get("former_upn", ""))
    if not current:
        return {name: value for name, value in (("upn", upn), ("former_upn", former)) if value}
    if not upn or upn == current:
        return {"former_upn": former} if former else {}
    if former == current or (is_temporary(current) and not is_temporary(upn)):
        return {"upn": upn, "former_upn": former or current}
    return {}


def in_order_of_certainty(rows: Sequence[IncomingPupil]) -> list[IncomingPupil]:
    """Rows with a permanent UPN, then with a temporary one, then without; else as in the file."""
    return sorted(rows, key=_certainty)


class _Roll:
    """The pupils that rows are matched with, each under what is known of it at the moment."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._by_upn: dict[str, str] = {}
        self._by_former: dict[str, str] = {}
        self._by_name: dict[Name, list[str]] = {}
        self._known: dict[str, dict[str, Any]] = {}
        for pupil in pupils:
            self._learn(pupil.id, {name: getattr(pupil, name) for name in _KNOWN})

    def take(self, row: IncomingPupil) -> str:
        """The key of the pupil that the row means, new or not. Raises Problem where none can be said."""
        upn, former = str(row.values.get("upn", "")), str(row.values.get("former_upn", ""))
        key = self._by_upn.get(upn) or self._by_upn.get(former) or self._by_former.get(upn)
        key = key or self._key_by_name(row, upn) or f"new {upn}"
        current = str(self._known.get(key, {}).get("upn", ""))
        others = {name: row.values[name] for name in _NAMES if name in row.values}
        self._learn(key, {**others, **upn_values(row, current)})
        if upn:
            # Even where the pupil keeps another UPN, a later row with this one means the same child.
            self._by_upn.setdefault(upn, key)
        return key

    def _learn(self, key: str, values: Mapping[str, Any]) -> None:
        known = self._known.setdefault(key, {})
        before = dict(known)
        known.update({name: value for name, value in values.items() if value not in (None, "")})
        for name, index in (("upn", self._by_upn), ("former_upn", self._by_former)):
            if known.get(name) != before.get(name):
                if index.get(before.get(name, "")) == key:
                    del index[before[name]]
                index.setdefault(known[name], key)
        old, new = _name_of(before), _name_of(known)
        if old != new:
            if old:
                self._by_name[old].remove(key)
            if new:
                self._by_name.setdefault(new, []).append(key)

    def _key_by_name(self, row: IncomingPupil, upn: str) -> str | None:
        """By name and date of birth, where the row or the store has no permanent UPN to go by."""
        name = _name_of(row.values)
        keys = self._by_name.get(name, []) if name else []
        if upn and not is_temporary(upn):
            keys = [key for key in keys if is_temporary(str(self._known[key].get("upn", "0")))]
        if len(keys) > 1:
            raise rejection(
                row,
                "UPN",
                upn,
                "More than one pupil has this name and date of birth",
                "Give the pupil's UPN in the file.",
            )
        if not keys and not upn:
            raise rejection(
                row,
                "UPN",
                "",
                "The row has no UPN, and no pupil here has its name and date of birth",
                "Add the UPN; without one a pupil can't be added.",
            )
        return keys[0] if keys else None


def _same_child(
    rows: list[IncomingPupil], here: Pupil | None, problems: list[Problem]
) -> list[IncomingPupil]:
    """The rows that can mean one child; those that differ in names and date of birth together are listed.

    Measured by what the file says last: against that its own rows, and that against the store.
    """
    said: dict[str, Any] = {}
    for row in rows:
        said.update({name: row.values[name] for name in _NAMES if name in row.values})
    is_other = here is not None and _is_other(said, {name: getattr(here, name) for name in _NAMES})
    kept = []
    for row in rows:
        if is_other or _is_other(row.values, said):
            problems.append(
                rejection(
                    row,
                    "UPN",
                    row.values.get("upn", ""),
                    "This UPN belongs to another child: names and date of birth all differ",
                    "Check the UPN with the school that gave it.",
                )
            )
        else:
            kept.append(row)
    return kept


def _is_other(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return all(name in one and name in two and _folded(one[name]) != _folded(two[name]) for name in _NAMES)


def _certainty(row: IncomingPupil) -> int:
    upn = str(row.values.get("upn", ""))
    return 2 if not upn else int(is_temporary(upn))


def _name_of(values: Mapping[str, Any]) -> Name | None:
    surname, forename, born = (values.get(name) for name in _NAMES)
    if not surname or not forename or not born:
        return None
    return _folded(surname), _folded(forename), born


def _folded(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
