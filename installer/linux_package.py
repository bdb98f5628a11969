# SPDX-License-Identifier: MIT
"""Builds the .deb: the locked packages for each Python that Debian and Ubuntu have, run by the system's own.

The system keeps its Python and Qt's libraries safe with its updates; everything else comes along. The
compiled parts for several Pythons lie side by side under their own names, so one package serves them all.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import bill_of_materials
import icon
import stage
from speech import Refused, say
from system_libraries import ALWAYS, WAYLAND, X11

SOURCES = Path(__file__).resolve().parent / "linux"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = tuple(
    f"manylinux{glibc}_x86_64" for glibc in ("_2_34", "_2_31", "_2_28", "_2_26", "_2_17", "2014")
)
PLUGINS = (
    *("platforms/libqxcb.so", "platforms/libqwayland.so", "platforms/libqoffscreen.so"),
    *("imageformats/libqjpeg.so", "imageformats/libqsvg.so", "iconengines/libqsvgicon.so"),
    *("xcbglintegrations/*.so", "platforminputcontexts/libcompose*.so", "platforminputcontexts/libibus*.so"),
    *(
        "wayland-shell-integration/libxdg-shell.so",
        "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    ),
    "wayland-decoration-client/libadwaita.so",
)


def build(work: Path, out: Path) -> Path:
    """Build the package in `work` and leave it in `out`. Raises Refused with a sentence."""
    if shutil.which("dpkg-deb") is None:
        raise Refused("dpkg-deb is missing; build on Debian or Ubuntu.")
    layout = work / "linux"
    shutil.rmtree(layout, ignore_errors=True)
    home = layout / "usr" / "lib" / "graduated-response"
    for python in PYTHONS:
        say(f"Linux: packages of the lock file for Python {python}")
        _put_packages(work / f"linux-{python}", python)
        shutil.copytree(work / f"linux-{python}" / "pkgs", home / "pkgs", dirs_exist_ok=True, symlinks=True)
    _strip(home / "pkgs")
    stage.put_program(home / "src")
    bill_of_materials.write(home / "src" / "bill-of-materials.json", [])
    _put_places(layout, home)
    _put_control(layout)
    stage.date_alike(layout)
    say(f"Linux: {stage.size(layout) / 1e6:.0f} MB laid out; packing them")
    made = out / f"graduated-response_{stage.version()}_amd64.deb"
    done = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(layout), str(made)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(stage.moment())},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise Refused(f"dpkg-deb stopped: {done.stderr.strip().splitlines()[-1]}.")
    return made


def _put_packages(folder: Path, python: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    system = {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "python_version": python,
    }
    stage.put_packages(folder / "pkgs", system=system, platforms=PLATFORMS, python=python)


def _strip(packages: Path) -> None:
    """Keep of Qt the parts and plugins that the program opens, and the libraries that these need."""
    stage.strip_common(packages)
    qt = packages / "PySide6"
    inner = qt / "Qt"
    kept = {path for pattern in PLUGINS for path in (inner / "plugins").glob(pattern)}
    kept |= {qt / f"Qt{part}.abi3.so" for part in stage.QT_PARTS} | set(qt.glob("libpyside6.abi3.so*"))
    kept |= set(qt.glob("*.py"))
    kept |= {
        path
        for one in sorted(kept)
        if ".so" in one.name
        for path in _needs(one)
        if path.is_relative_to(packages)
    }
    for path in qt.rglob("*"):
        if (path.is_file() or path.is_symlink()) and path not in kept and "support" not in path.parts:
            path.unlink()
    for folder in sorted((path for path in qt.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _needs(library: Path) -> set[Path]:
    """The files that the loader opens for a library, and what their names lead to."""
    said = subprocess.run(["ldd", str(library)], capture_output=True, encoding="utf-8", check=False).stdout
    found = {Path(os.path.normpath(path)) for path in re.findall(r"=> (/\S+)", said)}
    return found | {path.resolve() for path in found}


def _put_places(layout: Path, home: Path) -> None:
    """Put what the desktop looks for where it looks: command, menu entry, icon, file type, documents."""
    share = layout / "usr" / "share"
    documents = share / "doc" / "graduated-response"
    for folder in (layout / "usr/bin", share / "applications", share / "mime/packages", documents):
        folder.mkdir(parents=True)
    command = layout / "usr" / "bin" / "graduated-response"
    shutil.copy(SOURCES / "graduated-response", command)
    command.chmod(0o755)
    shutil.copy(SOURCES / "graduated-response.desktop", share / "applications")
    shutil.copy(SOURCES / "graduated-response.xml", share / "mime" / "packages")
    for pixels in (48, 128, 256):
        folder = share / "icons" / "hicolor" / f"{pixels}x{pixels}" / "apps"
        folder.mkdir(parents=True)
        icon.write_png(folder / "graduated-response.png", pixels)
    shutil.copy(home / "src" / "LICENSE", documents / "copyright")
    news = (home / "src" / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(news, mtime=0))


def _put_control(layout: Path) -> None:
    control = layout / "DEBIAN"
    control.mkdir()
    needs = [
        f"python3 (>= {PYTHONS[0]})",
        f"python3 (<< 3.{int(PYTHONS[-1][2:]) + 1})",
        *ALWAYS.values(),
        *X11.values(),
    ]
    text = (SOURCES / "control").read_text(encoding="utf-8")
    blanks = {
        "@VERSION@": stage.version(),
        "@SIZE@": str(stage.size(layout) // 1024),
        "@NEEDS@": ", ".join(needs),
        "@WISHES@": ", ".join(WAYLAND.values()),
    }
    for blank, words in blanks.items():
        text = text.replace(blank, words)
    (control / "control").write_text(text, encoding="utf-8")
    for name in ("postinst", "prerm"):
        shutil.copy(SOURCES / name, control)
        (control / name).chmod(0o755)
