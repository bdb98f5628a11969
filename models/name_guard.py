# SPDX-License-Identifier: MIT
"""NameGuard: other children's names in what is about to leave, found so that a person can decide.

It knows the children of the school's file and nobody else: a nickname or a name misspelt is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.cycle_parts import Reader
from models.records import Advice, Involvement, Provision, Pupil, School
from models.third_parties import ALSO_WORDS, names_in

AROUND = 40
"""Letters of the text that are shown before and after a name."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[A-Z]\d{12}")
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor"))
_SHORTEST = 3
_NO_CHILD = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One name where it was first found.

    is_sure  a whole name or a UPN; else part of a name, or a word that is a name as well
    times    how often it stands in the text
    """

    name: str
    around: str
    is_sure: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    whose: str
    is_whole: bool


class NameGuard:
    """The names of every child of a school, ready to be looked for in many texts."""

    def __init__(self, pupils: Iterable[Pupil], others: Iterable[str] = ()) -> None:
        """others: whole names of adults and of the school; they may stand in any paper."""
        self._names: dict[str, list[_Name]] = {}
        self._upns: dict[str, str] = {}
        for pupil in pupils:
            self._upns[pupil.upn] = pupil.id
            for name in _names_of(pupil):
                self._names.setdefault(name.words[0], []).append(name)
        for other in others:
            words = _words(other)
            if len(words) > 1:
                self._names.setdefault(words[0], []).append(_Name(words, _NO_CHILD, is_whole=True))
        for known in self._names.values():
            known.sort(key=lambda one: -len(one.words))

    @classmethod
    def of(cls, tx: Reader, school: School) -> NameGuard:
        """The guard of a school's file."""
        lines = [one.staff for one in tx.find(Provision)] + [one.author for one in tx.find(Advice)]
        lines += [one.name for one in tx.find(Involvement)]
        adults = dict.fromkeys(part for line in lines for part in names_in(line))
        return cls(tx.find(Pupil), (school.senco, school.head, school.name, *adults))

    def look(self, text: str, about: Sequence[str] = ()) -> tuple[Sighting, ...]:
        """The names of children that a text isn't about (their ids), the sure ones first."""
        found: dict[str, Sighting] = {}
        for name, start, end, is_sure in (*self._numbers(text, about), *self._spoken(text, about)):
            key = name.casefold()
            before = found.get(key)
            if before is None:
                found[key] = Sighting(name, _around(text, start, end), is_sure)
            else:
                times = before.times + 1
                found[key] = Sighting(before.name, before.around, before.is_sure or is_sure, times)
        return tuple(sorted(found.values(), key=lambda one: (not one.is_sure, one.name)))

    def _numbers(self, text: str, about: Sequence[str]) -> Iterator[tuple[str, int, int, bool]]:
        for match in _UPN.finditer(text):
            whose = self._upns.get(match[0])
            if whose is not None and whose not in about:
                yield match[0], match.start(), match.end(), True

    def _spoken(self, text: str, about: Sequence[str]) -> Iterator[tuple[str, int, int, bool]]:
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        folded = [token.casefold() for token, _, _ in tokens]
        at = 0
        while at < len(tokens):
            name = self._at(folded, at)
            if name is None:
                at += 1
                continue
            last = at + len(name.words) - 1
            start, end = tokens[at][1], tokens[last][2]
            if not self._is_own(name.words, about) and (name.is_whole or _is_said(tokens, folded, at)):
                yield text[start:end], start, end, name.is_whole
            at = last + 1

    def _at(self, folded: Sequence[str], at: int) -> _Name | None:
        return next(
            (
                one
                for one in self._names.get(folded[at], ())
                if tuple(folded[at : at + len(one.words)]) == one.words
            ),
            None,
        )

    def _is_own(self, words: tuple[str, ...], about: Sequence[str]) -> bool:
        """Whether a child whom the text is about bears this name too, or a known adult."""
        mine = (*about, _NO_CHILD)
        return any(one.whose in mine for one in self._names[words[0]] if one.words == words)


def _names_of(pupil: Pupil) -> Iterator[_Name]:
    forenames = {pupil.forename, pupil.preferred_forename, *pupil.middle_names.split()} - {""}
    surnames = {pupil.surname, pupil.preferred_surname} - {""}
    for forename in forenames:
        for surname in surnames:
            yield _Name(_words(f"{forename} {surname}"), pupil.id, is_whole=True)
            yield _Name(_words(f"{surname} {forename}"), pupil.id, is_whole=True)
    for part in forenames | surnames:
        if len(part) >= _SHORTEST:
            yield _Name(_words(part), pupil.id, is_whole=False)


def _words(name: str) -> tuple[str, ...]:
    found = tuple(match[0].casefold() for match in _TOKEN.finditer(name))
    return found or (name.casefold(),)


def _is_said(tokens: Sequence[tuple[str, int, int]], folded: Sequence[str], at: int) -> bool:
    """Whether part of a name is meant as one: not after a title, and a common word only as a name is."""
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    if before in _TITLES:
        return False
    if folded[at] not in ALSO_WORDS:
        return True
    return tokens[at][0][:1].isupper() and not before.isdigit() and not after.isdigit()


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    cut = " ".join(f"{before}{text[start:end]}{after}".split())
    return f"{'… ' if start > AROUND else ''}{cut}{' …' if end + AROUND < len(text) else ''}"
