# SPDX-License-Identifier: MIT
"""Sets up what is missing, then starts what you ask for. Needs Python 3.11 or newer, and nothing else.

    python3 installer/run.py demo     the program on a fictional school (--pupils 120, --out DIR, --headless)
    python3 installer/run.py test     every test (-k name, or any words that pytest takes)
    python3 installer/run.py app …    any graduated-response command; without one, the program itself
    python3 installer/run.py set-up   only the setting up, for the program and its tests

On Windows: py installer\\run.py demo
"""

from __future__ import annotations

import os
import subprocess
import sys


def main(words: list[str]) -> int:
    """Set up, start, and hand back the exit status of what was started; 2 where setting up was refused."""
    if sys.version_info < (3, 11) or sys.maxsize < 2**32:
        print(
            f"This is Python {sys.version.split()[0]} with {sys.maxsize.bit_length() + 1} bits; "
            "install a 64-bit Python 3.11 or newer, then run the same command with it.",
            file=sys.stderr,
        )
        return 2
    # Only now, because these files may use what older Pythons can't read.
    from set_up import FOR_THE_PROGRAM, FOR_THE_TESTS, set_up, tool
    from speech import Refused

    what, rest = (words[0], words[1:]) if words else ("help", [])
    program = tool("graduated-response")
    lines = {
        "demo": (FOR_THE_PROGRAM, [program, "demo", *rest]),
        "app": (FOR_THE_PROGRAM, [program, *rest]),
        "test": (FOR_THE_TESTS, [tool("python"), "-m", "pytest", *_workers(rest), *rest]),
        "set-up": (FOR_THE_TESTS, []),
    }
    if what not in lines:
        print(__doc__)
        return 0 if what in ("help", "--help", "-h") else 2
    locks, line = lines[what]
    try:
        set_up(locks)
    except Refused as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 2
    return _start(line) if line else 0


def _workers(words: list[str]) -> list[str]:
    """Two at once, tests of one module together, unless the person says otherwise."""
    return [] if any(word.startswith("-n") for word in words) else ["-n", "2", "--dist", "loadscope"]


def _start(line: list[str]) -> int:
    # Another environment's search path would lead into packages that are not the locked ones.
    surroundings = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    try:
        return subprocess.run(line, env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
