# SPDX-License-Identifier: MIT
"""Protects a school's true tables before they leave: keyed discrete Gaussian noise on every possible cell.

What is and isn't promised stands in docs/anonymity.md; the exact bytes stand in docs/formats/summary.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from bisect import bisect_right
from collections.abc import Collection, Mapping
from typing import Any, Final, TypeAlias

from models.summaries import wide_noise
from models.summaries.measures import CAPPED_SUMS

Tables: TypeAlias = Mapping[str, Mapping[str, int]]

METHOD: Final = "keyed-discrete-gaussian/1"
VARIANCE_PERSISTENT = VARIANCE_FRESH = 2
BOUND = 18
"""The furthest that one published count can lie from the true one: 9 for each of the two draws."""

THRESHOLDS = (
    8353174139,
    593955890600,
    25494416980635,
    667685771781029,
    10713248723457443,
    106022896253612559,
    654492048608937913,
    2568837490992801103,
    6621506823147394875,
    11825237250562156740,
    15877906582716750512,
    17792252025100613702,
    18340721177455939056,
    18436030824986094172,
    18446076387937770586,
    18446718579292570980,
    18446743479753661015,
    18446744065356377476,
)
"""floor(2^64 · CDF) of the maximum-entropy law on −9…9, mean 0, variance 2; never reckoned at run time."""

_JOINT = "\x1f"


def draw(key: bytes, label: bytes, thresholds: tuple[int, ...] = THRESHOLDS) -> int:
    """A whole number with mean 0, fixed by key and label: within ±9, or ± half the given thresholds."""
    chance = int.from_bytes(hmac.digest(key, label, "sha256")[:8], "big")
    return bisect_right(thresholds, chance) - len(thresholds) // 2


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON: sorted keys, no spaces, UTF-8 (the part of RFC 8785 we need)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def key_id(key: bytes) -> str:
    """Eight hexadecimal digits that tell two keys apart and say nothing of either."""
    return hmac.digest(key, b"key-id", "sha256").hex()[:8]


def epoch_of(term: str) -> str:
    """The three school years that share their persistent noise: "2026-29" for 2026-27.1 to 2028-29.3."""
    year = int(term[:4])
    first = year - (year - 2026) % 3
    return f"{first}-{(first + 3) % 100:02}"


def protect(
    key: bytes,
    query_set: str,
    epoch: str,
    term: str,
    true: Tables,
    structural: Collection[tuple[str, str]] = (),
) -> dict[str, dict[str, int]]:
    """Every cell that isn't structural, with its persistent and its fresh noise added; signed, never clipped.

    The fresh noise hangs on all true tables of the term, so that the same counts give the same file and
    any change redraws every cell. The digest never leaves this function: it would confirm guesses.
    """
    persistent = hmac.digest(key, b"persistent", "sha256")
    fresh = hmac.digest(key, b"fresh", "sha256")
    digest = hashlib.sha256(canonical({"q": query_set, "t": term, "x": true})).digest()
    left_out = {(table, cell) for table, cell in structural}

    def noise(table: str, cell: str) -> int:
        thresholds = wide_noise.THRESHOLDS if table in CAPPED_SUMS else THRESHOLDS
        lasting = _JOINT.join((epoch, table, cell)).encode()
        passing = _JOINT.join((query_set, term, table, cell, "")).encode() + digest
        return draw(persistent, lasting, thresholds) + draw(fresh, passing, thresholds)

    return {
        table: {
            cell: count + noise(table, cell) for cell, count in cells.items() if (table, cell) not in left_out
        }
        for table, cells in true.items()
    }


def bound_of(table: str) -> int:
    """The furthest that a published number of this table can lie from the true one."""
    return 2 * wide_noise.BOUND if table in CAPPED_SUMS else BOUND


def variance_of(table: str) -> int:
    """The variance that protection adds to one published number of this table."""
    if table in CAPPED_SUMS:
        return 4 * wide_noise.CAP**2
    return VARIANCE_PERSISTENT + VARIANCE_FRESH


def answer(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the mechanism says to a file of noise vectors, in its order; expectations aren't read."""
    return {
        "draws": [
            draw(bytes.fromhex(case["key_hex"]), case["label_utf8"].encode())
            for case in document.get("draws", ())
        ],
        "protect": [
            protect(
                bytes.fromhex(case["key_hex"]),
                case["query_set"],
                case["epoch"],
                case["term"],
                case["true"],
                [(table, cell) for table, cell in case.get("structural", ())],
            )
            for case in document.get("protect", ())
        ],
    }
