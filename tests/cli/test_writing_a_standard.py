# SPDX-License-Identifier: MIT
"""The officer's guide: what it shows is done as it is printed, from the copy to the adopted standard."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import thresholds
from tests.cli.conftest import ROOT, Line

GUIDE = (ROOT / "docs" / "writing-a-standard.md").read_text(encoding="utf-8")
PROGRAM = "graduated-response "


def commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith(PROGRAM)]
    return [shlex.split(line.removeprefix(PROGRAM)) for line in lines]


def test_every_step_of_the_guide_works_as_it_is_printed(line: Line, filled: Path, tmp_path: Path) -> None:
    standards = Path(thresholds.__file__).parent / "standards"
    shutil.copytree(standards / "rotherham-2026.1", tmp_path / "rotherham-2026.1")
    shutil.copytree(standards / "rotherham-2026.1", tmp_path / "my-standard")
    head = tmp_path / "my-standard" / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace('version: "2026.1"', 'version: "2027.1"'), encoding="utf-8")
    for name, content in re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    shutil.copy(filled, tmp_path / "school.grstore")
    done = []
    for words in commands():
        said = line(*words, as_json="--json" not in words)
        assert said.status == 0, (words, said.beside, said.text[-600:])
        done.append(words[1])
    assert done == ["schema", "lint", "test", "diff", "impact", "show", "create", "sign", "adopt"]
    assert (tmp_path / "booklet.pdf").read_bytes().startswith(b"%PDF")
    judged = line("verdicts", "school.grstore", "--as-of", "2027-01-04").document[0]
    assert judged["standard"] == {"id": "rotherham", "version": "2027.1"}
    assert "CI.targeted.lunch" in {one["id"] for one in judged["thresholds"]}


def test_the_new_criterion_is_named_in_the_difference(line: Line, tmp_path: Path) -> None:
    standards = Path(thresholds.__file__).parent / "standards"
    shutil.copytree(standards / "rotherham-2026.1", tmp_path / "my-standard")
    for name, content in re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = line("standard", "diff", standards / "rotherham-2026.1", "my-standard").document["changes"]
    assert "CI90" in {one["id"] for one in found}
    tried = line("standard", "test", "my-standard").document
    assert tried["failed"] == []
