# SPDX-License-Identifier: MIT
"""What every test may lean on: a fixed day, and Qt without a screen."""

from __future__ import annotations

import os
import sys
from datetime import date

import pytest

# Before anything imports Qt. Whoever wants to watch the windows sets the variable.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":
    # Off the screen Qt looks for fonts beside itself, where there are none, and says so as a warning.
    os.environ.setdefault("QT_QPA_FONTDIR", os.path.join(os.environ["SYSTEMROOT"], "Fonts"))


@pytest.fixture
def day() -> date:
    """The Monday on which the tests' world stands still, in the autumn term of 2026."""
    return date(2026, 11, 23)
