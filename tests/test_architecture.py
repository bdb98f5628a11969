# SPDX-License-Identifier: MIT
"""The house rules: what may import what, how long a thing may be, and what may not be written down."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("desktop", "models", "thresholds")
CODE = (*SHIPPED, "installer", "benchmarks", "tests")
# Migration steps are frozen records of what was done; they are not read like code.
FROZEN = "models/store/versions/"
PLACES_OF_OTHERS = {".git", ".venv", "__pycache__", "build", "dist", "out"}

# Files over 300 lines and functions over 40, each with the reason why it isn't cut. None over 400 or 60.
# A test's story may take 400 lines without a reason.
LONGER_FILES: dict[str, str] = {
    "models/gather/measures.py": "one provider a fact, read beside the catalogue",
    "models/sample/cast.py": "one child's story, told from beginning to end",
    "models/sample/history.py": "one child's cycles, told from beginning to end",
    "thresholds/facts.py": "one table, read as a table",
    "thresholds/nodes.py": "the words of the pack language, which one reads together",
    "thresholds/reader.py": "reading, finding the place, and the sentence about it hold on to the same paths",
}
LONGER_FUNCTIONS: dict[str, str] = {}

DRAWERS = {"util", "helper", "common", "misc", "base", "manager", "service", "handler", "data", "info"}
AMERICAN = re.compile(
    r"\b(behavior|favorite|neighbor|canceled|labeled|modeled|traveled|fulfill|enrollment|judgment|catalog"
    r"|(?:re|un|de|dis)?(?:organiz|recogniz|summariz|prioritiz|customiz|normaliz|authoriz|anonymiz|minimiz)(?:e|es|ed|ing|ation)"
    r"|analyz(?:e|es|ed|ing))\b"
)


def written_files(*ends: str) -> Iterator[Path]:
    """Every file of ours with one of these ends; what tools leave behind is not ours."""
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in PLACES_OF_OTHERS and not name.endswith("_cache")]
        yield from (Path(folder) / name for name in names if name.endswith(ends))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_files(*folders: str) -> list[Path]:
    return [path for path in written_files(".py") if named(path).split("/")[0] in folders]


def living_files(*folders: str) -> list[Path]:
    return [path for path in code_files(*folders) if not named(path).startswith(FROZEN)]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its lines, nested ones and docstrings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_every_import_contract_is_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint), "--no-logo"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout.rpartition("Broken contracts")[2] + done.stderr


def test_no_file_grows_past_what_one_reads_at_once() -> None:
    measured = {named(path): lines_of(path) for path in living_files(*CODE)}
    roomy = {name for name in measured if name in LONGER_FILES or name.startswith("tests/")}
    too_long = {name: n for name, n in measured.items() if n > (400 if name in roomy else 300)}
    assert too_long == {}
    assert LONGER_FILES.keys() <= measured.keys(), "an exception for a file that is gone"


def test_no_function_grows_past_a_screen() -> None:
    measured = dict(
        pair for path in living_files(*SHIPPED, "installer", "benchmarks") for pair in functions(path)
    )
    too_long = {name: n for name, n in measured.items() if n > (60 if name in LONGER_FUNCTIONS else 40)}
    assert too_long == {}
    assert LONGER_FUNCTIONS.keys() <= measured.keys(), "an exception for a function that is gone"


def test_the_usual_file_and_function_are_short() -> None:
    files = [lines_of(path) for path in living_files(*SHIPPED)]
    lengths = sorted(n for path in living_files(*SHIPPED) for _, n in functions(path))
    assert statistics.median(files) <= 120
    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.95)] <= 30


def test_no_module_is_a_drawer() -> None:
    drawers = [named(path) for path in code_files(*CODE) if path.stem.removesuffix("s") in DRAWERS]
    assert drawers == []


@pytest.mark.parametrize("folder", CODE)
def test_every_python_file_says_its_licence(folder: str) -> None:
    silent = [
        named(path)
        for path in code_files(folder)
        if (text := path.read_text(encoding="utf-8"))
        and not text.startswith("# SPDX-License-Identifier: MIT\n")
    ]
    assert silent == []


def test_every_shipped_module_says_what_it_is() -> None:
    files = living_files(*SHIPPED)
    assert [
        named(path) for path in files if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ] == []


def test_every_folder_of_code_is_a_package() -> None:
    # Without __init__.py a folder still imports, but no import contract sees into it.
    folders = {path.parent for path in living_files(*SHIPPED)}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_only_the_clock_reads_the_clock() -> None:
    # Ruff watches date and datetime; this watches the other door. Durations (monotonic) are no clock.
    readers = [
        f"{named(path)}:{node.lineno}"
        for path in code_files(*SHIPPED)
        if named(path) != "desktop/clock.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "time"}
    ]
    assert readers == []


def test_nothing_written_down_knows_this_machine() -> None:
    # With a gap in each, or this file would find itself.
    roots = r"(?<![\w.])/(?:wo~rk|tm~p|ro~ot|ho~me)/|C:\\Us~ers"
    hosts = r"\bpy~pi\.org|python~hosted\.org|npm~js\.org|deb\.deb~ian\.org"
    traces = re.compile(f"{roots}|{hosts}".replace("~", ""))
    ends = (
        ".py",
        ".md",
        ".toml",
        ".txt",
        ".yaml",
        ".yml",
        ".json",
        ".csv",
        ".qss",
        ".nsi",
        ".sh",
        ".c",
        "run",
    )
    found = [
        f"{named(path)}: {trace}"
        for path in written_files(*ends)
        for trace in traces.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_people_read_british_spelling() -> None:
    found = []
    for path in [*code_files(*SHIPPED, "installer"), *written_files(".md", ".yaml")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            strings = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            text = "\n".join(words for words in strings if isinstance(words, str) and " " in words)
        found += [f"{named(path)}: {word}" for word in AMERICAN.findall(text)]
    assert found == []


def test_ci_runs_the_second_command_as_the_readme_prints_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    debian, windows = (re.findall(rf"```{kind}\n(.+?)\n(.+?)\n```", readme)[0] for kind in ("sh", "bat"))
    assert readme.index("```sh") < 400, "the README opens with the two commands"
    assert [line.replace("py ", "python3 ", 1).replace("\\", "/") for line in windows] == list(debian)
    assert f"step {debian[1]}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_changelog_knows_this_version() -> None:
    version = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version is not None
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
