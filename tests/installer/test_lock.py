# SPDX-License-Identifier: MIT
"""The lock files say exactly what is installed, hold together, and name no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ("runtime.txt", "build.txt", "development.txt")


def text_of(name: str) -> str:
    return (ROOT / "installer" / "lock" / name).read_text(encoding="utf-8")


def versions(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text_of(name), re.MULTILINE))


def asked_for(project: dict, *groups: str) -> list[Requirement]:
    lines = [
        line for group in groups for line in project["dependency-groups"][group] if isinstance(line, str)
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", FILES)
def test_each_line_is_a_version_or_a_hash(name: str) -> None:
    pattern = re.compile(r"#.*|[a-z0-9._-]+==\S+( ; [^\\]+?)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in text_of(name).splitlines() if not pattern.fullmatch(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_each_version_has_a_hash(name: str) -> None:
    assert re.findall(r"^[a-z0-9._-]+==.*\n(?!    --hash)", text_of(name), re.MULTILINE) == []


def test_the_development_lock_holds_the_two_others_unchanged() -> None:
    development = versions("development.txt").items()
    assert versions("runtime.txt").items() <= development
    assert versions("build.txt").items() <= development


def test_the_locks_are_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "runtime.txt": [Requirement(line) for line in project["project"]["dependencies"]],
        "build.txt": asked_for(project, "build"),
        "development.txt": asked_for(project, "build", "dev"),
    }
    unmet = [
        f"{name}: {wish}"
        for name, wishes in asked.items()
        for wish in wishes
        if not wish.specifier.contains(versions(name).get(canonicalize_name(wish.name), "0"))
    ]
    assert unmet == [], "python installer/relock.py makes the locks anew"
