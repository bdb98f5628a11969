# SPDX-License-Identifier: MIT
"""store erase: gone from the file, named where it isn't, and a certificate that doesn't say whose."""

from __future__ import annotations

import json
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Line


def test_a_child_is_erased_with_a_certificate(line: Line, store: Path) -> None:
    child = line("pupils", store, "--search", "Amira").document[0]
    many = len(line("pupils", store).document)
    said = line("store", "erase", store, "--upn", child["upn"], "--reference", "Box 3")
    assert said.status == 0, said.beside
    told = said.document
    assert told["certificate"].startswith("GR-")
    assert told["erased"]["pupil"] == 1
    assert told["backups"] == []
    assert len(line("pupils", store).document) == many - 1
    assert line("store", "check", store).document["ok"] is True
    sheet = "".join(page.extract_text() for page in PdfReader(told["file"]).pages)
    assert told["certificate"] in sheet
    (kept,) = Path(told["lines"]).read_text(encoding="utf-8").splitlines()
    assert json.loads(kept)["reference"] == "Box 3"
    for words in (sheet, kept, Path(told["file"]).name):
        assert child["surname"] not in words
        assert child["upn"] not in words


def test_backups_are_named_and_removed_when_wanted(line: Line, store: Path) -> None:
    upns = [one["upn"] for one in line("pupils", store).document[:2]]
    copy = line("store", "backup", store, "copies").document["file"]
    first = line("store", "erase", store, "--upn", upns[0])
    assert first.status == 1
    (left,) = first.document["backups"]
    assert Path(left["file"]).resolve() == Path(copy).resolve()
    assert left["holds_the_child"] is True
    assert left["gone_by"] in first.beside
    second = line("store", "erase", store, "--upn", upns[1], "--remove-backups").document
    assert [Path(file).resolve() for file in second["removed"]] == [Path(copy).resolve()]
    assert not Path(copy).exists()


def test_nobody_is_erased_by_mistake(line: Line, store: Path) -> None:
    refused = line("store", "erase", store, "--upn", "A123")
    assert refused.status == 2
    assert "A123" in refused.beside
    assert line("store", "erase", store).status == 2


def test_what_is_kept_until_when_and_a_hold_that_stops_erasing(line: Line, store: Path) -> None:
    upn = line("pupils", store, "--search", "Amira").document[0]["upn"]
    everyone = line("store", "retention", store, "--all").document
    mine = next(one for one in everyone if one["upn"] == upn)
    assert (mine["rule"], mine["is_due"], mine["hold"]) == ("sen_file", False, None)
    assert upn not in {one["upn"] for one in line("store", "retention", store).document}
    hold = ("store", "hold", store, "--upn", upn)
    assert line(*hold, "--reason", "An appeal").status == 2
    placed = line(*hold, "--reason", "An appeal", "--by", "Head").document
    assert placed["holds"] == [{"reason": "An appeal", "until": None}]
    assert upn in {one["upn"] for one in line("store", "retention", store).document}
    refused = line("store", "erase", store, "--upn", upn)
    assert refused.status == 2
    assert "An appeal" in refused.beside
    assert line(*hold, "--end").document["holds"] == []
    assert line("store", "erase", store, "--upn", upn).status == 0
