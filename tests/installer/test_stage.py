# SPDX-License-Identifier: MIT
"""What goes into an installer: the right packages for its system, nothing that is never opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import stage
import windows_installer

LINUX = {"sys_platform": "linux", "implementation_name": "cpython"}


def names(rows: list[str]) -> set[str]:
    return {row.partition("==")[0] for row in rows}


def test_each_system_gets_its_own_packages() -> None:
    windows, linux = names(stage.locked(windows_installer.SYSTEM)), names(stage.locked(LINUX))
    assert windows - linux == {"colorama"}
    assert linux < windows
    assert "pyside6-essentials" in linux


def test_every_package_keeps_its_hashes() -> None:
    assert all("--hash=sha256:" in row for row in stage.locked(LINUX))


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of Windows packages in small: what stays and what goes, side by side."""
    for name in (
        *("PySide6/QtCore.pyd", "PySide6/Qt6Core.dll", "PySide6/pyside6.abi3.dll", "PySide6/msvcp140.dll"),
        *("PySide6/__init__.py", "PySide6/QtQuick.pyd", "PySide6/Qt6Qml.dll", "PySide6/opengl32sw.dll"),
        *("PySide6/QtCore.pyi", "PySide6/designer.exe", "PySide6/qml/x.qml", "PySide6/plugins/tls/a.dll"),
        *("PySide6/plugins/platforms/qwindows.dll", "PySide6/plugins/platforms/qminimal.dll"),
        *(
            "qtawesome/fonts/phosphor-1.ttf",
            "qtawesome/fonts/remixicon-2.ttf",
            "bin/typer",
            "yaml/tests/t.py",
        ),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_only_what_the_program_opens_stays(packages: Path) -> None:
    stage.strip(packages)
    left = {path.relative_to(packages).as_posix() for path in packages.rglob("*") if path.is_file()}
    assert left == {
        *("PySide6/QtCore.pyd", "PySide6/Qt6Core.dll", "PySide6/pyside6.abi3.dll", "PySide6/msvcp140.dll"),
        *("PySide6/__init__.py", "PySide6/plugins/platforms/qwindows.dll", "qtawesome/fonts/phosphor-1.ttf"),
    }


def test_every_part_of_qt_that_the_program_imports_is_shipped() -> None:
    shipped = {f"PySide6.Qt{part}" for part in stage.QT_PARTS}
    texts = [path.read_text(encoding="utf-8") for path in (stage.ROOT / "desktop").rglob("*.py")]
    imported = {word for text in texts for word in text.split() if word.startswith("PySide6.Qt")}
    assert {word.rstrip(".,:;)`") for word in imported} <= shipped


def test_everything_carries_the_same_date(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    stage.date_alike(packages)
    assert {int(path.stat().st_mtime) for path in packages.rglob("*")} == {1_790_000_000}


def test_the_icon_has_the_sizes_that_windows_asks_for(tmp_path: Path) -> None:
    import icon

    icon.write_ico(tmp_path / "program.ico")
    with Image.open(tmp_path / "program.ico") as made:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(made.info["sizes"])
