# SPDX-License-Identifier: MIT
"""Where this computer keeps the standards that it has read, so that the next start is quicker."""

from __future__ import annotations

from platformdirs import user_cache_path

from thresholds.packs import keep_in


def keep_standards() -> None:
    """Read the installed standards through the cache of the person logged in; no record is in it."""
    keep_in(user_cache_path("Graduated Response", appauthor=False) / "standards")
