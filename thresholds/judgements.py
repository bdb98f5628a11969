# SPDX-License-Identifier: MIT
"""One person's judgements of a standard's vignettes, and the small file that they are kept in.

The file's shape stands in docs/formats/moderation.md. It holds judgements of invented children only.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from thresholds.problems import Problem
from thresholds.standard import Standard, digest_of
from thresholds.vignettes import vignettes

FORMAT = "gr-moderation/1"
ENDING = ".judgements.json"
ANSWERS = ("met", "not_met", "unknown")
"""What a person may judge; unknown is shown as "not yet evidenced"."""

MOST_BYTES = 1_000_000
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Judgements:
    """One person's judgements of one standard's vignettes.

    answers   for each vignette by its name, for each threshold judged so far, one of ANSWERS
    """

    who: str
    standard: str
    version: str
    digest: str
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    saved_on: date | None = None

    def answer(self, vignette: str, threshold: str, said: str) -> Judgements:
        """The same with one judgement more, or another in its place."""
        told = {**self.answers.get(vignette, {}), threshold: said}
        return replace(self, answers={**self.answers, vignette: told})

    def said(self, vignette: str, threshold: str) -> str:
        """What was judged; "" for nothing yet."""
        return self.answers.get(vignette, {}).get(threshold, "")

    @property
    def given(self) -> int:
        """How many judgements there are."""
        return sum(len(told) for told in self.answers.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """The files that could be read, in the order given, and why the others could not."""

    judgements: tuple[Judgements, ...]
    refused: tuple[Problem, ...]


def begin(standard: Standard, who: str) -> Judgements:
    """An empty set for one person.

    Raises Problem for a name that can't stand, or where the standard has no vignettes.
    """
    if not vignettes(standard):
        raise Problem(
            "this standard has no vignettes to judge",
            mend="Choose another standard, or ask its author to give test cases a story.",
            code="no-vignettes",
        )
    return Judgements(_name(who), standard.id, standard.version, standard.digest)


def as_bytes(judgements: Judgements, saved_on: date) -> bytes:
    """A person's file, with a check over its content."""
    content = {
        "format": FORMAT,
        "who": judgements.who,
        "standard": judgements.standard,
        "version": judgements.version,
        "digest": judgements.digest,
        "saved_on": saved_on.isoformat(),
        "answers": {name: dict(told) for name, told in judgements.answers.items() if told},
    }
    whole = {**content, "check": digest_of(content)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_judgements(content: bytes, name: str, standard: Standard) -> Judgements:
    """A person's file. Raises Problem, naming the file, for whatever isn't a whole one of this standard."""
    document = _document(content, name)
    _check_standard(document, name, standard)
    answers = document.get("answers")
    who = document.get("who")
    if not isinstance(who, str) or not isinstance(answers, dict):
        raise _not_ours(name)
    _check_answers(answers, name, standard)
    try:
        saved = date.fromisoformat(str(document.get("saved_on")))
        return Judgements(_name(who, name), standard.id, standard.version, standard.digest, answers, saved)
    except ValueError:
        raise _not_ours(name) from None


def take_files(paths: Iterable[Path], standard: Standard) -> Taken:
    """Read several people's files from the disk; one that can't be opened or used never stops the others."""
    held, closed = [], []
    for path in paths:
        try:
            with path.open("rb") as file:
                held.append((path.name, file.read(MOST_BYTES + 1)))
        except OSError as fault:
            reason = (fault.strerror or "it can't be opened").lower()
            closed.append(
                Problem(f"it can't be read ({reason})", path.name, "Check its name and place.", code="closed")
            )
    taken = take(held, standard)
    return Taken(taken.judgements, (*closed, *taken.refused))


def take(files: Iterable[tuple[str, bytes]], standard: Standard) -> Taken:
    """Read several people's files by name and content; one that can't be used never stops the others."""
    found: dict[str, Judgements] = {}
    refused = []
    for name, content in files:
        try:
            read = read_judgements(content, name, standard)
            if not read.given:
                raise Problem("nothing is judged in it yet", name, "Judge the vignettes first.", code="empty")
            if read.who.casefold() in found:
                raise Problem(
                    f"a file of {read.who} is in already",
                    name,
                    "Where two people have the same initials, let one of them save under a fuller name.",
                    code="twice",
                )
        except Problem as problem:
            refused.append(problem)
        else:
            found[read.who.casefold()] = read
    return Taken(tuple(found.values()), tuple(refused))


def _name(who: str, where: str = "") -> str:
    """A person's name or initials as it is shown. Raises Problem where it says nothing or too much."""
    plain = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in who)
    name = unicodedata.normalize("NFC", " ".join(plain.split()))
    if not name or len(name) > LONGEST_NAME:
        raise Problem(
            "each set of judgements has a name",
            where,
            f"Give your name or initials, in at most {LONGEST_NAME} letters.",
            code="name",
        )
    return name


def _document(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise _not_ours(name)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _not_ours(name) from None
    if not isinstance(document, dict) or not str(document.get("format")).startswith("gr-moderation/"):
        raise _not_ours(name)
    if document["format"] != FORMAT:
        raise Problem(
            "it was saved by a newer version of the program", name, "Bring this one up to date.", code="newer"
        )
    check = document.pop("check", None)
    if check != digest_of(document):
        raise Problem(
            "it was changed after it was saved",
            name,
            "Ask for the file again, as the program saved it.",
            code="altered",
        )
    return document


def _check_standard(document: Mapping[str, Any], name: str, standard: Standard) -> None:
    own = (standard.id, standard.version, standard.digest)
    theirs = (document.get("standard"), document.get("version"), document.get("digest"))
    if own == theirs:
        return
    if own[:2] == theirs[:2]:
        what = f"it judges another wording of {standard.id} {standard.version}"
    else:
        what = f"it judges {theirs[0]} {theirs[1]}, and this is {standard.id} {standard.version}"
    raise Problem(what, name, "Compare people who judged the same standard.", code="other-standard")


def _check_answers(answers: Mapping[str, Any], name: str, standard: Standard) -> None:
    asked = {one.name: {q.threshold for q in one.questions} for one in vignettes(standard)}
    for vignette, told in answers.items():
        known = asked.get(vignette, set())
        if not isinstance(told, dict) or not told.keys() <= known:
            raise _not_ours(name)
        if not all(isinstance(said, str) and said in ANSWERS for said in told.values()):
            raise _not_ours(name)


def _not_ours(name: str) -> Problem:
    return Problem(
        "it is no file of judgements from this exercise",
        name,
        f"Choose a file that ends in {ENDING}.",
        code="not-ours",
    )
