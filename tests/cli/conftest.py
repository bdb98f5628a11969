# SPDX-License-Identifier: MIT
"""A shell without a shell: one line in, exit status, document and sentence out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import run
from desktop.cli.line import PASSPHRASE_VARIABLE
from models.store import keys

PASSPHRASE = "plum anchor meadow lantern"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command answered: its exit status, its document, what stood beside it."""

    status: int
    text: str
    beside: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.text)


Line = Callable[..., Said]


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Line:
    """Carry out one line with --json, in a folder of its own, with the passphrase in its variable."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.setattr(keys, "USUAL", keys.QUICK)
    monkeypatch.chdir(tmp_path)

    def carry_out(*words: object, as_json: bool = True) -> Said:
        capsys.readouterr()
        status = run([*(str(word) for word in words), *(["--json"] if as_json else [])])
        out, beside = capsys.readouterr()
        assert "Traceback" not in out + beside
        return Said(status, out, beside)

    return carry_out


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of thirty fictional pupils, made once through the command line's own path."""
    from desktop import clock
    from models.sample import fictional_school, fill
    from models.store import QUICK, Store

    path = tmp_path_factory.mktemp("cli") / "school.grstore"
    store = Store.create(path, PASSPHRASE, fictional_school(), now=clock.now, who="test", cost=QUICK)
    fill(store, pupils=30, until=clock.today())
    store.close()
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A copy of the fictional school that a test may change."""
    return Path(shutil.copy(filled, tmp_path / "school.grstore"))
