# SPDX-License-Identifier: MIT
"""The two places where an installer is tried: a new minimal Debian, and Windows as Wine plays it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from speech import Refused, say

TRIALS = Path(__file__).resolve().parent / "trials"
VARIABLES = {"GRADUATED_RESPONSE_PASSPHRASE": "a passphrase for trials", "LC_ALL": "C.UTF-8"}


class NotHere(Exception):
    """Why a trial can't be held on this machine."""


class Trial(ABC):
    """A place of its own below `work`: install, run, look, uninstall.

    `outside` is the folder for what the program writes, as this machine sees it; `out` as the program does.
    """

    def __init__(self, work: Path) -> None:
        self.work = work
        self.outside = work
        self.out = str(work)

    def __enter__(self) -> Self:
        self.prepare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self.leave()

    @abstractmethod
    def prepare(self) -> None:
        """Make the place. Raises NotHere."""

    @abstractmethod
    def install(self, package: Path) -> None:
        """Install or upgrade, without a question asked."""

    @abstractmethod
    def program(self, *words: str) -> str:
        """Run the installed command and give back what it said."""

    @abstractmethod
    def is_installed(self) -> bool:
        """Whether all of the program is there; Refused where only a part is."""

    @abstractmethod
    def uninstall(self) -> None:
        """Take the program away; Refused where something of it stays."""

    def leave(self) -> None:  # noqa: B027, what most places need
        """Undo what would outlive the trial."""

    def run(self, line: list[str], variables: dict[str, str]) -> str:
        """Run one line with these variables; Refused, with the last thing said, where it fails."""
        # Through a pipe: Python under Wine can't write into a file that it was handed as its output.
        done = subprocess.run(
            line,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            last = (done.stdout.strip() or "nothing said").splitlines()[-1]
            raise Refused(f"{' '.join(line[-6:])} ended with {done.returncode}: {last}")
        return done.stdout


class Debian(Trial):
    """A new minimal Debian 12 in a folder, entered with chroot."""

    def prepare(self) -> None:
        """Bootstrap it from the mirror that apt is set to. Raises NotHere."""
        if os.name == "nt" or os.geteuid() != 0 or shutil.which("debootstrap") is None:
            raise NotHere("a trial for Linux needs root and the package debootstrap.")
        self.root = self.work / "root"
        say("Linux: making a minimal Debian")
        minimal = ["--variant=minbase", "--include=ca-certificates", "bookworm"]
        self.run(["debootstrap", *minimal, str(self.root), _mirror()], dict(os.environ))
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        for setting in Path("/etc/apt/apt.conf.d").glob("*"):
            if "Check-Valid-Until" in setting.read_text(encoding="utf-8"):
                shutil.copy(setting, self.root / "etc" / "apt" / "apt.conf.d")
        self.outside = self.root / "out"
        self.outside.mkdir()
        self.out = "/out"
        self._inside("apt-get", "update", "-q")

    def _inside(self, *line: str) -> str:
        variables = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        return self.run(["chroot", str(self.root), *line], variables | VARIABLES)

    def install(self, package: Path) -> None:
        """Install or upgrade with apt, which brings what the package depends on."""
        shutil.copy(package, self.root)
        say(f"Linux: installing {package.name}")
        self._inside(
            *("apt-get", "install", "-y", "-q", "--reinstall", "--no-install-recommends"),
            f"/{package.name}",
        )

    def program(self, *words: str) -> str:
        """Run the installed command."""
        return self._inside("graduated-response", *words)

    def is_installed(self) -> bool:
        """Whether the command is there."""
        return (self.root / "usr" / "bin" / "graduated-response").exists()

    def uninstall(self) -> None:
        """Remove the package; nothing of the program may stay."""
        self._inside("apt-get", "purge", "-y", "-q", "graduated-response")
        if (self.root / "usr" / "lib" / "graduated-response").exists():
            raise Refused("The removed package left files below /usr/lib.")


class Windows(Trial):
    """Windows as Wine plays it, in a prefix of its own, with stand-ins for two libraries that Wine lacks."""

    def prepare(self) -> None:
        """Make a new prefix. Raises NotHere."""
        if shutil.which("wine") is None or shutil.which("x86_64-w64-mingw32-gcc") is None:
            raise NotHere(
                "a trial for Windows needs the packages wine, wine64 and gcc-mingw-w64-x86-64-win32."
            )
        prefix = self.work / "prefix"
        silent = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all"}
        # Wine 8 can't tell Python its own version by way of wbemprox.
        without = {"WINEDLLOVERRIDES": "winedbg.exe=d;mscoree=d;mshtml=d;wbemprox=d"}
        self.variables = {**os.environ, **VARIABLES, **silent, **without}
        say("Windows: making a Wine prefix")
        self.run(["wineboot", "-i"], self.variables)
        for name, switches in (("icuuc", []), ("bcryptprimitives", ["-ladvapi32"])):
            library = prefix / "drive_c" / "windows" / "system32" / f"{name}.dll"
            source = str(TRIALS / f"{name}.c")
            compiled = [
                "x86_64-w64-mingw32-gcc",
                "-shared",
                "-O2",
                "-s",
                "-o",
                str(library),
                source,
                *switches,
            ]
            self.run(compiled, dict(os.environ))
        self.local = next((prefix / "drive_c" / "users").glob("*/AppData/Local"))
        self.home = self.local / "Programs" / "Graduated Response"
        self.outside = self.work / "out"
        self.outside.mkdir()
        self.out = "Z:" + str(self.outside).replace("/", "\\")

    def leave(self) -> None:
        """End the prefix's own processes."""
        subprocess.run(["wineserver", "-k"], env=self.variables, check=False)

    def install(self, package: Path) -> None:
        """Run the installer silently, as a technician would."""
        say(f"Windows: installing {package.name}")
        self.run(["wine", str(package), "/S"], self.variables)

    def program(self, *words: str) -> str:
        """Run the installed command."""
        return self.run(["wine", str(self.home / "graduated-response-cli.exe"), *words], self.variables)

    def is_installed(self) -> bool:
        """Whether the program, its menu entry and its file type are there, all of them."""
        types = self.run(["wine", "reg", "query", r"HKCU\Software\Classes", "/s"], self.variables)
        menu = self.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        signs = [
            (self.home / "Graduated Response.exe").exists(),
            (menu / "Graduated Response.lnk").exists(),
            ".grstore" in types,
        ]
        if any(signs) and not all(signs):
            raise Refused(f"Half installed: program, menu entry and file type are {signs}.")
        return all(signs)

    def uninstall(self) -> None:
        """Run the uninstaller silently; nothing of the program may stay."""
        # Started from where it is, an uninstaller copies itself away and returns at once.
        self.run(
            ["wine", str(self.home / "uninstall.exe"), "/S", f"_?=Z:{self.home}".replace("/", "\\")],
            self.variables,
        )
        left = [path.name for path in self.home.glob("*") if path.name != "uninstall.exe"]
        if left:
            raise Refused(f"The uninstaller left {', '.join(left)}.")


def _mirror() -> str:
    """The Debian mirror that this machine's apt is set to."""
    for path in [*Path("/etc/apt/sources.list.d").glob("*.sources"), Path("/etc/apt/sources.list")]:
        found = re.search(
            r"^(?:URIs:|deb(?: \[.*?\])?) *(https?://\S+/debian)/?(?:\s|$)", _text(path), re.MULTILINE
        )
        if found:
            return found[1]
    raise NotHere("apt names no Debian mirror.")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
