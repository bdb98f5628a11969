# SPDX-License-Identifier: MIT
"""What several people judged of a standard's vignettes, set beside one another and beside the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thresholds.agreement import Agreement, agreement, differing
from thresholds.judgements import Judgements
from thresholds.standard import Standard
from thresholds.vignettes import Vignette, verdicts, vignettes
from thresholds.wording import reason_for

GOOD, FAIR = 0.8, 0.667
"""Krippendorff's customary limits: reliable from the first, for tentative conclusions from the second.

K. Krippendorff, Content Analysis (4th edition, 2019), chapter 12.
"""


@dataclass(frozen=True, slots=True)
class Matter:
    """One threshold of one vignette: who said what, what the engine says and why.

    differing   the share of pairs of people who differ, 0 to 1
    """

    vignette: str
    threshold: str
    title: str
    said: Mapping[str, str]
    engine: str
    reason: str
    differing: float

    @property
    def against_engine(self) -> int:
        """How many people judged otherwise than the engine."""
        return sum(answer != self.engine for answer in self.said.values())


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many judgements are the same as the engine's."""

    same: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded to whole per cent; None where nothing was judged."""
        return round(100 * self.same / self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Variation:
    """One threshold over every vignette that asks for it."""

    threshold: str
    title: str
    differing: float
    engine: Share


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several people's judgements side by side. People stand in the order of their names, never by rank.

    matters     everything that was judged, what varies most first
    thresholds  the same over all vignettes, what varies most first
    """

    people: tuple[str, ...]
    agreement: Agreement
    engine: Share
    by_person: Mapping[str, Share]
    matters: tuple[Matter, ...]
    thresholds: tuple[Variation, ...]

    @property
    def varied(self) -> tuple[Matter, ...]:
        """Where people differ from one another."""
        return tuple(one for one in self.matters if one.differing)


def compare(standard: Standard, judged: Sequence[Judgements]) -> Comparison:
    """Set people's judgements beside one another and beside the engine's.

    The order in which people are given doesn't matter.
    """
    people = sorted(judged, key=lambda one: (one.who.casefold(), one.who))
    found = {one.name: _matters(standard, one, people) for one in vignettes(standard)}
    flat = [matter for matters in found.values() for matter in matters if matter.said]
    by_person = {one.who: _share(flat, one.who) for one in people}
    return Comparison(
        tuple(by_person),
        agreement([[one.said for one in matters] for matters in found.values()]),
        Share(sum(one.same for one in by_person.values()), sum(one.of for one in by_person.values())),
        by_person,
        tuple(sorted(flat, key=lambda one: (-one.differing, -one.against_engine))),
        _by_threshold(standard, flat),
    )


def meaning(found: Agreement) -> str:
    """What an agreement means, in plain words, with how sure one may be."""
    if found.alpha is None:
        return (
            "Agreement can't be told yet. It needs at least two people who judged the same vignettes, and "
            "answers that aren't all the same."
        )
    if found.alpha >= GOOD:
        said = "Good agreement: different people mostly read the standard in the same way."
    elif found.alpha >= FAIR:
        said = "Fair agreement: people often read the standard in the same way, but not throughout."
    elif found.alpha > 0:
        said = "Weak agreement: the same child would often be judged differently by different people."
    else:
        said = "No agreement beyond what chance would give."
    if found.low is None or found.high is None:
        return f"{said} Too few vignettes were judged to say how sure this is."
    if found.low < FAIR <= found.alpha:
        said += " With so few vignettes, it could also be weaker."
    span = f"{found.low:.2f} to {found.high:.2f}"
    return f"{said} With other vignettes like these, alpha would mostly be from {span}."


def _matters(standard: Standard, one: Vignette, people: Sequence[Judgements]) -> list[Matter]:
    verdict = verdicts(standard)[one.name]
    made = []
    for question in one.questions:
        answers = {who.who: who.said(one.name, question.threshold) for who in people}
        said = {who: answer for who, answer in answers.items() if answer}
        engine = str(verdict.threshold(question.threshold).status)
        reason = reason_for(verdict, question.threshold)
        apart = differing([said])
        made.append(Matter(one.name, question.threshold, question.title, said, engine, reason, apart))
    return made


def _share(matters: Sequence[Matter], who: str) -> Share:
    judged = [one for one in matters if who in one.said]
    return Share(sum(one.said[who] == one.engine for one in judged), len(judged))


def _by_threshold(standard: Standard, matters: Sequence[Matter]) -> tuple[Variation, ...]:
    made = []
    for name in dict.fromkeys(one.threshold for one in matters):
        own = [one for one in matters if one.threshold == name]
        judged = sum(len(one.said) for one in own)
        engine = Share(judged - sum(one.against_engine for one in own), judged)
        title = standard.thresholds[name].title or name
        made.append(Variation(name, title, differing([one.said for one in own]), engine))
    return tuple(sorted(made, key=lambda one: (-one.differing, one.engine.same / max(1, one.engine.of))))
