# SPDX-License-Identifier: MIT
"""Other people's names in a child's record, found so that a person can decide what a parent may see.

UK GDPR, Article 15(4); Data Protection Act 2018, Schedule 2, paragraphs 16 and 17: what is about somebody
else is given with their consent or where that is reasonable; for staff in education it usually is. Nothing is
taken out here, and a name that the school's file doesn't know can't be found: each page has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.codes import Code
from models.cycle_parts import Reader
from models.records import (
    Advice,
    Contact,
    Involvement,
    Plan,
    Provision,
    Pupil,
    ReturnPlan,
    School,
    Score,
)

_SHORTEST = 3
# As a word of its own each of these is more often no name.
_MOSTLY_WORDS = """
    april august autumn best black brown dawn day english faith field french good grace green grey
    hill hope ivy joy june king little long mark may miles more north olive page parent rose ruby
    school short small street summer welsh west white will wood woods young
"""
ALSO_WORDS = frozenset(_MOSTLY_WORDS.split())
"""Names, in small letters, that are words as well."""

_TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
_SPLIT = re.compile(r"[,;/&]|\band\b|\bwith\b")


class Other(Code):
    """Who somebody is to the child, which decides how a name is looked at."""

    CHILD = "child", "Another child"
    FAMILY = "family", "Family, or another contact"
    ADULT = "adult", "Staff and professionals"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; who is None where it names nobody else."""

    text: str
    who: Other | None = None


class Others:
    """Everybody else whom the school's file knows, for finding them in one child's texts."""

    def __init__(self, names: dict[str, Other]) -> None:
        self._names = {name.casefold(): who for name, who in names.items()}
        ordered = sorted(names, key=len, reverse=True)
        known = "|".join(re.escape(name) for name in ordered)
        self._pattern = re.compile(f"{_TITLED}|" + (rf"(?<!\w)(?:{known})(?!\w)" if known else r"(?!)"))

    def pieces(self, text: str) -> list[Piece]:
        """The text cut at the names of others; put together again it is the same text."""
        found: list[Piece] = []
        at = 0
        for match in self._pattern.finditer(text):
            if match.start() > at:
                found.append(Piece(text[at : match.start()]))
            found.append(Piece(match[0], self._names.get(match[0].casefold(), Other.ADULT)))
            at = match.end()
        if at < len(text):
            found.append(Piece(text[at:]))
        return found


def others_known(tx: Reader, pupil: Pupil, school: School) -> Others:
    """The people whom the file knows beside the child: other children, this child's contacts, adults."""
    names: dict[str, Other] = dict.fromkeys(_adults(tx, pupil, school), Other.ADULT)
    for contact in tx.find(Contact, pupil_id=pupil.id):
        names |= dict.fromkeys(_names_of(contact.name.split()), Other.FAMILY)
    for other in tx.find(Pupil):
        if other.id != pupil.id:
            names |= dict.fromkeys(_of_child(other), Other.CHILD)
    own = {name.casefold() for name in _of_child(pupil)}
    return Others({name: who for name, who in names.items() if name.casefold() not in own})


def _of_child(one: Pupil) -> set[str]:
    parts = {one.forename, one.surname, one.preferred_forename, one.preferred_surname}
    whole = {f"{one.forename} {one.surname}", one.known_as, one.upn}
    return {part for part in parts if _is_telling(part)} | whole


def _names_of(parts: list[str]) -> set[str]:
    """A whole name and each telling part of it."""
    whole = " ".join(parts)
    return {whole} | {part for part in parts if part[:1].isupper() and _is_telling(part)} - {""}


def _is_telling(part: str) -> bool:
    return len(part) >= _SHORTEST and part.casefold() not in ALSO_WORDS


def _adults(tx: Reader, pupil: Pupil, school: School) -> set[str]:
    mine = pupil.id
    lines: Iterable[str] = (
        school.senco,
        school.head,
        *(one.author for one in tx.find(Advice, pupil_id=mine)),
        *(one.name for one in tx.find(Involvement, pupil_id=mine)),
        *(one.staff for one in tx.find(Provision, pupil_id=mine)),
        *(one.assessor for one in tx.find(Score, pupil_id=mine)),
        *(one.key_adult for one in tx.find(ReturnPlan, pupil_id=mine)),
        *(one.agreed_with for one in tx.find(Plan, pupil_id=mine)),
    )
    return {part for line in lines for part in names_in(line)}


def names_in(line: str) -> list[str]:
    """The names in a line that may hold several people and other words: what is written like a name."""
    parts = (part.strip() for part in _SPLIT.split(line))
    return [part for part in parts if _is_telling(part) and part[:1].isupper() and " " in part]
