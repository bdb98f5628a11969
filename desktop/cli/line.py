# SPDX-License-Identifier: MIT
"""The command line as typed: the options common to all commands, taken out from wherever they stand."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from getpass import getpass
from pathlib import Path

from desktop.cli.speech import Options
from thresholds.problems import Problem

PASSPHRASE_VARIABLE = "GRADUATED_RESPONSE_PASSPHRASE"
NEW_PASSPHRASE_VARIABLE = "GRADUATED_RESPONSE_NEW_PASSPHRASE"


def take_common(words: Sequence[str], now: datetime) -> tuple[list[str], Options]:
    """Split a line into the command's own words and the common options.

    Raises Problem for a date that isn't one, or an option without its value.
    """
    rest: list[str] = []
    as_json, file, today = False, None, now.date()
    queue = list(words)
    while queue:
        word = queue.pop(0)
        name, equals, inline = word.partition("=")
        if word == "--json":
            as_json = True
        elif name in ("--passphrase-file", "--as-of"):
            value = inline if equals else _value_of(name, queue)
            if name == "--as-of":
                today = read_day(value, name)
            else:
                file = Path(value)
        else:
            rest.append(word)
    return rest, Options(as_json=as_json, passphrase_file=file, today=today, now=now)


def _value_of(name: str, queue: list[str]) -> str:
    if not queue:
        raise Problem(f"{name} needs a value", mend=f"Write it after {name}.")
    return queue.pop(0)


def read_day(text: str, where: str) -> date:
    """A day written as 2026-11-23; Problem with the mend for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(
            f"'{text}' is not a date", where, "Write it as year-month-day, as in 2026-11-23."
        ) from None


def passphrase(
    options: Options,
    *,
    confirm: bool = False,
    variable: str = PASSPHRASE_VARIABLE,
    option: str = "--passphrase-file",
    prompt: str = "Passphrase: ",
) -> str:
    """A passphrase, the store's where nothing else is said: from a file, a variable or a prompt only.

    Raises Problem where none can be had.
    """
    if options.passphrase_file is not None:
        try:
            text = options.passphrase_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Problem(
                "the passphrase file can't be read",
                str(options.passphrase_file),
                "Check its name and rights.",
            ) from None
        return _not_empty(text.rstrip("\r\n"))
    if variable in os.environ:
        return _not_empty(os.environ[variable])
    if not sys.stdin.isatty():
        raise Problem(
            "no passphrase was given",
            mend=f"Give {option} FILE, or set {variable}.",
        )
    given = getpass(prompt)
    if confirm and getpass("Once more: ") != given:
        raise Problem("the two passphrases differ", mend="Try again.")
    return _not_empty(given)


def _not_empty(text: str) -> str:
    if not text.strip():
        raise Problem("the passphrase is empty", mend="Give at least one word; four are better.")
    return text
