# SPDX-License-Identifier: MIT
"""Lays out what an installer ships: the locked packages for another system, the program, nothing unused."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from packaging.markers import Marker

from speech import Refused

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("desktop", "models", "thresholds", "resources")

# What the program opens of Qt on Windows; everything else of it stays out.
QT_PARTS = ("Core", "Gui", "Widgets", "Svg", "SvgWidgets", "PrintSupport", "Network")
QT_PLUGINS = {
    *("platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/qmodernwindowsstyle.dll"),
    *("imageformats/qjpeg.dll", "imageformats/qico.dll", "imageformats/qsvg.dll", "iconengines/qsvgicon.dll"),
}
UNUSED = (
    *("bin", "**/tests", "**/test", "**/__pycache__", "**/*.pyi", "**/include", "shiboken6/lib"),
    *("qtawesome/fonts/fontawesome*", "qtawesome/fonts/material*", "qtawesome/fonts/elusive*"),
    *("qtawesome/fonts/codicon*", "qtawesome/fonts/remixicon*"),
)


def version() -> str:
    """The program's version, as pyproject.toml has it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def moment() -> int:
    """The second that every shipped file is dated with: the last commit's, so that builds come out alike."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(_last("%ct") or 1_767_225_600)


def commit() -> str:
    """The commit that is built, short, and the day on which it was made: what About says."""
    day = datetime.fromtimestamp(moment(), UTC).date()
    return f"{_last('%h') or 'no commit'}, {day.isoformat()}"


def _last(what: str) -> str:
    """Something of the last commit; empty outside a repository."""
    asked = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", f"--format={what}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return asked.stdout.strip()


def locked(system: dict[str, str]) -> list[str]:
    """What the runtime lock holds for a system, a pinned version with its hashes each.

    pip answers a lock file's markers for the Python that it runs on, so they are answered here.
    """
    lock = (ROOT / "installer" / "lock" / "runtime.txt").read_text(encoding="utf-8")
    rows = re.findall(
        r"^([a-z0-9._-]+==[^ ;\\]+)(?: ; ([^\\]+?))? \\\n((?:    --hash.*\n?)+)", lock, re.MULTILINE
    )
    return [
        f"{pin} \\\n{hashes}" for pin, marker, hashes in rows if not marker or Marker(marker).evaluate(system)
    ]


def put_packages(folder: Path, *, system: dict[str, str], platforms: tuple[str, ...], python: str) -> None:
    """Install what the runtime lock holds for another system, by hash."""
    folder.mkdir(parents=True)
    list_of_them = folder.parent / "packages.txt"
    list_of_them.write_text("".join(locked(system)), encoding="utf-8")
    wanted_platforms = (word for platform in platforms for word in ("--platform", platform))
    _pip(
        *("install", "--require-hashes", "--no-deps", "--no-compile", "--only-binary", ":all:"),
        *("--implementation", "cp", "--python-version", python, *wanted_platforms),
        *("--target", str(folder), "-r", str(list_of_them)),
    )
    list_of_them.unlink()


def fetch_source(name: str, number: str, digest: str, folder: Path) -> Path:
    """Download one source archive from the package index and refuse any but the one with this SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{name.replace('-', '_')}-{number}.tar.gz"
    if not archive.exists():
        _pip("download", "--no-deps", "--no-binary", ":all:", "-d", str(folder), f"{name}=={number}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        archive.unlink()
        raise Refused(
            f"{archive.name} is not the file that was checked; try again, and don't ship it if it stays so."
        )
    return archive


def put_program(folder: Path) -> None:
    """Copy the program's own packages and resources."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PROGRAM:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    (folder / "resources" / "build.txt").write_text(f"{commit()}\n", encoding="utf-8")
    for name in ("LICENSE", "CHANGELOG.md", "docs/licences.md"):
        shutil.copy(ROOT / name, folder)


def strip_common(packages: Path) -> None:
    """Take out what the program never opens on any system, Qt apart."""
    for path in [path for pattern in UNUSED for path in packages.glob(pattern)]:
        _remove(path)


def strip(packages: Path) -> None:
    """Take out of the Windows packages what the program never opens."""
    strip_common(packages)
    qt = packages / "PySide6"
    unused = [path for path in qt.iterdir() if path.is_dir() and path.name not in ("plugins", "support")]
    unused += [path for path in qt.iterdir() if path.is_file() and not _is_used(path.name)]
    plugins = qt / "plugins"
    unused += [path for path in plugins.glob("*/*") if path.relative_to(plugins).as_posix() not in QT_PLUGINS]
    for path in unused:
        _remove(path)
    for folder in plugins.iterdir():
        if not any(folder.iterdir()):
            folder.rmdir()


def _remove(path: Path) -> None:
    # It may be gone already, with a folder above it.
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_used(name: str) -> bool:
    """Whether a file beside PySide6/__init__.py belongs to a part that the program opens."""
    stem, _, end = name.partition(".")
    if stem.startswith("Qt"):
        return stem.removeprefix("Qt6").removeprefix("Qt") in QT_PARTS and end in ("dll", "pyd")
    return end in ("py", "dll", "abi3.dll") and stem != "opengl32sw"


def date_alike(folder: Path) -> None:
    """Give every file and folder the same date."""
    at = moment()
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (at, at))


def size(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _pip(*words: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            *words[:1],
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            *words[1:],
        ],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise Refused(f"pip {words[0]} stopped ({last}); check the network, then build again.")
