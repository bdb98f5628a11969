# SPDX-License-Identifier: MIT
"""Makes the lock files anew from pyproject.toml, for Windows and Linux and every Python from 3.11.

Needs uv (any recent one on the path, or as a module). With --upgrade it takes newer versions; without,
it keeps the locked ones wherever pyproject.toml still allows them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "installer" / "lock"
RUNTIME, BUILD, DEVELOPMENT = (LOCKS / name for name in ("runtime.txt", "build.txt", "development.txt"))

# No index addresses in the files: each machine fetches from where its own pip settings say.
COMPILE = [
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
]
FILES = {
    RUNTIME: (["pyproject.toml"], "what is shipped"),
    BUILD: (["--group", "build", "-c", str(RUNTIME)], "what installs the project in place"),
    DEVELOPMENT: (
        ["pyproject.toml", "--group", "dev", "-c", str(RUNTIME), "-c", str(BUILD)],
        "all of runtime.txt and build.txt, and what the tests and checks need",
    ),
}


def main(words: list[str]) -> int:
    """Write the three files; pass --upgrade on to uv."""
    for path, (sources, what) in FILES.items():
        subprocess.run(["uv", *COMPILE, *words, *sources, "-o", str(path)], cwd=ROOT, check=True)
        head = f"# {path.name}: {what}. Made by installer/relock.py from pyproject.toml; don't edit.\n"
        path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
