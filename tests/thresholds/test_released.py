# SPDX-License-Identifier: MIT
"""A released standard never changes: decisions cite it for as long as a child's file is kept."""

from __future__ import annotations

import json

from thresholds.packs import FOLDER, installed

RELEASED = FOLDER / "released.json"


def test_a_released_standard_is_what_it_was() -> None:
    """A new version goes into a folder of its own; its digest is added here when it is released."""
    pinned = json.loads(RELEASED.read_text(encoding="utf-8"))
    assert {f"{one.id}-{one.version}": one.digest for one in installed()} == pinned
