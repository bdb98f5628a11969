# SPDX-License-Identifier: MIT
"""From a passphrase, or from a recovery sheet, to a key that unwraps the file's own random key."""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from thresholds.problems import Problem

KEY_BYTES = 32
_RECOVERY_BYTES = 20
_CHECK_BYTES = 5
_MISREAD = str.maketrans("018", "OIB")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes (argon2id, RFC 9106)."""

    memory: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        # A forged file must not be able to ask for all of a computer's memory.
        if not (8 * self.lanes <= self.memory <= 2**20 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 16):
            raise ValueError("No program of ours asks for this.")


USUAL = Cost(64 * 1024, 3, 4)
QUICK = Cost(64, 1, 1)
"""For tests and for the sample school, whose pupils are not real; every real school has USUAL."""


def from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase makes with a salt: argon2id, 32 bytes.

    Letters with accents are brought to one form first: keyboards and systems write them in two.
    """
    written = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return hash_secret_raw(written, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def new_recovery_words() -> str:
    """A secret of 160 random bits for a printed sheet, in eight groups of five; eight of them check."""
    secret = secrets.token_bytes(_RECOVERY_BYTES)
    text = base64.b32encode(secret + _check(secret)).decode("ascii")
    return "-".join(text[at : at + 5] for at in range(0, len(text), 5))


def from_recovery_words(words: str) -> bytes:
    """The key that a recovery sheet makes. Raises Problem where a letter is mistyped.

    The secret is random and long, so nothing slow is needed here (HKDF, RFC 5869).
    """
    text = "".join(c for c in words.upper().translate(_MISREAD) if c.isalnum())
    try:
        raw = base64.b32decode(text)
    except ValueError:
        raw = b""
    secret, check = raw[:_RECOVERY_BYTES], raw[_RECOVERY_BYTES:]
    if len(secret) != _RECOVERY_BYTES or check != _check(secret):
        raise Problem(
            "the recovery words don't fit together",
            mend="Compare them with the sheet, group by group.",
            code="recovery-words",
        )
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"graduated-response recovery 1").derive(secret)


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"recovery check" + secret).digest()[:_CHECK_BYTES]
