# SPDX-License-Identifier: MIT
"""ANSWERS: each answer's name, group and label; guess: which one a form's own label asks for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).resolve().parents[2] / "resources" / "forms" / "answers.yaml"


class Answer(BaseModel):
    """One thing that the record can say. asked: words of a form's label that ask for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    group: str
    label: str
    asked: tuple[str, ...]


@cache
def answers() -> dict[str, Answer]:
    """Every answer by its name, in the order in which they are offered."""
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {one.name: one for one in map(Answer.model_validate, found)}


@cache
def _asking() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    return tuple(
        (re.compile(rf"(?<![a-z]){re.escape(words)}s?(?![a-z])"), len(words), one.name)
        for one in answers().values()
        for words in one.asked
    )


def guess(label: str) -> str:
    """The answer that a form's label most likely asks for; "" where none is plain.

    The longest words that fit win: "name of school" asks for the school's name, not the child's.
    """
    plain = re.sub(r"[^a-z0-9.,' ]+", " ", label.casefold().replace("’", "'"))
    found = [(length, name) for pattern, length, name in _asking() if pattern.search(plain)]
    return max(found, default=(0, ""), key=lambda pair: pair[0])[1]
