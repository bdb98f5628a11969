# SPDX-License-Identifier: MIT
"""Work on a store that goes on until it is killed, and says each thing when it is done.

Run as a program it reads lines "JOB PUPIL STORE", begins each in a process of its own, says its number, and
says "gone" when somebody has killed it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from models.records import Strength
from models.store import QUICK, Store, back_up
from tests.models.store.makings import PASSPHRASE, SCHOOL, now


def say(word: object) -> None:
    """One line in one write, so that whoever is killed has said all of it or nothing."""
    os.write(1, f"{word}\n".encode())


def write(path: Path, pupil_id: str) -> None:
    """Save pairs for ever; a number is said only after its commit came back."""
    store = Store.open(path, PASSPHRASE, now=now)
    for number in range(1_000_000):
        with store.transaction() as tx:
            for half in "ab":
                tx.put(Strength(pupil_id=pupil_id, text=f"{number}{half} {'x' * (number % 3000)}"))
        say(number)


def open_and_close(path: Path, pupil_id: str) -> None:
    """Open, save a pair and close, for ever."""
    for number in range(1_000_000):
        store = Store.open(path, PASSPHRASE, now=now)
        with store.transaction() as tx:
            for half in "ab":
                tx.put(Strength(pupil_id=pupil_id, text=f"{number}{half}"))
        store.close()
        say(number)


def copy(path: Path, pupil_id: str) -> None:
    """Make backups for ever."""
    store = Store.open(path, PASSPHRASE, now=now)
    for number in range(1_000_000):
        say(back_up(store, path.parent / "copies", now()).file.name if number else "begun")


def rekey(path: Path, pupil_id: str) -> None:
    """Give the file new keys for ever, under the passphrase that it has."""
    store = Store.open(path, PASSPHRASE, now=now)
    for number in range(1_000_000):
        if number:
            store.rekey(PASSPHRASE)
        say(number)


def create(path: Path, pupil_id: str) -> None:
    """Make new files for ever, each beside the last."""
    for number in range(1_000_000):
        new = path.with_name(f"new {os.getpid()} {number}.grstore")
        Store.create(new, PASSPHRASE, SCHOOL, now=now, cost=QUICK).close()
        say(number)


JOBS: dict[str, Callable[[Path, str], None]] = {
    "write": write,
    "open_and_close": open_and_close,
    "copy": copy,
    "rekey": rekey,
    "create": create,
}

if __name__ == "__main__":
    for line in sys.stdin:
        job, pupil_id, store_path = line.rstrip("\n").split(" ", 2)
        worker = os.fork()
        if worker == 0:
            say(os.getpid())
            JOBS[job](Path(store_path), pupil_id)
        _, status = os.waitpid(worker, 0)
        say("gone" if os.WIFSIGNALED(status) else "failed")
