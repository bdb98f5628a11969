# SPDX-License-Identifier: MIT
"""What parents said in one round: how many answered, and how many of them were content, by question."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models.cycle_parts import Reader
from models.records import ConfidenceAnswer, ConfidenceRound, fields_of
from models.records.confidence import QUESTIONS

CONTENT = 4
"""From which rating on an answer counts as content: 4 or 5 of 5."""

FEWEST = 5
"""Answers below which no share is shown: fewer families would know one another's."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: who answered it, and of these who was content."""

    name: str
    words: str
    answers: int
    content: int

    @property
    def share(self) -> Fraction | None:
        """The share that was content; None where too few answered for it to be shown."""
        return Fraction(self.content, self.answers) if self.answers >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Confidence:
    """One round of questions. asked is what the school says; papers are those that came back."""

    term: str
    asked: int
    papers: int
    questions: tuple[Answered, ...]

    @property
    def response(self) -> Fraction | None:
        """The share of families that answered; None where nobody was asked or more came back than were."""
        return Fraction(self.papers, self.asked) if 0 < self.papers <= self.asked else None


def confidence(tx: Reader, asked: ConfidenceRound) -> Confidence:
    """What came back in a round; a question that a paper leaves out counts neither way."""
    papers = tx.find(ConfidenceAnswer, round_id=asked.id)
    words = {spec.name: spec.label for spec in fields_of(ConfidenceAnswer)}
    found = []
    for name in QUESTIONS:
        given = [rating for paper in papers if (rating := getattr(paper, name)) is not None]
        content = sum(rating >= CONTENT for rating in given)
        found.append(Answered(name, words[name], len(given), content))
    return Confidence(asked.term, asked.asked, len(papers), tuple(found))


def is_content(paper: ConfidenceAnswer) -> bool:
    """Whether a paper is content as a whole: the ratings that it gives are 4 or more on average."""
    given: list[int] = [rating for name in QUESTIONS if (rating := getattr(paper, name)) is not None]
    return sum(given) >= CONTENT * len(given)
