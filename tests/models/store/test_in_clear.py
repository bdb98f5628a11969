# SPDX-License-Identifier: MIT
"""Two hundred planted names, and every file that the store ever wrote: none stands there in clear."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.records import Draft, Pupil, Strength
from models.store import Store, back_up, check, restore
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil

STEM = "Zwintersgyll"
NAMES = [f"{STEM}{number:03d}q" for number in range(200)]
SHAPES = ("utf-8", "utf-16-le", "utf-16-be")


def in_clear(folder: Path) -> Iterator[str]:
    """Each planted name or secret that stands readable in a file or in a file's name, in any usual shape.

    All two hundred names begin alike, so that one search finds any of them.
    """
    wanted = [STEM, STEM.upper(), PASSPHRASE, SCHOOL.name]
    shapes = [(name, name.encode(shape)) for name in wanted for shape in SHAPES]
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        yield from (f"{name} in {file.name}" for name, shape in shapes if shape in content)
        yield from (f"{name} names {file.name}" for name in wanted if name in file.name)


def plant(store: Store) -> None:
    for at in range(0, len(NAMES), 20):
        with store.transaction() as tx:
            for number, name in enumerate(NAMES[at : at + 20], start=at):
                child = pupil(number, surname=name)
                tx.put(child)
                tx.put(Strength(pupil_id=child.id, text=f"{name} draws. " * 200))
                tx.put(Draft(record_kind="Need", record_id=child.id, texts={"words": name}, typed_at=now()))


def test_no_planted_name_stands_in_any_file(store: Store, path: Path, tmp_path: Path) -> None:
    plant(store)
    beside = {file.name.removeprefix(path.name) for file in tmp_path.iterdir()}
    assert {"", "-wal", "-shm", ".keys", ".lock"} <= beside, "all that an open store is made of is looked at"
    assert list(in_clear(tmp_path)) == []
    made = back_up(store, tmp_path / "copies", now())
    assert list(in_clear(tmp_path)) == []
    store.rekey(PASSPHRASE)
    check(store)
    store.close()
    restore(made.file, path, PASSPHRASE, now=now)
    assert list(in_clear(tmp_path)) == []


def test_the_search_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"\x00" + NAMES[7].encode("utf-16-le"))
    assert set(in_clear(tmp_path)) == {f"{STEM} in leak"}


def test_what_was_removed_is_gone_from_the_records(store: Store) -> None:
    """Free pages are wiped too: what is left of a removed record is its line in the audit trail."""
    plant(store)
    with store.transaction() as tx:
        for kind in (Draft, Strength, Pupil):
            for record in tx.find(kind):
                tx.remove(record)
    connection = store.raw()
    assert connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert connection.execute("PRAGMA temp_store").fetchone()[0] == 2
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder for temporary files is told by TMPDIR")
def test_sorting_and_copying_much_writes_no_temporary_file(store: Store, path: Path, tmp_path: Path) -> None:
    plant(store)
    store.close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            "import sys; from pathlib import Path; from models.store import Store, check;"
            "from tests.models.store.makings import PASSPHRASE, now;"
            "store = Store.open(Path(sys.argv[1]), PASSPHRASE, now=now); raw = store.raw();"
            "raw.execute('SELECT text FROM Strength a, Pupil ORDER BY text || a.id').fetchall();"
            "raw.execute('VACUUM'); raw.close(); check(store); store.rekey(PASSPHRASE); store.close()",
            str(path),
        ],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(in_clear(tmp_path)) == []
    assert list(temporary.iterdir()) == []
