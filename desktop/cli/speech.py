# SPDX-License-Identifier: MIT
"""What a command says: one JSON document, or the same content as readable text."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """The options that every command takes, wherever they stand on the line.

    today is the day that counts where a date matters: --as-of, else the clock's.
    """

    as_json: bool
    passphrase_file: Path | None
    today: date
    now: datetime


def say(options: Options, content: Any) -> None:
    """Print a command's result on standard output: JSON with --json, else aligned text."""
    content = plain(content)
    text = json.dumps(content, ensure_ascii=False, indent=1) if options.as_json else readable(content)
    sys.stdout.write(text + "\n")


def note(sentence: str) -> None:
    """Say something beside the result: progress, a warning, where a file went."""
    sys.stderr.write(sentence + "\n")


def plain(content: Any) -> Any:
    """The content in JSON's own types: dates as ISO text, exact numbers as whole or decimal numbers."""
    if isinstance(content, Mapping):
        return {str(key): plain(value) for key, value in content.items()}
    if isinstance(content, (list, tuple, set, frozenset)):
        ordered = sorted(content, key=str) if isinstance(content, (set, frozenset)) else content
        return [plain(value) for value in ordered]
    if isinstance(content, (date, datetime, Path)):
        return content.isoformat() if isinstance(content, date) else str(content)
    if isinstance(content, Decimal):
        return int(content) if content == content.to_integral_value() else float(content)
    if isinstance(content, bool) or content is None:
        return content
    return str(content) if isinstance(content, str) else content


def readable(content: Any, indent: str = "") -> str:
    """JSON's content for a person: a table for a list of like rows, names and values for the rest.

    >>> print(readable({"pupils": 2, "ok": True}))
    pupils  2
    ok      yes
    """
    if isinstance(content, Mapping):
        return _pairs(content, indent)
    if isinstance(content, Sequence) and not isinstance(content, str):
        if not content:
            return f"{indent}none"
        if all(isinstance(row, Mapping) for row in content) and all(_is_flat(row) for row in content):
            return _table(content, indent)
        return "\n".join(
            readable(row, indent) + "\n" if isinstance(row, Mapping) else f"{indent}{_cell(row)}"
            for row in content
        )
    return f"{indent}{_cell(content)}"


def _pairs(content: Mapping[str, Any], indent: str) -> str:
    width = max((len(key) for key in content), default=0)
    lines = []
    for key, value in content.items():
        if _is_short(value):
            lines.append(f"{indent}{key:<{width}}  {_cell(value)}")
        else:
            lines.append(f"{indent}{key}")
            lines.append(readable(value, indent + "  "))
    return "\n".join(lines)


def _table(rows: Sequence[Mapping[str, Any]], indent: str) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [max(len(line[i]) for line in [names, *cells]) for i in range(len(names))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in [names, *cells]
    ]
    return "\n".join(indent + line.rstrip() for line in lines)


def _is_flat(row: Mapping[str, Any]) -> bool:
    return all(_is_short(value) for value in row.values())


def _is_short(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (
            all(not isinstance(item, (Mapping, list)) or _is_flat_mapping(item) for item in value)
            and len(str(value)) < 100
        )
    return True


def _is_flat_mapping(item: Any) -> bool:
    return isinstance(item, Mapping) and all(not isinstance(v, (Mapping, list)) for v in item.values())


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(_cell(v) for v in value.values()) or "none"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_cell(item) for item in value) or "none"
    return str(value)
