# SPDX-License-Identifier: MIT
"""Rows of text out of a CSV file or a workbook, whatever its encoding, separator or sheet."""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from models.exchange.incoming import size_within
from models.exchange.workbook import rows_of_sheet, sheets_of
from models.exchange.xml_stream import is_utf8
from thresholds.problems import Problem

MOST_BYTES = 400_000_000

_SAMPLE = 200_000
_MOST_LINES_IN_ROW = 60
_SEPARATORS = ",;\t|"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_MEND = "Save the list as CSV or XLSX and choose that file."

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows: text with its encoding and separator, or a workbook with its sheets."""

    path: Path
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = ()
    size: int = 0

    @property
    def is_workbook(self) -> bool:
        """Whether rows come from a sheet of a workbook."""
        return not self.encoding

    def rows(self, sheet: str = "", *, separator: str = "") -> Iterator[Row]:
        """Each row that isn't wholly empty with its line, from 1 on. Raises Problem for a broken file."""
        if self.is_workbook:
            yield from rows_of_sheet(self.path, sheet or self.sheets[0])
        else:
            yield from _text_rows(self.path, self.encoding, separator or self.separator)


def open_table(path: Path) -> Table:
    """The list that the file holds, told from its bytes, not its name. Raises Problem for any other file."""
    size = size_within(path, MOST_BYTES, called="a list")
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
            if head.startswith((b"PK\3\4", _OLD_WORKBOOK)):
                return Table(path, sheets=sheets_of(path), size=size)
            _refuse_others(path, head)
            encoding = _encoding(path, head)
    except (OSError, zipfile.BadZipFile):
        raise Problem(
            "the file can't be read", path.name, "Check your rights to it.", code="unreadable"
        ) from None
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    if sum(1 for c in text if ord(c) < 32 and c not in "\t\r\n\f\0") > len(text) // 50:
        raise Problem("this is not a list", path.name, _MEND, code="not_a_list")
    return Table(path, encoding, _separator(text), size=size)


def _refuse_others(path: Path, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"%pdf"):
        raise Problem("this is a PDF, not a list", path.name, _MEND, code="not_a_list")
    if b"<ctfile" in head[:2000].lower():
        mend = "Import it as a transfer file (import ctf)."
        raise Problem("this is a transfer file, not a list", path.name, mend, code="not_a_list")
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table")):
        raise Problem("this is a web page or XML, not a list", path.name, _MEND, code="not_a_list")


def _encoding(path: Path, head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        nulls = head[offset:4000:2].count(0)
        if nulls > 20 and nulls > len(head[:4000]) // 4:
            return encoding
    with path.open("rb") as stream:
        if is_utf8(stream):
            return "utf-8-sig"
    try:
        head.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(head[:20_000]).best()
        return best.encoding if best else "cp1252"
    return "cp1252"


def _separator(text: str) -> str:
    """The sign between the columns: the one that cuts the first lines most evenly into most columns."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    if lines and lines[0].strip('"').lower().startswith("sep=") and len(lines[0].strip('"')) == 5:
        return lines[0].strip('"')[4]

    def evenness(sign: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines[:-1] or lines, delimiter=sign)]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=lambda w: (widths.count(w) * (w > 1), w)) if widths else 0
        return (widths.count(usual) * (usual > 1), usual)

    return max(_SEPARATORS, key=evenness)


def _text_rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    line = 1
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as stream:
            reader = csv.reader((text.replace("\0", "") for text in stream), delimiter=separator)
            for cells in reader:
                is_hint = line == 1 and "".join(cells)[:4].lower() == "sep="
                if reader.line_num - line > _MOST_LINES_IN_ROW:
                    raise csv.Error
                if any(cell.strip() for cell in cells) and not is_hint:
                    yield line, cells
                line = reader.line_num + 1
    except csv.Error:
        raise Problem(
            "a cell here never ends; a quotation mark may have been opened and not closed",
            f"{path.name}, line {line}",
            "Mend the line, or save the list as XLSX.",
            code="damaged",
            line=line,
        ) from None
    except (OSError, UnicodeError):
        raise Problem(
            "the file can't be read to its end", path.name, "Copy it to this computer.", code="unreadable"
        ) from None
