# SPDX-License-Identifier: MIT
"""The set-up scripts import one another by their bare names; so do their tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "installer"))
