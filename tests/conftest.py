# SPDX-License-Identifier: MIT
"""What every test may lean on: a fixed day, and Qt without a screen."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import settings

from models.codes import SchoolPhase
from models.records import School
from models.store import QUICK, Store

# Before anything imports Qt. Whoever wants to watch the windows sets the variable.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a test run keeps or logs doesn't go among the files of whoever runs it.
_OWN_FILES = tempfile.mkdtemp(prefix="gr-tests-")
atexit.register(shutil.rmtree, _OWN_FILES, ignore_errors=True)
for _kind in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
    os.environ[_kind] = _OWN_FILES
if sys.platform == "win32":
    # Off the screen Qt looks for fonts beside itself, where there are none, and says so as a warning.
    os.environ.setdefault("QT_QPA_FONTDIR", os.path.join(os.environ["SYSTEMROOT"], "Fonts"))

# The same examples each time, so that a change is judged by what it changed. HYPOTHESIS_PROFILE=search looks
# further, with other examples at each run.
settings.register_profile("steady", derandomize=True)
settings.register_profile("search", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def day() -> date:
    """The Monday on which the tests' world stands still, in the autumn term of 2026."""
    return date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path, day: date) -> Iterator[Store]:
    """A real encrypted file of an invented school, open, with nobody in it yet."""
    school = School(
        name="Maple Primary", la="372", estab="2001", urn=100001, phase=SchoolPhase.PRIMARY, is_fictional=True
    )
    made = Store.create(
        tmp_path / "school.grstore",
        "four plain little words",
        school,
        now=lambda: datetime.combine(day, time(14, 30)),
        who="test",
        cost=QUICK,
    )
    yield made
    made.close()
