# SPDX-License-Identifier: MIT
"""fingerprint: a public key as digits that two people can compare by voice."""

from __future__ import annotations

import hashlib


def fingerprint(public_key: bytes) -> str:
    """Eight groups of four digits to read out on the telephone and compare."""
    digits = f"{int.from_bytes(hashlib.sha256(public_key).digest()) % 10**32:032}"
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))
