# SPDX-License-Identifier: MIT
"""standard moderate: judgements compared; what can't be used is named and the rest goes in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import thresholds
from tests.cli.conftest import Line
from thresholds.judgements import as_bytes, begin
from thresholds.reader import read
from thresholds.vignettes import vignettes

PACK = Path(thresholds.__file__).parent / "standards" / "rotherham-2026.1"


def saved(folder: Path, who: str, first: str) -> Path:
    standard = read(PACK)
    made = begin(standard, who)
    for one in vignettes(standard):
        for question in one.questions:
            made = made.answer(one.name, question.threshold, first)
            first = "met"
    path = folder / f"{who}.judgements.json"
    path.write_bytes(as_bytes(made, date(2026, 11, 23)))
    return path


def test_judgements_are_compared(line: Line, tmp_path: Path) -> None:
    one, two = saved(tmp_path, "AB", "met"), saved(tmp_path, "CD", "unknown")
    said = line("standard", "moderate", PACK, one, two)
    assert said.status == 0
    document = said.document
    assert document["people"][0]["who"] == "AB"
    assert document["matters"][0]["said"] == {"AB": "met", "CD": "unknown"}
    assert document["alpha"] < 1 and document["low"] <= document["alpha"] <= document["high"]
    assert document["refused"] == []
    text = line("standard", "moderate", PACK, one, two, as_json=False).text
    assert "alpha" in text and "same_as_engine" in text


def test_files_that_cannot_be_used_are_named(line: Line, tmp_path: Path) -> None:
    one, two = saved(tmp_path, "AB", "met"), saved(tmp_path, "ab", "unknown")
    broken = tmp_path / "broken.json"
    broken.write_text("?", encoding="utf-8")
    said = line("standard", "moderate", PACK, one, two, broken, tmp_path / "gone.json")
    assert said.status == 1
    assert [row["who"] for row in said.document["people"]] == ["AB"]
    refused = " ".join(said.document["refused"])
    for name in ("ab.judgements.json", "broken.json", "gone.json"):
        assert name in refused
