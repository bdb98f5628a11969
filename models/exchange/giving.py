# SPDX-License-Identifier: MIT
"""Rows given out as CSV or XLSX: a file is whole or not there, and no cell acts as a formula."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any

from models.exchange.workbook_out import workbook
from thresholds.problems import Problem

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defused(text: str) -> str:
    """Text that a sheet shows and never runs: a quotation mark goes before what would begin a formula.

    >>> defused("=1+1"), defused("-Ann"), defused("Ann")
    ("'=1+1", "'-Ann", 'Ann')
    """
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def write_rows(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows as CSV or XLSX, by the file's ending; the number of rows.

    Raises Problem for another ending, or where the file can't be written; then an older file of this name is
    still as it was.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise Problem(
            f"‘{path.name}’ ends neither in .csv nor in .xlsx", mend="Name it one of these.", code="ending"
        )
    counted = 0

    def counting() -> Iterable[Sequence[Any]]:
        nonlocal counted
        for row in rows:
            counted += 1
            yield row

    def write(part: Path) -> None:
        part.write_bytes(table(ending, headings, counting()))

    whole(path, write)
    return counted


def table(
    ending: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "List"
) -> bytes:
    """Rows as the bytes of a CSV (".csv": UTF-8 with a mark that Excel understands) or a workbook."""
    if ending == ".xlsx":
        return workbook(title, headings, ([_plain(cell) for cell in row] for row in rows))
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow([defused(heading) for heading in headings])
    for row in rows:
        writer.writerow([defused(as_written(cell)) for cell in row])
    return lines.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    """A value as a workbook holds it: numbers and days as such, all else as text."""
    is_own = isinstance(value, (date, Decimal, int)) and not isinstance(value, bool)
    return value if is_own else as_written(value)


def whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let a file be written beside its place and moved there once it is whole. Raises Problem if it can't."""
    part = path.with_name(path.name + ".part")
    try:
        write(part)
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Problem(
            "the file can't be written",
            str(path),
            "Free some space."
            if error.errno == 28
            else "Choose another folder, or close the file elsewhere.",
            code="unwritable",
        ) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def as_written(value: Any) -> str:
    """A value as a sheet carries it: codes as codes, days year first, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else str(value)
