# SPDX-License-Identifier: MIT
"""Kills a working program at a random instant and looks at what it left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

from models.records import Strength
from models.store import Store, check
from tests.models.store.makings import PASSPHRASE, now

ROOT = Path(__file__).parents[3]


class Killer:
    """Has a program that begins work in no time; one killer serves many kills. POSIX only."""

    def __init__(self, chance: random.Random, longest: float) -> None:
        self._chance = chance
        self._longest = longest
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.models.store.writer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def kill_once(self, job: str, path: Path, pupil_id: str) -> int:
        """Begin a job, kill it at some instant after its first word, and say how much it had promised."""
        nursery = self._nursery
        if nursery.stdin is None or nursery.stdout is None:
            raise RuntimeError("The nursery has no ears or no voice.")
        nursery.stdin.write(f"{job} {pupil_id} {path}\n")
        nursery.stdin.flush()
        worker = int(nursery.stdout.readline())
        line = nursery.stdout.readline()
        bell = threading.Timer(self._chance.uniform(0, self._longest), os.kill, (worker, signal.SIGKILL))
        bell.start()
        said = 0
        while line not in ("gone\n", "failed\n", ""):
            said += 1
            line = nursery.stdout.readline()
        bell.cancel()
        bell.join()
        if line != "gone\n":
            raise RuntimeError("The work failed before it could be killed.")
        return said

    def close(self) -> None:
        """Let the nursery go."""
        if self._nursery.stdin and self._nursery.stdout:
            self._nursery.stdin.close()
            self._nursery.stdout.close()
        self._nursery.wait()


def look_at(path: Path) -> tuple[int, list[str]]:
    """How many pairs a store holds that nobody has open, and what is wrong with it."""
    store = Store.open(path, PASSPHRASE, now=now)
    try:
        with store.reading() as tx:
            kept = [strength.text.split(" ")[0] for strength in tx.find(Strength)]
        halves = [] if len(kept) % 2 == 0 else ["half a transaction was kept"]
        return len(kept) // 2, [*halves, *check(store)["findings"]]
    finally:
        store.close()
