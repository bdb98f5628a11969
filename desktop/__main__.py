# SPDX-License-Identifier: MIT
"""python -m desktop: the window where there are no arguments, the command line where there are."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, walk the demo, or carry out one command; returns the exit status."""
    words = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be on an old code page; names must still print.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    if not words or (len(words) == 1 and words[0].endswith(".grstore")):
        from desktop.window import open_window

        return open_window(words[0] if words else None)
    if words[0] == "demo":
        from desktop.demo import run

        return run(words[1:])
    from desktop.cli import run as carry_out

    return carry_out(words)


if __name__ == "__main__":
    sys.exit(main())
