# SPDX-License-Identifier: MIT
"""Patience: each wrong passphrase for a file makes the next answer slower, while the program runs."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

LONGEST = 30.0
"""Seconds that the slowest answer takes; a person who tries their five passphrases still gets in."""

_wrong: Counter[Path] = Counter()
_lock = threading.Lock()


def after_wrong(path: Path) -> float:
    """Seconds to wait after another wrong passphrase: 1, 2, 4, 8, 16, then 30."""
    with _lock:
        _wrong[path.resolve()] += 1
        return min(2.0 ** (_wrong[path.resolve()] - 1), LONGEST)


def after_right(path: Path) -> None:
    """Forget the wrong ones."""
    with _lock:
        _wrong.pop(path.resolve(), None)
