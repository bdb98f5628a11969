# SPDX-License-Identifier: MIT
"""The moderation exercise on paper: how far people agree, where they differ, and who said what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from desktop.drawing import STATUS_WORD
from desktop.files import Target
from desktop.paper.sheet import Furniture, build, grid, long_day, text
from models.exchange.giving import defused, write_rows
from thresholds.moderation import Comparison, Matter, Share, meaning
from thresholds.phrases import capital
from thresholds.problems import Problem
from thresholds.standard import Standard
from thresholds.verdict import Status

ABOUT = (
    "Each person judged the same invented children by hand, seeing neither the program's result nor the "
    "others' judgements. The figure is Krippendorff's alpha: 1 where all agree, 0 for what chance would "
    "give. Where people differ, the standard's wording is the first thing to look at. People stand in the "
    "order of their names; nobody is ranked."
)
CSV_HEAD = ("vignette", "threshold", "title", "pairs that differ %", "engine", "engine's reason")


@dataclass(frozen=True, slots=True)
class Moderation:
    """What the report is made from: the standard, what was judged of it, and the files that weren't taken."""

    standard: Standard
    comparison: Comparison
    refused: tuple[Problem, ...] = ()


def word(status: str) -> str:
    """A judgement as the screen calls it."""
    return STATUS_WORD[Status(status)]


def same_words(share: Share) -> str:
    """How many judgements are the engine's: "20 of 24 (83 %)"."""
    return f"{share.same} of {share.of} ({share.percent} %)" if share.of else "none judged"


def voices(matter: Matter) -> list[str]:
    """Who said what, one line for each answer: "met: AB, CD"."""
    by_answer: dict[str, list[str]] = defaultdict(list)
    for who, said in matter.said.items():
        by_answer[said].append(who)
    return [f"{word(said)}: {', '.join(people)}" for said, people in by_answer.items()]


def write_report(path: Target, moderation: Moderation, made_on: date) -> int:
    """Write the report as a PDF and return its number of pages."""
    standard, found = moderation.standard, moderation.comparison
    head = standard.pack.pack
    furniture = Furniture(
        title="Moderation", school=head.authority, made_on=made_on, about=f"{head.title}, {head.version}"
    )
    people = "1 person" if len(found.people) == 1 else f"{len(found.people)} people"
    story: list[Flowable] = [
        text("Moderation", "title"),
        text(f"{head.title}, version {head.version}. {people}, {long_day(made_on)}.", "lead"),
        text(ABOUT, "small"),
        text("Agreement with one another", "heading"),
        text(alpha_words(found)),
        text(meaning(found.agreement)),
        text("Agreement with the program", "heading"),
        text(f"Of all judgements, {same_words(found.engine)} are the same as the program's."),
        grid(
            ("Who", "The same as the program's"),
            [[who, same_words(share)] for who, share in found.by_person.items()],
            (1, 1),
        ),
        *_by_threshold(found),
        *_matters(found),
        *_refused(moderation.refused),
    ]
    return build(path, furniture, story)


def alpha_words(found: Comparison) -> str:
    """The figure with its interval and what it rests on."""
    one = found.agreement
    if one.alpha is None:
        return "Krippendorff's alpha can't be reckoned."
    span = f" (95 % interval {one.low:.2f} to {one.high:.2f})" if one.low is not None else ""
    base = f"{one.answers} judgements on {one.units} questions"
    return f"Krippendorff's alpha is {one.alpha:.2f}{span}, from {base}."


def _by_threshold(found: Comparison) -> list[Flowable]:
    rows = [
        [one.title, f"{round(100 * one.differing)} %", same_words(one.engine)] for one in found.thresholds
    ]
    return [
        text("Thresholds, those with the most variation first", "heading"),
        grid(("Threshold", "Pairs of people who differ", "The same as the program's"), rows, (5, 2, 2)),
    ]


def _matters(found: Comparison) -> list[Flowable]:
    story: list[Flowable] = [text("Where people differ", "heading")]
    if not found.varied:
        story.append(text("Nowhere: on every threshold, all who judged it said the same."))
    story += [_matter(one) for one in found.varied]
    agreed = [one for one in found.matters if not one.differing]
    if agreed:
        rows = [[one.vignette, one.title, "; ".join(voices(one)), word(one.engine)] for one in agreed]
        story += [
            text("Where nobody differs", "heading"),
            grid(("Vignette", "Threshold", "Said", "Program"), rows, (3, 4, 4, 2)),
        ]
    return story


def _matter(one: Matter) -> Flowable:
    return KeepTogether(
        [
            text(f"{one.vignette}: {one.title}", "label"),
            *(text(line) for line in voices(one)),
            text(f"The program: {one.reason}", "small"),
        ]
    )


def _refused(refused: tuple[Problem, ...]) -> list[Flowable]:
    if not refused:
        return []
    rows = [[one.where, f"{capital(one.what)}. {one.mend}"] for one in refused]
    return [text("Files that were not taken", "heading"), grid(("File", "Why"), rows, (2, 5))]


def write_sheet(path: Path, moderation: Moderation) -> int:
    """Write who said what as CSV or XLSX, a line for each threshold of each vignette; how many lines."""
    found = moderation.comparison
    rows = [
        (
            one.vignette,
            one.threshold,
            one.title,
            round(100 * one.differing),
            word(one.engine),
            one.reason,
            *(word(one.said[who]) if who in one.said else "" for who in found.people),
        )
        for one in found.matters
    ]
    return write_rows(path, (*CSV_HEAD, *map(defused, found.people)), rows)


def write_both(folder: Path, moderation: Moderation, made_on: date) -> list[Path]:
    """Write the report and the sheet into a folder and return the files.

    Raises Problem where the folder can't be written to.
    """
    report, sheet = folder / "moderation.pdf", folder / "moderation.csv"
    write_report(report, moderation, made_on)
    write_sheet(sheet, moderation)
    return [report, sheet]
