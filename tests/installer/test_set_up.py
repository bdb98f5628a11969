# SPDX-License-Identifier: MIT
"""What a person reads when setting up can't go on: a sentence with the mend, whatever pip said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the set-up reads of a clone, in a folder with a space and an accent in its name."""
    folder = tmp_path / "Mes données"
    shutil.copytree(ROOT / "installer", folder / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(clone: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(clone / "installer" / "run.py"), *words],
        cwd=clone.parent,
        env={**os.environ, "PYTHONUTF8": "1", **surroundings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_without_a_network_one_sentence_says_so(clone: Path) -> None:
    nobody = "http://127.0.0.1:9/simple"
    alone = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": nobody,
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
    }
    done = run(clone, "demo", PIP_RETRIES="0", PIP_NO_CACHE_DIR="1", **alone)
    assert done.returncode == 2
    assert "The package index can't be reached; connect this machine to the network" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (clone / ".venv" / "set-up.json").exists(), "half a set-up must not pass for a whole one"


def test_a_package_that_is_not_the_locked_one_is_refused(clone: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "shelf" / "editables-0.6-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"not the wheel that was locked")
    for name in ("runtime.txt", "build.txt"):
        (clone / "installer" / "lock" / name).write_text(
            f"editables==0.6 --hash=sha256:{'0' * 64}\n" if name == "build.txt" else "", encoding="utf-8"
        )
    shelf = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent)}
    done = run(clone, "demo", **shelf)
    assert done.returncode == 2
    assert "A package arrived that is not the one in the lock file" in done.stderr


def test_words_that_mean_nothing_are_answered_with_those_that_do(clone: Path) -> None:
    done = run(clone, "dance")
    assert done.returncode == 2
    assert "installer/run.py demo" in done.stdout
    assert not (clone / ".venv").exists()
