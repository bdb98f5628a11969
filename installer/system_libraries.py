# SPDX-License-Identifier: MIT
"""The system libraries that Qt and venv need on Linux: which are missing, and how they come on Debian."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from speech import Refused, say

# Found by starting Qt in a minimal Debian 12 and reading what the loader missed. Qt's own message
# blames libxcb-cursor0 whatever is missing, so we ask the loader ourselves.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def bring_system_packages(*, venv_is_made: bool) -> None:
    """Install what is missing of Qt's libraries and of venv, where this is Debian and we are root.

    Does nothing on Windows and macOS, whose Python and Qt bring everything. Raises Refused, with the
    line to type, where something is missing and can't be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    packages = _missing_libraries()
    if not venv_is_made and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not packages:
        return
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Refused(
            "This system lacks libraries that Qt or Python's venv needs; install what your distribution "
            f"calls these Debian packages, then run the same command again: {' '.join(packages)}."
        )
    if os.geteuid() != 0:
        raise Refused(
            f"System packages are missing; type 'sudo apt-get update && sudo {line}', "
            "then run the same command again."
        )
    say("Installing system packages: " + " ".join(packages))
    _apt("update")
    _apt("install", "-y", "--no-install-recommends", *packages)


def _missing_libraries() -> list[str]:
    wanted = dict(ALWAYS)
    if os.environ.get("DISPLAY"):
        wanted |= X11
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    return [package for library, package in wanted.items() if not _can_be_loaded(library)]


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt(verb: str, *words: str) -> None:
    done = subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", verb, *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    # A failed update is no trouble yet: the lists from last time may do, and the install will tell.
    if done.returncode and verb != "update":
        complaints = [row for row in done.stderr.splitlines() if row.startswith("E:")] or ["no reason given"]
        raise Refused(
            f"Debian's packages could not be installed ({complaints[0].removeprefix('E: ')}); "
            "check the network and that no other installation is running, then run the same command again."
        )
