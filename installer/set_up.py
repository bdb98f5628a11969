# SPDX-License-Identifier: MIT
"""Makes .venv and brings it to what a lock file says; does nothing where that was done before."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import time
import venv
from dataclasses import asdict, dataclass, field
from pathlib import Path

from speech import Refused, end_count, say, show_count
from system_libraries import bring_system_packages

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCKS = ROOT / "installer" / "lock"
STAMP = ENVIRONMENT / "set-up.json"
LOG = ENVIRONMENT / "set-up.log"

# development.txt holds everything of the two others, in the same versions.
FOR_THE_PROGRAM = ("runtime.txt", "build.txt")
FOR_THE_TESTS = ("development.txt",)

# What pip prints, and what a person can do about it. The first that fits is said.
TROUBLES = (
    (
        r"DO NOT MATCH THE HASHES",
        "A package arrived that is not the one in the lock file; it was thrown away. Try again, and if it "
        "happens again, tell whoever runs your package mirror",
    ),
    (
        r"No space left on device|not enough space",
        "The disk is full; make 1 GB of room, then run the same command again",
    ),
    (
        r"[Ll]ong ?[Pp]ath",
        "Windows can't write paths this long; move the folder to a shorter place such as C:\\gr, then run "
        "the same command again",
    ),
    (
        r"Permission denied|Access is denied|Read-only file system",
        "The folder .venv can't be written; close programs that run from it, check who owns it, then run "
        "the same command again",
    ),
    (
        r"name resolution|getaddrinfo|NewConnectionError|ConnectTimeout|Read timed out|ProxyError"
        r"|SSLError|Connection (refused|reset|aborted|broken)|Network is unreachable|from versions: none",
        "The package index can't be reached; connect this machine to the network (or set pip's proxy or "
        "mirror as your school's technician says), then run the same command again",
    ),
    (
        r"No matching distribution|Could not find a version",
        "A package has no ready-made build for this Python or system; use a 64-bit Python 3.11 to 3.14 on "
        "Windows 10, Debian 12, Ubuntu 22.04 or newer, remove .venv, then run the same command again",
    ),
)


@dataclass
class Stamp:
    """What was set up here: for which folder, by which Python, from which files (as digests)."""

    root: str
    python: str
    locks: dict[str, str] = field(default_factory=dict)
    project: str = ""


def set_up(locks: tuple[str, ...]) -> None:
    """Bring .venv to what these lock files say, and the project itself into it, in place.

    Raises Refused with one sentence where that can't be done.
    """
    stamp = _stamp()
    wanted = {name: _digest(LOCKS / name) for name in locks}
    project = _digest(ROOT / "pyproject.toml")
    bring_system_packages(venv_is_made=stamp is not None or _can_be_taken_over())
    held = stamp is not None and _holds(stamp, wanted)
    if stamp and held and stamp.project == project:
        return
    started = time.monotonic()
    try:
        if stamp is None:
            stamp = _make_environment()
        if not held:
            _fetch(stamp, locks)
        _pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        stamp.project = project
        STAMP.write_text(json.dumps(asdict(stamp), indent=2), encoding="utf-8")
    except OSError as trouble:
        raise Refused(f"{_mend(str(trouble)) or f'Setting up stopped: {trouble}'}.")
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def tool(name: str) -> str:
    """The path of a command inside .venv, on Windows and elsewhere."""
    return str(ENVIRONMENT / "Scripts" / f"{name}.exe" if os.name == "nt" else ENVIRONMENT / "bin" / name)


def _digest(path: Path) -> str:
    # Line endings don't count: git may have made them Windows' own.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _stamp() -> Stamp | None:
    """What was set up here before; None where nothing was, or where it no longer stands."""
    try:
        stamp = Stamp(**json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    # A folder that was moved or copied, or a Python that was taken away, leaves dead paths in .venv.
    return stamp if stamp.root == str(ROOT) and stamp.python == _interpreter() else None


def _interpreter() -> str:
    """Which Python .venv was made from; empty where that Python is gone."""
    try:
        settings = (ENVIRONMENT / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return ""
    home = re.search(r"^home *= *(.+)$", settings, re.MULTILINE)
    python = Path(os.path.realpath(tool("python")))
    stands = home is not None and Path(home[1].strip()).is_dir() and python.exists()
    return f"{home[1].strip()}: {python}" if home and stands else ""


def _can_be_taken_over() -> bool:
    """Whether a .venv stands here that somebody made by hand, fit for use."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        asked = subprocess.run([tool("python"), "-I", "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0 and not STAMP.exists()


def _make_environment() -> Stamp:
    if not _can_be_taken_over():
        say("Making .venv, this project's own Python environment.")
        try:
            venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=os.name != "nt")
        except subprocess.CalledProcessError as failed:
            raise Refused(
                f"Python's venv could not be made ({failed}); install Python again with its standard library "
                "whole, then run the same command again."
            )
    return Stamp(root=str(ROOT), python=_interpreter())


def _holds(stamp: Stamp, wanted: dict[str, str]) -> bool:
    """Whether these locks are in .venv, and not the Qt binding that aborts on Python 3.11."""
    if any(stamp.locks.get(name) != digest for name, digest in wanted.items()):
        return False
    places = [ENVIRONMENT / "Lib" / "site-packages", *ENVIRONMENT.glob("lib/python3*/site-packages")]
    broken = [row.name for place in places for row in place.glob("[Pp]y[Ss]ide6*-6.12*.dist-info")]
    if broken:
        say("PySide6 6.12 is in .venv, which ends the program on Python 3.11; the locked version comes back.")
    return not broken


def _fetch(stamp: Stamp, locks: tuple[str, ...]) -> None:
    say("Fetching the packages of the lock file; this takes a minute or two, once.")
    _pip("--require-hashes", "--no-deps", *(word for name in locks for word in ("-r", str(LOCKS / name))))
    held = (*FOR_THE_TESTS, *FOR_THE_PROGRAM) if locks == FOR_THE_TESTS else locks
    stamp.locks |= {name: _digest(LOCKS / name) for name in held}


def _pip(*words: str) -> None:
    """Let pip install, with the machine's own settings for mirrors and proxies. Raises Refused."""
    line = [tool("python"), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    expected = sum(word.count("==") for path in words if path.endswith(".txt") for word in _lines(path))
    said: list[str] = []
    # A machine that sets "user" for pip would keep packages out of .venv.
    surroundings = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [*line, *words],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for row in pip.stdout or ():
            said.append(row)
            if row.startswith("Collecting "):
                show_count(sum(r.startswith("Collecting ") for r in said), expected, row.split()[1])
    end_count()
    LOG.write_text("".join(said), encoding="utf-8")
    if pip.returncode:
        raise Refused(f"{_mend(''.join(said)) or 'Setting up stopped'}. (All that pip said is in {LOG}.)")


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def _mend(said: str) -> str | None:
    """The sentence for what went wrong, from what was said about it."""
    return next((sentence for pattern, sentence in TROUBLES if re.search(pattern, said)), None)
