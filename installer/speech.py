# SPDX-License-Identifier: MIT
"""How the set-up talks to a person: one line for each step, one sentence for each trouble."""

from __future__ import annotations

import sys


class Refused(Exception):
    """What stops the set-up, as one sentence that names the cause and the mend."""


def say(sentence: str) -> None:
    """Tell the person at once; standard error, so that a command's JSON stays alone on standard output."""
    print(sentence, file=sys.stderr, flush=True)


def show_count(done: int, of: int, name: str) -> None:
    """Keep one line up to date while packages arrive; silent where nobody watches."""
    if sys.stderr.isatty():
        print(f"\r  {done} of about {of}: {name:<40.40}", end="", file=sys.stderr, flush=True)


def end_count() -> None:
    """Leave the line that show_count wrote on."""
    if sys.stderr.isatty():
        print("\r" + " " * 72 + "\r", end="", file=sys.stderr, flush=True)
