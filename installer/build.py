# SPDX-License-Identifier: MIT
"""Builds what schools download, on Debian 12, from the lock file.

    .venv/bin/python installer/build.py windows   dist/graduated-response-VERSION-setup.exe
    .venv/bin/python installer/build.py linux     dist/graduated-response_VERSION_amd64.deb

The same commit gives the same bytes. Each build is left in dist/, its parts in build/.
"""

from __future__ import annotations

import hashlib
import sys
import time

import linux_package
import windows_installer
from speech import Refused, say
from stage import ROOT

BUILDERS = {"windows": windows_installer.build, "linux": linux_package.build}


def main(words: list[str]) -> int:
    """Build each named kind; 2 where one was refused, with the sentence on standard error."""
    if not words or any(word not in BUILDERS for word in words):
        print(__doc__)
        return 2
    work, out = ROOT / "build", ROOT / "dist"
    for folder in (work, out):
        folder.mkdir(exist_ok=True)
    for word in words:
        started = time.monotonic()
        try:
            made = BUILDERS[word](work, out)
        except Refused as refusal:
            say(str(refusal))
            return 2
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        megabytes = made.stat().st_size / 1e6
        print(f"{made}\n  {megabytes:.1f} MB in {time.monotonic() - started:.0f} s, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
