# SPDX-License-Identifier: MIT
"""Kills the program while it saves, a thousand times, and counts what was lost. POSIX only.

python -m benchmarks.kill_store [--kills N] [--seed S]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from models.store import QUICK, Store
from tests.models.store.killing import Killer, look_at
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil

A_STORE_LASTS = 50
"""Kills before a fresh store is taken, so that looking at it stays quick."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=2026)
    told = asked.parse_args()
    killer = Killer(random.Random(told.seed), longest=0.15)
    begun, lost, unreadable, promised_in_all = time.monotonic(), 0, 0, 0
    for job in ("write", "open_and_close"):
        for at in range(0, told.kills // 2, A_STORE_LASTS):
            many = min(A_STORE_LASTS, told.kills // 2 - at)
            with tempfile.TemporaryDirectory() as folder:
                one = kill_often(killer, job, Path(folder), many)
            lost, unreadable, promised_in_all = lost + one[0], unreadable + one[1], promised_in_all + one[2]
            print(f"{job}: {at + many} kills, {lost} saves lost, {unreadable} stores unreadable", flush=True)
    killer.close()
    minutes = (time.monotonic() - begun) / 60
    print(f"{promised_in_all:,} saves promised, {lost} lost, {unreadable} unreadable, {minutes:.1f} minutes")
    return 1 if lost or unreadable else 0


def kill_often(killer: Killer, job: str, folder: Path, many: int) -> tuple[int, int, int]:
    """Saves lost, times that the store was not whole, and saves promised."""
    path, child = folder / "school.grstore", pupil()
    store = Store.create(path, PASSPHRASE, SCHOOL, now=now, cost=QUICK)
    with store.transaction() as tx:
        tx.put(child)
    store.close()
    kept = lost = unreadable = promised = 0
    for _ in range(many):
        said = killer.kill_once(job, path, child.id)
        before, promised = kept, promised + said
        kept, wrong = look_at(path)
        lost += max(0, before + said - kept)
        unreadable += bool(wrong)
    return lost, unreadable, promised


if __name__ == "__main__":
    sys.exit(main())
