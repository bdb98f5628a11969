# SPDX-License-Identifier: MIT
"""From a passphrase to the file's key, and the key as words for the recovery sheet.

The first 16 bytes of the file are its salt: 15 random bytes, and one that names the cost of guessing.
So the whole secret of a school stands in one file and in one person's head (docs/decisions/0006).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from thresholds.problems import Problem

SALT_BYTES = 16
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes (argon2id, RFC 9106)."""

    memory: int
    passes: int
    lanes: int


USUAL, QUICK = 1, 0
COSTS = {USUAL: Cost(65536, 3, 4), QUICK: Cost(64, 1, 1)}
"""QUICK is for tests and for the sample school, whose pupils are not real; USUAL for every real one."""


def new_salt(cost: int = USUAL) -> bytes:
    """A fresh salt for a file whose guesses cost that much."""
    return secrets.token_bytes(SALT_BYTES - 1) + bytes([cost])


def salt_of(path: Path) -> bytes:
    """The salt of a file. Raises Problem where the file isn't a school's."""
    with path.open("rb") as file:
        start = file.read(SALT_BYTES)
    if len(start) < SALT_BYTES or start[-1] not in COSTS or start.startswith(b"SQLite format 3"):
        raise not_a_store(path)
    return start


def not_a_store(path: Path) -> Problem:
    """The problem of a file that no passphrase could open."""
    return Problem(
        "this file is not a school's file, or its beginning is damaged",
        str(path),
        "Choose another file, or restore a backup.",
        code="not-a-store",
    )


def key_from(passphrase: str, salt: bytes) -> bytes:
    """The file's key: argon2id of the passphrase with the file's salt; 32 bytes."""
    cost = COSTS[salt[-1]]
    return hash_secret_raw(
        passphrase.encode("utf-8"), salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID
    )


def recovery_words(key: bytes) -> str:
    """The file's key in groups of five letters and digits, with a check at the end, for a printed sheet.

    Whoever holds these words opens the file without the passphrase. They are made when they are asked for
    and never stored; a new passphrase makes them void.
    """
    check = hashlib.sha256(b"recovery" + key).digest()[:3]
    text = base64.b32encode(key + check).decode("ascii").rstrip("=")
    return "-".join(text[at : at + 5] for at in range(0, len(text), 5))


def key_from_recovery(words: str) -> bytes:
    """The key that a recovery sheet holds. Raises Problem where a letter is mistyped."""
    text = "".join(
        c for c in words.upper().replace("0", "O").replace("1", "I").replace("8", "B") if c.isalnum()
    )
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        raw = b""
    key, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if len(key) != KEY_BYTES or hashlib.sha256(b"recovery" + key).digest()[:3] != check:
        raise Problem(
            "the recovery words don't fit together",
            mend="Compare them with the sheet, group by group.",
            code="recovery-words",
        )
    return key
