# SPDX-License-Identifier: MIT
"""Two versions of a standard: what differs is said in words, and nothing that doesn't differ."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from thresholds.compare import Difference, compare
from thresholds.packs import installed
from thresholds.problems import Problems
from thresholds.reader import read
from thresholds.standard import Standard

FROM = Path(__file__).resolve().parents[2] / "thresholds" / "standards" / "rotherham-2026.1"


@pytest.fixture(scope="module")
def old() -> Standard:
    return read(FROM)


def changed(tmp_path: Path, file: str, before: str, after: str) -> Standard:
    """The pack with one passage written otherwise."""
    folder = Path(shutil.copytree(FROM, tmp_path / "pack"))
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return read(folder)


def test_a_pack_doesnt_differ_from_itself(old: Standard) -> None:
    assert compare(old, read(FROM)) == ()


def test_a_bound_that_moved_is_said_with_both_numbers(old: Standard, tmp_path: Path) -> None:
    new = changed(
        tmp_path,
        "attendance-and-ebsa.yaml",
        "below: {of: attendance, value: 80}",
        "below: {of: attendance, value: 85}",
    )
    (found,) = compare(old, new)
    assert found == Difference(
        "rule", "AT03", "AT03: “Attendance below 80 %” became “Attendance below 85 %”."
    )


def test_words_come_after_rules(old: Standard, tmp_path: Path) -> None:
    new = changed(
        tmp_path,
        "attendance-and-ebsa.yaml",
        "reason: Avoidance shows before attendance falls, and is then easiest to turn.",
        "reason: It shows early.",
    )
    (found,) = compare(old, new)
    assert (found.kind, "It shows early." in found.words) == ("words", True)


def test_how_many_are_needed(old: Standard, tmp_path: Path) -> None:
    new = changed(tmp_path, "communication-and-interaction.yaml", "n: 2\n", "n: 3\n")
    words = [one.words for one in compare(old, new)]
    assert len(words) == 1
    assert "at least 2 of" in words[0]
    assert "at least 3 of" in words[0]


@pytest.mark.parametrize("file", sorted(one.name for one in FROM.glob("[a-z]*.yaml")))
def test_no_number_of_a_rule_changes_unseen(old: Standard, tmp_path: Path, file: str) -> None:
    """A bound or count of the pack, moved by one alone, is a difference; every tenth is tried."""
    if file.startswith(("tests", "pack")):
        return
    text = (FROM / file).read_text(encoding="utf-8")
    bounds = list(re.finditer(r"(?:value|n|at_or_below|at_or_above|below|above): (\d+)", text))
    for at, found in enumerate(bounds[::10]):
        number = found[1]
        moved = text[: found.start(1)] + str(int(number) + 1) + text[found.end(1) :]
        folder = Path(shutil.copytree(FROM, tmp_path / f"{at}"))
        (folder / file).write_text(moved, encoding="utf-8")
        try:
            new = read(folder)
        except Problems:
            continue  # a value outside its fact's range
        assert [one for one in compare(old, new) if one.kind in ("rule", "fact")], (file, found[0])


def test_what_is_new_and_what_is_gone(old: Standard) -> None:
    other = next(one for one in installed() if one.id != "rotherham")
    there, back = compare(old, other), compare(other, old)
    assert {one.id for one in there if one.kind == "added"} == {
        one.id for one in back if one.kind == "removed"
    }
    assert {one.id for one in there if one.kind == "removed"} >= set(old.thresholds) - set(other.thresholds)


def test_a_threshold_that_moved_to_another_layer(old: Standard, tmp_path: Path) -> None:
    text = (FROM / "communication-and-interaction.yaml").read_text(encoding="utf-8")
    at = text.index("  - id: CI.targeted_plus\n")
    passage = text[at : text.index("phases:", at)]
    new = changed(
        tmp_path,
        "communication-and-interaction.yaml",
        passage,
        passage.replace("layer: targeted_plus", "layer: specialist"),
    )
    assert [one.words for one in compare(old, new)] == [
        "CI.targeted_plus moved from Targeted Plus to Specialist."
    ]
