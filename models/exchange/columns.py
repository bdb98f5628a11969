# SPDX-License-Identifier: MIT
"""Rows given out as Parquet, for an authority's or the Department's warehouse; needs the part pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.exchange.giving import whole
from thresholds.problems import Problem

PART = "pyarrow"


def can_write_columns() -> bool:
    """Whether the part that writes Parquet is installed; the program itself never needs it."""
    return find_spec(PART) is not None


def write_columns(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows as a Parquet file, an empty text as not known; the number of rows.

    Raises Problem where the part isn't installed, or where the file can't be written.
    """
    if not can_write_columns():
        raise Problem(
            "Parquet can’t be written: one part of the program isn’t installed",
            path.name,
            "Install it with: pip install 'graduated-response[parquet]'.",
            code="no_parquet",
        )
    import pyarrow
    from pyarrow import parquet

    columns = list(zip(*rows, strict=True)) or [() for _ in headings]
    table = pyarrow.table(
        {
            name: pyarrow.array([None if value == "" else value for value in column])
            for name, column in zip(headings, columns, strict=True)
        }
    )
    whole(path, lambda part: parquet.write_table(table, part, compression="zstd"))
    return int(table.num_rows)
