# SPDX-License-Identifier: MIT
"""Rows of text out of a workbook (XLSX, XLSM, XLS); formulas are never run, only their last values read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from thresholds.problems import Problem

_MOST_UNPACKED = 1_000_000_000
_MOST_CELLS = 30_000_000
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_MEND = "Save the list as CSV and choose that file."


def sheets_of(path: Path) -> tuple[str, ...]:
    """The names of the sheets. Raises Problem for a locked, broken or monstrous workbook."""
    _refuse_bombs(path)
    book = _opened(path)
    names = tuple(book.sheet_names)
    if not names:
        raise Problem("the workbook has no sheet", path.name, _MEND, code="damaged")
    return names


def rows_of_sheet(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't wholly empty, as text, with its line counted from 1."""
    book = _opened(path)
    if sheet not in book.sheet_names:
        raise Problem(
            f"the workbook has no sheet ‘{sheet}’",
            path.name,
            f"Its sheets are {', '.join(book.sheet_names[:20])}; change the map.",
            code="no_sheet",
        )
    try:
        content = book.get_sheet_by_name(sheet)
        first = content.start[0] if content.start else 0
        rows: list[list[Any]] = content.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError):
        raise _damaged(path) from None
    for line, cells in enumerate(rows, start=first + 1):
        texts = [as_text(cell) for cell in cells]
        if any(texts):
            yield line, texts


def as_text(cell: Any) -> str:
    """A cell as a person would type it: days year first, whole numbers without a point.

    >>> as_text(7.0), as_text(datetime(2015, 9, 12)), as_text(True)
    ('7', '2015-09-12', 'yes')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise Problem(
            "the workbook is locked with a password", path.name, "Save it without one.", code="locked"
        ) from None
    except (CalamineError, ValueError, OSError):
        raise _damaged(path) from None


def _damaged(path: Path) -> Problem:
    return Problem("this is not a workbook that can be read", path.name, _MEND, code="damaged")


def _refuse_bombs(path: Path) -> None:
    """Refuse a package that unpacks beyond measure, or a sheet whose far corner would fill the memory.

    A sheet is held as a rectangle, so that one cell in the last row and column costs as much as all of them.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
                raise Problem("this is not a workbook of Excel's kind", path.name, _MEND, code="not_a_list")
            sheets = [part for part in parts if part.filename.lower().startswith("xl/worksheets/")]
            if sum(part.file_size for part in parts) > _MOST_UNPACKED or any(
                _cells_in(package, part) > _MOST_CELLS for part in sheets if part.filename.endswith(".xml")
            ):
                raise Problem("the workbook unpacks beyond all measure", path.name, _MEND, code="gigantic")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        raise _damaged(path) from None


def _cells_in(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Cells of the rectangle that a sheet's cells span; reading stops at what the package claims for it."""
    last_row, last_column, rest = 0, 0, b""
    with package.open(part) as stream:
        while block := stream.read(1 << 20):
            for column, row in _CELL.findall(rest + block):
                last_row = max(last_row, int(row))
                last_column = max(last_column, _number(column))
            rest = block[-64:]
    return last_row * last_column


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
