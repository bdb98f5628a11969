# SPDX-License-Identifier: MIT
"""Putting a whole file in its place at once; nothing half-written is ever left there."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path

from thresholds.problems import Problem

Target = Path | BytesIO
"""Where a document goes: a place on the disk, or the memory where it is only looked at."""


def put(path: Target, content: bytes) -> None:
    """Put a whole file in its place at once. Raises Problem where that can't be done."""
    if isinstance(path, BytesIO):
        path.write(content)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(beside, path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as fault:
        reason = fault.strerror or "the folder can't be written to"
        raise Problem(
            f"the file could not be written ({reason.lower()})",
            str(path),
            "Choose another folder, or make room.",
        ) from None
