# SPDX-License-Identifier: MIT
"""The school's encrypted file: the only place that speaks SQL."""

from models.store.backup import Backup, Restored, back_up, restore
from models.store.changes import Change, Changes
from models.store.check import check
from models.store.erase import Erased
from models.store.keys import QUICK, USUAL, Cost
from models.store.memory import Memory, Remembering
from models.store.migrate import newest as newest_schema
from models.store.returning import Difference, Returned, difference, return_to
from models.store.shelf import LookedAfter, Shelved, last_good, look_after, shelf, warning
from models.store.store import Store
from models.store.transaction import Transaction

__all__ = [
    "QUICK",
    "USUAL",
    "Backup",
    "Change",
    "Changes",
    "Cost",
    "Difference",
    "Erased",
    "LookedAfter",
    "Memory",
    "Remembering",
    "Restored",
    "Returned",
    "Shelved",
    "Store",
    "Transaction",
    "back_up",
    "check",
    "difference",
    "last_good",
    "look_after",
    "newest_schema",
    "restore",
    "return_to",
    "shelf",
    "warning",
]
