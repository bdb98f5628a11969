# SPDX-License-Identifier: MIT
"""Two hundred planted names go through the whole program, which then crashes: no file holds one in clear."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.upn import check_letter
from tests.models.store.test_in_clear import STEM, in_clear

ROOT = Path(__file__).resolve().parents[2]


def upn(number: int) -> str:
    rest = f"3722001{number:05d}"
    return check_letter(rest) + rest


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """What the school has before it has the program; it stands apart from what the program writes."""
    folder = tmp_path / "given"
    folder.mkdir()
    rows = "".join(f"{upn(n)},{STEM}{n:03d}q,Ann,04/03/2018,3A,K\n" for n in range(200))
    (folder / "pupils.csv").write_text(f"UPN,Surname,Forename,DOB,Class,SEN\n{rows}", encoding="utf-8")
    (folder / "report.pdf").write_bytes(b"%PDF-1.4\n" + f"{STEM}007q has a report\n".encode() * 50)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="where files go is told by variables that Windows hasn't")
def test_no_file_that_the_program_ever_wrote_holds_a_name(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    places = {name: out / name.lower() for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_RUNTIME_DIR")}
    places |= {f"XDG_{name}_HOME": out / name.lower() for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    for folder in places.values():
        folder.mkdir(parents=True)
    (out / "xdg_runtime_dir").chmod(0o700)
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.planting", str(given), str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **{n: str(p) for n, p in places.items()}},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 9, done.stderr
    written = {file.name for file in out.rglob("*") if file.is_file()}
    assert {"school.grstore", "school.grstore-wal", "faults.log", "preferences.json"} <= written
    assert {"a.grtransfer", "all.zip"} <= written and any(n.endswith(".grbackup") for n in written)
    assert any(name.startswith("gr-372-100001-") for name in written)
    found = [one for one in in_clear(out) if STEM.casefold() in one.casefold()]
    assert found == []
    assert STEM not in done.stdout + done.stderr
