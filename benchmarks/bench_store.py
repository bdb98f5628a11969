# SPDX-License-Identifier: MIT
"""The store's figures: open, save, find, back up; encrypted beside plain SQLite in the same run.

python -m benchmarks.bench_store [--pupils N] [--folder DIR]
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.codes import SchoolPhase
from models.records import AttendanceFigure, Pupil, School, Strength
from models.store import Store, back_up, check, keys, migrate
from models.store.connection import _SETTINGS, engine_for
from models.store.transaction import Transaction
from models.upn import check_letter

SCHOOL = School(name="Benchmark", la="372", estab="2001", urn=100001, phase=SchoolPhase.SECONDARY)
PASSPHRASE = "four quiet grey herons"
OF_EACH_PUPIL = 15
NOTES = 50_000
ROUNDS = 3


def now() -> datetime:
    return datetime(2026, 11, 23, 14, 30)  # noqa: DTZ001


def pupils(many: int) -> list[Pupil]:
    made = []
    for number in range(many):
        rest = f"37220012{number:04d}"
        upn = check_letter(rest) + rest
        made.append(Pupil(upn=upn, surname="Khalil", forename="Amira", date_of_birth=date(2014, 3, 9)))
    return made


def figures_of(child: Pupil) -> list[AttendanceFigure]:
    span = {"from_on": date(2026, 9, 1), "to_on": date(2026, 10, 23)}
    return [
        AttendanceFigure(pupil_id=child.id, possible=70, attended=70 - week, **span)
        for week in range(OF_EACH_PUPIL)
    ]


def took(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def say(what: str, figure: str) -> None:
    print(f"{what:<58} {figure:>22}", flush=True)


def workload(begin: Callable[[], Any], many: int) -> dict[str, float]:
    """What the app does all day, through whatever begins a transaction; seconds for each part."""
    children = pupils(many)

    def fill() -> None:
        with begin() as tx:
            tx.add_all(children)
            tx.add_all([figure for child in children for figure in figures_of(child)])

    def save_each() -> None:
        for number, child in enumerate(children[:100]):
            with begin() as tx:
                tx.put(Strength(pupil_id=child.id, text=f"likes drawing {number}"))

    def look_at_each() -> None:
        for child in children[:300]:
            with begin() as tx:
                tx.find(AttendanceFigure, pupil_id=child.id)

    def look_at_all() -> None:
        with begin() as tx:
            tx.find(AttendanceFigure)

    parts = {"fill": fill, "save": save_each, "find one": look_at_each, "find all": look_at_all}
    return {name: took(work) for name, work in parts.items()}


@contextmanager
def plain_transactions(path: Path) -> Iterator[Callable[[], Any]]:
    """The same transactions on a file that nothing encrypts."""

    def creator() -> Any:
        connection = driver.connect(str(path), check_same_thread=False, isolation_level=None)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = engine_for(creator)

    @contextmanager
    def begin() -> Iterator[Transaction]:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield Transaction(connection, who="bench", at=now())
            connection.exec_driver_sql("COMMIT")

    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate.bring_up_to_date(connection)
        connection.exec_driver_sql("COMMIT")
    yield begin
    engine.dispose()


def best(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {part: min(seconds, one.get(part, seconds)) for part, seconds in other.items()}


def typing_during_a_backup(store: Store, folder: Path) -> list[float]:
    """Milliseconds of each save that a person makes between the steps of a backup in another thread."""
    done = threading.Event()

    def work() -> None:
        back_up(store, folder, now())
        done.set()

    child = pupils(1)[0].model_copy(update={"id": "f" * 32})
    with store.transaction() as tx:
        tx.put(child)
    worker = threading.Thread(target=work)
    worker.start()
    waits = []
    while not done.is_set():
        begun = time.perf_counter()
        with store.transaction() as tx:
            tx.put(Strength(pupil_id=child.id, text="typed"))
        waits.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.02)
    worker.join()
    return waits


def notes_looked_through(store: Store, many: int) -> None:
    """What it takes to find words among fifty thousand notes while they are being typed."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnoprstuw", k=chance.randint(3, 9))) for _ in range(6000)]
    with store.reading() as tx:
        ids = [one.id for one in tx.find(Pupil)][:many]
    texts = (" ".join(chance.choices(words, k=30)) for _ in range(NOTES))
    with store.transaction() as tx:
        tx.add_all([Strength(pupil_id=chance.choice(ids), text=text) for text in texts])
    times = []
    with store.reading() as tx:
        for _ in range(400):
            word = chance.choice(words)
            asked = f"{word[: chance.randint(2, len(word))]} {chance.choice(words)[:3]}"
            times.append(took(lambda asked=asked: tx.search(asked, most=12)) * 1000)
    times.sort()
    say(f"first results among {NOTES:,} notes, p50 and p99", f"{times[200]:.1f} and {times[395]:.1f} ms")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pupils", type=int, default=2000)
    asked.add_argument("--folder", type=Path, default=None)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as place:
        measure(Path(place), told.pupils)


def measure(folder: Path, many: int) -> None:
    path = folder / "bench.grstore"
    say("argon2id, 64 MiB, 3 passes, 4 lanes", f"{took(lambda: derive()) * 1000:.0f} ms")
    begun = time.perf_counter()
    store = Store.create(path, PASSPHRASE, SCHOOL, now=now)
    say("create a store, derivation included", f"{(time.perf_counter() - begun) * 1000:.0f} ms")
    ours, plain = workload(store.transaction, many), {}
    for again in range(ROUNDS):
        # Turn about, and the best of each: whatever else the computer does hits both.
        with plain_transactions(folder / f"plain {again}") as begin:
            plain = best(plain, workload(begin, many))
        other = Store.create(folder / f"again {again}", PASSPHRASE, SCHOOL, now=now)
        ours = best(ours, workload(other.transaction, many))
        other.close()
    records = many * (OF_EACH_PUPIL + 1)
    say(f"fill with {records:,} records, audit lines included", f"{ours['fill']:.2f} s")
    say("put + commit, one record (mean of 100)", f"{ours['save'] * 10:.1f} ms")
    notes_looked_through(store, many)
    say(f"find {OF_EACH_PUPIL} records of one pupil (mean of 300)", f"{ours['find one'] / 0.3:.2f} ms")
    say(f"find {many * OF_EACH_PUPIL:,} records", f"{ours['find all']:.2f} s")
    for part, seconds in ours.items():
        say(f"  encrypted over plain SQLite: {part}", f"{seconds / plain[part]:.2f} ×")
    whole = sum(ours.values()) / sum(plain.values())
    say("  encrypted over plain SQLite: whole workload", f"{whole:.2f} ×")
    measure_care(store, folder)


def measure_care(store: Store, folder: Path) -> None:
    with closing(store.raw()) as connection:
        size = connection.execute("PRAGMA page_count").fetchone()[0] * 4096
    waits = sorted(typing_during_a_backup(store, folder / "copies"))
    say(
        f"saves during a backup of {size / 1e6:.0f} MB: {len(waits)}, median",
        f"{statistics.median(waits):.1f} ms",
    )
    say("  the slowest of them", f"{waits[-1]:.1f} ms")
    say(f"proved backup of {size / 1e6:.0f} MB", f"{took(lambda: back_up(store, folder, now())):.2f} s")
    say("check of the whole store", f"{took(lambda: check(store)):.2f} s")
    say("new passphrase, encrypted anew", f"{took(lambda: store.rekey(PASSPHRASE)):.2f} s")
    say("close", f"{took(store.close) * 1000:.0f} ms")
    opened: list[Store] = []
    seconds = took(lambda: opened.append(Store.open(store.path, PASSPHRASE, now=now)))
    say("open, besides derivation", f"{(seconds - took(derive)) * 1000:.0f} ms")
    opened[0].close()
    say(
        "resident memory at its highest",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
    )


def derive() -> bytes:
    return keys.from_passphrase(PASSPHRASE, bytes(16), keys.USUAL)


if __name__ == "__main__":
    main()
