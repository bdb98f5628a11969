# SPDX-License-Identifier: MIT
"""An older file moves forward whole or not at all, and a proved copy was made first."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from models.records import Pupil
from models.store import Store, check, migrate
from models.store.backup import folder_of
from models.store.rotation import backups_in
from models.store.tables import metadata
from tests.models.store.makings import PASSPHRASE, now, pupil
from thresholds.problems import Problem

ROOT = Path(__file__).parents[3]
STORES = Path(__file__).parents[2] / "stores"


def steps_with(folder: Path, trouble: str) -> Path:
    """The steps of this version and one more, in the middle of which something happens."""
    steps = folder / "versions"
    shutil.copytree(migrate.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "9000_next.py").write_text(
        dedent(f"""
            import os
            import signal
            from alembic import op
            import sqlalchemy as sa

            revision = "9000"
            down_revision = {migrate.newest()!r}

            def upgrade():
                with op.batch_alter_table("Pupil") as table:
                    table.add_column(sa.Column("house", sa.Text(), server_default="", nullable=False))
                op.execute("UPDATE \\"Pupil\\" SET house = 'red'")
                {trouble}
                op.execute("CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY)")
        """),
        encoding="utf-8",
    )
    return steps


def tables_of(store: Store) -> set[str]:
    connection = store.raw()
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return names


@pytest.fixture
def old(store: Store, path: Path) -> Path:
    """A closed file of today's schema with twenty pupils in it."""
    with store.transaction() as tx:
        tx.add_all([pupil(number) for number in range(20)])
    store.close()
    return path


def assert_untouched(path: Path) -> None:
    again = Store.open(path, PASSPHRASE, now=now)
    assert again.schema == migrate.newest()
    assert "later" not in tables_of(again)
    assert check(again)["ok"]
    with again.reading() as tx:
        assert len(tx.find(Pupil)) == 20
    again.close()


def test_a_step_brings_the_file_forward_and_a_copy_stays_behind(old: Path, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, "pass")
    moved = Store.open(old, PASSPHRASE, now=now, steps=steps)
    assert moved.schema == "9000"
    connection = moved.raw()
    assert connection.execute("SELECT DISTINCT house FROM Pupil").fetchall() == [("red",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    moved.close()
    with pytest.raises(Problem) as told:
        Store.open(old, PASSPHRASE, now=now)
    assert told.value.code == "newer"
    (copy,) = backups_in(folder_of(old), old.stem)
    assert_untouched(copy.file)


def test_a_step_that_fails_leaves_nothing_behind(old: Path, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, "raise RuntimeError('in the middle')")
    with pytest.raises(RuntimeError, match="in the middle"):
        Store.open(old, PASSPHRASE, now=now, steps=steps)
    assert_untouched(old)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_program_killed_in_the_middle_of_a_step_leaves_nothing_behind(old: Path, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from models.store import Store;"
            "from tests.models.store.makings import PASSPHRASE, now;"
            "Store.open(Path(sys.argv[1]), PASSPHRASE, now=now, steps=Path(sys.argv[2]))",
            str(old),
            str(steps),
        ],
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert_untouched(old)


def test_a_newer_file_is_refused_and_left_alone(store: Store, path: Path) -> None:
    connection = store.raw()
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    store.close()
    before = path.read_bytes()
    with pytest.raises(Problem) as told:
        Store.open(path, PASSPHRASE, now=now)
    assert told.value.sentence.startswith("school.grstore: this file was made by a newer version")
    assert path.read_bytes() == before


def test_the_tables_are_those_of_the_records(store: Store) -> None:
    """A field without a step, or a step without a field."""
    with store._engine.connect() as connection:
        # The index of words is made from the tables when a file is opened, and is no step of theirs.
        opts = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("search")}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_steps_import_nothing_of_ours() -> None:
    for step in migrate.STEPS.glob("*.py"):
        text = step.read_text(encoding="utf-8")
        for ours in ("models", "thresholds", "desktop"):
            assert f"import {ours}" not in text
            assert f"from {ours}" not in text


def test_a_file_of_every_release_opens(tmp_path: Path) -> None:
    """Made by that release's own program; tests/stores/README.md says when one is added."""
    for released in sorted(STORES.glob("*.grstore")):
        path = tmp_path / released.name
        shutil.copyfile(released, path)
        store = Store.open(path, PASSPHRASE, now=now)
        assert check(store)["ok"], released.name
        with store.reading() as tx:
            assert tx.find(Pupil), released.name
        store.close()
