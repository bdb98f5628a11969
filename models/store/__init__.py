# SPDX-License-Identifier: MIT
"""The school's encrypted file: the only place that speaks SQL."""

from models.store.backup import Backup, Restored, back_up, restore
from models.store.changes import Change, Changes
from models.store.check import check
from models.store.keys import recovery_words
from models.store.store import Store
from models.store.transaction import Transaction

__all__ = [
    "Backup",
    "Change",
    "Changes",
    "Restored",
    "Store",
    "Transaction",
    "back_up",
    "check",
    "recovery_words",
    "restore",
]
