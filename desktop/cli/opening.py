# SPDX-License-Identifier: MIT
"""Opening a store for a command, and closing it whatever happens."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import clock
from desktop.cli.line import passphrase
from desktop.cli.speech import Options
from models.records import Pupil
from models.store import Store, Transaction
from thresholds.problems import Problem


def who() -> str:
    """The account name under which the audit trail notes a command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


@contextmanager
def opened(path: Path, options: Options) -> Iterator[Store]:
    """The store at the path, open for as long as the block runs. Raises Problem where it can't be opened."""
    store = Store.open(path, passphrase(options), now=clock.now, who=who())
    try:
        yield store
    finally:
        store.close()


def pupil_by_upn(tx: Transaction, upn: str) -> Pupil:
    """The one pupil with this UPN; Problem where there is none."""
    found = tx.find(Pupil, upn=upn.strip().upper())
    if not found:
        raise Problem(f"no pupil here has the UPN {upn}", mend="Check the UPN, or import the pupil first.")
    return found[0]
