# SPDX-License-Identifier: MIT
"""summary, authority, school, borough, standard: what leaves, how it is verified, what the engine answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, ROOT, Line

TERM = ("--term", "2026-27.1")
PACK = ROOT / "thresholds" / "standards" / "rotherham-2026.1"
VECTORS = ROOT / "tests" / "vectors"


def test_true_tables_and_what_leaves_have_the_same_cells(line: Line, store: Path) -> None:
    tables = line("summary", "tables", store, *TERM).document
    preview = line("summary", "preview", store, *TERM).document
    assert {"F01", "F02", "F03", "H06", "F06"} <= set(tables["tables"])
    for table, cells in tables["tables"].items():
        impossible = {cell for name, cell in tables["structural"] if name == table}
        assert set(preview["tables"][table]) == set(cells) - impossible
    assert tables["term"] == "2026-27.1"
    assert tables["tables"] != preview["tables"]


def test_a_preview_writes_nothing_and_an_export_is_verified(line: Line, store: Path, tmp_path: Path) -> None:
    line("summary", "preview", store, *TERM)
    exported = line("summary", "export", store, *TERM, "--out", "sent").document
    assert exported["version"] == 1
    (file,) = [Path(name) for name in exported["files"] if name.endswith(".json")]
    said = line("summary", "verify", file).document
    assert (said["ok"], said["term"], said["version"]) == (True, "2026-27.1", 1)
    again = line("summary", "export", store, *TERM, "--out", "again").document
    assert again["version"] == 1
    assert Path(again["files"][0]).read_bytes() == file.read_bytes()


def test_a_reason_is_one_of_those_that_are_known(line: Line, store: Path) -> None:
    assert line("summary", "preview", store, *TERM, "--reason", "late_records").status == 0
    assert line("summary", "preview", store, *TERM, "--reason", "because").status == 2


def test_a_fictional_borough_is_made_and_built_with_its_own_figures(line: Line, tmp_path: Path) -> None:
    made = line("borough", "sample", "b", "--schools", "12", "--terms", "2", "--seed", "7").document
    assert (made["schools"], made["terms"], made["files"]) == (12, 2, 24)
    beside = ("--schools", "b/schools.csv", "--figures", "b/figures.csv", "--keys", "b/authority")
    built = line("borough", "build", "b/files", "--out", "out", *beside).document
    assert (built["schools"], built["expected"], built["rejected"]) == (12, 12, [])
    assert any(one["id"] == "eet" and one["value"] for one in built["measures"])
    assert (tmp_path / "out" / "funnels.csv").exists()


def test_an_altered_file_is_refused(line: Line, store: Path) -> None:
    (name,) = line("summary", "export", store, *TERM, "--out", "sent").document["files"][:1]
    file = Path(name)
    changed = bytearray(file.read_bytes())
    at = changed.index(b'"F01"') + 20
    while not chr(changed[at]).isdigit():
        at += 1
    changed[at] = ord("7") if changed[at] != ord("7") else ord("8")
    file.write_bytes(changed)
    refused = line("summary", "verify", file)
    assert refused.status in (1, 2)
    assert refused.status == 2 or refused.document["ok"] is False


def test_a_school_enrols_and_the_borough_is_built(line: Line, store: Path, tmp_path: Path) -> None:
    made = line("authority", "create", "la", "--la", "372", "--name", "Rotherham").document
    pack = Path(made["file"])
    assert line("school", "enrol", store, "--la", pack, "--out", "e.json").document["fingerprint"]
    assert line("authority", "enrol", "la", "e.json").document["fingerprint"]
    line("summary", "export", store, *TERM, "--out", "sent", "--la", pack)
    (tmp_path / "sent" / "holiday.txt").write_text("not a summary", encoding="utf-8")
    built = line("borough", "build", "sent", "--out", "out", "--keys", "la").document
    assert built["schools"] == 1
    assert {Path(name).name for name in built["out"]} >= {"borough.json", "borough.pdf", "totals.csv"}
    assert all(Path(name).exists() for name in built["out"])


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("standard", "vectors"), "threshold-vectors.json"),
        (("summary", "vectors"), "noise-vectors.json"),
        (("borough", "vectors"), "spc-vectors.json"),
    ],
)
def test_the_reference_cases_are_answered(line: Line, command: tuple[str, str], file: str) -> None:
    answer = line(*command, VECTORS / file)
    assert answer.status == 0
    assert answer.document


def test_a_pack_is_linted_tested_shown_and_evaluated(line: Line, tmp_path: Path) -> None:
    lint = line("standard", "lint", PACK)
    assert (lint.status, lint.document["errors"]) == (0, [])
    tested = line("standard", "test", PACK).document
    assert tested["failed"] == []
    assert tested["passed"] > 100
    shown = line("standard", "show", PACK).document
    clauses = [s for a in shown["areas"] for t in a["thresholds"] for s in t["steps"] if s["id"] == "CI09"]
    assert clauses[0]["reason"]
    assert line("standard", "schema").document["$defs"]
    (tmp_path / "r.yaml").write_text("record:\n  attendance: [[2026-11-01, 42]]\n", encoding="utf-8")
    said = line(
        "standard", "evaluate", PACK, "--record", "r.yaml", "--phase", "primary", "--as-of", "2026-11-23"
    )
    status = {one["id"]: one["status"] for one in said.document["thresholds"]}
    assert "upn" not in said.document
    assert status["AT.targeted_plus"] == "met"


def test_a_broken_pack_has_findings_with_line_and_mend(line: Line, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "pack: {id: x, title: X, version: '1', authority: A, la: '372', effective: {from: 2026-09-01}}\n"
        "thresholds:\n  - {id: T, area: a, layer: b, title: T, met_when: {below: [nothing, 3]}}\n",
        encoding="utf-8",
    )
    found = line("standard", "lint", "bad.yaml")
    assert found.status == 1
    assert found.document["errors"]
    assert {"line", "column", "code", "message", "mend"} <= set(found.document["errors"][0])


def test_the_installed_command_says_the_same(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "pupils", str(store), "--json"],
        cwd=ROOT,
        env={**os.environ, "GRADUATED_RESPONSE_PASSPHRASE": PASSPHRASE, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)) == 30
