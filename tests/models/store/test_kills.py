# SPDX-License-Identifier: MIT
"""Killed at any moment: every promised save is there, the file opens, the audit trail holds.

GR_KILLS says how many kills; benchmarks/kill_store.py does a thousand.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import Store, restore
from models.store.rotation import backups_in
from tests.models.store.killing import Killer, look_at
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil

KILLS = int(os.environ.get("GR_KILLS", "24"))
SHARES = {"write": 2, "open_and_close": 2, "rekey": 1, "copy": 1}


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    made = Killer(random.Random("2026"), longest=0.2)
    yield made
    made.close()


@pytest.mark.parametrize("job", SHARES)
def test_killed_at_any_moment_nothing_promised_is_lost(
    store: Store, path: Path, job: str, killer: Killer
) -> None:
    child = pupil()
    with store.transaction() as tx:
        tx.put(child)
    store.close()
    promised = kept = 0
    kills = max(1, KILLS * SHARES[job] // sum(SHARES.values()))
    for _ in range(kills):
        said = killer.kill_once(job, path, child.id)
        promised = kept + (said if job in ("write", "open_and_close") else 0)
        kept, wrong = look_at(path)
        assert wrong == []
        # One more than was said may be there: it was killed between its commit and its word.
        assert promised <= kept <= promised + 1
        assert {file.name for file in path.parent.iterdir()} <= {path.name, "copies"}
    for copy in backups_in(path.parent / "copies", path.stem):
        made = restore(copy.file, path.parent / "copies" / "again.grstore", PASSPHRASE, now=now)
        assert made.pupils == 1


def test_killed_while_a_file_is_made_there_is_a_whole_one_or_none(path: Path, killer: Killer) -> None:
    promised = sum(killer.kill_once("create", path, "nobody") for _ in range(max(1, KILLS // 6)))
    made = list(path.parent.glob("*.grstore"))
    assert promised <= len(made) <= promised + KILLS
    for file in made:
        opened = Store.open(file, PASSPHRASE, now=now)
        assert opened.school.name == SCHOOL.name
        assert len(opened.noise_key) == 32
        opened.close()
    left = {file.name.partition(".grstore")[2] for file in path.parent.iterdir()}
    assert left <= {"", ".lock", *(f".part{ending}" for ending in ("", "-wal", "-shm", "-journal"))}
