# SPDX-License-Identifier: MIT
"""The moderation's report and sheet, read back: figures, who said what, what wasn't taken."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.moderation_report import Moderation, same_words, write_both
from thresholds.judgements import Judgements, begin
from thresholds.moderation import Share, compare
from thresholds.packs import installed
from thresholds.problems import Problem
from thresholds.standard import Standard
from thresholds.vignettes import vignettes

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def standard() -> Standard:
    return next(one for one in installed() if one.id == "rotherham")


def judged(standard: Standard, who: str, said: str, first: str = "") -> Judgements:
    made = begin(standard, who)
    for one in vignettes(standard):
        for question in one.questions:
            made = made.answer(one.name, question.threshold, first or said)
            first = ""
    return made


def read(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_the_report_says_how_far_people_agree_and_who_said_what(standard: Standard, tmp_path: Path) -> None:
    people = [judged(standard, "AB", "met"), judged(standard, "=CD", "met", first="unknown")]
    problem = Problem("it was changed after it was saved", "ef.json", "Ask for the file again.")
    made = write_both(tmp_path, Moderation(standard, compare(standard, people), (problem,)), DAY)
    assert [path.name for path in made] == ["moderation.pdf", "moderation.csv"]
    said = read(made[0])
    for words in (
        "Krippendorff's alpha is",
        "95 % interval",
        "K., aged four: Communication and interaction: Targeted",
        "met: AB",
        "not yet evidenced: =CD",
        "nobody is ranked",
        "Where nobody differs",
        "ef.json",
        "It was changed after it was saved.",
        "Page 1 of",
    ):
        assert words in said
    with made[1].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][-2:] == ["'=CD", "AB"]
    assert len(rows) == 1 + sum(len(one.questions) for one in vignettes(standard))
    assert rows[1][:2] == ["K., aged four", "CI.targeted"]
    assert rows[1][-2:] == ["not yet evidenced", "met"]


def test_people_who_agree_wholly_have_a_report_too(standard: Standard, tmp_path: Path) -> None:
    people = [judged(standard, "AB", "met", "unknown"), judged(standard, "CD", "met", "unknown")]
    said = read(write_both(tmp_path, Moderation(standard, compare(standard, people)), DAY)[0])
    assert "Krippendorff's alpha is 1.00" in said
    assert "Nowhere: on every threshold" in said
    assert "Files that were not taken" not in said


def test_one_person_alone_is_told_that_nothing_can_be_compared(standard: Standard, tmp_path: Path) -> None:
    alone = compare(standard, [judged(standard, "AB", "met")])
    said = read(write_both(tmp_path, Moderation(standard, alone), DAY)[0])
    assert "alpha can't be reckoned" in said and "at least two people" in said


def test_a_share_in_words() -> None:
    assert same_words(Share(20, 24)) == "20 of 24 (83 %)"
    assert same_words(Share(0, 0)) == "none judged"
