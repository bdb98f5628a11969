# SPDX-License-Identifier: MIT
"""Makes the file that stands for a release: python -m tests.stores.make VERSION."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from models.sample import fill
from models.store import QUICK, Store
from tests.models.store.makings import PASSPHRASE, SCHOOL, now

HERE = Path(__file__).parent


def make(version: str) -> Path:
    """A small school under the version's name; refuses where that release has its file already."""
    path = HERE / f"{version}.grstore"
    store = Store.create(path, PASSPHRASE, SCHOOL, now=now, who="release", cost=QUICK)
    fill(store, pupils=12, terms=3, seed=1, until=date(2026, 11, 23))
    store.make_recovery_sheet()
    store.close()
    return path


if __name__ == "__main__":
    print(make(sys.argv[1]))
